// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "engine/core/Random.h"

namespace prososcope::training {

/// Batches by the sound that they hold: utterances of about the same length together, as many as keep the longest one times
/// their number within `most` samples; one that is longer is a batch by itself. Each utterance comes once. The order of equally
/// long ones and of the batches is drawn; how many batches there are depends on the lengths alone. Pure.
[[nodiscard]] std::vector<std::vector<std::size_t>> batchesBySamples(const std::vector<std::size_t>& samples, std::size_t most,
                                                                     core::Random& random);

}  // namespace prososcope::training
