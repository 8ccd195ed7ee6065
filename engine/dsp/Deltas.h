// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/core/Result.h"

namespace prososcope::dsp {

/// Weights of a filter over time, oldest frame first; their number is odd.
using Taps = std::vector<double>;
/// Regression over `window` >= 1 frames on either side: n / (2 sum n^2) for n = -window..window (HTK Book, equation 5.16).
[[nodiscard]] Taps regressionTaps(std::size_t window);
/// Savitzky-Golay derivative of order 1 or 2 by a polynomial of that degree over `width` frames, odd and at least 3
/// (Savitzky and Golay 1964); per frame, order 2 per frame squared.
[[nodiscard]] Taps savitzkyGolayTaps(std::size_t width, int order);
/// One filter after the other as a single filter: Kaldi takes second derivatives by the convolution of two regressions.
[[nodiscard]] Taps convolved(const Taps& first, const Taps& second);

/// Filters each column of rows over time as they come; a row is given `reach` rows after it came, or at the end. Any pieces
/// give the same bits, which are those of a whole recording. Sums are taken in double precision, symmetric or antisymmetric
/// pairs of frames first, so that the derivative of a constant is exactly 0. Holds 2 reach + 1 rows. Not thread-safe.
class TimeFilter {
public:
    enum class Ends {
        RepeatFrames,  ///< the first and the last frame stand for those outside (HTK, Kaldi)
        HoldWindow,    ///< the first and last whole window's value holds for the frames beside it, as librosa.feature.delta
                       ///< with mode="interp"; NaN where there are fewer frames than taps
    };
    /// taps: symmetric or antisymmetric, of odd number (otherwise the last is left out).
    TimeFilter(Taps taps, std::size_t columns, Ends ends);
    [[nodiscard]] std::size_t columns() const { return m_columns; }
    [[nodiscard]] std::size_t reach() const { return m_reach; }
    /// rows: [any number, columns]; appends to `filtered` as many as are complete.
    void push(std::span<const float> rows, std::vector<float>& filtered);
    /// Appends the rows that waited for the end; afterwards the filter is as new.
    void finish(std::vector<float>& filtered);

private:
    void give(std::vector<float>& filtered);
    void filterWindow(const float* window, float* result);

    Taps m_taps;
    std::size_t m_columns;
    Ends m_ends;
    std::size_t m_reach;
    double m_mirror;            ///< 1: symmetric, -1: antisymmetric
    std::size_t m_rows = 0;     ///< that have come
    std::vector<float> m_held;  ///< from the oldest frame that is still needed on
    std::vector<float> m_last;  ///< the row that was given last
    std::vector<double> m_sums;
};

/// Derivative over time of each column of [frames, columns] values by `savitzkyGolayTaps` with Ends::HoldWindow. Fails with
/// a sentence where `width` is even or below 3, or there are fewer frames than `width`. Pure.
[[nodiscard]] core::Result<std::vector<float>> savitzkyGolayDeltas(std::span<const float> values, std::size_t columns,
                                                                   std::size_t width, int order);

/// Derivative by `regressionTaps` with Ends::RepeatFrames, 0 for a window of 0. Any number of frames. Pure.
[[nodiscard]] std::vector<float> regressionDeltas(std::span<const float> values, std::size_t columns, std::size_t window);

/// What the library speechpy gives in place of a derivative over time: along the coefficients of one frame, and of the
/// regression only its forward half, d[j] = sum n c[j + n] / (2 sum n^2) with the last coefficient repeated. Kept for
/// comparison with features that were made so. row, result: `columns` values, not overlapping. Pure.
void coefficientAxisDeltas(const float* row, std::size_t columns, std::size_t window, float* result);

}  // namespace prososcope::dsp
