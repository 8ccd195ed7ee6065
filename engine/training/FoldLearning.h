// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/analysis/DialogueAttention.h"
#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/experiment/Experiment.h"
#include "engine/training/ExperimentData.h"
#include "engine/training/Trainer.h"

namespace prososcope::training {

/// One fold of an experiment to be learned. Views: what they refer to must outlive it.
struct FoldTask {
    const ExperimentData& data;
    const experiment::Experiment& experiment;
    int fold = 0;
    std::string device;
    int threads = 1;
    std::filesystem::path checkpoints;              ///< folder of the run
    std::function<void(const core::Text&)> remark;  ///< what a person should know; may be empty
};

/// What a fold's test utterances get, in their order: posteriors [utterance][class], or values [utterance][dimension].
struct FoldOutcome {
    std::vector<std::vector<float>> posteriors;
    std::vector<std::vector<float>> values;
    int bestEpoch = 0;  ///< of the first network; 0 without one
    double seconds = 0.0;
    std::vector<analysis::DialogueAttention> attention = {};  ///< of turns of dialogues: where the network listened
};

/// Trains every system of the experiment on the fold's training part and predicts its test part; posteriors of several systems
/// are averaged by their weights. `epochDone` hears of the first network. A network for which a GPU has not memory enough is
/// trained on the CPU, which is remarked. Stops with Cancelled; networks go on from their
/// checkpoints when the same fold is learned again.
[[nodiscard]] core::Result<FoldOutcome> learnFold(const FoldTask& task,
                                                  const std::function<void(const EpochReport&)>& epochDone,
                                                  core::Progress& progress);
/// Removes the checkpoints of a fold whose outcome is stored.
void removeCheckpoints(const FoldTask& task);

/// The mean of several systems' posteriors by their weights; all of the same size.
[[nodiscard]] std::vector<std::vector<float>> fusedPosteriors(const std::vector<std::vector<std::vector<float>>>& systems,
                                                              const std::vector<double>& weights);

/// Trains a network of whichever kind the system is.
[[nodiscard]] core::Result<TrainedNetwork> trainSystem(const SystemData& system, const TrainingTask& training,
                                                       const std::function<void(const EpochReport&)>& epochDone,
                                                       core::Progress& progress);

/// The labels of an autoencoder's rows of the utterances `chosen` and, behind them, of each of their copies: those of the share
/// that is to keep them (keptLabels), a copy's where its utterance's is; -1 of the others.
[[nodiscard]] std::vector<int> autoencoderLabels(const ExperimentData& data, const SystemData& system,
                                                 const std::vector<std::size_t>& chosen, std::uint64_t seed);

/// A training of a network of the experiment without its examples.
[[nodiscard]] TrainingTask networkTask(const experiment::Experiment& experiment, const SystemData& system, std::uint64_t seed,
                                       const std::string& device, int threads, const std::filesystem::path& checkpoint);

}  // namespace prososcope::training
