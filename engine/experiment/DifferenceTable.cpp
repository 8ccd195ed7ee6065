// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/DifferenceTable.h"

#include <algorithm>

#include "engine/core/Csv.h"

namespace prososcope::experiment {

std::string differencesCsv(const NamedDifference& compared, const store::ActivationSetInfo& info,
                           std::span<const std::size_t> chosen) {
    const auto& d = compared.difference;
    core::CsvTable table;
    table.columns = {"layer",      "layer_name", "unit", "first",    "second", "r_first", "r_second",
                     "difference", "statistic",  "p",    "adjusted", "n",      "speakers"};
    std::size_t unit = 0;
    for (std::size_t layer = 0; layer < info.layers.size(); ++layer) {
        for (std::int64_t own = 0; own < info.layers[layer].units && unit < d.difference.size(); ++own, ++unit) {
            if (!chosen.empty() && !std::ranges::binary_search(chosen, unit)) continue;
            table.rows.push_back({std::to_string(layer + 1), info.layers[layer].name, std::to_string(own + 1), compared.first,
                                  compared.second, core::cellText(d.first[unit]), core::cellText(d.second[unit]),
                                  core::cellText(d.difference[unit]), core::cellText(d.statistic[unit]),
                                  core::cellText(d.p[unit]), core::cellText(d.adjusted[unit]), std::to_string(d.n),
                                  std::to_string(d.speakers)});
        }
    }
    return core::formatCsv(table);
}

std::string otherActivations(const store::ActivationSetInfo& of, const store::ActivationSetInfo& other) {
    std::string words;
    if (other.encoder != of.encoder)
        words = other.encoder + ' ' + other.tap;
    else if (other.tap != of.tap)
        words = other.tap;
    if (other.untrainedSeed && !of.untrainedSeed) words += words.empty() ? "untrained" : ", untrained";
    return words.empty() ? other.tap : words;
}

bool sameRowsAndUnits(const store::ActivationSetInfo& first, const store::ActivationSetInfo& second) {
    return first.utterances == second.utterances && first.speakers == second.speakers &&
           std::ranges::equal(first.layers, second.layers, {}, &store::ActivationLayer::units, &store::ActivationLayer::units);
}

}  // namespace prososcope::experiment
