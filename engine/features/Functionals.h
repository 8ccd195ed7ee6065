// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace prososcope::features {

/// Mean and population deviation of values as they come (Welford 1962). A value.
class RunningMoments {
public:
    void add(double value);
    [[nodiscard]] double count() const { return m_count; }
    [[nodiscard]] double mean() const { return m_mean; }  ///< 0 without values
    [[nodiscard]] double deviation() const;
    /// deviation / mean, with the mean's sign; 0 where the mean is 0.
    [[nodiscard]] double normalisedDeviation() const;

private:
    double m_count = 0.0;
    double m_mean = 0.0;
    double m_squares = 0.0;
};

/// A maximum or a minimum of a contour.
struct TurningPoint {
    std::size_t at;
    bool maximum;
};
/// Local maxima and minima in turns, a plateau is none: the first is more than `threshold` from the contour's start, each
/// further one from the one before it. A later maximum that follows before the contour turned takes its place where it is
/// above 1.05 times its value (which a slightly lower one is, below zero), or higher and more than `threshold` above the last
/// local minimum, a later minimum where it is lower.
/// What does not take its place, but is more than `threshold` from the last local one of the other kind, is where the next turn
/// is measured from; so is the second of two local maxima with a plateau between them. The second frame is none and the last
/// does not count: it is not known when the one before it is looked at. Found by agreement with published values. Pure.
[[nodiscard]] std::vector<TurningPoint> turningPoints(std::span<const float> contour, double threshold);

/// Slopes of the straight lines from the contour's start to the turning points and to its end, in units a second; falling
/// ones are given as positive. As in the published values the last line counts in the mean with its sign and not in the
/// deviation. Pure.
struct ContourSlopes {
    double risingMean = 0.0;
    double risingDeviation = 0.0;
    double fallingMean = 0.0;
    double fallingDeviation = 0.0;
};
[[nodiscard]] ContourSlopes contourSlopes(std::span<const float> contour, const std::vector<TurningPoint>& points,
                                          double hopSeconds);

}  // namespace prososcope::features
