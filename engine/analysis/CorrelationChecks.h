// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "engine/analysis/CorrelationMap.h"

namespace prososcope::analysis {

/// Fails with a sentence where there are no activations, their number does not fit, or one is not finite: it is named.
[[nodiscard]] core::Status checkActivations(const ActivationRows& rows);
/// Fails with a sentence on another number of values than rows, and on infinite ones.
[[nodiscard]] core::Status checkTargetValues(const ActivationRows& rows, const CorrelationTarget& target);
/// Both, and all else that correlationMaps refuses.
[[nodiscard]] core::Status checkCorrelation(const ActivationRows& rows, std::span<const CorrelationTarget> targets,
                                            const CorrelationSettings& settings);

/// Places of targets that are known of the same rows, which can be treated together.
[[nodiscard]] std::vector<std::vector<std::size_t>> targetsOfSharedRows(std::span<const CorrelationTarget> targets);

}  // namespace prososcope::analysis
