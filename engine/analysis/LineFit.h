// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

namespace prososcope::analysis {

/// A straight line through points by least squares, y = intercept + slope * x, with what its 95 % band needs. All numbers are
/// NaN with fewer than three points and where x is constant.
struct LineFit {
    double slope = 0.0;
    double intercept = 0.0;
    double residualDeviation = 0.0;  ///< sqrt(squared residuals / (n - 2))
    double meanX = 0.0;
    double spreadX = 0.0;  ///< sum of (x - meanX)^2
    double t = 0.0;        ///< 0.975 quantile of Student's t with n - 2 degrees of freedom
    std::size_t n = 0;

    [[nodiscard]] bool isDefined() const;
    [[nodiscard]] double at(double x) const { return intercept + slope * x; }
    /// Half the width at x of the pointwise 95 % band of the line (of the mean of y, not of single points):
    /// t s sqrt(1 / n + (x - meanX)^2 / spreadX), Draper and Smith 1998, Applied Regression Analysis, equation 3.1.4.
    [[nodiscard]] double halfBand(double x) const;
};

/// x and y have the same length; pairs in which one is not finite are left out.
[[nodiscard]] LineFit fitLine(std::span<const double> x, std::span<const double> y);

}  // namespace prososcope::analysis
