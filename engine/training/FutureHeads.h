// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/backend/TorchBackend.h"
#include "engine/experiment/Experiment.h"
#include "engine/experiment/FutureModel.h"
#include "engine/learn/Matrix.h"
#include "engine/models/future_prediction/FutureNetwork.h"
#include "engine/training/BandScale.h"
#include "engine/training/ClassicalSettings.h"
#include "engine/training/Trainer.h"

/// Emotion by networks that were trained to predict the speech to come (the model "future-prediction"): fine-tuned as a whole,
/// or their frames given to an attention LSTM or, averaged over time, to a classical learner.
namespace prososcope::training {

/// The network of a system. Not changed once opened, so that folds share it.
struct FutureSystem {
    experiment::FutureHead head = experiment::FutureHead::Pooling;
    int columns = experiment::kFutureConcat;  ///< of the other heads
    models::FutureSettings network;           ///< with the experiment's classes
    models::AttentionLstmSettings lstm;       ///< of that head
    ClassicalSettings learner;                ///< of the classical heads
    bool deviations = false;                  ///< of these: the deviation over time beside the mean
    std::optional<store::ModelCard> start;    ///< the card of the network that it goes on from
    nn::StateDict state;                      ///< its weights; empty: they are drawn
    BandScale scale;                          ///< its input's; empty: that of the training examples, of rows none
    std::map<std::string, double> settings;   ///< of [model], complete
};

/// Opens the network that a system starts from. Fails with one sentence on a start that is none, on settings that are unknown,
/// out of bounds or not the start's, on layers that it does not have.
[[nodiscard]] core::Result<std::shared_ptr<const FutureSystem>> openFutureSystem(const experiment::FusionMember& member,
                                                                                 const std::vector<std::string>& classes,
                                                                                 const std::filesystem::path& modelsFolder);

/// Trains what learns of the two heads that are networks; the weights are its own, with the scale of the input.
[[nodiscard]] core::Result<TrainedNetwork> trainFutureHead(const FutureSystem& system, const TrainingTask& task,
                                                           const std::function<void(const EpochReport&)>& epochDone,
                                                           core::Progress& progress);
/// Posteriors of utterances by trained weights.
[[nodiscard]] core::Result<std::vector<std::vector<float>>> predictFutureHead(
    const FutureSystem& system, const nn::StateDict& state, const std::vector<features::FeatureMatrixPtr>& utterances,
    const std::string& device, int threads, core::Progress& progress);

/// What a classical head learns from: a row for each utterance. Fails where a value is no number.
[[nodiscard]] core::Result<learn::Matrix<float>> futureRows(const FutureSystem& system,
                                                            const std::vector<features::FeatureMatrixPtr>& utterances,
                                                            const std::string& device, int threads, core::Progress& progress);

/// Opens a fine-tuned network for predictions. Refused as loadFuture refuses.
[[nodiscard]] core::Result<std::unique_ptr<backend::EmotionModel>> openFutureEmotionModel(const store::ModelEntry& entry,
                                                                                          const std::string& device,
                                                                                          int threads);

}  // namespace prososcope::training
