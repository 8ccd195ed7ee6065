// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of the neural-features paper: `run` of an experiment of the kind "neural-regression".
#include "app/cli/RegressionCommand.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "app/cli/CommandLine.h"
#include "engine/backend/RegressionStore.h"
#include "engine/backend/TorchBackend.h"
#include "engine/core/Csv.h"

namespace prososcope::cli {

namespace {

std::string rounded(double value) { return std::isfinite(value) ? core::fixedText(value, 3) : std::string("-"); }

std::string tableText(const backend::RegressionTableResult& table) {
    const std::size_t speakers = table.rows.front().cells.front().result.speakers.size();
    std::string text = "\n" + table.table.title + " (" + std::to_string(table.utterances.size()) + " utterances, " +
                       std::to_string(speakers) + " speakers)\n";
    std::vector<std::string> header{"system", "columns"};
    std::vector<std::size_t> numbers{1};
    for (const auto& one : table.rows.front().cells) {
        for (const char* what : {" MSE", " sd", " variance"}) {
            numbers.push_back(header.size());
            header.push_back(one.target + what);
        }
    }
    std::vector<std::vector<std::string>> rows;
    std::vector<std::vector<std::string>> tests;
    for (const auto& row : table.rows) {
        std::vector<std::string> cells{row.system.word(), std::to_string(row.columns)};
        for (const auto& one : row.cells) {
            cells.push_back(intervalText(one.result.mean, one.interval.low, one.interval.high));
            cells.push_back(rounded(one.result.deviation));
            cells.push_back(rounded(one.result.variance));
            if (!one.againstFeatures) continue;
            const auto& test = *one.againstFeatures;
            tests.push_back({row.system.word(), one.target,
                             intervalText(test.difference, test.interval.low, test.interval.high), rounded(test.t),
                             rounded(test.p), rounded(test.signFlip)});
        }
        rows.push_back(std::move(cells));
    }
    text += formatTable(header, rows, numbers);
    if (!tests.empty()) {
        text += "less the feature set's error, paired by speaker\n" +
                formatTable({"system", "target", "difference", "t", "p", "p by signs"}, tests, {2, 3, 4, 5});
    }
    return text;
}

}  // namespace

int runRegression(const CommandLine& line, experiment::RegressionExperiment experiment, const std::string& device) {
    if (!device.empty()) experiment.device = device;
    if (line.threads > 0) experiment.threads = line.threads;
    const int threads = experiment.threads > 0 ? experiment.threads : line.workThreads();
    const auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    if (const auto corpus = workspace->corpus(experiment.corpus); !corpus) return line.failed(corpus.error());
    const auto torch = backend::torchBackend();
    if (!torch) return line.failed(torch.error());
    ProgressBar bar(line);
    const auto outcome = backend::runRegressionExperiment(experiment, workspace->folder(), **torch, threads, bar.progress());
    bar.clear();
    if (!outcome) {
        if (outcome.error().kind == core::ErrorKind::Cancelled)
            line.message("The same command goes on where this one was stopped.");
        return line.failed(outcome.error());
    }
    if (outcome->continued > 0)
        line.message(core::Text("%1 utterances were done already.", {std::to_string(outcome->continued)}).english());
    for (const auto& why : outcome->leftOut) line.error(core::Text("Left out: %1", {why}).english());
    if (line.json) {
        line.printJson({{"folder", outcome->folder.string()}, {"tables", backend::regressionTablesJson(outcome->tables)}});
        return kDone;
    }
    for (const auto& table : outcome->tables) {
        line.print(tableText(table));
        if (table.unrated + table.disagreed > 0) {
            line.message(core::Text("%1: %2 utterances without ratings and %3 without an agreed class are left out.",
                                    {table.table.title, std::to_string(table.unrated), std::to_string(table.disagreed)})
                             .english());
        }
    }
    if (experiment.selectsOnAllRows)
        line.message("Columns were chosen with the test speakers' help: these errors are too small.");
    line.message(core::Text("Stored in %1.", {outcome->folder.string()}).english());
    return kDone;
}

}  // namespace prososcope::cli
