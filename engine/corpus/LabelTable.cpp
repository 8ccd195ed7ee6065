// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/LabelTable.h"

#include <algorithm>

#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "engine/corpus/Columns.h"
#include "engine/corpus/CorpusFiles.h"
#include "engine/corpus/TableRows.h"

namespace prososcope::corpus {

namespace {

constexpr std::size_t kLargestTable = std::size_t{256} << 20;

}  // namespace

core::Result<Corpus> readLabelTable(const std::filesystem::path& file) {
    const auto text = core::readFile(file, kLargestTable);
    if (!text) return core::fail(text.error());
    const auto table = core::parseCsv(*text, file.string());
    if (!table) return core::fail(table.error());
    Corpus corpus;
    corpus.name = file.stem().string();
    corpus.folder = file.parent_path();
    corpus.layout = "csv";
    corpus.scales = guessColumns(*table).scales;
    std::map<std::string, std::string> columns;
    for (const auto name : fieldNames()) {
        if (table->column(name)) columns.emplace(name, name);
    }
    std::vector<std::string> numbers;
    for (const auto& name : table->columns) {
        if (!columns.contains(name)) numbers.push_back(name);
    }
    const TableRows rows(*table, columns, numbers);
    CorpusFiles notes(corpus.folder);
    for (const auto& cells : table->rows) corpus.utterances.push_back(rows.read(cells, notes));
    notes.addRemarks(corpus);
    const bool named = std::all_of(corpus.utterances.begin(), corpus.utterances.end(),
                                   [](const Utterance& utterance) { return !utterance.id.empty(); });
    if (corpus.utterances.empty() || !named) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "%1 is no table of labels: its rows need a column id."), {file.string()}});
    }
    return corpus;
}

}  // namespace prososcope::corpus
