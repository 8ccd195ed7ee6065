// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/backend/UnitEmotionBackend.h"
#include "engine/models/speech_encoder/SpeechEncoder.h"
#include "engine/nn/StateDict.h"
#include "engine/training/UnitEmotionData.h"

namespace prososcope::training {

/// Everything that one training needs.
struct UnitEmotionTask {
    const UnitEmotionData& data;
    const UnitFold& fold;
    const experiment::UnitEmotionExperiment& settings;
    std::string device = "cpu";
    int threads = 1;
    std::filesystem::path modelsFolder;  ///< where the encoder to start from is looked for
    std::filesystem::path checkpoint;    ///< written at each look, read first if it exists; empty: none
};

struct TrainedUnits {
    nn::StateDict state;  ///< of the last update or of the best look, as the experiment's `selectBy` says
    checkpoints::EncoderConfig network;
    int bestUpdate = 0;
    std::vector<backend::UnitEpoch> epochs;
    std::string precision = "float32";
    double seconds = 0.0;
};

/// Trains a network of emotion-dependent units by CTC, with the recipe of fairseq's fine-tuning: Adam, tri-stage schedule,
/// batches by the sound they hold, masks of time and channels, LayerDrop; at first the last layer alone where the experiment
/// says so. The loss of an update is the mean over its utterances. What is drawn comes from (seed, epoch, update), so that a
/// resumed training goes on exactly as an uninterrupted one. Deterministic for a seed and a thread count on the CPU. Stops when
/// asked, between layers (`Cancelled`; the checkpoint of the last look stays). A loss that is not finite stops it with a
/// sentence.
[[nodiscard]] core::Result<TrainedUnits> trainUnits(const UnitEmotionTask& task,
                                                    const std::function<void(const backend::UnitEpoch&)>& looked,
                                                    core::Progress& progress);

/// What a trained network says of utterances of the data.
[[nodiscard]] core::Result<std::vector<backend::VotedUtterance>> testUnits(const UnitEmotionTask& task,
                                                                           const TrainedUnits& trained,
                                                                           core::Progress& progress);

}  // namespace prososcope::training
