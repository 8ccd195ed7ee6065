// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace prososcope::dsp {

/// The top or bottom of the parabola through a local extremum and its two neighbours.
struct Parabola {
    double offset;  ///< places from the extremum, -0.5 to 0.5
    double height;
};

/// Three places in a row, the middle one the highest or lowest; where they are level, the middle one itself. Pure.
[[nodiscard]] inline Parabola parabolaThrough(double left, double middle, double right) {
    const double curvature = left - 2.0 * middle + right;
    const double offset = curvature != 0.0 ? 0.5 * (left - right) / curvature : 0.0;
    return {offset, middle - 0.25 * (left - right) * offset};
}

}  // namespace prososcope::dsp
