// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/ConcordanceLoss.h"

namespace prososcope::training {

namespace {
constexpr double kLeastSpread = 1e-8;
}

torch::Tensor concordanceLoss(const torch::Tensor& outputs, const torch::Tensor& targets) {
    const auto outputMean = outputs.mean(0);
    const auto targetMean = targets.mean(0);
    const auto outputRest = outputs - outputMean;
    const auto targetRest = targets - targetMean;
    const auto covariance = (outputRest * targetRest).mean(0);
    const auto spread =
        outputRest.square().mean(0) + targetRest.square().mean(0) + (outputMean - targetMean).square() + kLeastSpread;
    return 1.0 - (2.0 * covariance / spread).mean();
}

}  // namespace prososcope::training
