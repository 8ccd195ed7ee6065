// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/live/LiveStatistics.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/core/Csv.h"
#include "engine/live/LivePace.h"

namespace prososcope::live {

namespace {

double percentile(std::vector<double>& values, double share) {
    const auto rank = static_cast<std::ptrdiff_t>(std::ceil(share * static_cast<double>(values.size()) - 1e-9)) - 1;
    const auto place = values.begin() + std::clamp<std::ptrdiff_t>(rank, 0, static_cast<std::ptrdiff_t>(values.size()) - 1);
    std::nth_element(values.begin(), place, values.end());
    return *place;
}

}  // namespace

void RecentDelays::add(double moment, double milliseconds) {
    m_entries.push_back({moment, milliseconds});
    while (m_entries.size() > kMost || m_entries.front().moment <= moment - m_seconds) m_entries.pop_front();
}

DelayFigures RecentDelays::figures() const {
    if (m_entries.empty()) return {};
    std::vector<double> values;
    values.reserve(m_entries.size());
    for (const Entry& entry : m_entries) values.push_back(entry.milliseconds);
    return {percentile(values, 0.5), percentile(values, 0.95), percentile(values, 0.99)};
}

LiveStatistics::LiveStatistics(double hopSeconds, double seconds)
    : m_hopSeconds(hopSeconds), m_seconds(seconds), m_delays(seconds) {}

void LiveStatistics::add(const LiveResult& result) {
    m_counts.overflows = std::max(m_counts.overflows, result.overflows);
    if (result.kind != LiveResult::Kind::Hop) return;
    m_counts.seconds = result.endSeconds;
    ++m_counts.hops;
    m_counts.widenedHops += isWidened(result, m_hopSeconds) ? 1 : 0;
    m_delays.add(result.endSeconds, result.delayMilliseconds);
    m_work.push_back({result.endSeconds, result.hopSeconds, result.busyMilliseconds});
    while (m_work.size() > RecentDelays::kMost || m_work.front().moment <= result.endSeconds - m_seconds) m_work.pop_front();
}

LiveStatistics::Figures LiveStatistics::figures() const {
    Figures figures = m_counts;
    figures.delays = m_delays.figures();
    double sound = 0.0;
    double worked = 0.0;
    for (const Work& work : m_work) {
        sound += work.hopSeconds;
        worked += 1e-3 * work.milliseconds;
    }
    figures.realTimeFactor = sound > 0.0 ? worked / sound : 0.0;
    return figures;
}

core::Text statisticsText(const LiveStatistics::Figures& figures) {
    return {
        TRANSLATABLE("Engine",
                     "Delay %1 ms (median), %2 ms (95 %), %3 ms (99 %); real-time factor %4; overflows: %5; widened hops: %6"),
        {core::fixedText(figures.delays.median, 0), core::fixedText(figures.delays.percentile95, 0),
         core::fixedText(figures.delays.percentile99, 0), core::fixedText(figures.realTimeFactor, 3),
         std::to_string(figures.overflows), std::to_string(figures.widenedHops)}};
}

}  // namespace prososcope::live
