// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/CorpusFiles.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>

#include "engine/annotation/TextEncoding.h"
#include "engine/audio/AudioFile.h"
#include "engine/core/Characters.h"
#include "engine/core/SafeFile.h"
#include "engine/corpus/Layouts.h"
#include "engine/corpus/Words.h"

namespace prososcope::corpus {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLargestText = std::size_t{1} << 28;

/// Windows-1252 differs from Latin-1 in the bytes 80 to 9f, which are printed characters there; five are not used.
std::string fromLatin1Controls(const std::string& text) {
    static constexpr std::array<std::string_view, 32> kPrinted = {
        "€", "",  "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "", "Ž", "",    // 80
        "",  "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "", "ž", "Ÿ"};  // 90
    std::string printed;
    printed.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
        if (text[i] == '\xc2' && next >= 0x80 && next < 0xa0 && !kPrinted[next - 0x80].empty()) {
            printed += kPrinted[next - 0x80];
            ++i;
        } else {
            printed += text[i];
        }
    }
    return printed;
}

}  // namespace

core::Result<CorpusText> decodeCorpusText(std::string_view bytes, std::string_view source) {
    constexpr std::string_view kMark = "\xef\xbb\xbf";
    if (bytes.starts_with(kMark) && !core::isUtf8(bytes)) bytes.remove_prefix(kMark.size());  // a mark that lies
    auto decoded = annotation::decodeText(bytes, source);
    if (!decoded) return core::fail(decoded.error());
    if (decoded->encoding != annotation::Encoding::Latin1) return CorpusText{std::move(decoded->text), false};
    return CorpusText{fromLatin1Controls(decoded->text), true};
}

bool CorpusFiles::isFolder(const fs::path& path) const {
    std::error_code code;
    return fs::is_directory(m_folder / path, code);
}

bool CorpusFiles::isFile(const fs::path& path) const {
    std::error_code code;
    return fs::is_regular_file(m_folder / path, code);
}

std::vector<fs::path> CorpusFiles::list(const fs::path& path, Kind kind, bool followLinks) {
    std::vector<fs::path> names;
    std::error_code code;
    fs::directory_iterator it(m_folder / path, code);
    if (code && code != std::errc::no_such_file_or_directory && m_closed.insert(path.string()).second) {
        note(TRANSLATABLE("Engine", "Left out, folders that cannot be opened: %1 (%2)."), path.string());
    }
    for (const fs::directory_iterator end; !code && it != end; it.increment(code)) {
        std::error_code typeCode;
        const bool wanted = kind == Kind::File ? it->is_regular_file(typeCode) : it->is_directory(typeCode);
        if (!wanted || (!followLinks && kind == Kind::Folder && it->is_symlink(typeCode))) continue;
        const auto name = it->path().filename();
        if (name.native().starts_with('.')) continue;
        if (!core::isUtf8(name.native())) {
            note(TRANSLATABLE("Engine", "Left out, files whose names are not UTF-8: %1 (in %2)."), path.string());
            continue;
        }
        names.push_back(name);
    }
    std::sort(names.begin(), names.end(), [](const auto& a, const auto& b) { return a.native() < b.native(); });
    for (auto& name : names) name = path.empty() ? name : path / name;
    return names;
}

std::vector<fs::path> CorpusFiles::files(const fs::path& path) { return list(path, Kind::File, true); }

std::vector<fs::path> CorpusFiles::folders(const fs::path& path) { return list(path, Kind::Folder, true); }

std::map<std::string, fs::path> CorpusFiles::recordings(const fs::path& path) {
    std::map<std::string, fs::path> byStem;
    for (auto& file : files(path)) {
        if (audio::hasAudioEnding(file)) byStem.emplace(file.stem().string(), std::move(file));
    }
    return byStem;
}

std::vector<fs::path> CorpusFiles::filesBelow(const fs::path& path) {
    std::vector<fs::path> found;
    std::vector<fs::path> waiting = {path};
    while (!waiting.empty()) {
        const auto folder = std::move(waiting.back());
        waiting.pop_back();
        auto here = files(folder);
        std::move(here.begin(), here.end(), std::back_inserter(found));
        auto inside = list(folder, Kind::Folder, false);
        std::move(inside.begin(), inside.end(), std::back_inserter(waiting));
    }
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.native() < b.native(); });
    return found;
}

std::optional<std::string> CorpusFiles::text(const fs::path& path, Encoding encoding) {
    if (!isFile(path)) return std::nullopt;
    const auto bytes = core::readFile(m_folder / path, kLargestText);
    auto decoded = bytes ? decodeCorpusText(*bytes, path.string()) : core::Result<CorpusText>(core::fail(bytes.error()));
    if (!decoded || decoded->text.find('\0') != std::string::npos) {
        note(TRANSLATABLE("Engine", "Left out, files that are no readable text: %1 (%2)."), path.string());
        return std::nullopt;
    }
    if (decoded->windows1252 && encoding == Encoding::Expected) {
        note(TRANSLATABLE("Engine", "Read as Windows-1252, as they are not UTF-8: %1 (%2)."), path.string());
    }
    return std::move(decoded->text);
}

std::optional<core::CsvTable> CorpusFiles::table(const fs::path& path, char separator) {
    const auto content = text(path);
    if (!content) return std::nullopt;
    std::vector<std::size_t> damaged;
    auto table = core::parseCsv(*content, path.string(), separator, &damaged);
    if (!table) {
        note(TRANSLATABLE("Engine", "Left out, files that are no readable table: %1 (%2)."), path.string());
        return std::nullopt;
    }
    for (const auto line : damaged) {
        note(TRANSLATABLE("Engine", "Left out, damaged lines of tables: %1 (%2)."), path.string() + ":" + std::to_string(line));
    }
    for (auto& column : table->columns) column = std::string(trimmed(column));
    return std::move(*table);
}

void CorpusFiles::addRemarks(Corpus& corpus) const {
    for (const auto& [sentence, names] : m_notes) {
        corpus.remarks.emplace_back(sentence.c_str(), std::vector<std::string>{std::to_string(names.size()), someOf(names)});
    }
}

std::optional<double> finiteNumber(std::string_view text) {
    const auto value = core::parseNumber(text);
    return value && std::isfinite(*value) ? value : std::nullopt;
}

std::string TableRow::operator[](std::string_view column) const {
    const auto index = m_table.column(column);
    return index ? std::string(trimmed(m_cells[*index])) : std::string();
}

std::vector<std::string_view> linesOf(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        auto line = text.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (!line.empty()) lines.push_back(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::vector<std::string_view> piecesOf(std::string_view line, char separator) {
    std::vector<std::string_view> pieces;
    const std::string_view separators = separator == ' ' ? std::string_view(" \t\r\n") : std::string_view(&separator, 1);
    while (true) {
        const auto end = std::min(line.find_first_of(separators), line.size());
        const auto piece = trimmed(line.substr(0, end));
        if (separator != ' ' || !piece.empty()) pieces.push_back(piece);
        if (end == line.size()) return pieces;
        line.remove_prefix(end + 1);
    }
}

std::string genderWord(std::string_view text) {
    if (auto known = knownGender(text)) return std::move(*known);
    std::string word = core::lowerCase(trimmed(text));
    return word == "unknown" ? std::string() : word;
}

std::string firstLineOf(const fs::path& file) {
    constexpr std::streamsize kMost = 4096;
    std::string begin(static_cast<std::size_t>(kMost), '\0');
    std::ifstream stream(file, std::ios::binary);
    stream.read(begin.data(), kMost);
    begin.resize(static_cast<std::size_t>(std::max<std::streamsize>(stream.gcount(), 0)));
    if (begin.starts_with("\xef\xbb\xbf")) begin.erase(0, 3);
    return std::string(trimmed(begin.substr(0, begin.find('\n'))));
}

std::map<std::string, std::vector<AlignmentFile>> textGridsOf(const std::vector<fs::path>& files) {
    std::map<std::string, std::vector<AlignmentFile>> byStem;
    for (const auto& file : files) {
        if (core::lowerCase(file.extension().string()) != ".textgrid") continue;
        byStem[file.stem().string()] = {{"words", file}, {"phones", file}};
    }
    return byStem;
}

void remarkSpeakerless(Corpus& corpus) {
    const auto nobody = std::count_if(corpus.utterances.begin(), corpus.utterances.end(),
                                      [](const Utterance& utterance) { return utterance.speaker.empty(); });
    if (nobody == 0) return;
    corpus.remarks.emplace_back(TRANSLATABLE("Engine", "Utterances without a speaker: %1. They cannot be used in folds."),
                                std::vector<std::string>{std::to_string(nobody)});
}

std::vector<core::Text> compareWith(const Published& published, const Corpus& corpus) {
    std::vector<core::Text> texts;
    if (published.utterances != 0 && corpus.utterances.size() != published.utterances) {
        texts.emplace_back(
            TRANSLATABLE("Engine", "Utterances here: %1; the whole corpus has %2. Published figures need all of it."),
            std::vector<std::string>{std::to_string(corpus.utterances.size()), std::to_string(published.utterances)});
    } else if (!published.emotions.empty()) {
        const auto counts = corpus.emotionCounts();
        std::string differing;
        for (const auto& [word, count] : published.emotions) {
            const auto here = valueOr(counts, word);
            if (here == count) continue;
            differing += (differing.empty() ? "" : ", ") + word + " " + std::to_string(here) + "/" + std::to_string(count);
        }
        if (!differing.empty()) {
            texts.emplace_back(
                TRANSLATABLE("Engine", "Labels whose number differs from the published one (here/published): %1."),
                std::vector<std::string>{differing});
        }
    }
    const auto speakers = corpus.speakers().size();
    if (published.speakers != 0 && speakers != published.speakers) {
        texts.emplace_back(TRANSLATABLE("Engine", "Speakers here: %1; the whole corpus has %2."),
                           std::vector<std::string>{std::to_string(speakers), std::to_string(published.speakers)});
    }
    return texts;
}

}  // namespace prososcope::corpus
