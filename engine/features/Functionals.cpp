// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/Functionals.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace prososcope::features {

void RunningMoments::add(double value) {
    m_count += 1.0;
    const double difference = value - m_mean;
    m_mean += difference / m_count;
    m_squares += difference * (value - m_mean);
}

double RunningMoments::deviation() const { return m_count > 0.0 ? std::sqrt(std::max(m_squares / m_count, 0.0)) : 0.0; }

double RunningMoments::normalisedDeviation() const { return m_mean != 0.0 ? deviation() / m_mean : 0.0; }

std::vector<TurningPoint> turningPoints(std::span<const float> contour, double threshold) {
    constexpr double kGrowth = 1.05;
    std::vector<TurningPoint> points;
    const auto value = [&](std::size_t i) { return static_cast<double>(contour[i]); };
    double base = 0.0;  // what the next point of the other kind is measured from
    // Of all local ones, not only those that count; at first there is none to be far from.
    double lastPeak = -std::numeric_limits<double>::infinity();
    double lastDip = std::numeric_limits<double>::infinity();
    bool lastWasPeak = false;
    for (std::size_t i = 2; i + 2 < contour.size(); ++i) {
        const double here = value(i);
        const bool maximum = here > value(i - 1) && here > value(i + 1);
        const bool minimum = here < value(i - 1) && here < value(i + 1);
        if (!maximum && !minimum) continue;
        const auto takes = [&](bool place) {
            if (place)
                points.back().at = i;
            else
                points.push_back({i, maximum});
            base = here;
        };
        if (points.empty()) {
            if (std::abs(here - value(0)) > threshold) takes(false);
        } else if (points.back().maximum != maximum) {
            if (maximum ? here - base > threshold : base - here > threshold) takes(false);
        } else {
            const double kept = value(points.back().at);
            const bool far = maximum ? here - lastDip > threshold : lastPeak - here > threshold;
            const bool further = maximum ? here > kGrowth * kept || (here > kept && far) : here < kept;
            if (further)
                takes(true);
            else if (far || (maximum && lastWasPeak))
                base = here;
        }
        (maximum ? lastPeak : lastDip) = here;
        lastWasPeak = maximum;
    }
    return points;
}

ContourSlopes contourSlopes(std::span<const float> contour, const std::vector<TurningPoint>& points, double hopSeconds) {
    std::vector<double> rising;
    std::vector<double> falling;
    double lastRising = 0.0;
    double lastFalling = 0.0;
    std::size_t from = 0;
    const auto slopeTo = [&](std::size_t to) {
        const double slope = (static_cast<double>(contour[to]) - static_cast<double>(contour[from])) /
                             (static_cast<double>(std::max<std::size_t>(to - from, 1)) * hopSeconds);
        from = to;
        return slope;
    };
    for (const TurningPoint& point : points) {
        const double slope = slopeTo(point.at);
        if (slope > 0.0) rising.push_back(slope);
        if (slope < 0.0) falling.push_back(-slope);
    }
    const bool hasLast = !points.empty() && from + 1 < contour.size();
    const bool lastFalls = hasLast && points.back().maximum;
    if (hasLast) (lastFalls ? lastFalling : lastRising) = slopeTo(contour.size() - 1);
    const auto moments = [](const std::vector<double>& slopes, bool withLast, double last, double& mean, double& deviation) {
        const double count = static_cast<double>(slopes.size()) + (withLast ? 1.0 : 0.0);
        if (count == 0.0) return;
        mean = last;
        for (const double slope : slopes) mean += slope;
        mean /= count;
        double squares = 0.0;
        for (const double slope : slopes) squares += (slope - mean) * (slope - mean);
        deviation = std::sqrt(squares / count);
    };
    ContourSlopes result;
    moments(rising, hasLast && !lastFalls, lastRising, result.risingMean, result.risingDeviation);
    moments(falling, lastFalls, lastFalling, result.fallingMean, result.fallingDeviation);
    return result;
}

}  // namespace prososcope::features
