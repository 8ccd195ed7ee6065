// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "engine/corpus/AudioFinder.h"
#include "engine/corpus/Columns.h"
#include "engine/corpus/CorpusFiles.h"
#include "engine/corpus/Layouts.h"
#include "engine/corpus/TableRows.h"

namespace prososcope::corpus {

namespace {

using core::ErrorKind;
using core::fail;

constexpr const char* kFileName = "manifest.csv";

core::Result<core::CsvTable> readTable(const std::filesystem::path& file) {
    auto text = core::readFile(file, std::size_t{1} << 28);
    if (!text) return fail(text.error());
    if (!isText(*text)) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "%1 is not UTF-8 text. Save it again as CSV in UTF-8."), {file.string()}});
    }
    auto table = core::parseCsv(*text, file.string(), guessSeparator(*text));
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
    CorpusFiles notes(folder);
    std::map<std::string, std::string> columns;
    for (const auto field : fieldNames()) columns.emplace(field, field);
    auto numbers = guessColumns(*table).numbers;
    std::erase_if(numbers, [&](const auto& column) { return columns.contains(column); });
    const TableRows rows(*table, columns, numbers);
    for (const auto& cells : table->rows) {
        Utterance utterance = rows.read(cells, notes);
        if (!staysInside(utterance.path)) {
            notes.note(TRANSLATABLE("Engine", "Left out, no path inside the corpus folder: %1 (%2)."),
                       utterance.path.empty() ? "\"\"" : utterance.path.string());
            continue;
        }
        utterance.path = utterance.path.lexically_normal();
        corpus.utterances.push_back(std::move(utterance));
    }
    notes.addRemarks(corpus);
    remarkSpeakerless(corpus);
    return corpus;
}

}  // namespace

Layout manifestLayout() { return {"manifest", {}, fitsManifest, readManifest}; }

}  // namespace prososcope::corpus
