// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/checkpoints/EncoderConfig.h"
#include "engine/experiment/UnitEmotionExperiment.h"
#include "engine/models/speech_encoder/SpeechEncoder.h"
#include "engine/nn/StateDict.h"
#include "engine/phonetics/UnitInventory.h"
#include "engine/store/ModelCard.h"

namespace prososcope::training {

/// wav2vec 2.0 with an output for each symbol of the inventory, of the experiment's sizes.
[[nodiscard]] checkpoints::EncoderConfig unitEncoderConfig(const experiment::UnitEncoderSettings& settings,
                                                           const phonetics::UnitInventory& inventory);
/// A network to train: weights drawn from the seed, or those of the encoder that the settings start from, with a new last layer
/// (Xavier-uniform, bias 0). Fails where that encoder cannot be read or is no wav2vec 2.0 of the usual convolutions. Throws
/// what torch throws.
[[nodiscard]] core::Result<models::SpeechEncoder> makeUnitNetwork(const experiment::UnitEncoderSettings& settings,
                                                                  const phonetics::UnitInventory& inventory,
                                                                  const std::filesystem::path& modelsFolder,
                                                                  std::uint64_t seed);

/// Writes STEM.safetensors, with the inventory among its metadata, and STEM.json.
[[nodiscard]] core::Status saveUnitNetwork(const nn::StateDict& state, const phonetics::UnitInventory& inventory,
                                           const std::filesystem::path& stem, store::ModelCard card);
/// A stored network on the CPU, in evaluation mode. Refused with one sentence as other models are. Throws what torch throws.
struct StoredUnitNetwork {
    models::SpeechEncoder network{nullptr};
    phonetics::UnitInventory inventory;
};
[[nodiscard]] core::Result<StoredUnitNetwork> loadUnitNetwork(const store::ModelEntry& entry);

}  // namespace prososcope::training
