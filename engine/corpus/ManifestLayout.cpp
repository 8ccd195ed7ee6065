// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>
#include <set>

#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "engine/corpus/CorpusFiles.h"
#include "engine/corpus/Layouts.h"

namespace prososcope::corpus {

namespace {

using core::ErrorKind;
using core::fail;

constexpr const char* kFileName = "manifest.csv";

/// Spreadsheets of some countries write semicolons.
char separatorOf(std::string_view text) {
    const auto header = text.substr(0, text.find('\n'));
    return std::count(header.begin(), header.end(), ';') > std::count(header.begin(), header.end(), ',') ? ';' : ',';
}

std::optional<int> parseInt(std::string_view text) {
    int value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec != std::errc{} || result.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

/// A relative path that stays inside the corpus folder.
bool staysInside(const std::filesystem::path& path) {
    const auto normal = path.lexically_normal();
    return !path.empty() && !path.is_absolute() && (normal.empty() || *normal.begin() != "..");
}

core::Result<core::CsvTable> readTable(const std::filesystem::path& file) {
    auto text = core::readFile(file, std::size_t{1} << 28);
    if (!text) return fail(text.error());
    if (!isUtf8(*text)) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "%1 is not UTF-8 text. Save it again as CSV in UTF-8."), {file.string()}});
    }
    auto table = core::parseCsv(*text, file.string(), separatorOf(*text));
    if (!table) return table;
    for (auto& column : table->columns) column = std::string(trimmed(column));
    std::string missing;
    for (const char* needed : {"path", "speaker", "emotion"}) {
        if (!table->column(needed)) missing += (missing.empty() ? "" : ", ") + std::string(needed);
    }
    if (!missing.empty()) {
        std::string present;
        for (const auto& column : table->columns) present += (present.empty() ? "" : ", ") + column;
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "%1 lacks the columns %2 (it has %3). path, speaker and emotion are required."),
                     {file.string(), missing, present.size() > 300 ? present.substr(0, 300) + "..." : present}});
    }
    return table;
}

bool fitsManifest(const std::filesystem::path& folder) {
    std::error_code code;
    return std::filesystem::is_regular_file(folder / kFileName, code);
}

core::Result<Corpus> readManifest(const std::filesystem::path& folder, const ImportOptions&, core::Progress&) {
    if (!fitsManifest(folder)) {
        return fail(ErrorKind::NotFound, {TRANSLATABLE("Engine", "%1 holds no manifest.csv."), {folder.string()}});
    }
    const auto table = readTable(folder / kFileName);
    if (!table) return fail(table.error());
    Corpus corpus;
    corpus.layout = "manifest";
    std::vector<std::string> outside;
    std::vector<std::string> notNumbers;
    for (const auto& cells : table->rows) {
        const TableRow row(*table, cells);
        Utterance utterance;
        utterance.path = std::filesystem::path(row["path"]);
        if (!staysInside(utterance.path)) {
            outside.push_back(row["path"].empty() ? "\"\"" : row["path"]);
            continue;
        }
        utterance.path = utterance.path.lexically_normal();
        utterance.speaker = row["speaker"];
        utterance.gender = row["gender"];
        utterance.language = row["language"];
        utterance.emotion = row["emotion"];
        utterance.intensity = row["intensity"];
        utterance.transcript = row["transcript"];
        utterance.dialogue = row["dialogue"];
        const auto number = [&](std::string_view column) {
            const std::string text = row[column];
            const auto value = finiteNumber(text);
            if (!value && !text.empty()) notNumbers.push_back(text);
            return value;
        };
        utterance.valence = number("valence");
        utterance.arousal = number("arousal");
        utterance.dominance = number("dominance");
        utterance.startSeconds = std::max(0.0, number("start").value_or(0.0));
        utterance.endSeconds = number("end").value_or(-1.0);
        const std::string turn = row["turn"];
        utterance.turn = parseInt(turn);
        if (!utterance.turn && !turn.empty()) notNumbers.push_back(turn);
        corpus.utterances.push_back(std::move(utterance));
    }
    const auto remark = [&](const char* text, const std::vector<std::string>& names) {
        if (!names.empty())
            corpus.remarks.emplace_back(text, std::vector<std::string>{std::to_string(names.size()), someOf(names)});
    };
    remark(TRANSLATABLE("Engine", "Left out, no path inside the corpus folder: %1 (%2)."), outside);
    remark(TRANSLATABLE("Engine", "Cells that should be numbers and were read as empty: %1 (%2)."), notNumbers);
    remarkSpeakerless(corpus);
    return corpus;
}

}  // namespace

Layout manifestLayout() { return {"manifest", {}, fitsManifest, readManifest}; }

}  // namespace prososcope::corpus
