// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backend/RegressionStore.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "engine/backend/ActivationPass.h"
#include "engine/backend/EncoderBackend.h"
#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "engine/experiment/CorrelationTargets.h"
#include "engine/store/CorpusFingerprint.h"
#include "engine/store/ModelCard.h"
#include "engine/store/Workspace.h"

namespace prososcope::backend {

namespace {

using core::fail;
using Tables = std::vector<RegressionTableResult>;

constexpr double kShareOfHashing = 0.05;
constexpr double kShareOfActivations = 0.6;

nlohmann::json orNull(double value) { return std::isfinite(value) ? nlohmann::json(value) : nlohmann::json(); }

std::string tableCsv(const RegressionTableResult& table) {
    core::CsvTable csv;
    csv.columns = {"system", "target",     "columns",        "mse_mean",        "mse_low", "mse_high", "mse_sd", "mse_variance",
                   "leaks",  "difference", "difference_low", "difference_high", "t",       "p",        "p_signs"};
    for (const auto& row : table.rows) {
        for (const auto& one : row.cells) {
            const auto& result = one.result;
            std::vector<std::string> cells{row.system.word(),
                                           one.target,
                                           std::to_string(row.columns),
                                           core::cellText(result.mean),
                                           core::cellText(one.interval.low),
                                           core::cellText(one.interval.high),
                                           core::cellText(result.deviation),
                                           core::cellText(result.variance),
                                           result.leaks ? "1" : "0"};
            if (const auto& test = one.againstFeatures) {
                for (const double value :
                     {test->difference, test->interval.low, test->interval.high, test->t, test->p, test->signFlip})
                    cells.push_back(core::cellText(value));
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
                    add(speakers, {speaker.speaker, std::to_string(speaker.rows), core::cellText(speaker.meanSquaredError)});
                for (std::size_t i = 0; i < table.utterances.size(); ++i)
                    add(predictions, {table.utterances[i], table.speakers[i], core::cellText(one.result.predictions[i])});
            }
        }
    }
    return {core::formatCsv(speakers), core::formatCsv(predictions)};
}

/// "auto" is the first GPU, else the processor.
std::string deviceOf(const std::string& device, const TorchBackend& torch) {
    if (device != "auto") return device;
    const auto devices = torch.devices();
    const auto gpu = std::find_if(devices.begin(), devices.end(), [](const auto& each) { return each.id.starts_with("cuda"); });
    return gpu == devices.end() ? "cpu" : "cuda";
}

/// A stored set that has the pool, or a pass.
core::Result<store::ActivationSet> activationsOf(const experiment::RegressionExperiment& experiment,
                                                 const corpus::Corpus& corpus, const store::Workspace& workspace,
                                                 TorchBackend& torch, int threads, RegressionOutcome& outcome,
                                                 core::Progress& progress) {
    const auto model = store::findModel(experiment.encoder, workspace.modelsFolder());
    if (!model) return fail(model.error());
    auto described = torch.encoders().describe(model->card);
    if (!described) return fail(described.error());
    auto wanted = activationSetInfo(*described, corpus, experiment.tap);
    if (!wanted) return fail(wanted.error());
    auto hashing = progress.part(0.0, kShareOfHashing);
    auto print = store::corpusFingerprint(corpus, workspace.cacheFolder(), threads, hashing);
    if (!print) return fail(print.error());
    wanted->corpusFingerprint = std::move(*print);
    wanted->pools = {*store::activationPoolNamed(experiment.pool)};
    if (auto stored = storedActivations(*wanted, workspace.folder())) return std::move(*stored);
    wanted->pools = {store::ActivationPool::Mean, store::ActivationPool::Maximum, store::ActivationPool::Deviation};
    auto encoder = torch.encoders().open(*model, deviceOf(experiment.device, torch), threads);
    if (!encoder) return fail(encoder.error());
    auto taking = progress.part(kShareOfHashing, 1.0);
    auto taken =
        takeActivations(corpus, **encoder, *wanted, store::activationSetPath(workspace.folder(), *wanted), threads, taking);
    if (!taken) return fail(taken.error());
    outcome.continued = taken->continued;
    for (const auto& left : taken->leftOut) outcome.leftOut.push_back(left.why);
    return std::move(taken->set);
}

}  // namespace

nlohmann::json regressionTablesJson(const std::vector<RegressionTableResult>& tables) {
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

core::Status storeRegression(const std::filesystem::path& folder, const experiment::RegressionExperiment& experiment,
                             const store::ActivationSetInfo& info, const std::vector<RegressionTableResult>& tables) {
    const nlohmann::json json{{"name", experiment.name},
                              {"title", experiment.title},
                              {"encoder", info.encoder},
                              {"weights", info.weightsSha256},
                              {"tap", info.tap},
                              {"corpus", info.corpus},
                              {"corpus_fingerprint", info.corpusFingerprint},
                              {"tables", regressionTablesJson(tables)}};
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

core::Result<RegressionOutcome> runRegressionExperiment(const experiment::RegressionExperiment& experiment,
                                                        const std::filesystem::path& folder, TorchBackend& torch, int threads,
                                                        core::Progress& progress) {
    const auto workspace = store::Workspace::open(folder);
    if (!workspace) return fail(workspace.error());
    const auto corpus = workspace->corpus(experiment.corpus);
    if (!corpus) return fail(corpus.error());
    // A target that is not there is said before an hour of listening.
    if (const auto known = experiment::correlationTargets(*corpus, {}, experiment.targets); !known) return fail(known.error());
    RegressionOutcome outcome;
    auto listening = progress.part(0.0, kShareOfActivations);
    const auto set = activationsOf(experiment, *corpus, *workspace, torch, threads, outcome, listening);
    if (!set) return fail(set.error());
    auto filling = progress.part(kShareOfActivations, 1.0);
    auto tables = runRegressions(experiment, *corpus, *set, workspace->cacheFolder(), threads, filling);
    if (!tables) return fail(tables.error());
    outcome.tables = std::move(*tables);
    outcome.folder = workspace->folder() / "regressions" / experiment.name;
    if (auto stored = storeRegression(outcome.folder, experiment, set->info(), outcome.tables); !stored)
        return fail(stored.error());
    return outcome;
}

}  // namespace prososcope::backend
