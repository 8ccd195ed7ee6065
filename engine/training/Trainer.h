// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/experiment/Experiment.h"
#include "engine/features/FeatureMatrix.h"
#include "engine/models/logmel_network/LogMelInput.h"
#include "engine/nn/StateDict.h"
#include "engine/training/StartModel.h"

namespace prososcope::training {

/// One labelled utterance of a training: its features, and a class index or the values of dimensions. Of a turn of a dialogue
/// also the features of the turns that are its context; null where there is none.
struct Example {
    features::FeatureMatrixPtr features;
    int label = 0;  ///< 0 where dimensions are learned
    std::vector<float> values{};
    features::FeatureMatrixPtr previous = nullptr;      ///< the last turn before it of the same speaker
    features::FeatureMatrixPtr interlocutor = nullptr;  ///< that of the other
};

/// Everything that one training needs. `inner` are utterances that choose the epoch, by the averaged weights (see
/// experiment::TrainingSettings::selectBy): of training speakers set aside, never of the test speakers unless the experiment
/// asks for that. With no inner utterances the last epoch is kept.
struct TrainingTask {
    std::vector<Example> train;
    std::vector<Example> inner;
    std::vector<std::string> classes;
    std::vector<std::string> dimensions{};  ///< learned instead of classes, by their concordance with the outputs
    experiment::TrainingSettings settings;
    models::LogMelNetworkSettings network;
    StartModelPtr start;  ///< whose weights it begins with; null: drawn by the seed
    std::uint64_t seed = 1;
    std::string device = "cpu";
    int threads = 1;                                ///< compute threads of this training; sums depend on it
    std::filesystem::path checkpoint;               ///< written after each epoch; read first if it exists; empty: none
    std::function<void(const core::Text&)> remark;  ///< what a person should know; may be empty
    /// Rows of frames of a batch that go through the network at once, padding included: a larger batch goes in parts, of two
    /// examples at least, whose gradients are added up, so that the longest utterances need no more memory (of dimensions that
    /// changes the loss, see ConcordanceLoss.h). 0: all at once.
    std::size_t mostFrames = 0;
    /// Called before each pass with the number of its rows; for tests, which throw from it what a full device throws.
    std::function<void(std::int64_t)> beforePass;
};

/// One point of the learning curve.
struct EpochReport {
    int epoch = 0;  ///< from 1
    double trainLoss = 0.0;
    std::optional<double> innerLoss;
    std::optional<double> innerUar;
    double learningRate = 0.0;
    double seconds = 0.0;  ///< since the start of the training, earlier sittings included
    // Of this epoch's time: what its steps took, and how long they waited for batches that were not made yet.
    double stepSeconds = 0.0;
    double waitSeconds = 0.0;
};

struct TrainedNetwork {
    nn::StateDict state;  ///< averaged weights of the chosen epoch
    int bestEpoch = 0;
    double seconds = 0.0;
};

/// Trains one network: AdamW (Loshchilov and Hutter 2019), linear warm-up then cosine, clipped gradients, label smoothing,
/// balanced sampling, an exponential moving average of the weights. Deterministic for a seed and a thread count on the CPU:
/// every epoch draws from generators derived from (seed, epoch), so that a resumed training goes on exactly as an
/// uninterrupted one. Stops when asked (`Cancelled`; the checkpoint of the last epoch stays). A loss that is not
/// finite stops it with a sentence that names the epoch. Where the device runs out of memory, batches go through it in halves,
/// quarters and so on, which is remarked; it fails with OutOfMemory where two rows are too many. The loss of classes stays the
/// same in parts, but for batch normalisation; that of dimensions becomes the mean of their parts' concordance losses. Runs on
/// the calling thread; one more makes the next batch meanwhile. Stops inside a step, between layers.
[[nodiscard]] core::Result<TrainedNetwork> trainNetwork(const TrainingTask& task,
                                                        const std::function<void(const EpochReport&)>& epochDone,
                                                        core::Progress& progress);

}  // namespace prososcope::training
