// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/FoldLearning.h"

#include <chrono>
#include <numeric>
#include <span>

#include "engine/core/Random.h"
#include "engine/training/AutoencoderRows.h"
#include "engine/training/AutoencoderSystem.h"
#include "engine/training/ClassicalTraining.h"
#include "engine/training/DialogueSystem.h"
#include "engine/training/EncoderHeads.h"
#include "engine/training/FoldRows.h"
#include "engine/training/FutureHeads.h"
#include "engine/training/Inference.h"

namespace prososcope::training {

namespace {

constexpr double kShareOfLearning = 0.98;  ///< of a network's progress; the rest is its predictions

/// The first system draws as it does by itself; each further one from numbers of its own.
std::uint64_t seedOf(const FoldTask& task, std::size_t system) {
    const auto seed = system == 0 ? task.experiment.seed : core::deriveSeed(task.experiment.seed, "member", system);
    return core::deriveSeed(seed, "fold", static_cast<std::uint64_t>(task.fold));
}

std::filesystem::path checkpointOf(const FoldTask& task, std::size_t system) {
    const auto member = system == 0 ? std::string() : "-" + std::to_string(system);
    return task.checkpoints / ("fold" + std::to_string(task.fold) + member + ".safetensors");
}

core::Result<std::vector<std::vector<float>>> predictSystem(const SystemData& system, const nn::StateDict& state,
                                                            const std::vector<Example>& test, const std::string& device,
                                                            int threads, core::Progress& progress,
                                                            std::vector<ListenedRows>* listened) {
    if (system.dialogue) return predictDialogues(*system.dialogue, state, test, device, threads, progress, listened);
    std::vector<features::FeatureMatrixPtr> features;
    for (const auto& example : test) features.push_back(example.features);
    return system.encoder  ? predictEncoderHead(*system.encoder, state, features, device, threads, progress)
           : system.future ? predictFutureHead(*system.future, state, features, device, threads, progress)
                           : predictFeatures(state, system.network, features, device, threads, progress);
}

/// What is stored of where a network of dialogues listened.
std::vector<analysis::DialogueAttention> attentionOf(const ExperimentData& data, const SystemData& system,
                                                     const std::vector<std::size_t>& tested,
                                                     const std::vector<ListenedRows>& listened) {
    const auto& turns = system.dialogue->turns;
    const auto& labelled = data.labelled.utterances;
    const auto nameOf = [&](const std::optional<std::size_t>& place) {
        if (!place) return std::string();
        return *place < labelled.size() ? labelled[*place].id : turns.further[*place - labelled.size()].id;
    };
    std::vector<analysis::DialogueAttention> attention;
    for (std::size_t k = 0; k < tested.size(); ++k) {
        const auto& context = turns.contexts[tested[k]];
        attention.push_back({labelled[tested[k]].id, nameOf(context.previous), nameOf(context.interlocutor),
                             analysis::attentionParts(listened[k].current), analysis::attentionParts(listened[k].previous),
                             analysis::attentionParts(listened[k].interlocutor)});
    }
    return attention;
}

core::Result<FoldOutcome> learnNetwork(const FoldTask& task, std::size_t index,
                                       const std::function<void(const EpochReport&)>& epochDone, core::Progress& progress) {
    const auto& system = task.data.systems[index];
    const auto& fold = task.data.folds[static_cast<std::size_t>(task.fold)];
    auto training =
        networkTask(task.experiment, system, seedOf(task, index), task.device, task.threads, checkpointOf(task, index));
    training.train = task.data.examplesWithCopies(system, fold.train, task.fold);
    const auto test = task.data.examples(system, fold.test, task.fold);
    training.inner = experiment::choosesOnTest(task.experiment) ? test : task.data.examples(system, fold.inner, task.fold);
    core::Progress learning = progress.part(0.0, kShareOfLearning);
    core::Progress predicting = progress.part(kShareOfLearning, 1.0);
    training.remark = task.remark;
    const auto train = [&] { return trainSystem(system, training, epochDone, learning); };
    auto trained = train();
    if (!trained && trained.error().kind == core::ErrorKind::OutOfMemory && training.device != "cpu") {
        if (task.remark) {
            task.remark(
                {TRANSLATABLE("Engine", "The device %1 has not memory enough for fold %2, which is trained on the CPU."),
                 {training.device, std::to_string(task.fold + 1)}});
        }
        std::error_code ignored;
        std::filesystem::remove(training.checkpoint, ignored);  // it belongs to the device
        training.device = "cpu";
        trained = train();
    }
    if (!trained) return core::fail(trained.error());
    std::vector<ListenedRows> listened;
    auto outputs = predictSystem(system, trained->state, test, training.device, task.threads, predicting, &listened);
    if (!outputs) return core::fail(outputs.error());
    FoldOutcome outcome;
    outcome.bestEpoch = trained->bestEpoch;
    outcome.seconds = trained->seconds;
    (task.experiment.dimensions.empty() ? outcome.posteriors : outcome.values) = std::move(*outputs);
    if (system.dialogue) outcome.attention = attentionOf(task.data, system, fold.test, listened);
    return outcome;
}

/// What an autoencoder learns from in a fold: rows as a classical learner gets them, or frames; the inner ones by themselves.
struct AutoencoderFold {
    AutoencoderRows train;
    std::vector<int> labels;
    AutoencoderRows inner;
    AutoencoderRows test;
};

core::Result<AutoencoderFold> rowsOfFold(const FoldTask& task, const SystemData& system, std::uint64_t seed,
                                         core::Progress& progress) {
    const auto& fold = task.data.folds[static_cast<std::size_t>(task.fold)];
    auto unseen = fold.inner;
    unseen.insert(unseen.end(), fold.test.begin(), fold.test.end());
    auto rows = foldRows({task.data, system, fold.train, unseen, seed, task.threads}, progress);
    if (!rows) return core::fail(rows.error());
    auto labels = autoencoderLabels(task.data, system, fold.train, seed);
    const auto part = [&](std::size_t from, std::size_t count) {
        std::vector<std::size_t> places(count);
        std::iota(places.begin(), places.end(), from);
        return learn::rowsOf(rows->test.view(), std::span<const std::size_t>(places));
    };
    return AutoencoderFold{std::move(rows->train), std::move(labels), part(0, fold.inner.size()),
                           part(fold.inner.size(), fold.test.size())};
}

/// Standardised on the frames of the training recordings and their copies.
AutoencoderFold framesOfFold(const FoldTask& task, const SystemData& system, std::uint64_t seed) {
    const auto& fold = task.data.folds[static_cast<std::size_t>(task.fold)];
    const auto& part = system.parts.front();
    auto train = learnedFrames(part, fold.train, system.autoencoder->bound);
    AutoencoderRows inner(unseenFrames(train, part, fold.inner));
    AutoencoderRows test(unseenFrames(train, part, fold.test));
    return {AutoencoderRows(std::move(train)), autoencoderLabels(task.data, system, fold.train, seed), std::move(inner),
            std::move(test)};
}

core::Result<FoldOutcome> learnAutoencoder(const FoldTask& task, std::size_t index,
                                           const std::function<void(const EpochReport&)>& epochDone, core::Progress& progress) {
    const auto& system = task.data.systems[index];
    const auto& fold = task.data.folds[static_cast<std::size_t>(task.fold)];
    const auto seed = seedOf(task, index);
    core::Progress preparing = progress.part(0.0, 1.0 - kShareOfLearning);
    core::Progress learning = progress.part(1.0 - kShareOfLearning, 1.0);
    const auto rows =
        system.autoencoder->seesFrames() ? framesOfFold(task, system, seed) : rowsOfFold(task, system, seed, preparing);
    if (!rows) return core::fail(rows.error());
    const bool onTest = experiment::choosesOnTest(task.experiment);
    std::vector<int> innerLabels;
    for (const auto i : onTest ? fold.test : fold.inner) innerLabels.push_back(task.data.labelled.labels[i]);
    const AutoencoderTask training{*system.autoencoder,
                                   rows->train,
                                   rows->labels,
                                   onTest ? rows->test : rows->inner,
                                   innerLabels,
                                   task.experiment.classes,
                                   task.experiment.training,
                                   seed,
                                   task.device,
                                   task.threads,
                                   checkpointOf(task, index),
                                   task.remark};
    const auto trained = trainAutoencoder(training, epochDone, learning);
    if (!trained) return core::fail(trained.error());
    auto posteriors = predictAutoencoder(*system.autoencoder, task.experiment.classes.size(), trained->state, rows->test,
                                         task.device, task.threads);
    if (!posteriors) return core::fail(posteriors.error());
    return FoldOutcome{std::move(*posteriors), {}, trained->bestEpoch, trained->seconds};
}

core::Result<FoldOutcome> learnClassical(const FoldTask& task, std::size_t index, core::Progress& progress) {
    const auto began = std::chrono::steady_clock::now();
    auto learned = trainClassical(task.data, task.data.systems[index], static_cast<std::size_t>(task.fold), seedOf(task, index),
                                  task.threads, progress);
    if (!learned) return core::fail(learned.error());
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    return FoldOutcome{std::move(learned->posteriors), std::move(learned->values), 0, seconds};
}

}  // namespace

core::Result<TrainedNetwork> trainSystem(const SystemData& system, const TrainingTask& training,
                                         const std::function<void(const EpochReport&)>& epochDone, core::Progress& progress) {
    if (system.encoder) return trainEncoderHead(*system.encoder, training, epochDone, progress);
    if (system.dialogue) return trainDialogues(*system.dialogue, training, epochDone, progress);
    if (system.future) return trainFutureHead(*system.future, training, epochDone, progress);
    return trainNetwork(training, epochDone, progress);
}

core::Result<FoldOutcome> learnFold(const FoldTask& task, const std::function<void(const EpochReport&)>& epochDone,
                                    core::Progress& progress) {
    const auto& systems = task.data.systems;
    std::vector<std::vector<std::vector<float>>> posteriors;
    std::vector<double> weights;
    FoldOutcome result;
    for (std::size_t i = 0; i < systems.size(); ++i) {
        if (progress.stopRequested()) return core::cancelled();
        core::Progress part = progress.part(static_cast<double>(i) / static_cast<double>(systems.size()),
                                            static_cast<double>(i + 1) / static_cast<double>(systems.size()));
        const bool heard = result.bestEpoch == 0;
        const auto told = heard ? epochDone : std::function<void(const EpochReport&)>();
        auto outcome = systems[i].isClassical() ? learnClassical(task, i, part)
                       : systems[i].autoencoder ? learnAutoencoder(task, i, told, part)
                                                : learnNetwork(task, i, told, part);
        if (!outcome) return outcome;
        if (systems.size() == 1) return outcome;
        posteriors.push_back(std::move(outcome->posteriors));
        weights.push_back(systems[i].system.weight);
        if (heard) result.bestEpoch = outcome->bestEpoch;
        result.seconds += outcome->seconds;
    }
    result.posteriors = fusedPosteriors(posteriors, weights);
    return result;
}

void removeCheckpoints(const FoldTask& task) {
    for (std::size_t i = 0; i < task.data.systems.size(); ++i) {
        std::error_code ignored;
        std::filesystem::remove(checkpointOf(task, i), ignored);
    }
}

std::vector<std::vector<float>> fusedPosteriors(const std::vector<std::vector<std::vector<float>>>& systems,
                                                const std::vector<double>& weights) {
    double sum = 0.0;
    for (const double weight : weights) sum += weight;
    auto fused = systems.front();
    for (std::size_t row = 0; row < fused.size(); ++row) {
        for (std::size_t c = 0; c < fused[row].size(); ++c) {
            double mean = 0.0;
            for (std::size_t s = 0; s < systems.size(); ++s) mean += weights[s] / sum * systems[s][row][c];
            fused[row][c] = static_cast<float>(mean);
        }
    }
    return fused;
}

std::vector<int> autoencoderLabels(const ExperimentData& data, const SystemData& system, const std::vector<std::size_t>& chosen,
                                   std::uint64_t seed) {
    std::vector<int> own;
    for (const auto i : chosen) own.push_back(data.labelled.labels[i]);
    const auto kept = keptLabels(own, static_cast<std::size_t>(data.classes), system.autoencoder->labelled,
                                 core::deriveSeed(seed, "labelled"));
    std::vector<int> labels;
    for (std::size_t copy = 0; copy <= system.parts.front().copies.size(); ++copy)
        labels.insert(labels.end(), kept.begin(), kept.end());
    return labels;
}

TrainingTask networkTask(const experiment::Experiment& experiment, const SystemData& system, std::uint64_t seed,
                         const std::string& device, int threads, const std::filesystem::path& checkpoint) {
    TrainingTask task;
    task.classes = experiment.classes;
    task.dimensions = experiment.dimensions;
    task.settings = experiment.training;
    task.network = system.network;
    task.start = system.start;
    task.seed = seed;
    task.device = device;
    task.threads = threads;
    task.checkpoint = checkpoint;
    return task;
}

}  // namespace prososcope::training
