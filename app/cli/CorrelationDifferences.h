// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "engine/analysis/CorrelationComparison.h"
#include "engine/store/ActivationSet.h"

namespace prososcope::cli {

/// What was compared: the first less the second.
struct NamedDifference {
    std::string first, second;  ///< "valence", "arousal"; "angry, untrained"
    analysis::CorrelationDifference difference;
};

/// One row for each unit; layers and units count from 1; what is undefined is empty.
[[nodiscard]] std::string differencesCsv(const NamedDifference& compared, const store::ActivationSetInfo& info);
/// How many units differ at the level, in which direction, and the largest difference with its place.
[[nodiscard]] std::string differencesText(const NamedDifference& compared, const store::ActivationSetInfo& info, double alpha);
[[nodiscard]] nlohmann::json differencesJson(const NamedDifference& compared, const store::ActivationSetInfo& info,
                                             double alpha);

}  // namespace prososcope::cli
