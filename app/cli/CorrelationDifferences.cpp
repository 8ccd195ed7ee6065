// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CorrelationDifferences.h"

#include <cmath>
#include <optional>

#include "engine/core/Csv.h"
#include "engine/core/Text.h"

namespace prososcope::cli {

namespace {

const char* nameOf(analysis::DifferenceTest test) {
    switch (test) {
        case analysis::DifferenceTest::SharedRows:
            return "same utterances (Meng, Rosenthal and Rubin)";
        case analysis::DifferenceTest::Speakers:
            return "paired t over speakers on Fisher's z";
        case analysis::DifferenceTest::OtherRows:
            return "other utterances (Fisher)";
    }
    return "";
}

struct Counts {
    std::size_t defined = 0, higher = 0, lower = 0;  ///< of those that differ, by the sign of the difference
    std::optional<std::size_t> largest;
};

Counts count(const analysis::CorrelationDifference& difference, double alpha) {
    Counts counts;
    for (std::size_t unit = 0; unit < difference.difference.size(); ++unit) {
        const float value = difference.difference[unit];
        if (!std::isfinite(value) || !std::isfinite(difference.adjusted[unit])) continue;
        ++counts.defined;
        if (difference.adjusted[unit] <= alpha) ++(value > 0.0F ? counts.higher : counts.lower);
        if (!counts.largest || std::abs(value) > std::abs(difference.difference[*counts.largest])) counts.largest = unit;
    }
    return counts;
}

/// Calls `each` with layer, unit within it and unit of all.
template <typename Each>
void forUnits(const store::ActivationSetInfo& info, std::size_t units, const Each& each) {
    std::size_t unit = 0;
    for (std::size_t layer = 0; layer < info.layers.size(); ++layer) {
        for (std::int64_t own = 0; own < info.layers[layer].units && unit < units; ++own, ++unit) each(layer, own, unit);
    }
}

}  // namespace

std::string differencesText(const NamedDifference& compared, const store::ActivationSetInfo& info, double alpha) {
    const auto& d = compared.difference;
    const auto counts = count(d, alpha);
    std::string text =
        core::Text(
            "%1 less %2, %3: of %4 units r is higher in %5 and lower in %6 (adjusted p at most %7), "
            "n = %8, %9 speakers.\n",
            {compared.first, compared.second, nameOf(d.test), std::to_string(counts.defined), std::to_string(counts.higher),
             std::to_string(counts.lower), core::numberText(alpha), std::to_string(d.n), std::to_string(d.speakers)})
            .english();
    forUnits(info, d.difference.size(), [&](std::size_t layer, std::int64_t own, std::size_t unit) {
        if (!counts.largest || unit != *counts.largest) return;
        text += core::Text("Largest: %1, unit %2: %3 less %4 is %5, adjusted p %6.\n",
                           {info.layers[layer].name, std::to_string(own + 1), core::fixedText(d.first[unit], 3),
                            core::fixedText(d.second[unit], 3), core::fixedText(d.difference[unit], 3),
                            core::numberText(d.adjusted[unit])})
                    .english();
    });
    return text;
}

nlohmann::json differencesJson(const NamedDifference& compared, const store::ActivationSetInfo& info, double alpha) {
    const auto& d = compared.difference;
    const auto counts = count(d, alpha);
    nlohmann::json json{{"first", compared.first},
                        {"second", compared.second},
                        {"test", nameOf(d.test)},
                        {"units", counts.defined},
                        {"higher", counts.higher},
                        {"lower", counts.lower},
                        {"n", d.n},
                        {"speakers", d.speakers},
                        {"alpha", alpha}};
    forUnits(info, d.difference.size(), [&](std::size_t layer, std::int64_t own, std::size_t unit) {
        if (!counts.largest || unit != *counts.largest) return;
        json["largest"] = {{"layer", layer + 1},
                           {"unit", own + 1},
                           {"r_first", d.first[unit]},
                           {"r_second", d.second[unit]},
                           {"difference", d.difference[unit]},
                           {"p_adjusted", d.adjusted[unit]}};
    });
    return json;
}

}  // namespace prososcope::cli
