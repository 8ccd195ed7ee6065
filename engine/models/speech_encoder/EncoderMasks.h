// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>

#include "engine/checkpoints/EncoderConfig.h"
#include "engine/core/Random.h"
#include "engine/models/speech_encoder/SpeechEncoder.h"

namespace prososcope::models {

/// Which places of each row are masked, [rows, width] bool: int(probability * n / length + u) spans of `length` places each,
/// u in [0, 1) drawn once for all rows, at least `fewest`, and as many as fit one behind the other; begins are drawn without
/// replacement from [0, n - length], so that spans may overlap. n: valid places of each row; a row of fewer than `length` has
/// none. Draws from `random` alone.
[[nodiscard]] torch::Tensor spanMask(const nn::Lengths& valid, std::int64_t width, double probability, std::int64_t length,
                                     std::int64_t fewest, core::Random& random);

/// The masks that transformers trains with, as the configuration says: masked frames become masked_spec_embed, masked channels
/// 0 in the whole row.
[[nodiscard]] SpeechEncoderImpl::Masking trainingMasks(const checkpoints::EncoderConfig& config,
                                                       std::shared_ptr<core::Random> random);

}  // namespace prososcope::models
