// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/backend/FuturePredictionBackend.h"
#include "engine/features/FeatureSet.h"
#include "engine/models/future_prediction/FutureSettings.h"
#include "engine/nn/StateDict.h"
#include "engine/training/BandScale.h"

namespace prososcope::training {

/// The sound that a network learns to predict. Not changed once loaded.
struct FutureData {
    /// A recording, or a part of a long one.
    struct Piece {
        features::FeatureMatrixPtr recording;
        std::size_t first = 0;
        std::size_t frames = 0;
    };
    const features::FeatureSet* set = nullptr;
    std::vector<Piece> train;
    std::vector<Piece> validation;
    BandScale scale;  ///< of the training recordings
    std::vector<std::string> trainSpeakers, validationSpeakers;
    std::size_t trainRecordings = 0;
    std::size_t validationRecordings = 0;
    std::size_t tooShort = 0;  ///< recordings without a frame to predict

    /// SHA-256 over all frames: a training goes on only with the same data.
    [[nodiscard]] std::string fingerprint() const;
};

/// Splits a corpus and loads its features, from the cache where they are. Fails with one sentence on speakers that the corpus
/// does not have, and where nothing is left to train on or to choose the epoch by.
[[nodiscard]] core::Result<FutureData> loadFutureData(const experiment::FuturePredictionExperiment& experiment,
                                                      const models::FutureSettings& network, const corpus::Corpus& corpus,
                                                      const std::filesystem::path& cacheFolder, int threads,
                                                      core::Progress& progress);

/// Everything that one training needs.
struct FutureTask {
    const FutureData& data;
    const experiment::FuturePredictionExperiment& settings;
    models::FutureSettings network;
    std::string device = "cpu";
    int threads = 1;
    std::filesystem::path checkpoint;  ///< written after each epoch, read first if it exists; empty: none
};
struct TrainedFuture {
    nn::StateDict state;  ///< of the best epoch, with the scale of the input
    int bestEpoch = 0;
    std::optional<double> validationLoss;
    std::optional<double> copyingLoss;
    bool bfloat16 = false;
    std::vector<backend::FutureEpoch> epochs;  ///< earlier sittings included
};

/// Trains a network to predict what comes. Every recording comes once an epoch, in batches of about the same length whose
/// shapes lie on a grid; batches and dropout are drawn from (seed, epoch), so that a resumed training goes on exactly as an
/// uninterrupted one. Deterministic for a seed and a thread count on the CPU. Stops when asked, between layers (`Cancelled`;
/// the checkpoint of the last epoch stays).
[[nodiscard]] core::Result<TrainedFuture> trainFuture(const FutureTask& task,
                                                      const std::function<void(const backend::FutureEpoch&)>& epochDone,
                                                      core::Progress& progress);

}  // namespace prososcope::training
