// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/LineFit.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/analysis/Distributions.h"

namespace prososcope::analysis {

namespace {

constexpr double kTails = 0.05;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

}  // namespace

bool LineFit::isDefined() const { return std::isfinite(slope); }

double LineFit::halfBand(double x) const {
    const double off = x - meanX;
    return t * residualDeviation * std::sqrt(1.0 / static_cast<double>(n) + off * off / spreadX);
}

LineFit fitLine(std::span<const double> x, std::span<const double> y) {
    LineFit fit{kNone, kNone, kNone, kNone, kNone, kNone, 0};
    const std::size_t all = std::min(x.size(), y.size());
    double sumX = 0.0;
    double sumY = 0.0;
    double largest = 0.0;
    for (std::size_t i = 0; i < all; ++i) {
        if (!std::isfinite(x[i]) || !std::isfinite(y[i])) continue;
        ++fit.n;
        sumX += x[i];
        sumY += y[i];
        largest = std::max(largest, std::abs(x[i]));
    }
    if (fit.n < 3) return fit;
    const double meanX = sumX / static_cast<double>(fit.n);
    const double meanY = sumY / static_cast<double>(fit.n);
    double xx = 0.0;
    double xy = 0.0;
    double yy = 0.0;
    for (std::size_t i = 0; i < all; ++i) {
        if (!std::isfinite(x[i]) || !std::isfinite(y[i])) continue;
        xx += (x[i] - meanX) * (x[i] - meanX);
        xy += (x[i] - meanX) * (y[i] - meanY);
        yy += (y[i] - meanY) * (y[i] - meanY);
    }
    // A constant x differs from its mean by rounding alone.
    const double rounding = 1e-14 * largest;
    if (!(xx > static_cast<double>(fit.n) * rounding * rounding)) return fit;
    fit.meanX = meanX;
    fit.spreadX = xx;
    fit.slope = xy / xx;
    fit.intercept = meanY - fit.slope * meanX;
    const double degrees = static_cast<double>(fit.n) - 2.0;
    fit.residualDeviation = std::sqrt(std::max(0.0, yy - fit.slope * xy) / degrees);
    fit.t = tCritical(kTails, degrees);
    return fit;
}

}  // namespace prososcope::analysis
