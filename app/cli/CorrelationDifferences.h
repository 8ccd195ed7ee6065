// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "engine/experiment/DifferenceTable.h"

namespace prososcope::cli {

using experiment::NamedDifference;

/// How many units differ at the level, in which direction, and the largest difference with its place.
[[nodiscard]] std::string differencesText(const NamedDifference& compared, const store::ActivationSetInfo& info, double alpha);
[[nodiscard]] nlohmann::json differencesJson(const NamedDifference& compared, const store::ActivationSetInfo& info,
                                             double alpha);

}  // namespace prososcope::cli
