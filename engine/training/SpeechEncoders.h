// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/backend/TorchBackend.h"
#include "engine/models/speech_encoder/LoadEncoder.h"
#include "engine/training/LayeredNetwork.h"

/// Imported speech encoders: cards of the kind checkpoints::kSpeechEncoderKind, whose file of tensors says in its metadata
/// ("config", "preprocessor", "vocabulary") what the network is.
namespace prososcope::training {

/// A stored encoder in evaluation mode. On the CPU its float32 weights stay in the mapped file. Refused with one sentence: a
/// changed file, a configuration that parseEncoderConfig refuses, tensors that do not fit it, and a card whose classes or
/// dimensions are not as many as its outputs. Throws what torch throws.
[[nodiscard]] core::Result<models::SpeechEncoder> loadSpeechEncoder(const store::ModelEntry& entry,
                                                                    const torch::Device& device);
/// The configuration alone.
[[nodiscard]] core::Result<checkpoints::EncoderConfig> storedEncoderConfig(const store::ModelEntry& entry);

/// The tap "hidden states": "input" and "layer 1" to the last, from the card's settings (EncoderConfig::cardSettings).
[[nodiscard]] core::Result<std::vector<backend::EncoderTap>> speechEncoderTaps(const store::ModelCard& card);
[[nodiscard]] core::Result<std::unique_ptr<LayeredNetwork>> openSpeechLayers(const store::ModelEntry& entry,
                                                                             const torch::Device& device,
                                                                             std::optional<std::uint64_t> untrainedSeed);

/// A model with a classification or a regression head; refuses one without. A stretch is heard whole up to a minute
/// (Whisper: half a minute); a longer one in pieces of that length, whose outputs are averaged by their length.
[[nodiscard]] core::Result<std::unique_ptr<backend::EmotionModel>> openSpeechEmotionModel(const store::ModelEntry& entry,
                                                                                          const std::string& device,
                                                                                          int threads);

}  // namespace prososcope::training
