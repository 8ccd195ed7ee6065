// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/CorrelationTable.h"

#include <algorithm>
#include <cmath>

#include "engine/core/Csv.h"

namespace prososcope::experiment {

namespace {

template <typename T>
std::string cellOf(const std::vector<T>& values, std::size_t unit) {
    return unit < values.size() ? core::cellText(values[unit]) : std::string();
}

}  // namespace

std::string correlationsCsv(std::span<const SpeakersMap> maps, const store::ActivationSetInfo& info,
                            std::span<const std::size_t> chosen) {
    core::CsvTable table;
    table.columns = {"layer", "layer_name", "unit",     "target",   "derived", "speaker",  "r",  "low",
                     "high",  "p",          "adjusted", "permuted", "n",       "speakers", "i2", "same_sign"};
    for (const auto& [speaker, map, probes] : maps) {
        const bool across = !map.sameSign.empty();
        std::size_t unit = 0;
        for (std::size_t layer = 0; layer < info.layers.size(); ++layer) {
            for (std::int64_t own = 0; own < info.layers[layer].units && unit < map.r.size(); ++own, ++unit) {
                if (!chosen.empty() && !std::ranges::binary_search(chosen, unit)) continue;
                const bool defined = std::isfinite(map.r[unit]);
                table.rows.push_back({std::to_string(layer + 1), info.layers[layer].name, std::to_string(own + 1), map.target,
                                      map.derived ? "1" : "0", speaker, cellOf(map.r, unit), cellOf(map.low, unit),
                                      cellOf(map.high, unit), cellOf(map.p, unit), cellOf(map.adjusted, unit),
                                      cellOf(map.permuted, unit), std::to_string(map.n), std::to_string(map.speakers),
                                      cellOf(map.heterogeneity, unit),
                                      across && defined ? std::to_string(map.sameSign[unit]) : std::string()});
            }
        }
    }
    return core::formatCsv(table);
}

}  // namespace prososcope::experiment
