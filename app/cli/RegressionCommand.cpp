// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of the neural-features paper: `run` of an experiment of the kind "neural-regression".
#include "app/cli/RegressionCommand.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "app/cli/ActivationOptions.h"
#include "engine/backend/RegressionRun.h"
#include "engine/backend/TorchBackend.h"
#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "engine/experiment/CorrelationTargets.h"

namespace prososcope::cli {

namespace {

using Tables = std::vector<backend::RegressionTableResult>;

std::string cell(double value) { return std::isfinite(value) ? core::numberText(value) : std::string(); }
std::string rounded(double value) { return std::isfinite(value) ? core::fixedText(value, 3) : std::string("-"); }
nlohmann::json orNull(double value) { return std::isfinite(value) ? nlohmann::json(value) : nlohmann::json(); }

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

nlohmann::json tablesJson(const Tables& tables) {
    auto list = nlohmann::json::array();
    for (const auto& table : tables) {
        auto rows = nlohmann::json::array();
        for (const auto& row : table.rows) {
            for (const auto& one : row.cells) {
                nlohmann::json json{{"system", row.system.word()},
                                    {"target", one.target},
                                    {"columns", row.columns},
                                    {"mse_mean", one.result.mean},
                                    {"mse_low", orNull(one.interval.low)},
                                    {"mse_high", orNull(one.interval.high)},
                                    {"mse_sd", one.result.deviation},
                                    {"mse_variance", one.result.variance},
                                    {"leaks", one.result.leaks}};
                if (const auto& test = one.againstFeatures) {
                    json["against_features"] = {{"difference", orNull(test->difference)},
                                                {"low", orNull(test->interval.low)},
                                                {"high", orNull(test->interval.high)},
                                                {"t", orNull(test->t)},
                                                {"p", orNull(test->p)},
                                                {"p_signs", orNull(test->signFlip)}};
                }
                rows.push_back(std::move(json));
            }
        }
        list.push_back({{"table", table.table.name},
                        {"title", table.table.title},
                        {"utterances", table.utterances.size()},
                        {"speakers", table.rows.front().cells.front().result.speakers.size()},
                        {"unrated", table.unrated},
                        {"disagreed", table.disagreed},
                        {"rows", std::move(rows)}});
    }
    return list;
}

std::string tableCsv(const backend::RegressionTableResult& table) {
    core::CsvTable csv;
    csv.columns = {"system", "target",     "columns",        "mse_mean",        "mse_low", "mse_high", "mse_sd", "mse_variance",
                   "leaks",  "difference", "difference_low", "difference_high", "t",       "p",        "p_signs"};
    for (const auto& row : table.rows) {
        for (const auto& one : row.cells) {
            const auto& result = one.result;
            std::vector<std::string> cells{row.system.word(),           one.target,
                                           std::to_string(row.columns), cell(result.mean),
                                           cell(one.interval.low),      cell(one.interval.high),
                                           cell(result.deviation),      cell(result.variance),
                                           result.leaks ? "1" : "0"};
            if (const auto& test = one.againstFeatures) {
                for (const double value :
                     {test->difference, test->interval.low, test->interval.high, test->t, test->p, test->signFlip})
                    cells.push_back(cell(value));
            }
            cells.resize(csv.columns.size());
            csv.rows.push_back(std::move(cells));
        }
    }
    return core::formatCsv(csv);
}

/// Each speaker's error, and each prediction.
std::pair<std::string, std::string> detailsCsv(const Tables& tables) {
    core::CsvTable speakers{{"table", "system", "target", "speaker", "utterances", "mse"}, {}};
    core::CsvTable predictions{{"table", "system", "target", "utterance", "speaker", "prediction"}, {}};
    for (const auto& table : tables) {
        for (const auto& row : table.rows) {
            for (const auto& one : row.cells) {
                const std::vector<std::string> head{table.table.name, row.system.word(), one.target};
                const auto add = [&](core::CsvTable& csv, std::vector<std::string> more) {
                    more.insert(more.begin(), head.begin(), head.end());
                    csv.rows.push_back(std::move(more));
                };
                for (const auto& speaker : one.result.speakers)
                    add(speakers, {speaker.speaker, std::to_string(speaker.rows), cell(speaker.meanSquaredError)});
                for (std::size_t i = 0; i < table.utterances.size(); ++i)
                    add(predictions, {table.utterances[i], table.speakers[i], cell(one.result.predictions[i])});
            }
        }
    }
    return {core::formatCsv(speakers), core::formatCsv(predictions)};
}

core::Status storeTables(const std::filesystem::path& folder, const experiment::RegressionExperiment& experiment,
                         const store::ActivationSetInfo& info, const Tables& tables) {
    const nlohmann::json json{{"name", experiment.name},
                              {"title", experiment.title},
                              {"encoder", info.encoder},
                              {"weights", info.weightsSha256},
                              {"tap", info.tap},
                              {"corpus", info.corpus},
                              {"corpus_fingerprint", info.corpusFingerprint},
                              {"tables", tablesJson(tables)}};
    auto [speakers, predictions] = detailsCsv(tables);
    std::vector<std::pair<std::string, std::string>> files{
        {"experiment.toml", experiment::formatRegressionExperiment(experiment)},
        {"speakers.csv", std::move(speakers)},
        {"predictions.csv", std::move(predictions)}};
    for (const auto& table : tables) files.emplace_back("table-" + table.table.name + ".csv", tableCsv(table));
    files.emplace_back("result.json", json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
    for (const auto& [name, content] : files) {
        if (auto written = core::writeFile(folder / name, content); !written) return written;
    }
    return {};
}

}  // namespace

int runRegression(const CommandLine& line, experiment::RegressionExperiment experiment, const std::string& device) {
    if (!device.empty()) experiment.device = device;
    if (line.threads > 0) experiment.threads = line.threads;
    const int threads = experiment.threads > 0 ? experiment.threads : line.workThreads();
    const auto workspace = line.openWorkspace();
    if (!workspace) return line.failed(workspace.error());
    {
        const auto corpus = workspace->corpus(experiment.corpus);
        if (!corpus) return line.failed(corpus.error());
        if (const auto known = experiment::correlationTargets(*corpus, {}, experiment.targets); !known)
            return line.failed(known.error());
    }
    const auto pool = *store::activationPoolNamed(experiment.pool);
    ActivationOptions options;
    options.encoder = experiment.encoder;
    options.corpus = experiment.corpus;
    options.tap = experiment.tap;
    options.device = experiment.device;
    const auto of = activationsOf(
        line, options, {pool}, {store::ActivationPool::Mean, store::ActivationPool::Maximum, store::ActivationPool::Deviation});
    if (!of) return line.failed(of.error());
    ProgressBar bar(line);
    const auto tables =
        backend::runRegressions(experiment, of->corpus, of->set, workspace->cacheFolder(), threads, bar.progress());
    bar.clear();
    if (!tables) return line.failed(tables.error());
    const auto folder = workspace->folder() / "regressions" / experiment.name;
    if (const auto stored = storeTables(folder, experiment, of->set.info(), *tables); !stored)
        return line.failed(stored.error());
    if (line.json) {
        line.printJson({{"folder", folder.string()}, {"tables", tablesJson(*tables)}});
        return kDone;
    }
    for (const auto& table : *tables) {
        line.print(tableText(table));
        if (table.unrated + table.disagreed > 0) {
            line.message(core::Text("%1: %2 utterances without ratings and %3 without an agreed class are left out.",
                                    {table.table.title, std::to_string(table.unrated), std::to_string(table.disagreed)})
                             .english());
        }
    }
    if (experiment.selectsOnAllRows)
        line.message("Columns were chosen with the test speakers' help: these errors are too small.");
    line.message(core::Text("Stored in %1.", {folder.string()}).english());
    return kDone;
}

}  // namespace prososcope::cli
