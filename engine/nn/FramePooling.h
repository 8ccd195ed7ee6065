// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/nn/Sequence.h"

namespace prososcope::nn {

/// Each unit over the valid frames of each sequence: [batch, units], on the CPU.
struct PooledFrames {
    torch::Tensor mean;
    torch::Tensor maximum;
    torch::Tensor deviation;  ///< divisor n
};

/// values [frames, batch, units], float; lengths of the sequences, at least 1 each (empty: all frames). Sums in double,
/// deviations from the mean in a second pass, so that a sequence's figures do not depend on its batch. A value that is not
/// finite makes its unit's mean not finite. Throws what torch throws.
[[nodiscard]] PooledFrames poolFrames(const torch::Tensor& values, const Lengths& lengths);

}  // namespace prososcope::nn
