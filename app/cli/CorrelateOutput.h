// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/experiment/CorrelationTable.h"
#include "engine/store/ActivationSet.h"

namespace prososcope::cli {

using experiment::correlationsCsv;
using experiment::SpeakersMap;

// In all of these layers and units count from 1, as in the window, the layer nearest to the sound first.
/// Layer by layer: mean and largest |r|, the share of units that count, and what a linear probe says where there is one.
[[nodiscard]] std::string profilesCsv(std::span<const SpeakersMap> maps, const store::ActivationSetInfo& info, double alpha);
[[nodiscard]] std::string profilesText(std::span<const SpeakersMap> maps, const store::ActivationSetInfo& info, double alpha);
/// A line for each map: rows, units that count, the largest |r| and its place, the critical ones.
[[nodiscard]] std::string correlationsText(std::span<const SpeakersMap> maps, const store::ActivationSetInfo& info,
                                           double alpha);
/// The place of each unit in its layer. order: see analysis::clusteredUnits.
[[nodiscard]] std::string unitOrderCsv(std::span<const std::uint32_t> order, const store::ActivationSetInfo& info);
[[nodiscard]] nlohmann::json correlationsJson(std::span<const SpeakersMap> maps, const store::ActivationSetInfo& info,
                                              double alpha);

}  // namespace prososcope::cli
