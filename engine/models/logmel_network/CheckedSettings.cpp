// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/logmel_network/CheckedSettings.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/core/Csv.h"

namespace prososcope::models {

namespace {

struct Bounds {
    const char* name;
    double lowest;
    double highest;
    bool whole;
};

/// Every setting of LogMelNetworkSettings. 80 bands are those of logmel80; the rest keeps the largest network at about a
/// gigabyte.
constexpr std::array kBounds = {
    Bounds{"bands", 80, 80, true},
    Bounds{"channels1", 1, 1024, true},
    Bounds{"channels2", 1, 1024, true},
    Bounds{"channels3", 1, 1024, true},
    Bounds{"channels4", 1, 1024, true},
    Bounds{"projection", 1, 4096, true},
    Bounds{"hidden", 1, 4096, true},
    Bounds{"attention", 1, 4096, true},
    Bounds{"dropout", 0.0, 0.95, false},
    Bounds{"head_dropout", 0.0, 0.95, false},
    Bounds{"dynamic_range_db", 1.0, 200.0, false},
    Bounds{"centring", 0, 3, true},
    Bounds{"shortest_frames", 1, 10000, true},
};

}  // namespace

core::Result<LogMelNetworkSettings> checkedSettings(const std::map<std::string, double>& values, int classes) {
    for (const auto& [name, value] : values) {
        const auto found =
            std::find_if(kBounds.begin(), kBounds.end(), [&](const Bounds& bounds) { return name == bounds.name; });
        if (found == kBounds.end()) {
            std::string known;
            for (const auto& bounds : kBounds) known += (known.empty() ? "" : ", ") + std::string(bounds.name);
            return core::fail(core::ErrorKind::BadInput,
                              {TRANSLATABLE("Engine", "The network has no setting \"%1\". Known: %2."), {name, known}});
        }
        const bool inside = value >= found->lowest && value <= found->highest;  // false for NaN
        if (!inside || (found->whole && value != std::floor(value))) {
            return core::fail(
                core::ErrorKind::BadInput,
                {TRANSLATABLE("Engine", "The network setting %1 cannot be %2; it may be %3 to %4."),
                 {name, core::numberText(value), core::numberText(found->lowest), core::numberText(found->highest)}});
        }
    }
    return LogMelNetworkSettings::from(values, classes);
}

}  // namespace prososcope::models
