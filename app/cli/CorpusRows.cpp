// SPDX-License-Identifier: GPL-3.0-or-later
// `corpus rows`: what the window's table of a corpus lists, with the same filters and orders.
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/cli/CommandLine.h"
#include "app/cli/CorpusParts.h"
#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "engine/store/CorpusIndex.h"

namespace prososcope::cli {

namespace {

constexpr std::size_t kRowsAtOnce = 1000;
constexpr std::size_t kShownRows = 50;

struct Options {
    std::string corpus;
    std::vector<std::string> words, where, ranges, columns;
    std::string sort;
    bool descending = false;
    std::size_t limit = 0;
    std::string out;
};

/// Splits at a character; empty parts stay.
std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts(1);
    for (const char c : text) {
        if (c == separator)
            parts.emplace_back();
        else
            parts.back() += c;
    }
    return parts;
}

/// Fills the query; a sentence where the options are written wrongly.
std::string readQuery(const Options& options, store::CorpusQuery& query) {
    query.words = options.words;
    query.sortField = options.sort;
    query.descending = options.descending;
    for (const auto& text : options.where) {
        const auto at = text.find('=');
        if (at == std::string::npos) return "--where takes COLUMN=VALUE,VALUE, not \"" + text + "\".";
        query.values[text.substr(0, at)] = split(text.substr(at + 1), ',');
    }
    for (const auto& text : options.ranges) {
        const auto at = text.find('=');
        const auto ends = at == std::string::npos ? std::vector<std::string>() : split(text.substr(at + 1), ':');
        const auto low = ends.size() == 2 ? core::parseNumber(ends[0]) : std::nullopt;
        const auto high = ends.size() == 2 ? core::parseNumber(ends[1]) : std::nullopt;
        if (ends.size() != 2 || (!low && !ends[0].empty()) || (!high && !ends[1].empty()))
            return "--range takes COLUMN=LOW:HIGH, not \"" + text + "\".";
        query.ranges[text.substr(0, at)] = {low, high};
    }
    return {};
}

std::string cellOf(const store::IndexedUtterance& row, const store::CorpusField& field,
                   const std::vector<corpus::Corpus>& corpora) {
    if (field.name == "corpus") return corpora[row.corpus].name;
    if (field.name == "layout") return corpora[row.corpus].layout;
    if (field.kind != store::FieldKind::Number) return store::fieldText(row.utterance, field.name);
    double value = store::fieldNumber(row.utterance, field.name);
    if (field.name.starts_with(store::kQualityPrefix)) {
        const auto found = row.quality.find(field.name.substr(store::kQualityPrefix.size()));
        value = found == row.quality.end() ? std::nan("") : found->second;
    }
    return core::cellText(value);
}

core::Result<std::vector<store::CorpusField>> columnsOf(store::CorpusIndex& index, const Options& options) {
    if (options.columns.empty()) return index.fields();
    std::vector<store::CorpusField> columns;
    for (const auto& name : options.columns) {
        const auto field = store::corpusField(name);
        if (!field) return core::fail(core::ErrorKind::BadInput, {"There is no column \"%1\".", {name}});
        columns.push_back(*field);
    }
    return columns;
}

int rowsCommand(const CommandLine& line, const Options& options) {
    store::CorpusQuery query;
    if (const auto wrong = readQuery(options, query); !wrong.empty()) return line.wrongUse(wrong);
    ProgressBar bar(line);
    auto& progress = bar.progress();
    auto index = store::CorpusIndex::open(line.workspacePath(), {options.corpus});
    if (!index) return line.failed(index.error());
    const auto columns = columnsOf(*index, options);
    if (!columns) return line.failed(columns.error());
    const auto list = index->select(query, progress);
    if (!list) return line.failed(list.error());
    // A terminal is told that there are more; files hold all of them.
    const std::size_t most = options.limit > 0 ? options.limit : options.out.empty() && !line.json ? kShownRows : list->size();
    core::CsvTable table;
    for (const auto& column : *columns) table.columns.push_back(column.name);
    const std::size_t count = std::min(most, list->size());
    for (std::size_t place = 0; place < count; place += kRowsAtOnce) {
        const auto rows = index->rows(*list, place, std::min(kRowsAtOnce, count - place), progress);
        if (!rows) return line.failed(rows.error());
        for (const auto& row : *rows) {
            std::vector<std::string> cells;
            for (const auto& column : *columns) cells.push_back(cellOf(row, column, index->corpora()));
            table.rows.push_back(std::move(cells));
        }
        progress.report(static_cast<double>(place) / static_cast<double>(count));
    }
    bar.clear();
    if (!options.out.empty()) {
        if (const auto written = core::writeFile(options.out, core::formatCsv(table)); !written)
            return line.failed(written.error());
        line.message(std::to_string(count) + " of " + std::to_string(list->size()) + " rows written to " + options.out + ".");
    } else if (line.json) {
        auto rows = nlohmann::json::array();
        for (const auto& cells : table.rows) {
            auto object = nlohmann::json::object();
            for (std::size_t c = 0; c < cells.size(); ++c) object[table.columns[c]] = cells[c];
            rows.push_back(std::move(object));
        }
        line.printJson({{"count", list->size()}, {"rows", std::move(rows)}});
    } else {
        line.print(formatTable(table.columns, table.rows));
        if (count < list->size())
            line.message(std::to_string(list->size() - count) + " more rows; --limit or --out FILE.csv shows them.");
    }
    return kDone;
}

}  // namespace

void addCorpusRowCommands(CLI::App& group, CommandLine& line) {
    auto* rows = group.add_subcommand("rows", "Utterances of a corpus by search, filter and order");
    auto options = std::make_shared<Options>();
    rows->add_option("NAME", options->corpus, "A corpus of the workspace")->required();
    rows->add_option("--word", options->words, "Part of any text of the utterance; several must all be there");
    rows->add_option("--where", options->where, "COLUMN=VALUE,VALUE: one of these, such as emotion=angry,sad");
    rows->add_option("--range", options->ranges, "COLUMN=LOW:HIGH, either end may be left out, such as seconds=2:5");
    rows->add_option("--sort", options->sort, "A column to order by");
    rows->add_flag("--descending", options->descending, "From the highest down");
    rows->add_option("--columns", options->columns, "Only these, with commas between them")->delimiter(',');
    rows->add_option("--limit", options->limit, "At most so many rows");
    rows->add_option("--out", options->out, "Write a CSV file");
    rows->callback([&line, options] { line.action = [&line, options] { return rowsCommand(line, *options); }; });
}

}  // namespace prososcope::cli
