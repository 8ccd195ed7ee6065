// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/HarmonicPeaks.h"

#include <algorithm>
#include <cmath>

namespace prososcope::dsp {

namespace {
constexpr std::size_t kMostHarmonics = 100;
constexpr double kLeastDecibels = -100.0;
}  // namespace

void HarmonicPeaks::find(std::span<const float> magnitudes, double binHz, double fundamentalHz) {
    m_peaks.clear();
    m_amplitudes.clear();
    m_fundamental = 0.0;
    m_fundamentalHz = fundamentalHz;
    for (std::size_t i = 1; i + 1 < magnitudes.size(); ++i) {
        if (magnitudes[i] > magnitudes[i - 1] && magnitudes[i] >= magnitudes[i + 1]) m_peaks.push_back(i);
    }
    if (m_peaks.empty()) return;
    std::size_t at = 0;
    for (std::size_t h = 1; h <= kMostHarmonics; ++h) {
        const double place = static_cast<double>(h) * fundamentalHz / binHz;
        if (place > static_cast<double>(magnitudes.size()) - 3.0) break;
        const auto distance = [&](std::size_t peak) { return std::abs(static_cast<double>(m_peaks[peak]) - place); };
        while (at + 1 < m_peaks.size() && distance(at + 1) < distance(at)) ++at;
        if (distance(at) > 0.5 * fundamentalHz / binHz) {
            m_amplitudes.push_back(0.0);
            continue;
        }
        const std::size_t bin = m_peaks[at];
        const auto a = static_cast<double>(magnitudes[bin - 1]);
        const auto b = static_cast<double>(magnitudes[bin]);
        const auto c = static_cast<double>(magnitudes[bin + 1]);
        const double curvature = a - 2.0 * b + c;
        const double offset = curvature < 0.0 ? 0.5 * (a - c) / curvature : 0.0;
        m_amplitudes.push_back(b - 0.25 * (a - c) * offset);
        if (h == 1) m_fundamental = b;
    }
}

double HarmonicPeaks::amplitude(std::size_t harmonic) const {
    return harmonic < m_amplitudes.size() ? m_amplitudes[harmonic] : 0.0;
}

double HarmonicPeaks::largestNear(double hertz) const {
    double largest = 0.0;
    for (std::size_t i = 0; i < m_amplitudes.size(); ++i) {
        const double harmonic = static_cast<double>(i + 1) * m_fundamentalHz;
        if (harmonic >= 0.8 * hertz && harmonic <= 1.2 * hertz) largest = std::max(largest, m_amplitudes[i]);
    }
    return largest;
}

double harmonicsToNoise(std::span<const float> autocorrelation, double rateHz, double hertz) {
    const std::size_t last = autocorrelation.size() - 1;
    auto lag = std::min(static_cast<std::size_t>(std::lround(rateHz / hertz)), last);
    while (lag > 1 && lag < last) {
        const float left = autocorrelation[lag - 1];
        const float right = autocorrelation[lag + 1];
        if (std::max(left, right) <= autocorrelation[lag]) break;
        lag = right > left ? lag + 1 : lag - 1;
    }
    const auto peak = static_cast<double>(autocorrelation[lag]);
    const auto whole = static_cast<double>(autocorrelation[0]);
    if (peak <= 0.0 || whole <= peak) return peak <= 0.0 ? kLeastDecibels : -kLeastDecibels;
    return std::clamp(10.0 * std::log10(peak / (whole - peak)), kLeastDecibels, -kLeastDecibels);
}

}  // namespace prososcope::dsp
