// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/Result.h"
#include "engine/nn/Torch.h"

namespace prososcope::models {

/// Draws of what codes are to look like.
struct CodePrior {
    torch::Tensor y;  ///< [batch, classes], one-hot
    torch::Tensor z;  ///< [batch, latent], standard normal
};

/// Draws of `batch` codes from `generator` alone. shares: how often each class is drawn; empty: all alike, as published.
[[nodiscard]] CodePrior drawPrior(std::int64_t batch, std::int64_t classes, std::int64_t latent,
                                  const std::vector<double>& shares, at::Generator generator);

/// The share of each class among labels (those below 0 are unlabelled), for an empirical prior. Fails with one sentence where
/// a class has no utterance: a code of that class would never be drawn. classes: their names.
[[nodiscard]] core::Result<std::vector<double>> classShares(const std::vector<int>& labels,
                                                            const std::vector<std::string>& classes);

}  // namespace prososcope::models
