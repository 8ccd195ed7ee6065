// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/corpus/Corpus.h"
#include "engine/experiment/FuturePredictionExperiment.h"
#include "engine/store/ModelCard.h"

/// Networks that predict the speech to come. Plain values, no torch.
namespace prososcope::backend {

class TorchBackend;

/// One epoch of a training.
struct FutureEpoch {
    int epoch = 0;           ///< from 1
    double trainLoss = 0.0;  ///< mean over the predicted frames
    std::optional<double> validationLoss;
    double learningRate = 0.0;
    double seconds = 0.0;      ///< since the beginning, earlier sittings included
    double stepSeconds = 0.0;  ///< of this epoch: what its steps took
};

struct FuturePredictionOutcome {
    store::ModelEntry model;  ///< of the epoch with the lowest validation loss
    int bestEpoch = 0;
    std::vector<FutureEpoch> epochs;
    std::optional<double> validationLoss;  ///< of that epoch
    std::optional<double> copyingLoss;     ///< of repeating the last frame, on the same recordings
    std::size_t trainRecordings = 0;
    std::size_t validationRecordings = 0;
    double trainSeconds = 0.0;  ///< of sound
    std::vector<std::string> trainSpeakers, validationSpeakers;
    std::size_t tooShort = 0;  ///< recordings without a frame to predict
    std::string precision = "float32";
};

struct FuturePredictionRequest {
    experiment::FuturePredictionExperiment experiment;
    corpus::Corpus corpus;
    std::filesystem::path folder;        ///< checkpoint and results of this training
    std::filesystem::path modelsFolder;  ///< where the model and its card go
    std::filesystem::path cacheFolder;
    std::string command;
};

class FuturePredictionBackend {
public:
    virtual ~FuturePredictionBackend() = default;
    /// Trains a network on the sound of a corpus. Goes on from the checkpoint in its folder; Cancelled leaves one. A loss that
    /// is no number, and predictions that are the same whatever is heard, stop it with a sentence.
    [[nodiscard]] virtual core::Result<FuturePredictionOutcome> train(const FuturePredictionRequest& request,
                                                                      const std::function<void(const FutureEpoch&)>& epochDone,
                                                                      core::Progress& progress) = 0;
};

/// Of the library behind an opened backend; fails where it has none.
[[nodiscard]] core::Result<FuturePredictionBackend*> futurePredictionBackend(TorchBackend& torch);

/// Writes experiment.toml, epochs.csv and summary.json.
[[nodiscard]] core::Status writeFuturePredictionResults(const std::filesystem::path& folder,
                                                        const experiment::FuturePredictionExperiment& experiment,
                                                        const FuturePredictionOutcome& outcome);

}  // namespace prososcope::backend
