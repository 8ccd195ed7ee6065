// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/training/LayeredNetwork.h"

namespace prososcope::training {

/// The layers of a kept adversarial autoencoder, as LayeredNetwork.h has it of the others. It hears a stretch as a whole: each
/// layer has one value for each unit, and none is over time (EncoderLayer::hopSeconds is 0). The tap "codes": two hidden
/// layers, the emotion y and, unless it is a baseline, the style z. untrainedSeed: the statistics are those of made-up sounds
/// of some seconds, standardised as the network's input is.
[[nodiscard]] core::Result<std::vector<backend::EncoderTap>> autoencoderTaps(const store::ModelCard& card);
[[nodiscard]] core::Result<std::unique_ptr<LayeredNetwork>> openAutoencoderLayers(const store::ModelEntry& entry,
                                                                                  const torch::Device& device,
                                                                                  std::optional<std::uint64_t> untrainedSeed);

}  // namespace prososcope::training
