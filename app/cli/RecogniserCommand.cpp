// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/RecogniserCommand.h"

#include <nlohmann/json.hpp>

#include "engine/backend/RecogniserResults.h"
#include "engine/backend/TorchBackend.h"
#include "engine/core/Csv.h"

namespace prososcope::cli {

namespace {

constexpr double kPercent = 100.0;

std::string percent(double share) { return core::fixedText(kPercent * share, 1) + " %"; }

std::string epochText(const backend::RecogniserEpoch& epoch, int epochs) {
    return "epoch " + std::to_string(epoch.epoch) + " of " + std::to_string(epochs) + ": loss " +
           core::fixedText(epoch.trainLoss, 2) + ", validation loss " + core::fixedText(epoch.validationLoss, 2) +
           ", validation CER " + percent(epoch.validationErrors) + ", " + core::fixedText(epoch.seconds, 0) + " s\n";
}

/// How well sentences of the training are remembered is said apart, and is no recognition.
std::string figureText(const backend::CharacterErrorFigure& figure, bool seen, bool shuffled) {
    if (figure.utterances == 0) return "";
    std::string text = seen ? "sentences that were trained on, spoken by new voices (no measure of recognition): CER "
                            : "sentences that were never trained on: CER ";
    text += percent(figure.rate) + " [" + percent(figure.low) + ", " + percent(figure.high) + "], " +
            std::to_string(figure.utterances) + " utterances, " + std::to_string(figure.characters) + " characters";
    return text + (shuffled ? " (control: shuffled texts)\n" : "\n");
}

nlohmann::json figureJson(const backend::CharacterErrorFigure& figure) {
    if (figure.utterances == 0) return nullptr;
    return {{"cer", figure.rate}, {"low", figure.low}, {"high", figure.high}, {"utterances", figure.utterances}};
}

}  // namespace

int runRecogniser(const CommandLine& line, store::Workspace& workspace, const experiment::RecogniserExperiment& experiment,
                  const corpus::Corpus& corpus, const std::string& command) {
    const auto torch = backend::torchBackend();
    if (!torch) return line.failed(torch.error());
    backend::RecogniserRequest request;
    request.experiment = experiment;
    request.corpus = corpus;
    request.folder = line.workspacePath() / "recognisers" / experiment.name;
    request.modelsFolder = line.workspacePath() / "models";
    request.cacheFolder = workspace.cacheFolder();
    request.command = command;
    ProgressBar bar(line);
    const auto epochDone = [&](const backend::RecogniserEpoch& epoch) {
        bar.clear();
        if (!line.json) line.print(epochText(epoch, experiment.epochs));
    };
    const auto outcome = (*torch)->recognisers().train(request, epochDone, bar.progress());
    bar.clear();
    if (!outcome) {
        if (outcome.error().kind == core::ErrorKind::Cancelled) line.message("Go on with the same command: " + command);
        return line.failed(outcome.error());
    }
    if (auto written = backend::writeRecogniserResults(request.folder, experiment, *outcome); !written)
        return line.failed(written.error());
    const auto seen = backend::characterErrorsOf(outcome->tested, true);
    const auto unseen = backend::characterErrorsOf(outcome->tested, false);
    if (line.json) {
        line.printJson({{"name", experiment.name},
                        {"model", outcome->model.tensors.string()},
                        {"results", request.folder.string()},
                        {"best_epoch", outcome->bestEpoch},
                        {"sentences_trained_on", figureJson(seen)},
                        {"sentences_not_trained_on", figureJson(unseen)}});
        return kDone;
    }
    line.print("best epoch " + std::to_string(outcome->bestEpoch) + "\n" + figureText(unseen, false, experiment.shuffledTexts) +
               figureText(seen, true, experiment.shuffledTexts));
    if (outcome->precision != experiment.precision)
        line.message("Trained in " + outcome->precision + ": this machine has no instructions for " + experiment.precision +
                     ".");
    line.message(core::Text("Model %1, results in %2.", {outcome->model.tensors.string(), request.folder.string()}).english());
    return kDone;
}

}  // namespace prososcope::cli
