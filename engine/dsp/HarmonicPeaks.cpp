// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/HarmonicPeaks.h"

#include <algorithm>
#include <cmath>

#include "engine/dsp/Parabola.h"

namespace prososcope::dsp {

namespace {
constexpr std::size_t kMostHarmonics = 100;
constexpr double kLeastDecibels = -100.0;
}  // namespace

void HarmonicPeaks::find(std::span<const float> magnitudes, double binHz, double fundamentalHz) {
    m_amplitudes.clear();
    m_fundamental = 0.0;
    m_fundamentalHz = fundamentalHz;
    const double half = 0.5 * fundamentalHz / binHz;
    const auto last = static_cast<std::ptrdiff_t>(magnitudes.size()) - 2;
    const auto value = [&](std::ptrdiff_t bin) { return magnitudes[static_cast<std::size_t>(bin)]; };
    const auto isPeak = [&](std::ptrdiff_t bin) { return value(bin) > value(bin - 1) && value(bin) >= value(bin + 1); };
    for (std::size_t h = 1; h <= kMostHarmonics; ++h) {
        const double place = static_cast<double>(h) * fundamentalHz / binHz;
        if (place > static_cast<double>(magnitudes.size()) - 3.0) break;
        auto below = std::min(static_cast<std::ptrdiff_t>(place), last);
        auto above = below + 1;
        while (below >= 1 && place - static_cast<double>(below) <= half && !isPeak(below)) --below;
        while (above <= last && static_cast<double>(above) - place <= half && !isPeak(above)) ++above;
        const double down = below >= 1 ? place - static_cast<double>(below) : 2.0 * half + 1.0;
        const double up = above <= last ? static_cast<double>(above) - place : 2.0 * half + 1.0;
        if (std::min(down, up) > half) {
            m_amplitudes.push_back(0.0);
            continue;
        }
        const std::ptrdiff_t bin = down <= up ? below : above;
        const auto middle = static_cast<double>(value(bin));
        m_amplitudes.push_back(
            parabolaThrough(static_cast<double>(value(bin - 1)), middle, static_cast<double>(value(bin + 1))).height);
        if (h == 1) m_fundamental = middle;
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
