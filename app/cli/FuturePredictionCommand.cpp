// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/FuturePredictionCommand.h"

#include <nlohmann/json.hpp>

#include "engine/backend/FuturePredictionBackend.h"
#include "engine/backend/TorchBackend.h"
#include "engine/core/Csv.h"

namespace prososcope::cli {

namespace {

constexpr int kLossDigits = 4;

std::string epochText(const backend::FutureEpoch& epoch, int epochs) {
    return "epoch " + std::to_string(epoch.epoch) + " of " + std::to_string(epochs) + ": loss " +
           core::fixedText(epoch.trainLoss, kLossDigits) +
           (epoch.validationLoss ? ", validation loss " + core::fixedText(*epoch.validationLoss, kLossDigits) : "") + ", " +
           core::fixedText(epoch.seconds, 0) + " s\n";
}

nlohmann::json orNull(const std::optional<double>& value) { return value ? nlohmann::json(*value) : nlohmann::json(); }

std::string outcomeText(const backend::FuturePredictionOutcome& outcome) {
    std::string text = "best epoch " + std::to_string(outcome.bestEpoch) + ", " + std::to_string(outcome.trainRecordings) +
                       " recordings of " + std::to_string(outcome.trainSpeakers.size()) + " speakers, " +
                       core::fixedText(outcome.trainSeconds / 60.0, 1) + " min\n";
    if (outcome.validationLoss) {
        text += "validation loss " + core::fixedText(*outcome.validationLoss, kLossDigits) + " on " +
                std::to_string(outcome.validationRecordings) + " recordings; repeating the last frame " +
                core::fixedText(outcome.copyingLoss.value_or(0.0), kLossDigits) + "\n";
    }
    return text;
}

}  // namespace

int runFuturePrediction(const CommandLine& line, store::Workspace& workspace,
                        const experiment::FuturePredictionExperiment& experiment, const corpus::Corpus& corpus,
                        const std::string& command) {
    const auto torch = backend::torchBackend();
    if (!torch) return line.failed(torch.error());
    const auto networks = backend::futurePredictionBackend(**torch);
    if (!networks) return line.failed(networks.error());
    backend::FuturePredictionRequest request;
    request.experiment = experiment;
    request.corpus = corpus;
    request.folder = line.workspacePath() / "future-prediction" / experiment.name;
    request.modelsFolder = workspace.modelsFolder();
    request.cacheFolder = workspace.cacheFolder();
    request.command = command;
    ProgressBar bar(line);
    const auto epochDone = [&](const backend::FutureEpoch& epoch) {
        bar.clear();
        if (!line.json) line.print(epochText(epoch, experiment.epochs));
    };
    const auto outcome = (*networks)->train(request, epochDone, bar.progress());
    bar.clear();
    if (!outcome) {
        if (outcome.error().kind == core::ErrorKind::Cancelled) line.message("Go on with the same command: " + command);
        return line.failed(outcome.error());
    }
    if (auto written = backend::writeFuturePredictionResults(request.folder, experiment, *outcome); !written)
        return line.failed(written.error());
    if (outcome->tooShort > 0)
        line.message(
            core::Text("%1 recordings are left out: they have no frame to predict.", {std::to_string(outcome->tooShort)})
                .english());
    if (outcome->precision != experiment.precision)
        line.message("Trained in " + outcome->precision + ": this machine has no instructions for " + experiment.precision +
                     ".");
    if (line.json) {
        line.printJson({{"name", experiment.name},
                        {"model", outcome->model.tensors.string()},
                        {"results", request.folder.string()},
                        {"best_epoch", outcome->bestEpoch},
                        {"validation_loss", orNull(outcome->validationLoss)},
                        {"copying_loss", orNull(outcome->copyingLoss)},
                        {"precision", outcome->precision}});
        return kDone;
    }
    line.print(outcomeText(*outcome));
    line.message(core::Text("Model %1, results in %2. An experiment starts from it with start = \"%3\" under [model].",
                            {outcome->model.tensors.string(), request.folder.string(), experiment.name})
                     .english());
    return kDone;
}

}  // namespace prososcope::cli
