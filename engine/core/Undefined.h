// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <limits>

namespace prososcope::core {

/// What stands in place of a value that does not exist: a figure of too few values, a field that a corpus does not give.
inline constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

}  // namespace prososcope::core
