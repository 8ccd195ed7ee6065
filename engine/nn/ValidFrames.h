// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/nn/Sequence.h"

namespace prososcope::nn {

/// `values` with 0 at padded frames, whatever lay there (also NaN); frames are the dimension `dimension`, the batch is the
/// first. Itself where nothing is padded. Can be differentiated.
[[nodiscard]] torch::Tensor withoutPadding(const torch::Tensor& values, const Lengths& lengths, std::int64_t dimension = 1);

/// Mean over the valid frames, each of the sequences having at least one: [batch, frames, units] -> [batch, units], and
/// likewise where the frames are another dimension. Can be differentiated.
[[nodiscard]] torch::Tensor meanOverFrames(const torch::Tensor& values, const Lengths& lengths, std::int64_t dimension = 1);

}  // namespace prososcope::nn
