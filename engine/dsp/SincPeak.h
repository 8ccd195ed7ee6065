// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace prososcope::dsp {

/// The maximum of a band-limited function known at whole places, found between them: sinc interpolation under a raised
/// cosine of `depth` places on either side (Boersma 1993, equation 22), from tables and climbed from a first guess.
/// Where fewer places are known to the right, the cosine narrows as far; with two a cubic (Catmull-Rom) and with one
/// a straight line takes its place. Immutable; any thread.
class SincPeak {
public:
    struct Peak {
        double place = 0.0;
        double value = 0.0;
    };

    /// Depth 70 suits pitch; 700 is meant for the highest accuracy and is slower.
    explicit SincPeak(std::size_t depth);

    /// The interpolated function at `place`. y[-reach..reach] are known.
    [[nodiscard]] static double interpolate(const double* y, std::ptrdiff_t reach, double place, std::size_t depth);
    /// The maximum within one place of the local maximum y[peak], |peak| < reach; `guess` is where a parabola has it.
    [[nodiscard]] Peak climb(const double* y, std::ptrdiff_t reach, std::ptrdiff_t peak, double guess) const;

private:
    /// The function `step` fine steps beside `peak`, from the table.
    [[nodiscard]] double at(const double* y, std::ptrdiff_t peak, int step) const;
    /// Brent's search for a maximum (Brent 1973, chapter 5) within one place on either side, for what has no table.
    [[nodiscard]] Peak search(const double* y, std::ptrdiff_t reach, std::ptrdiff_t peak) const;
    std::size_t m_depth;
    std::vector<double> m_table;  ///< [steps between two places, 2 * depth] weights; empty for great depths
};

}  // namespace prososcope::dsp
