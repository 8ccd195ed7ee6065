// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/PeriodMatcher.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/dsp/Parabola.h"

namespace prososcope::dsp {

namespace {

constexpr int kMostPeriods = 24;  ///< of a frame
constexpr std::int64_t kMostBehind = 960;
constexpr double kLeastEnergy = 1e-20;  ///< squared; digital silence correlates with nothing
constexpr double kLeastNoise = 1e-16;   ///< of the energy; equal periods have 160 dB
constexpr std::int64_t kPeakEdge = 1;   ///< samples at either end of a period that its amplitude leaves out
constexpr std::int64_t kNoiseEdge = 2;  ///< the same for its harmonicity

double peakToPeak(const float* samples, std::int64_t count) {
    if (count < 1) return 0.0;
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

/// What the periods of a frame have in common over what they have not (Yumoto, Gould and Baer 1982): the energy of their
/// mean, once for each, over that of the deviations from it.
class PeriodMatcher::Harmonicity {
public:
    Harmonicity(std::vector<double>& mean, std::int64_t length)
        : m_mean(mean), m_length(static_cast<std::size_t>(std::max<std::int64_t>(length, 0))) {}
    void add(const float* period) { m_periods[m_count++] = period; }
    [[nodiscard]] double decibels() const {
        m_mean.assign(m_length, 0.0);
        for (std::size_t p = 0; p < m_count; ++p) {
            for (std::size_t i = 0; i < m_length; ++i) m_mean[i] += static_cast<double>(m_periods[p][i]);
        }
        double common = 0.0;
        for (double& mean : m_mean) {
            mean /= static_cast<double>(m_count);
            common += mean * mean;
        }
        common *= static_cast<double>(m_count);
        double noise = 0.0;
        for (std::size_t p = 0; p < m_count; ++p) {
            for (std::size_t i = 0; i < m_length; ++i) {
                const double apart = static_cast<double>(m_periods[p][i]) - m_mean[i];
                noise += apart * apart;
            }
        }
        return common > 0.0 ? 10.0 * std::log10(common / std::max(noise, kLeastNoise * common)) : 0.0;
    }

private:
    std::vector<double>& m_mean;
    std::size_t m_length;
    std::array<const float*, kMostPeriods + 1> m_periods{};
    std::size_t m_count = 0;
};

std::int64_t PeriodMatcher::needed(std::int64_t start) const { return std::min(start, std::max(m_place, start - kMostBehind)); }

PeriodMatcher::Match PeriodMatcher::match(const float* samples, double period) {
    const auto low = std::max<std::int64_t>(2, static_cast<std::int64_t>(std::floor(period * (1.0 - m_settings.search))));
    const auto high = static_cast<std::int64_t>(std::floor(period * (1.0 + m_settings.search)));
    // Sums of the samples and of their squares up to each place, for means and energies of any piece.
    m_sums.assign(1, 0.0);
    m_energies.assign(1, 0.0);
    for (std::int64_t i = 0; i < 2 * high; ++i) {
        const auto value = static_cast<double>(samples[i]);
        m_sums.push_back(m_sums.back() + value);
        m_energies.push_back(m_energies.back() + value * value);
    }
    m_correlations.clear();
    for (std::int64_t lag = low; lag <= high; ++lag) {
        const auto one = static_cast<std::size_t>(lag);
        const std::size_t two = 2 * one;
        const auto length = static_cast<double>(lag);
        const double sumA = m_sums[one];
        const double sumB = m_sums[two] - sumA;
        const double both = product(samples, samples + lag, lag) - sumA * sumB / length;
        const double a = m_energies[one] - sumA * sumA / length;
        const double b = m_energies[two] - m_energies[one] - sumB * sumB / length;
        m_correlations.push_back(both / std::sqrt(std::max(a, 0.0) * std::max(b, 0.0) + kLeastEnergy));
    }
    const auto end = m_correlations.end();
    auto best = end;
    for (auto at = m_correlations.begin() + 1; at + 1 < end; ++at) {
        if (at[0] > at[-1] && at[0] >= at[1] && (best == end || *at > *best)) best = at;
    }
    if (best == end) return {std::llround(period), period, 0.0};
    const std::int64_t lag = low + (best - m_correlations.begin());
    const auto peak = parabolaThrough(best[-1], best[0], best[1]);
    return {lag, static_cast<double>(lag) + peak.offset, peak.height};
}

PeriodPerturbation PeriodMatcher::next(std::span<const float> samples, std::int64_t first, std::int64_t start, double hertz) {
    const auto hop = static_cast<std::int64_t>(m_settings.hop);
    if (hertz <= 0.0) {
        m_held = {};
        m_voiced = false;
        m_lastPeriod = 0.0;
        m_lastChange = -1.0;
        m_place = start + hop;
        return {};
    }
    const double period = m_settings.rateHz / hertz;
    const std::int64_t reach = 2 * (static_cast<std::int64_t>(std::ceil((1.0 + m_settings.search) * period)) + 1);
    m_place = std::max(m_place, start - kMostBehind);
    std::int64_t end = start + hop;
    if (m_place + reach > end && (m_place < start || !m_voiced)) end = m_place + reach;
    m_voiced = true;
    Mean periods;
    Mean amplitudes;
    Mean changes;
    Mean turns;
    Mean steps;
    Harmonicity harmonicity(m_common, std::llround(period) - 2 * kNoiseEdge);
    int matched = 0;
    for (; matched < kMostPeriods && m_place + reach <= end; ++matched) {
        const std::int64_t at = m_place - first;
        if (at < 0 || static_cast<std::int64_t>(samples.size()) - at < reach) break;
        const float* here = samples.data() + at;
        const Match found = match(here, period);
        if (matched == 0) harmonicity.add(here + kNoiseEdge);
        harmonicity.add(here + found.period + kNoiseEdge);
        if (found.correlation > m_settings.leastCorrelation) {
            const double a = peakToPeak(here + kPeakEdge, found.period - 2 * kPeakEdge);
            const double b = peakToPeak(here + found.period + kPeakEdge, found.period - 2 * kPeakEdge);
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
        }
        m_place += found.period;
    }
    if (changes.count > 0.0 || matched == 0) {
        m_held.jitterDdp = turns.count > 0.0 ? ratio(turns, periods) : m_held.jitterLocal;
        m_held.jitterLocal = ratio(changes, periods);
        if (matched == 0) m_lastChange = -1.0;
    }
    if (steps.count > 0.0) m_held.shimmerLocal = std::min(ratio(steps, amplitudes), 1.0);
    if (matched > 0) m_held.harmonicityDb = harmonicity.decibels();
    return m_held;
}

}  // namespace prososcope::dsp
