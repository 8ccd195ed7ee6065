// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "engine/core/Random.h"

namespace prososcope::training {

/// Batches of `count` utterances of about the same length, of fewer where `count` of them padded to a multiple of `grid` would
/// exceed `most`, which one alone may. Each comes once; which ones of a padded length meet and the order of the batches are
/// drawn. How many there are, and the padded length of each one's longest, depends on the lengths alone, so that products are
/// prepared once for each shape (as with batchesBySamples). Pure.
[[nodiscard]] std::vector<std::vector<std::size_t>> batchesByCount(const std::vector<std::size_t>& lengths, std::size_t count,
                                                                   std::size_t most, std::size_t grid, core::Random& random);

}  // namespace prososcope::training
