// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/FuturePredictions.h"

#include <algorithm>

#include "engine/core/Csv.h"
#include "engine/core/FreeMemory.h"
#include "engine/experiment/FutureModel.h"
#include "engine/models/future_prediction/FutureFrames.h"
#include "engine/nn/Interrupt.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/ExperimentRunner.h"
#include "engine/training/FuturePretraining.h"
#include "engine/training/Inference.h"
#include "engine/training/StoredFuture.h"
#include "engine/training/Versions.h"

namespace prososcope::training {

namespace {

using torch::Tensor;

constexpr double kShareOfFeatures = 0.05;
constexpr std::int64_t kPieceFrames = 2000;    ///< of a long sound that are heard at once
constexpr std::int64_t kContextFrames = 1000;  ///< before them

class Listener : public backend::FutureListener {
public:
    Listener(store::ModelCard card, StoredFuture stored, const std::string& device, int threads)
        : m_card(std::move(card)), m_stored(std::move(stored)), m_device(device), m_threads(threads) {
        m_stored.network->to(m_device);
    }

    [[nodiscard]] const store::ModelCard& card() const override { return m_card; }

    core::Result<backend::Surprise> listen(std::span<const float> mono, core::Progress& progress) override {
        auto heard = features::computeFeatures(*m_stored.set, mono, m_threads, progress);
        if (!heard) return core::fail(heard.error());
        const auto horizon = m_stored.network->settings().horizon;
        if (static_cast<std::int64_t>(heard->frames) <= horizon) {
            return core::fail(core::ErrorKind::BadInput,
                              {TRANSLATABLE("Engine", "The sound is too short: the network predicts %1 frames ahead."),
                               {std::to_string(horizon)}});
        }
        try {
            nn::useThreads(m_threads);
            const nn::InterruptScope interrupt(progress.stopToken());
            const torch::NoGradGuard noGrad;
            return surpriseOf(std::move(*heard), progress);
        } catch (const nn::Interrupted&) {
            return core::cancelled();
        } catch (const std::exception& exception) {
            return core::fail(nn::torchError(exception));
        }
    }

private:
    core::Result<backend::Surprise> surpriseOf(features::FeatureMatrix heard, core::Progress& progress) {
        const auto& settings = m_stored.network->settings();
        const auto frames = static_cast<std::int64_t>(heard.frames);
        backend::Surprise result;
        const auto times = m_stored.set->times();
        result.firstSeconds = times.firstSeconds;
        result.hopSeconds = times.hopSeconds;
        result.horizon = static_cast<std::size_t>(settings.horizon);
        result.bands = heard.columns;
        result.errors.assign(heard.frames, 0.0F);
        result.expected = heard.values;
        const auto rows = torch::from_blob(heard.values.data(), {1, frames, settings.bands}, torch::kFloat).to(m_device);
        const auto standardised = m_stored.scale.apply(rows);
        // The frames from `from` on are expected by those before them, down to the context's first.
        for (std::int64_t from = settings.horizon; from < frames; from += kPieceFrames) {
            if (progress.stopRequested()) return core::cancelled();
            const auto to = std::min(from + kPieceFrames, frames);
            const auto first = std::max<std::int64_t>(0, from - settings.horizon - kContextFrames);
            const auto piece = standardised.narrow(1, first, to - first);
            const auto made = m_stored.network->forward(piece);
            const auto errors = models::futureErrors(made, piece, {}, settings.horizon, settings.loss);
            const auto skipped = from - settings.horizon - first;
            copyTo(errors.narrow(1, skipped, to - from), result.errors.data() + from);
            const auto expected = m_stored.scale.restore(made.narrow(1, skipped, to - from));
            copyTo(expected, result.expected.data() + from * settings.bands);
            progress.report(static_cast<double>(to) / static_cast<double>(frames));
        }
        result.heard = std::move(heard.values);
        return result;
    }

    static void copyTo(const Tensor& values, float* goal) {
        const auto plain = values.to(torch::kCPU, torch::kFloat).contiguous();
        std::copy_n(plain.const_data_ptr<float>(), plain.numel(), goal);
    }

    store::ModelCard m_card;
    StoredFuture m_stored;
    torch::Device m_device;
    int m_threads;
};

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
    const auto set = futureFeatures();
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

core::Result<std::unique_ptr<backend::FutureListener>> FuturePredictions::open(const store::ModelEntry& model,
                                                                               const std::string& device, int threads) {
    if (model.card.kind != experiment::kFuturePrediction) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "%1 is of the kind %2, which does not predict the speech to come."),
                           {model.tensors.string(), model.card.kind}});
    }
    if (auto known = checkDevice(device); !known) return core::fail(known.error());
    try {
        nn::useThreads(threads);
        auto stored = loadFuture(model);
        if (!stored) return core::fail(stored.error());
        return std::make_unique<Listener>(model.card, std::move(*stored), device, threads);
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

}  // namespace prososcope::training
