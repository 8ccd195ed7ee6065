// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "engine/features/Functionals.h"

namespace prososcope::features {

// What can be said of one descriptor over time, as the sets of functionals use it. All are pure, take any number of frames,
// and give zeros for an empty or constant contour where a quantity has no meaning. Sums are taken in double precision.

/// Means: of the values, of their squares under a root, of the positive ones, and the geometric mean of the magnitudes that are
/// not zero over the mean of all magnitudes (flatness, 0..1).
struct ContourMeans {
    double mean = 0.0;
    double rootMeanSquare = 0.0;
    double positiveMean = 0.0;
    double flatness = 0.0;
};
[[nodiscard]] ContourMeans contourMeans(std::span<const float> values);

/// Largest less smallest value, and the places of both as a share of the frames (the first of equal ones).
struct ContourExtremes {
    double smallest = 0.0;
    double range = 0.0;
    double maxPosition = 0.0;
    double minPosition = 0.0;
};
[[nodiscard]] ContourExtremes contourExtremes(std::span<const float> values);

/// Values below which the given shares (0..1, ascending) of the frames lie, linear between neighbours. Reorders `values`.
void contourQuantiles(std::span<float> values, std::span<const double> shares, std::span<double> result);

/// Population standard deviation, skewness and kurtosis (3 for a normal distribution).
struct ContourMoments {
    double deviation = 0.0;
    double skewness = 0.0;
    double kurtosis = 0.0;
};
[[nodiscard]] ContourMoments contourMoments(std::span<const float> values, double mean);

/// Shares of the frames above 25, 50, 75 and 90 % of the range, of the steps that rise, and of the inner frames where the
/// contour curves upwards.
struct ContourTimes {
    std::array<double, 4> aboveLevel{};
    double rising = 0.0;
    double leftCurved = 0.0;
};
[[nodiscard]] ContourTimes contourTimes(std::span<const float> values, const ContourExtremes& extremes);

/// Least-squares line a t + b and parabola a t^2 + b t + c with their mean squared errors, t in frames, and the centres
/// of gravity of the magnitudes and of the values as a share of the frames.
struct ContourRegression {
    double slope = 0.0;
    double offset = 0.0;
    double lineError = 0.0;
    std::array<double, 3> parabola{};  ///< a, b, c
    double parabolaError = 0.0;
    double centroid = 0.0;        ///< of the magnitudes
    double signedCentroid = 0.0;  ///< of the values, which may cancel
};
[[nodiscard]] ContourRegression contourRegression(std::span<const float> values);

/// Linear prediction of order 5 by the autocorrelation method (Makhoul 1975): gain is the error's energy a frame, then the
/// coefficients of the prediction-error filter after its leading 1. In single precision and frame after frame, as the
/// published feature sets are computed: slow contours make the equations so ill-conditioned that rounding shows.
struct ContourPrediction {
    float gain = 0.0F;
    std::array<float, 5> coefficients{};
};
[[nodiscard]] ContourPrediction contourPrediction(std::span<const float> values);

/// Lengths in frames of the segments between the places where the mean of the last three frames crosses 25 or 75 % of the
/// contour's range; crossings less than three frames or a hundredth of the contour after a boundary are none, and what follows
/// the last boundary is no segment.
[[nodiscard]] std::vector<double> contourSegments(std::span<const float> values, const ContourExtremes& extremes);

/// Peaks that stand out by more than a tenth of the range, and the slopes between them and the dips.
struct ContourPeaks {
    double meanDistance = 0.0;  ///< frames
    /// As published: of the ways from each dip to its peak, about the mean distance of peaks.
    double distanceDeviation = 0.0;
    double peakRange = 0.0;
    double peakMean = 0.0;
    double dipRange = 0.0;
    ContourSlopes slopes;  ///< a frame
};
[[nodiscard]] ContourPeaks contourPeaks(std::span<const float> values, double range);

}  // namespace prososcope::features
