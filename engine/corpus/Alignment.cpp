// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "engine/annotation/AnnotationFile.h"
#include "engine/core/Characters.h"
#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "engine/corpus/AlignmentFormats.h"
#include "engine/corpus/CorpusFiles.h"
#include "engine/corpus/Layouts.h"

namespace prososcope::corpus {

namespace {

using core::ErrorKind;
using core::fail;
using Labels = std::vector<AlignedLabel>;

constexpr double kFrameSeconds = 0.01;  // of the Sphinx aligner
constexpr double kMostSeconds = 1e6;
constexpr std::string_view kEndMark = ".";  // of EmoDB

tl::unexpected<core::Error> badLine(std::string_view source, std::size_t line) {
    return fail(ErrorKind::BadInput,
                {TRANSLATABLE("Engine", "%1, line %2, is no row of an alignment. Get the file again or correct that line."),
                 {std::string(source), std::to_string(line)}});
}

/// A time or a frame number that is not negative and not beyond all sense.
std::optional<double> parseTime(std::string_view text) {
    const auto value = finiteNumber(text);
    return value && *value >= 0.0 && *value <= kMostSeconds ? value : std::nullopt;
}

/// "WORD(2)" is the second pronunciation of "WORD".
std::string_view withoutVariant(std::string_view word) {
    const auto open = word.rfind('(');
    if (open == std::string_view::npos || open == 0 || !word.ends_with(')')) return word;
    const auto number = word.substr(open + 1, word.size() - open - 2);
    return !number.empty() && number.find_first_not_of("0123456789") == std::string_view::npos ? word.substr(0, open) : word;
}

core::Result<Labels> parseSphinx(std::string_view text, std::string_view tier, std::string_view source) {
    Labels labels;
    std::size_t number = 0;
    bool header = false;
    double next = 0.0;  // frame
    for (auto line : piecesOf(text, '\n')) {
        ++number;
        const auto pieces = piecesOf(line, ' ');
        if (pieces.empty() || line.starts_with("Total score")) continue;
        if (!header) {
            if (pieces[0] != "SFrm") return badLine(source, number);
            header = true;
            continue;
        }
        constexpr std::size_t kLeast = 4;
        if (pieces.size() < kLeast) return badLine(source, number);
        const auto first = parseTime(pieces[0]);
        const auto last = parseTime(pieces[1]);
        if (!first || !last || *last < *first || !core::parseNumber(pieces[2])) return badLine(source, number);
        if (*first < next) return badLine(source, number);
        next = *last + 1.0;
        std::string label(pieces[3]);
        if (tier == "words") label = withoutVariant(label);
        for (std::size_t i = kLeast; tier != "phones" && i < pieces.size(); ++i) label += " " + std::string(pieces[i]);
        labels.push_back({kFrameSeconds * *first, kFrameSeconds * next, std::move(label)});
    }
    if (!header) return badLine(source, 1);
    return labels;
}

/// Rows of onsets; the last one ends where the end mark is, or at its own onset where that is missing.
core::Result<Labels> parseOnsets(std::string_view text, bool xlabel, std::string_view source) {
    Labels labels;
    std::size_t number = 0;
    bool rows = !xlabel;
    for (auto line : piecesOf(text, '\n')) {
        ++number;
        if (!rows) {
            rows = line == "#";
            continue;
        }
        if (line.empty()) continue;
        // Time and colour stand between blanks; what follows is fields between tabs, of which the first may be empty.
        const auto timeEnd = std::min(line.find_first_of(" \t"), line.size());
        const auto time = parseTime(line.substr(0, timeEnd));
        if (!time) return badLine(source, number);
        auto rest = line.substr(timeEnd);
        if (xlabel) {
            const auto colour = trimmed(rest).substr(0, trimmed(rest).find_first_of(" \t"));
            if (!core::parseNumber(colour)) return badLine(source, number);
            rest = rest.substr(static_cast<std::size_t>(colour.data() - rest.data()) + colour.size());
            if (rest.starts_with(' ')) rest.remove_prefix(1);
        } else {
            rest = trimmed(rest);
        }
        const auto label = trimmed(rest.substr(0, rest.find('\t')));
        if (label.empty()) continue;
        if (!labels.empty()) {
            if (*time < labels.back().startSeconds) return badLine(source, number);
            labels.back().endSeconds = *time;
        }
        labels.push_back({*time, *time, std::string(label)});
    }
    if (!rows) return badLine(source, number);
    if (!labels.empty() && labels.back().label == kEndMark) labels.pop_back();
    return labels;
}

/// Whether a tier of that name is the wanted one: "words", "word", "anna - words".
bool isTier(std::string_view name, std::string_view wanted) {
    if (const auto dash = name.rfind(" - "); dash != std::string_view::npos) name.remove_prefix(dash + 3);
    const std::string lower = core::lowerCase(trimmed(name));
    return lower == wanted || lower + "s" == wanted;
}

core::Result<Labels> parseTextGridTier(std::string_view bytes, std::string_view tier, std::string_view source) {
    const auto read = annotation::parseAnnotation(bytes, annotation::FileFormat::TextGrid, source);
    if (!read) return fail(read.error());
    const auto& all = read->annotation;
    Labels labels;
    for (const auto& candidate : all.tiers()) {
        if (!candidate->isInterval() || !isTier(candidate->header.name, tier)) continue;
        const auto& items = candidate->items;
        for (std::size_t i = 0; i < items.size(); ++i) {
            const double end = i + 1 < items.size() ? items[i + 1].time : all.end();
            const double start = std::max(0.0, items[i].time);
            if (!items[i].label.empty() && end > start) labels.push_back({start, end, items[i].label});
        }
        break;
    }
    return labels;
}

}  // namespace

std::optional<AlignmentFormat> alignmentFormatOf(const std::filesystem::path& path) {
    const std::string ending = core::lowerCase(path.extension().string());
    if (ending == ".wdseg" || ending == ".phseg" || ending == ".syseg") return AlignmentFormat::Sphinx;
    if (ending == ".lablaut" || ending == ".labsilb") return AlignmentFormat::XLabel;
    if (ending == ".silb") return AlignmentFormat::OnsetList;
    if (ending == ".textgrid") return AlignmentFormat::TextGrid;
    return std::nullopt;
}

core::Result<Labels> parseAlignment(std::string_view bytes, AlignmentFormat format, std::string_view tier,
                                    std::string_view source) {
    if (format == AlignmentFormat::TextGrid) return parseTextGridTier(bytes, tier, source);
    const auto text = decodeCorpusText(bytes, source);
    if (!text) return fail(text.error());
    if (format == AlignmentFormat::Sphinx) return parseSphinx(text->text, tier, source);
    return parseOnsets(text->text, format == AlignmentFormat::XLabel, source);
}

core::Result<Labels> readAlignment(const Corpus& corpus, const Utterance& utterance, std::string_view tier) {
    const auto file = std::find_if(utterance.alignments.begin(), utterance.alignments.end(),
                                   [&](const AlignmentFile& candidate) { return candidate.tier == tier; });
    if (file == utterance.alignments.end()) return Labels();
    const auto path = corpus.folder / file->path;
    const auto format = alignmentFormatOf(path);
    if (!format) {
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine",
                                                       "%1 is no alignment in a format that is read: .wdseg, .phseg, "
                                                       ".syseg, .lablaut, .labsilb, .silb or .TextGrid."),
                                          {path.string()}});
    }
    const auto bytes = core::readFile(path);
    if (!bytes) return fail(bytes.error());
    auto labels = parseAlignment(*bytes, *format, tier, path.string());
    if (!labels || (utterance.startSeconds == 0.0 && utterance.endSeconds < 0.0)) return labels;
    const double length = utterance.seconds();
    Labels inside;
    for (auto& label : *labels) {
        label.startSeconds = std::max(0.0, label.startSeconds - utterance.startSeconds);
        label.endSeconds -= utterance.startSeconds;
        if (length > 0.0) label.endSeconds = std::min(label.endSeconds, length);
        if (label.endSeconds > label.startSeconds) inside.push_back(std::move(label));
    }
    return inside;
}

}  // namespace prososcope::corpus
