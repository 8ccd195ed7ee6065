// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "engine/core/Result.h"

namespace prososcope::learn {

/// The rows that each of `folds` folds tests; it trains on all others. A group (a speaker) lies in one fold whole. Groups go,
/// the largest first and equal ones by name, to the fold with the fewest rows so far, so the same groups give the same folds in
/// any order of the rows. Fails with a sentence where there are fewer groups than folds, or fewer than two folds.
[[nodiscard]] core::Result<std::vector<std::vector<std::size_t>>> groupFolds(std::span<const std::string> groups,
                                                                             std::size_t folds);

}  // namespace prososcope::learn
