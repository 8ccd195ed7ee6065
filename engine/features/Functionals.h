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

/// The value below which `share` (0..1) of the values lie, linear between two. sorted: ascending; 0 where empty. Pure.
[[nodiscard]] double percentile(std::span<const float> sorted, double share);

/// A maximum or a minimum of a contour.
struct TurningPoint {
    std::size_t at;
    bool maximum;
};
/// The maxima and minima, in turns, between which the contour moves by more than `threshold`; not its ends. Pure.
[[nodiscard]] std::vector<TurningPoint> turningPoints(std::span<const float> contour, double threshold);

/// Slopes of the straight lines from turning point to turning point and to the contour's ends, in units a second; falling ones
/// are given as positive. Pure.
struct ContourSlopes {
    double risingMean = 0.0;
    double risingDeviation = 0.0;
    double fallingMean = 0.0;
    double fallingDeviation = 0.0;
};
[[nodiscard]] ContourSlopes contourSlopes(std::span<const float> contour, const std::vector<TurningPoint>& points,
                                          double hopSeconds);

}  // namespace prososcope::features
