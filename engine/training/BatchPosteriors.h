// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/features/FeatureMatrix.h"
#include "engine/nn/Sequence.h"

namespace prososcope::training {

/// What a network makes of a padded batch [batch, frames, columns]: rows [batch, values].
using BatchRows = std::function<torch::Tensor(const torch::Tensor& rows, const nn::Lengths& lengths)>;

/// The row of each utterance, in their order, as plain numbers: utterances of about the same length go through the network
/// together, without gradients. Stops with Cancelled; throws what torch throws.
[[nodiscard]] core::Result<std::vector<std::vector<float>>> batchRows(const BatchRows& network,
                                                                      const std::vector<features::FeatureMatrixPtr>& utterances,
                                                                      const std::string& device, core::Progress& progress);
/// The same with the softmax of each row: posteriors of a network's scores.
[[nodiscard]] core::Result<std::vector<std::vector<float>>> batchPosteriors(
    const BatchRows& scores, const std::vector<features::FeatureMatrixPtr>& utterances, const std::string& device,
    core::Progress& progress);

}  // namespace prososcope::training
