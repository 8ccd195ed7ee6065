// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/backend/TorchBackend.h"
#include "engine/core/Result.h"
#include "engine/features/FeatureMatrix.h"
#include "engine/models/logmel_network/LogMelInput.h"
#include "engine/nn/StateDict.h"

namespace prososcope::training {

/// A failure by what somebody asked for: a sentence and the words in it.
[[nodiscard]] inline auto refuse(const char* pattern, std::vector<std::string> words) {
    return core::fail(core::ErrorKind::BadInput, {pattern, std::move(words)});
}

/// Posteriors of whole utterances from their log-mel values in dB, by a network of the given weights.
[[nodiscard]] core::Result<std::vector<std::vector<float>>> predictFeatures(
    const nn::StateDict& state, const models::LogMelNetworkSettings& settings,
    const std::vector<features::FeatureMatrixPtr>& utterances, const std::string& device, int threads,
    core::Progress& progress);

/// Opens a stored model for evaluation. Refuses, with one sentence, a card whose sizes are out of bounds, tensors that do not
/// fit or whose SHA-256 is not the card's, and feature parameters that this program no longer computes.
[[nodiscard]] core::Result<std::unique_ptr<backend::EmotionModel>> openModel(const store::ModelEntry& entry,
                                                                             const std::string& device, int threads);

/// Refuses with one sentence a file of tensors that is not the one its card describes.
[[nodiscard]] core::Status checkTensorsHash(const store::ModelEntry& entry);
/// Writes STEM.json with the SHA-256 of STEM.safetensors.
[[nodiscard]] core::Status writeCard(const std::filesystem::path& stem, store::ModelCard card);

/// Writes STEM.safetensors and STEM.json; the card gets the tensors' SHA-256.
[[nodiscard]] core::Status saveModel(const nn::StateDict& state, const std::filesystem::path& stem, store::ModelCard card);

/// "cuda:0" where a usable GPU is present, else "cpu".
[[nodiscard]] std::string bestDevice();
[[nodiscard]] core::Status checkDevice(const std::string& device);

}  // namespace prososcope::training
