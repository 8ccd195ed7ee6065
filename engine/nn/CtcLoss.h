// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "engine/nn/Sequence.h"

namespace prososcope::nn {

/// What CTC says of labels that need more frames than there are.
enum class CtcTooShort {
    Infinite,  ///< their loss is infinite, as it is by the formula
    Ignored,   ///< their loss and its gradient are 0
};

/// CTC (Graves et al. 2006) of each item of a batch: -ln p of its labels given the logits of its valid frames.
/// logits [batch, frames, classes], on any device; frames: valid ones of each item; blank: the class of the blank. The result
/// [batch] can be differentiated. Throws what torch throws.
[[nodiscard]] torch::Tensor ctcLosses(const torch::Tensor& logits, const Lengths& frames,
                                      const std::vector<std::vector<int>>& labels, std::int64_t blank,
                                      CtcTooShort tooShort = CtcTooShort::Infinite);

}  // namespace prososcope::nn
