// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/NamedBounds.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/core/Csv.h"
#include "engine/core/Join.h"

namespace prososcope::core {

Status checkBounds(const std::map<std::string, double>& values, std::span<const NamedBounds> bounds) {
    for (const auto& [name, value] : values) {
        const auto found = std::find_if(bounds.begin(), bounds.end(), [&](const auto& each) { return name == each.name; });
        if (found == bounds.end()) {
            std::vector<std::string> known;
            for (const auto& each : bounds) known.emplace_back(each.name);
            return fail(ErrorKind::BadInput,
                        {TRANSLATABLE("Engine", "The model has no setting \"%1\". Known: %2."), {name, joined(known)}});
        }
        const bool inside = value >= found->lowest && value <= found->highest;  // false for NaN
        if (inside && (!found->whole || value == std::floor(value))) continue;
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "The setting %1 of the model cannot be %2; it may be %3 to %4."),
                     {name, numberText(value), numberText(found->lowest), numberText(found->highest)}});
    }
    return {};
}

std::map<std::string, double> extractNamed(std::map<std::string, double>& values, std::span<const NamedBounds> bounds) {
    std::map<std::string, double> own;
    for (const auto& each : bounds) own.insert(values.extract(each.name));
    return own;
}

}  // namespace prososcope::core
