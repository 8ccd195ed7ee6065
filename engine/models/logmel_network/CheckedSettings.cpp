// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/logmel_network/CheckedSettings.h"

#include <array>

#include "engine/core/NamedBounds.h"

namespace prososcope::models {

namespace {

/// Every setting of LogMelNetworkSettings. 80 bands are those of logmel80; the rest keeps the largest network at about a
/// gigabyte.
constexpr std::array kLogmelBounds = {
    core::NamedBounds{"bands", 80, 80, true},
    core::NamedBounds{"channels1", 1, 1024, true},
    core::NamedBounds{"channels2", 1, 1024, true},
    core::NamedBounds{"channels3", 1, 1024, true},
    core::NamedBounds{"channels4", 1, 1024, true},
    core::NamedBounds{"projection", 1, 4096, true},
    core::NamedBounds{"hidden", 1, 4096, true},
    core::NamedBounds{"attention", 1, 4096, true},
    core::NamedBounds{"dropout", 0.0, 0.95, false},
    core::NamedBounds{"head_dropout", 0.0, 0.95, false},
    core::NamedBounds{"dynamic_range_db", 1.0, 200.0, false},
    core::NamedBounds{"centring", 0, 3, true},
    core::NamedBounds{"shortest_frames", 1, 10000, true},
    core::NamedBounds{"temperature", 0.05, 20.0, false},
};

}  // namespace

core::Result<LogMelNetworkSettings> checkedSettings(const std::map<std::string, double>& values, int classes) {
    if (const auto good = core::checkBounds(values, kLogmelBounds); !good) return core::fail(good.error());
    return LogMelNetworkSettings::from(values, classes);
}

}  // namespace prososcope::models
