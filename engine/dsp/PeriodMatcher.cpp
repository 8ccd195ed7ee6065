// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/PeriodMatcher.h"

#include <algorithm>
#include <cmath>

#include "engine/dsp/Parabola.h"

namespace prososcope::dsp {

namespace {

constexpr int kMostPeriods = 24;
constexpr std::int64_t kMostBehind = 960;

double peakToPeak(const float* samples, std::int64_t count) {
    const auto [low, high] = std::minmax_element(samples, samples + count);
    return static_cast<double>(*high) - static_cast<double>(*low);
}

/// Sums of eight lanes in a fixed order, so that every processor gives the same bits.
double product(const float* a, const float* b, std::int64_t count) {
    float sums[8] = {};
    std::int64_t i = 0;
    for (; i + 8 <= count; i += 8) {
        for (std::int64_t k = 0; k < 8; ++k) sums[k] += a[i + k] * b[i + k];
    }
    double total = 0.0;
    for (const float sum : sums) total += static_cast<double>(sum);
    for (; i < count; ++i) total += static_cast<double>(a[i]) * static_cast<double>(b[i]);
    return total;
}

struct Mean {
    double sum = 0.0;
    double count = 0.0;
    void add(double value) {
        sum += value;
        count += 1.0;
    }
    [[nodiscard]] double value() const { return count > 0.0 ? sum / count : 0.0; }
};

double ratio(const Mean& over, const Mean& under) { return under.value() > 0.0 ? over.value() / under.value() : 0.0; }

}  // namespace

std::int64_t PeriodMatcher::needed(std::int64_t start) const { return std::min(start, std::max(m_place, start - kMostBehind)); }

void PeriodMatcher::forget() {
    m_lastPeriod = 0.0;
    m_lastChange = -1.0;
}

PeriodMatcher::Match PeriodMatcher::match(const float* samples, std::int64_t available, double period) {
    const auto length = static_cast<std::int64_t>(period);
    const auto low = static_cast<std::int64_t>(std::llround(period * (1.0 - m_settings.search)));
    const auto high = static_cast<std::int64_t>(std::llround(period * (1.0 + m_settings.search)));
    const double own = product(samples, samples, length);
    m_correlations.clear();
    double energy = low + length <= available ? product(samples + low, samples + low, length) : 0.0;
    for (std::int64_t lag = low; lag <= high && lag + length <= available; ++lag) {
        const double both = product(samples, samples + lag, length);
        m_correlations.push_back(both / std::sqrt(own * std::max(energy, 0.0) + 1e-20));
        if (lag + length >= available) break;
        const auto in = static_cast<double>(samples[lag + length]);
        const auto out = static_cast<double>(samples[lag]);
        energy += in * in - out * out;
    }
    if (m_correlations.empty()) return {};
    const auto best = std::max_element(m_correlations.begin(), m_correlations.end());
    Match found;
    found.period = low + (best - m_correlations.begin());
    found.refined = static_cast<double>(found.period);
    found.correlation = *best;
    if (best != m_correlations.begin() && best + 1 != m_correlations.end())
        found.refined += parabolaThrough(best[-1], best[0], best[1]).offset;
    return found;
}

PeriodPerturbation PeriodMatcher::next(std::span<const float> samples, std::int64_t first, std::int64_t start, double hertz) {
    const auto hop = static_cast<std::int64_t>(m_settings.hop);
    if (hertz <= 0.0) {
        forget();
        m_place = start + hop;
        return {};
    }
    const double period = m_settings.rateHz / hertz;
    const double reach = m_settings.reach * period;
    m_place = std::max(m_place, start - kMostBehind);
    auto end = static_cast<double>(start + hop);
    if (static_cast<double>(m_place) + reach > end) end = std::max(end, static_cast<double>(start) + reach + 1.0);
    Mean periods;
    Mean amplitudes;
    Mean changes;
    Mean turns;
    Mean steps;
    Mean correlations;
    for (int n = 0; n < kMostPeriods && static_cast<double>(m_place) + reach <= end; ++n) {
        const std::int64_t at = m_place - first;
        const std::int64_t available = static_cast<std::int64_t>(samples.size()) - at;
        if (at < 0 || static_cast<double>(available) <= reach) break;
        const float* here = samples.data() + at;
        const Match found = match(here, available, period);
        if (found.period <= 0) break;
        correlations.add(std::max(found.correlation, 0.0));
        if (found.correlation > m_settings.leastCorrelation) {
            const double a = peakToPeak(here, found.period);
            const double b = peakToPeak(here + found.period, std::min(found.period, available - found.period));
            periods.add(found.refined);
            amplitudes.add(a);
            amplitudes.add(b);
            steps.add(std::abs(b - a));
            if (m_lastPeriod > 0.0) {
                const double change = std::abs(found.refined - m_lastPeriod);
                changes.add(change);
                if (m_lastChange >= 0.0) turns.add(std::abs(change - m_lastChange));
                m_lastChange = change;
            }
            m_lastPeriod = found.refined;
        } else {
            forget();
        }
        m_place += found.period;
    }
    return {ratio(changes, periods), ratio(turns, periods), ratio(steps, amplitudes), correlations.value()};
}

}  // namespace prososcope::dsp
