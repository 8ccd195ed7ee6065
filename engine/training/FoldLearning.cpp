// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/FoldLearning.h"

#include <chrono>

#include "engine/core/Random.h"
#include "engine/training/ClassicalTraining.h"
#include "engine/training/EncoderHeads.h"
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

core::Result<FoldOutcome> learnNetwork(const FoldTask& task, std::size_t index,
                                       const std::function<void(const EpochReport&)>& epochDone, core::Progress& progress) {
    const auto& system = task.data.systems[index];
    const auto& fold = task.data.folds[static_cast<std::size_t>(task.fold)];
    auto training =
        networkTask(task.experiment, system, seedOf(task, index), task.device, task.threads, checkpointOf(task, index));
    training.train = task.data.examplesWithCopies(system, fold.train);
    training.inner = task.data.examples(system, fold.inner);
    core::Progress learning = progress.part(0.0, kShareOfLearning);
    core::Progress predicting = progress.part(kShareOfLearning, 1.0);
    training.remark = task.remark;
    const auto train = [&] {
        return system.encoder ? trainEncoderHead(*system.encoder, training, epochDone, learning)
                              : trainNetwork(training, epochDone, learning);
    };
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
    std::vector<features::FeatureMatrixPtr> test;
    for (const auto i : fold.test) test.push_back(system.parts.front().features[i]);
    auto posteriors = system.encoder
                          ? predictEncoderHead(*system.encoder, trained->state, test, training.device, task.threads, predicting)
                          : predictFeatures(trained->state, system.network, test, training.device, task.threads, predicting);
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
        auto outcome = systems[i].isClassical()
                           ? learnClassical(task, i, part)
                           : learnNetwork(task, i, heard ? epochDone : std::function<void(const EpochReport&)>(), part);
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

TrainingTask networkTask(const experiment::Experiment& experiment, const SystemData& system, std::uint64_t seed,
                         const std::string& device, int threads, const std::filesystem::path& checkpoint) {
    TrainingTask task;
    task.classes = experiment.classes;
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
