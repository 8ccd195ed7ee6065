// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

#include "engine/analysis/CorrelationMap.h"
#include "engine/store/ActivationSet.h"

namespace prososcope::cli {

/// A map with whose it is.
struct SpeakersMap {
    std::string speaker;  ///< empty: of several
    analysis::CorrelationMap map;
};

/// One row for each unit of each map, with every statistic; what is undefined is empty. Layers and units count from 0, the
/// layer nearest to the sound first.
[[nodiscard]] std::string correlationsCsv(std::span<const SpeakersMap> maps, const store::ActivationSetInfo& info);
/// Layer by layer: mean and largest |r|, the share of units that count.
[[nodiscard]] std::string profilesCsv(std::span<const SpeakersMap> maps, const store::ActivationSetInfo& info, double alpha);
[[nodiscard]] std::string profilesText(std::span<const SpeakersMap> maps, const store::ActivationSetInfo& info, double alpha);
/// A line for each map: rows, units that count, the largest |r| and its place, the critical ones.
[[nodiscard]] std::string correlationsText(std::span<const SpeakersMap> maps, const store::ActivationSetInfo& info,
                                           double alpha);
[[nodiscard]] nlohmann::json correlationsJson(std::span<const SpeakersMap> maps, const store::ActivationSetInfo& info,
                                              double alpha);

}  // namespace prososcope::cli
