// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <limits>
#include <utility>

namespace prososcope::nn {

/// The logarithm of no probability.
inline constexpr double kImpossible = -std::numeric_limits<double>::infinity();

/// ln(e^a + e^b).
[[nodiscard]] inline double logSum(double a, double b) {
    if (a < b) std::swap(a, b);
    return b == kImpossible ? a : a + std::log1p(std::exp(b - a));
}

}  // namespace prososcope::nn
