// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>

#include "app/cli/ReportCommands.h"
#include "engine/core/Join.h"
#include "engine/core/Paths.h"
#include "engine/report/Report.h"
#include "engine/report/Reproduction.h"

namespace prososcope::cli {

namespace {

struct ReproduceOptions {
    std::string table;
    bool list = false, csv = false, latex = false;
};

nlohmann::json number(const std::optional<double>& value) { return value ? nlohmann::json(*value) : nlohmann::json(); }

nlohmann::json orNull(double value) { return std::isfinite(value) ? nlohmann::json(value) : nlohmann::json(); }

/// Null where the figure is not one of a regression.
nlohmann::json regressionJson(const report::ReproducedCell& cell) {
    if (!cell.regression) return {};
    const auto& figures = *cell.regression;
    nlohmann::json json{{"folder", figures.folder.string()},
                        {"speakers", figures.speakers},
                        {"sd", orNull(figures.deviation)},
                        {"variance", orNull(figures.variance)},
                        {"leaks", figures.leaks}};
    if (const auto& test = figures.againstFeatures) {
        json["less_features"] = {{"difference", orNull(test->difference)},
                                 {"low", orNull(test->low)},
                                 {"high", orNull(test->high)},
                                 {"p", orNull(test->p)}};
    }
    return json;
}

nlohmann::json cellJson(const report::ReproducedCell& cell) {
    const auto& published = cell.published;
    return {{"row", published.row},
            {"column", published.column},
            {"published", published.text},
            {"published_value", number(published.value)},
            {"unit", published.percent ? "%" : ""},
            {"measure", std::string(report::measureName(published.measure))},
            {"protocol", published.protocol},
            {"corpora", published.corpora},
            {"experiment", published.experiment},
            {"quoted", published.quoted},
            {"regression", published.regression},
            {"ours", number(cell.ours)},
            {"sd_over_seeds", number(cell.spread)},
            {"low", cell.interval ? nlohmann::json(cell.interval->low) : nlohmann::json()},
            {"high", cell.interval ? nlohmann::json(cell.interval->high) : nlohmann::json()},
            {"difference", number(cell.difference)},
            {"n", cell.utterances},
            {"runs", cell.runs},
            {"speaker_dependent", cell.speakerDependent},
            {"departure", cell.departure},
            {"missing", cell.missing},
            {"over_speakers", regressionJson(cell)}};
}

nlohmann::json tableJson(const report::ReproducedTable& table) {
    auto cells = nlohmann::json::array();
    for (const auto& cell : table.cells) cells.push_back(cellJson(cell));
    return {{"table", table.table.name},    {"paper", table.table.paper},  {"citation", table.table.citation},
            {"number", table.table.number}, {"title", table.table.title},  {"note", table.table.note},
            {"filled", table.filled()},     {"figures", table.fillable()}, {"cells", cells}};
}

std::string text(const report::ReproducedTable& reproduced) {
    const auto table = report::reproductionTable(reproduced, {});
    std::string result = reproduced.table.name + "  " + table.caption + "\n" + reproduced.table.citation + "\n\n";
    std::vector<std::size_t> numbers;
    for (std::size_t i = 0; i < table.numeric.size(); ++i) {
        if (table.numeric[i]) numbers.push_back(i);
    }
    const auto body = formatTable(table.columns, table.rows, numbers);
    std::vector<std::size_t> tooGood;
    for (std::size_t i = 0; i < table.alarming.size(); ++i) {
        if (table.alarming[i]) tooGood.push_back(i + 1);
    }
    result += alarming(body, tooGood);
    if (!table.note.empty()) result += "\n" + table.note + "\n";
    return result;
}

void printList(const CommandLine& line, const std::vector<report::ReproducedTable>& tables) {
    if (line.json) {
        auto list = nlohmann::json::array();
        for (const auto& table : tables) {
            list.push_back({{"table", table.table.name},
                            {"paper", table.table.paper},
                            {"number", table.table.number},
                            {"title", table.table.title},
                            {"filled", table.filled()},
                            {"figures", table.fillable()}});
        }
        line.printJson(list);
        return;
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& table : tables) {
        rows.push_back({table.table.name, table.table.paper, std::to_string(table.table.number), table.table.title,
                        std::to_string(table.filled()) + " of " + std::to_string(table.fillable())});
    }
    line.print(formatTable({"table", "paper", "no.", "title", "figures of ours"}, rows, {2}));
}

int reproduce(const CommandLine& line, const ReproduceOptions& options) {
    const auto resources = core::resourceFolder();
    auto tables = report::readPublishedTables(resources / "reproduction", resources / "experiments");
    if (!tables) return line.failed(tables.error());
    const auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    auto own = report::ownRegressions(*tables, workspace->folder(), {});
    if (!options.table.empty()) {
        std::vector<std::string> names;
        for (const auto& table : *tables) names.push_back(table.name);
        for (const auto& table : own) names.push_back(table.table.name);
        std::erase_if(*tables, [&](const auto& table) { return table.name != options.table; });
        std::erase_if(own, [&](const auto& table) { return table.table.name != options.table; });
        if (tables->empty() && own.empty())
            return line.wrongUse(
                core::Text("There is no table %1; known are: %2.", {options.table, core::joined(names)}).english());
    }
    ProgressBar bar(line);
    auto reproduced = report::reproduce(*tables, *workspace, {}, bar.progress());
    bar.clear();
    if (!reproduced) return line.failed(reproduced.error());
    std::ranges::move(own, std::back_inserter(*reproduced));
    if (options.list) {
        printList(line, *reproduced);
    } else if (options.csv) {
        core::CsvTable all;
        const bool published = std::ranges::any_of(*reproduced, [](const auto& table) { return !table.own; });
        for (const auto& table : *reproduced) {
            if (published && table.own) continue;  // their columns are others; each is written by its name
            auto csv = report::csvOf(report::reproductionTable(table, {}));
            all.columns = std::move(csv.columns);
            all.rows.insert(all.rows.end(), std::make_move_iterator(csv.rows.begin()), std::make_move_iterator(csv.rows.end()));
        }
        line.print(core::formatCsv(all));
    } else if (options.latex) {
        for (const auto& table : *reproduced) line.print(report::latexText(report::reproductionTable(table, {})) + "\n");
    } else if (line.json) {
        auto list = nlohmann::json::array();
        for (const auto& table : *reproduced) list.push_back(tableJson(table));
        line.printJson(list);
    } else {
        for (const auto& table : *reproduced) line.print(text(table) + "\n");
    }
    return kDone;
}

}  // namespace

void addReproduceCommand(CLI::App& app, CommandLine& line) {
    auto options = std::make_shared<ReproduceOptions>();
    auto* command =
        app.add_subcommand("reproduce", "The tables of published papers beside the figures of the workspace's runs");
    command->add_option("TABLE", options->table, "Name of one table, as --list gives it; default: all");
    auto* list = command->add_flag("--list", options->list, "Only the tables, and how many of their figures there are");
    auto* csv = command->add_flag("--csv", options->csv, "A CSV table");
    auto* latex = command->add_flag("--latex", options->latex, "LaTeX tables (booktabs)");
    list->excludes(csv)->excludes(latex);
    csv->excludes(latex);
    command->callback([&line, options] { line.action = [&line, options] { return reproduce(line, *options); }; });
}

}  // namespace prososcope::cli
