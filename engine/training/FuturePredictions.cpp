// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/FuturePredictions.h"

#include <algorithm>

#include "engine/core/Csv.h"
#include "engine/core/FreeMemory.h"
#include "engine/experiment/FutureModel.h"
#include "engine/models/future_prediction/FutureSettings.h"
#include "engine/training/ExperimentRunner.h"
#include "engine/training/FuturePretraining.h"
#include "engine/training/Inference.h"
#include "engine/training/StoredFuture.h"
#include "engine/training/Versions.h"

namespace prososcope::training {

namespace {

constexpr double kShareOfFeatures = 0.05;

store::ModelCard cardOf(const backend::FuturePredictionRequest& request, const experiment::FuturePredictionExperiment& settings,
                        const FutureTask& task, const TrainedFuture& trained) {
    store::ModelCard card;
    card.name = settings.name;
    card.title = settings.title;
    card.kind = experiment::kFuturePrediction;
    card.featureSet = task.data.set->name();
    card.featureParameters = task.data.set->parameters();
    card.rateHz = task.data.set->rateHz();
    card.settings = task.network.values();
    card.trainingCorpus = request.corpus.title.empty() ? request.corpus.name : request.corpus.title;
    card.trainingSpeakers = task.data.trainSpeakers;  // those who chose the epoch were heard as well
    card.trainingSpeakers.insert(card.trainingSpeakers.end(), task.data.validationSpeakers.begin(),
                                 task.data.validationSpeakers.end());
    std::sort(card.trainingSpeakers.begin(), card.trainingSpeakers.end());
    card.trainingSpeakers.erase(std::unique(card.trainingSpeakers.begin(), card.trainingSpeakers.end()),
                                card.trainingSpeakers.end());
    card.experiment = experiment::formatFuturePredictionExperiment(settings);
    card.command = request.command;
    card.licence = settings.modelLicence;
    card.versions = versionsJson();
    card.seed = settings.seed;
    card.note = "Trained without labels to predict the speech to come.";
    if (trained.validationLoss) {
        constexpr int kDigits = 4;
        card.note +=
            " Loss " + core::fixedText(*trained.validationLoss, kDigits) + " on " +
            std::to_string(task.data.validationRecordings) + " recordings " +
            (settings.validationSpeakers.empty() ? "that it was not trained on" : "of speakers that it was not trained on") +
            " (repeating the last frame: " + core::fixedText(trained.copyingLoss.value_or(0.0), kDigits) + ").";
    }
    return card;
}

/// Data, training, the model with its card.
core::Result<backend::FuturePredictionOutcome> runFuturePretraining(
    const backend::FuturePredictionRequest& request, const std::function<void(const backend::FutureEpoch&)>& epochDone,
    core::Progress& progress) {
    auto settings = request.experiment;
    auto device = settings.device == "auto" ? bestDevice() : settings.device == "cuda" ? "cuda:0" : settings.device;
    if (auto known = checkDevice(device); !known) return core::fail(known.error());
    const int threads = settings.threads > 0 ? settings.threads : defaultThreads();
    const auto set = futureFeatures(settings.featureSet);
    if (!set) return core::fail(set.error());
    auto numbers = settings.network;
    numbers["bands"] = static_cast<double>((*set)->columns().size());
    numbers["loss"] = settings.loss == "mean-absolute" ? 1.0 : 0.0;
    const auto network = models::checkedFutureSettings(numbers, 1);
    if (!network) return core::fail(network.error());
    auto loading = progress.part(0.0, kShareOfFeatures);
    const auto data = loadFutureData(settings, *network, request.corpus, request.cacheFolder, threads, loading);
    if (!data) return core::fail(data.error());
    const FutureTask task{*data, settings, *network, device, threads, request.folder / "checkpoint.safetensors"};
    auto learning = progress.part(kShareOfFeatures, 1.0);
    auto trained = trainFuture(task, epochDone, learning);
    if (!trained) return core::fail(trained.error());
    const auto stem = request.modelsFolder / settings.name;
    if (auto saved = saveFuture(trained->state, stem, cardOf(request, settings, task, *trained)); !saved)
        return core::fail(saved.error());
    auto json = stem;
    json += ".json";
    auto stored = store::findModel(json.string(), request.modelsFolder);
    if (!stored) return core::fail(stored.error());
    backend::FuturePredictionOutcome outcome;
    outcome.model = std::move(*stored);
    outcome.bestEpoch = trained->bestEpoch;
    outcome.epochs = std::move(trained->epochs);
    outcome.validationLoss = trained->validationLoss;
    outcome.copyingLoss = trained->copyingLoss;
    outcome.trainRecordings = data->trainRecordings;
    outcome.validationRecordings = data->validationRecordings;
    for (const auto& piece : data->train)
        outcome.trainSeconds += static_cast<double>(piece.frames) * (*set)->times().hopSeconds;
    outcome.trainSpeakers = data->trainSpeakers;
    outcome.validationSpeakers = data->validationSpeakers;
    outcome.tooShort = data->tooShort;
    outcome.precision = trained->bfloat16 ? "bfloat16" : "float32";
    return outcome;
}

}  // namespace

core::Result<backend::FuturePredictionOutcome> FuturePredictions::train(
    const backend::FuturePredictionRequest& request, const std::function<void(const backend::FutureEpoch&)>& epochDone,
    core::Progress& progress) {
    const core::KeptMemory kept;
    return runFuturePretraining(request, epochDone, progress);
}

}  // namespace prososcope::training
