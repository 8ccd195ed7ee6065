// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "engine/core/Random.h"

namespace prososcope::training {

/// `samples` rounded up to a multiple of `grid`, which is at least 1.
[[nodiscard]] std::size_t paddedSamples(std::size_t samples, std::size_t grid);

/// Batches by the sound that they hold: utterances of one padded length together, as many as keep that length times their
/// number within `most` samples; one that is longer is a batch by itself. Each utterance comes once. Which ones of a padded
/// length meet and the order of the batches are drawn; how many batches there are depends on the lengths alone, and so do their
/// shapes: convolutions and products are prepared once for each shape, which takes longer than one use of them. Pure.
[[nodiscard]] std::vector<std::vector<std::size_t>> batchesBySamples(const std::vector<std::size_t>& samples, std::size_t most,
                                                                     std::size_t grid, core::Random& random);

}  // namespace prososcope::training
