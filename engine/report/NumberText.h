// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/analysis/Bootstrap.h"

namespace prososcope::report {

/// How reports write numbers: always with a dot and a leading zero, a dash where a figure is undefined (NaN).
[[nodiscard]] std::string scoreText(double value, int digits = 3);  ///< "0.742", "-0.410"
/// "0.742 (0.70–0.78)"; with "to" where an end is negative: "-0.020 (-0.07 to 0.03)". The figure alone without an interval.
[[nodiscard]] std::string intervalText(double value, const analysis::Interval& interval, int digits = 3);
[[nodiscard]] std::string rangeText(const analysis::Interval& interval, int digits = 2);  ///< "0.70–0.78"
[[nodiscard]] std::string pText(double p);                                                ///< "0.043", "< 0.001"
[[nodiscard]] std::string percentText(double share);                                      ///< "82.6 %"
[[nodiscard]] std::string durationText(double seconds);                                   ///< "27 min 14 s"

}  // namespace prososcope::report
