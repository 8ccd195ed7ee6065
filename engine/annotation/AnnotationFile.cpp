// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/AnnotationFile.h"

#include <algorithm>
#include <utility>

#include "engine/annotation/AnnotationCsv.h"
#include "engine/annotation/AnnotationJson.h"
#include "engine/annotation/AudacityLabels.h"
#include "engine/annotation/Elan.h"
#include "engine/annotation/Preserved.h"
#include "engine/annotation/TextGrid.h"
#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"

namespace prososcope::annotation {

using core::ErrorKind;
using core::fail;
using core::Result;

bool Preserved::isUnmodified(const Annotation& annotation) const {
    return annotation.start() == start && annotation.end() == end &&
           std::equal(tiers.begin(), tiers.end(), annotation.tiers().begin(), annotation.tiers().end(),
                      [](const TierPointer& a, const TierPointer& b) { return a == b || *a == *b; });
}

void Preserved::keepTime(double time, std::string_view text) {
    if (core::numberText(time) != text) times.try_emplace(time, text);
}

std::string timeText(double time, const Preserved* preserved) {
    if (preserved != nullptr) {
        if (const auto found = preserved->times.find(time); found != preserved->times.end()) return found->second;
    }
    return core::numberText(time);
}

Annotation finished(double start, double end, std::vector<TierPointer> tiers, Id nextId, Preserved preserved) {
    preserved.start = start;
    preserved.end = end;
    preserved.tiers = tiers;
    return {start, end, std::move(tiers), nextId, std::make_shared<const Preserved>(std::move(preserved))};
}

namespace {

bool sameContent(const Annotation& a, const Annotation& b) {
    const auto parentOf = [](const Annotation& annotation, const Tier& tier) {
        return tier.header.parent ? annotation.indexOf(*tier.header.parent) : std::nullopt;
    };
    if (a.start() != b.start() || a.end() != b.end() || a.tiers().size() != b.tiers().size()) return false;
    for (std::size_t i = 0; i < a.tiers().size(); ++i) {
        const Tier& one = a.tier(i);
        const Tier& other = b.tier(i);
        TierHeader header = other.header;
        header.id = one.header.id;
        header.parent = one.header.parent;
        const bool items = std::equal(one.items.begin(), one.items.end(), other.items.begin(), other.items.end(),
                                      [](const Item& x, const Item& y) { return x.time == y.time && x.label == y.label; });
        if (!items || !(header == one.header) || parentOf(a, one) != parentOf(b, other)) return false;
    }
    return true;
}

std::vector<core::Text> knownLosses(const Annotation& annotation, FileFormat format) {
    switch (format) {
        case FileFormat::TextGrid:
            return textGridLosses(annotation);
        case FileFormat::Elan:
            return elanLosses(annotation);
        case FileFormat::Audacity:
            return audacityLosses(annotation);
        case FileFormat::Csv:
            return csvLosses(annotation);
        case FileFormat::Json:
            break;
    }
    return {};
}

}  // namespace

Result<ReadAnnotation> parseAnnotation(std::string_view bytes, FileFormat format, std::string_view source,
                                       const ReadOptions& options) {
    if (bytes.size() > Limits::kBytes) {
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "%1 is too large to be read here (%2 bytes)."),
                                          {std::string(source), std::to_string(bytes.size())}});
    }
    switch (format) {
        case FileFormat::TextGrid:
            return parseTextGrid(bytes, source, options);
        case FileFormat::Elan:
            return parseElan(bytes, source, options);
        case FileFormat::Audacity:
            return parseAudacityLabels(bytes, source, options);
        case FileFormat::Csv:
            return parseAnnotationCsv(bytes, source, options);
        case FileFormat::Json:
            break;
    }
    return parseAnnotationJson(bytes, source, options);
}

Result<ReadAnnotation> readAnnotation(const std::filesystem::path& path, const ReadOptions& options) {
    auto bytes = core::readFile(path, Limits::kBytes);
    if (!bytes) return fail(bytes.error());
    const auto name = path.string();
    const auto format = formatOf(path);
    if (!format) {
        return fail(
            ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "%1 has none of the endings .TextGrid, .eaf, .txt, .csv, .tsv and .json. Rename it."),
             {name}});
    }
    // Praat saves TextGrids under any name, often as .txt.
    const auto decoded = decodeText(std::string_view(*bytes).substr(0, 200), name);
    const auto begin = decoded ? std::string_view(decoded->text) : std::string_view();
    const bool isTextGrid =
        bytes->starts_with("ooBinaryFile") || (begin.find("ooTextFile") < 40 && *format == FileFormat::Audacity);
    return parseAnnotation(*bytes, isTextGrid ? FileFormat::TextGrid : *format, name, options);
}

Result<std::string> formatAnnotation(const Annotation& annotation, FileFormat format) {
    const auto& preserved = annotation.preserved();
    if (preserved && preserved->format == format && preserved->isUnmodified(annotation)) return preserved->original;
    std::string bytes;
    switch (format) {
        case FileFormat::TextGrid:
            bytes = formatTextGrid(annotation);
            break;
        case FileFormat::Elan: {
            auto text = formatElan(annotation);
            if (!text) return fail(text.error());
            bytes = std::move(*text);
            break;
        }
        case FileFormat::Audacity:
            bytes = formatAudacityLabels(annotation);
            break;
        case FileFormat::Csv:
            bytes = formatAnnotationCsv(annotation);
            break;
        case FileFormat::Json:
            bytes = formatAnnotationJson(annotation);
            break;
    }
    if (bytes.size() > Limits::kBytes) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "The annotation is too large for one file (%1 bytes). Save a part of it."),
                     {std::to_string(bytes.size())}});
    }
    return bytes;
}

std::vector<core::Text> losses(const Annotation& annotation, FileFormat format) {
    const auto& preserved = annotation.preserved();
    if (preserved && preserved->format == format && preserved->isUnmodified(annotation)) return {};
    auto lost = knownLosses(annotation, format);
    if (preserved && preserved->format == FileFormat::Elan && format != FileFormat::Elan)
        lost.push_back(
            {TRANSLATABLE("Engine", "What else the ELAN file holds (media, participants, types, properties) is lost.")});
    if (!lost.empty()) return lost;
    // What no sentence above foresees is found by trying.
    const auto bytes = formatAnnotation(annotation, format);
    if (!bytes) return {bytes.error().text};
    const auto back = parseAnnotation(*bytes, format, "", {annotation.end()});
    if (!back || !sameContent(annotation, back->annotation))
        lost.push_back({TRANSLATABLE(
            "Engine",
            "In this format some times, labels or empty intervals will be different when the file is opened again.")});
    return lost;
}

std::optional<FileFormat> formatOf(const std::filesystem::path& path) {
    std::string ending = path.extension().string();
    for (char& c : ending) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    if (ending == ".textgrid") return FileFormat::TextGrid;
    if (ending == ".eaf") return FileFormat::Elan;
    if (ending == ".txt") return FileFormat::Audacity;
    if (ending == ".csv" || ending == ".tsv") return FileFormat::Csv;
    if (ending == ".json") return FileFormat::Json;
    return std::nullopt;
}

std::string_view endingOf(FileFormat format) {
    switch (format) {
        case FileFormat::TextGrid:
            return ".TextGrid";
        case FileFormat::Elan:
            return ".eaf";
        case FileFormat::Audacity:
            return ".txt";
        case FileFormat::Csv:
            return ".csv";
        case FileFormat::Json:
            break;
    }
    return ".json";
}

core::Text nameOf(FileFormat format) {
    switch (format) {
        case FileFormat::TextGrid:
            return {TRANSLATABLE("Engine", "Praat TextGrid")};
        case FileFormat::Elan:
            return {TRANSLATABLE("Engine", "ELAN annotation")};
        case FileFormat::Audacity:
            return {TRANSLATABLE("Engine", "Audacity labels")};
        case FileFormat::Csv:
            return {TRANSLATABLE("Engine", "Table (CSV)")};
        case FileFormat::Json:
            break;
    }
    return {TRANSLATABLE("Engine", "Annotation (JSON)")};
}

}  // namespace prososcope::annotation
