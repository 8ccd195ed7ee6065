// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>

#include "engine/analysis/CorrelationMap.h"
#include "engine/learn/LayerProbe.h"
#include "engine/store/ActivationSet.h"

namespace prososcope::experiment {

/// A map with whose it is.
struct SpeakersMap {
    std::string speaker;  ///< empty: of several
    analysis::CorrelationMap map;
    std::optional<learn::TargetProbes> probes;  ///< where they were asked for
};

/// CSV with a row for each unit of each map and every statistic; what is undefined is empty. Layers and units count from 1, as
/// the window does, the layer nearest to the sound first. Maps must be of the set's layers. chosen: units among all layers,
/// sorted, to which the rows are limited; empty: all.
[[nodiscard]] std::string correlationsCsv(std::span<const SpeakersMap> maps, const store::ActivationSetInfo& info,
                                          std::span<const std::size_t> chosen = {});

}  // namespace prososcope::experiment
