// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/nn/Torch.h"

namespace prososcope::training {

/// One less the mean over dimensions of Lin's concordance (1989) between outputs and targets, both [rows, dimensions], over the
/// rows: 0 where they agree, 1 where they have nothing to do with each other, at most 2. Differentiable everywhere, also where
/// the rows of a dimension are equal. Of a batch that goes through a network in parts the training takes the mean of the parts'
/// losses by their rows, which is not the loss of the whole.
[[nodiscard]] torch::Tensor concordanceLoss(const torch::Tensor& outputs, const torch::Tensor& targets);

}  // namespace prososcope::training
