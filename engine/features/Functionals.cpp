// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/Functionals.h"

#include <algorithm>
#include <cmath>

namespace prososcope::features {

void RunningMoments::add(double value) {
    m_count += 1.0;
    const double difference = value - m_mean;
    m_mean += difference / m_count;
    m_squares += difference * (value - m_mean);
}

double RunningMoments::deviation() const { return m_count > 0.0 ? std::sqrt(std::max(m_squares / m_count, 0.0)) : 0.0; }

double RunningMoments::normalisedDeviation() const { return m_mean != 0.0 ? deviation() / m_mean : 0.0; }

double percentile(std::span<const float> sorted, double share) {
    if (sorted.empty()) return 0.0;
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto low = std::min(static_cast<std::size_t>(std::max(place, 0.0)), sorted.size() - 1);
    const std::size_t high = std::min(low + 1, sorted.size() - 1);
    const double part = place - static_cast<double>(low);
    return (1.0 - part) * static_cast<double>(sorted[low]) + part * static_cast<double>(sorted[high]);
}

std::vector<TurningPoint> turningPoints(std::span<const float> contour, double threshold) {
    std::vector<TurningPoint> points;
    std::size_t high = 0;
    std::size_t low = 0;
    int direction = 0;  // 1: after a minimum, -1: after a maximum
    const auto rise = [&](std::size_t from, std::size_t to) {
        return static_cast<double>(contour[to]) - static_cast<double>(contour[from]);
    };
    for (std::size_t i = 1; i < contour.size(); ++i) {
        if (direction >= 0 && contour[i] > contour[high]) high = i;
        if (direction <= 0 && contour[i] < contour[low]) low = i;
        if (direction >= 0 && high < i && rise(i, high) > threshold) {
            points.push_back({high, true});
            direction = -1;
            low = i;
        } else if (direction <= 0 && low < i && rise(low, i) > threshold) {
            points.push_back({low, false});
            direction = 1;
            high = i;
        }
    }
    std::erase_if(points, [&](const TurningPoint& point) { return point.at == 0; });
    return points;
}

ContourSlopes contourSlopes(std::span<const float> contour, const std::vector<TurningPoint>& points, double hopSeconds) {
    RunningMoments rising;
    RunningMoments falling;
    std::size_t from = 0;
    const auto line = [&](std::size_t to) {
        if (to <= from) return;
        const double slope = (static_cast<double>(contour[to]) - static_cast<double>(contour[from])) /
                             (static_cast<double>(to - from) * hopSeconds);
        if (slope > 0.0) rising.add(slope);
        if (slope < 0.0) falling.add(-slope);
        from = to;
    };
    for (const TurningPoint& point : points) line(point.at);
    if (!contour.empty()) line(contour.size() - 1);
    return {rising.mean(), rising.deviation(), falling.mean(), falling.deviation()};
}

}  // namespace prososcope::features
