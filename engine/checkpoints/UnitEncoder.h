// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>

#include "engine/checkpoints/EncoderConfig.h"
#include "engine/core/Result.h"
#include "engine/phonetics/UnitInventory.h"
#include "engine/store/ModelCard.h"

/// wav2vec 2.0 with CTC on phonetic units, as a stored model's card and inventory describe it. Plain values, no torch.
namespace prososcope::checkpoints {

/// The key under which the inventory of units stands in the metadata of such a model's tensors.
inline constexpr const char* kUnitsKey = "units";

/// Seven convolutions of so many channels, with wav2vec 2.0's kernels and strides.
void setUsualConvolutions(EncoderConfig& config, int channels);
[[nodiscard]] bool hasUsualConvolutions(const EncoderConfig& config);
/// CTC with an output for each symbol of the inventory.
void setUnitHead(EncoderConfig& config, const phonetics::UnitInventory& inventory);

/// Card settings that describe a network, and back. Sizes out of bounds are refused with one sentence that names `file`.
[[nodiscard]] std::map<std::string, double> unitCardSettings(const EncoderConfig& config);
[[nodiscard]] core::Result<EncoderConfig> unitEncoderConfigOf(const store::ModelCard& card,
                                                              const phonetics::UnitInventory& inventory,
                                                              const std::string& file);

}  // namespace prososcope::checkpoints
