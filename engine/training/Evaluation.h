// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/models/logmel_network/LogMelNetwork.h"

namespace prososcope::training {

/// Class posteriors of whole inputs (each [frames, bands], prepared by `makeEvaluationInput`), in their order. Batched by
/// length with masks, so that the result of each is what it would be alone (to rounding). The network is put into
/// evaluation mode. Throws what torch throws; callers stand at the border.
[[nodiscard]] core::Result<std::vector<std::vector<float>>> posteriorsOf(models::LogMelNetwork& network,
                                                                         std::span<const std::vector<float>> inputs,
                                                                         const torch::Device& device, core::Progress& progress);

}  // namespace prososcope::training
