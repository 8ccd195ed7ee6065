// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/checkpoints/EncoderStart.h"
#include "engine/experiment/Experiment.h"
#include "engine/training/EncoderFeatures.h"
#include "engine/training/Trainer.h"

/// Fine-tuning of public speech encoders (the model kind "speech-encoder"). For classes: a linear probe on the mean of the last
/// hidden states, or the top layers with a projector and a classifier. For dimensions such as arousal: the head of the
/// published models (mean, dense, tanh, outputs), alone or with the top layers, by concordance. What is below stays as it is
/// and is computed once (EncoderFeatures). Results are stored as imported encoders are.
namespace prososcope::training {

/// The encoder of a system. Not changed once opened, so that folds share it.
struct EncoderSystem {
    checkpoints::EncoderStart start;
    int layers = 0;                       ///< that learn; 0: a linear probe
    double batchSeconds = 0.0;            ///< of sound that go through these at once, padding included
    checkpoints::EncoderConfig config;    ///< with the new head
    checkpoints::EncoderConfigText text;  ///< likewise
    std::shared_ptr<const EncoderFeatures> features;
    std::map<std::string, double> settings;  ///< of [model], complete
};

/// Opens the encoder that a system starts from. Fails with one sentence: without a start, on a start that openEncoderStart
/// refuses, on more layers than it has, on settings that are unknown or out of bounds. dimensions: with their scales, instead
/// of classes.
[[nodiscard]] core::Result<std::shared_ptr<const EncoderSystem>> openEncoderSystem(
    const experiment::FusionMember& member, const std::vector<std::string>& classes, const std::filesystem::path& modelsFolder,
    const std::string& device, std::stop_token stop, const std::vector<store::Dimension>& dimensions = {});

/// Trains what learns; the weights are those of upperEncoder.
[[nodiscard]] core::Result<TrainedNetwork> trainEncoderHead(const EncoderSystem& system, const TrainingTask& task,
                                                            const std::function<void(const EpochReport&)>& epochDone,
                                                            core::Progress& progress);
/// Posteriors or values of utterances by trained weights.
[[nodiscard]] core::Result<std::vector<std::vector<float>>> predictEncoderHead(
    const EncoderSystem& system, const nn::StateDict& state, const std::vector<features::FeatureMatrixPtr>& utterances,
    const std::string& device, int threads, core::Progress& progress);
/// Writes STEM.safetensors, the whole encoder with what was trained, and STEM.json.
[[nodiscard]] core::Status saveEncoderHead(const EncoderSystem& system, const nn::StateDict& state,
                                           const std::filesystem::path& stem, store::ModelCard card);

}  // namespace prososcope::training
