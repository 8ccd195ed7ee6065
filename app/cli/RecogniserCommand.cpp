// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/RecogniserCommand.h"

#include <nlohmann/json.hpp>
#include <span>
#include <vector>

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
           ", validation CER " + percent(epoch.validationErrors) +
           (epoch.heldOutErrors ? ", of held-out sentences " + percent(*epoch.heldOutErrors) : "") + ", " +
           core::fixedText(epoch.seconds, 0) + " s\n";
}

/// How well sentences of the training are remembered is said apart, and is no recognition.
std::string figureText(const backend::CharacterErrorFigure& figure, bool seen, bool shuffled) {
    if (figure.utterances == 0) return "";
    std::string text = seen ? "sentences that were trained on, spoken by new voices (no measure of recognition): CER "
                            : "sentences that were never trained on: CER ";
    text += percent(figure.rate) + " [" + percent(figure.low) + ", " + percent(figure.high) + "], WER " +
            percent(figure.wordRate) + " [" + percent(figure.wordLow) + ", " + percent(figure.wordHigh) + "], " +
            std::to_string(figure.utterances) + " utterances, " + std::to_string(figure.characters) + " characters, " +
            std::to_string(figure.words) + " words";
    return text + (shuffled ? " (control: shuffled texts)\n" : "\n");
}

nlohmann::json figureJson(const backend::CharacterErrorFigure& figure) {
    if (figure.utterances == 0) return nullptr;
    return {{"cer", figure.rate},
            {"low", figure.low},
            {"high", figure.high},
            {"wer", figure.wordRate},
            {"wer_low", figure.wordLow},
            {"wer_high", figure.wordHigh},
            {"utterances", figure.utterances}};
}

std::string figuresText(std::span<const backend::RecognisedUtterance> tested, bool shuffled) {
    return figureText(backend::characterErrorsOf(tested, false), false, shuffled) +
           figureText(backend::characterErrorsOf(tested, true), true, shuffled);
}

std::string factorisationText(const backend::Factorisation& told) {
    const auto saved = told.parametersBefore - told.parametersAfter;
    std::string text = "Rank " + std::to_string(told.rank) + ": " + std::to_string(told.parametersBefore) +
                       " parameters become " + std::to_string(told.parametersAfter) + " (" +
                       percent(static_cast<double>(saved) / static_cast<double>(told.parametersBefore)) +
                       " less, of the listener " +
                       percent(static_cast<double>(saved) / static_cast<double>(told.listenerBefore)) + ")";
    for (const auto& layer : told.layers) text += "; " + layer.name + " loses " + percent(layer.relativeError) + " of its norm";
    return text + ".";
}

/// The training with a line for each epoch, and its results in their folder.
core::Result<backend::RecogniserOutcome> trainOne(const CommandLine& line, store::Workspace& workspace,
                                                  const experiment::RecogniserExperiment& experiment,
                                                  const corpus::Corpus& corpus, const std::string& command) {
    const auto torch = backend::torchBackend();
    if (!torch) return core::fail(torch.error());
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
    auto outcome = (*torch)->recognisers().train(request, epochDone, bar.progress());
    bar.clear();
    if (!outcome) {
        if (outcome.error().kind == core::ErrorKind::Cancelled) line.message("Go on with the same command: " + command);
        return outcome;
    }
    if (auto written = backend::writeRecogniserResults(request.folder, experiment, *outcome); !written)
        return core::fail(written.error());
    if (outcome->factorisation) line.message(factorisationText(*outcome->factorisation));
    if (outcome->otherCharacters > 0)
        line.message(core::Text("%1 utterances are left out: the network to go on from does not have all of their characters.",
                                {std::to_string(outcome->otherCharacters)})
                         .english());
    if (outcome->tooShort > 0)
        line.message(core::Text("%1 utterances are left out: their sound is too short for their text, or one is too long.",
                                {std::to_string(outcome->tooShort)})
                         .english());
    if (outcome->precision != experiment.precision)
        line.message("Trained in " + outcome->precision + ": this machine has no instructions for " + experiment.precision +
                     ".");
    line.message(core::Text("Model %1, results in %2.", {outcome->model.tensors.string(), request.folder.string()}).english());
    return outcome;
}

nlohmann::json outcomeJson(const experiment::RecogniserExperiment& experiment, const backend::RecogniserOutcome& outcome,
                           const std::filesystem::path& folder) {
    return {{"name", experiment.name},
            {"model", outcome.model.tensors.string()},
            {"results", folder.string()},
            {"best_epoch", outcome.bestEpoch},
            {"sentences_trained_on", figureJson(backend::characterErrorsOf(outcome.tested, true))},
            {"sentences_not_trained_on", figureJson(backend::characterErrorsOf(outcome.tested, false))}};
}

}  // namespace

int runRecogniser(const CommandLine& line, store::Workspace& workspace, const experiment::RecogniserExperiment& experiment,
                  const corpus::Corpus& corpus, const std::string& command) {
    const auto outcome = trainOne(line, workspace, experiment, corpus, command);
    if (!outcome) return line.failed(outcome.error());
    if (line.json)
        line.printJson(outcomeJson(experiment, *outcome, line.workspacePath() / "recognisers" / experiment.name));
    else
        line.print("best epoch " + std::to_string(outcome->bestEpoch) + "\n" +
                   figuresText(outcome->tested, experiment.shuffledTexts));
    return kDone;
}

namespace {

/// Who is tested in one of several trainings, and who chooses its epoch.
struct Part {
    std::string name;
    std::vector<std::string> test, validation;
};

/// A training for each part. `what` is a part in words.
int runRecogniserForParts(const CommandLine& line, store::Workspace& workspace,
                          const experiment::RecogniserExperiment& experiment, const corpus::Corpus& corpus,
                          const std::string& command, const std::vector<Part>& parts, const std::string& what) {
    std::vector<backend::RecognisedUtterance> tested;
    auto each = nlohmann::json::array();
    for (const auto& part : parts) {
        auto fold = experiment;
        fold.name += "-" + part.name;
        fold.testParts.clear();
        fold.validationParts.clear();
        fold.testSpeakers = part.test;
        fold.validationSpeakers = part.validation;
        const auto outcome = trainOne(line, workspace, fold, corpus, command);
        if (!outcome) return line.failed(outcome.error());
        tested.insert(tested.end(), outcome->tested.begin(), outcome->tested.end());
        each.push_back(outcomeJson(fold, *outcome, line.workspacePath() / "recognisers" / fold.name));
        if (!line.json) line.print(what + " " + part.name + "\n" + figuresText(outcome->tested, fold.shuffledTexts));
    }
    const auto folder = line.workspacePath() / "recognisers" / experiment.name;
    if (auto written = backend::writePooledResults(folder, experiment, corpus.title, tested); !written)
        return line.failed(written.error());
    if (line.json) {
        line.printJson({{"name", experiment.name},
                        {what + "s", std::move(each)},
                        {"sentences_trained_on", figureJson(backend::characterErrorsOf(tested, true))},
                        {"sentences_not_trained_on", figureJson(backend::characterErrorsOf(tested, false))}});
    } else {
        line.print("all " + std::to_string(parts.size()) + " " + what + "s\n" + figuresText(tested, experiment.shuffledTexts));
    }
    return kDone;
}

}  // namespace

int runRecogniserForEverySpeaker(const CommandLine& line, store::Workspace& workspace,
                                 const experiment::RecogniserExperiment& experiment, const corpus::Corpus& corpus,
                                 const std::string& command) {
    const auto speakers = corpus.speakers();
    if (speakers.size() < 3) {
        return line.failed(
            core::Error{core::ErrorKind::BadInput,
                        core::Text("The corpus has fewer than three speakers: one is tested, one chooses the epoch, and "
                                   "the others are trained on."),
                        {}});
    }
    std::vector<Part> parts;
    for (std::size_t i = 0; i < speakers.size(); ++i)
        parts.push_back({speakers[i], {speakers[i]}, {speakers[(i + 1) % speakers.size()]}});
    return runRecogniserForParts(line, workspace, experiment, corpus, command, parts, "speaker");
}

int runRecogniserForEverySession(const CommandLine& line, store::Workspace& workspace,
                                 const experiment::RecogniserExperiment& experiment, const corpus::Corpus& corpus,
                                 const std::string& command) {
    const auto sessions = experiment::sessionsOf(corpus);
    if (sessions.size() < 3) {
        return line.failed(
            core::Error{core::ErrorKind::BadInput,
                        core::Text("The corpus has fewer than three sessions: one is tested, one chooses the epoch, and "
                                   "the others are trained on."),
                        {}});
    }
    std::vector<Part> parts;
    for (std::size_t i = 0; i < sessions.size(); ++i) {
        experiment::RecogniserExperiment fold;
        fold.testParts = {sessions[i]};
        fold.validationParts = {sessions[(i + sessions.size() - 1) % sessions.size()]};
        if (auto named = experiment::nameSpeakers(fold, corpus); !named) return line.failed(named.error());
        parts.push_back({sessions[i], fold.testSpeakers, fold.validationSpeakers});
    }
    return runRecogniserForParts(line, workspace, experiment, corpus, command, parts, "session");
}

}  // namespace prososcope::cli
