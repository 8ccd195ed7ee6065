// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/SubHarmonicSum.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/dsp/Parabola.h"
#include "engine/dsp/Vector.h"
#include "engine/dsp/Window.h"

namespace prososcope::dsp {

namespace {

constexpr double kShiftStretch = 1.0007;  ///< see the class

/// Points without a local maximum within two bins become 0; those before the first maximum stay.
void clearValleys(const double* values, std::size_t count, double* kept) {
    std::copy_n(values, count, kept);
    std::size_t clearFrom = 0;
    bool any = false;
    const auto peakAt = [&](std::size_t peak) {
        if (any && peak > clearFrom + 2) std::fill(kept + clearFrom, kept + peak - 2, 0.0);
        any = true;
        clearFrom = peak + 3;
    };
    if (values[0] > values[1]) peakAt(0);
    for (std::size_t i = 1; i + 1 < count; ++i) {
        if (values[i] > values[i - 1] && values[i] >= values[i + 1]) peakAt(i);
    }
    if (any && clearFrom < count) std::fill(kept + clearFrom, kept + count, 0.0);
}

PROSOSCOPE_WIDE void addScaled(double* target, const double* source, double factor, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) target[i] += factor * source[i];
}

PROSOSCOPE_WIDE void magnitudesOf(const double* spectrum, std::size_t bins, double* magnitudes) {
    for (std::size_t k = 0; k < bins; ++k)
        magnitudes[k] = std::sqrt(spectrum[2 * k] * spectrum[2 * k] + spectrum[2 * k + 1] * spectrum[2 * k + 1]);
}

StftSettings stftSettings(const SubHarmonicSettings& settings) {
    return {.fftSize = settings.fftSize, .windowLength = settings.windowLength, .hop = 160, .count = Framing::Count::Snipped};
}

}  // namespace

SubHarmonicSum::SubHarmonicSum(const SubHarmonicSettings& settings)
    : m_settings(settings),
      m_stft(stftSettings(settings), gaussianOfDeviation(settings.windowLength, settings.windowDeviation)) {
    const std::size_t count = m_stft.bins();
    const double octaves = std::log2(0.5 * settings.rateHz / settings.lowestHz);
    m_step = octaves / static_cast<double>(count - 1);
    const double binHz = settings.rateHz / static_cast<double>(settings.fftSize);
    for (std::size_t i = 0; i < count; ++i) {
        const double above = m_step * static_cast<double>(i);
        m_weights.push_back(0.5 + std::atan(3.0 * above - 1.0) / std::numbers::pi);
        const double place = settings.lowestHz * std::exp2(above) / binHz;
        const auto bin = std::min(static_cast<std::size_t>(place), count - 2);
        const double right = std::min(place - static_cast<double>(bin), 1.0);
        const double left = 1.0 - right;
        m_places.push_back({bin, left, right, (left * left * left - left) / 6.0, (right * right * right - right) / 6.0});
    }
    // Second derivatives m of a natural cubic spline over unit steps: m[i-1] + 4 m[i] + m[i+1] = 6 (y[i-1] - 2 y[i] + y[i+1]).
    m_pivots.assign(count, 0.0);
    for (std::size_t i = 1; i + 1 < count; ++i) m_pivots[i] = 1.0 / (4.0 - m_pivots[i - 1]);
    double strength = 1.0;
    for (std::size_t h = 2; h <= settings.harmonics; ++h) {
        strength *= settings.compression;
        m_strength.push_back(strength);
        const double points = std::log2(static_cast<double>(h)) / (m_step * kShiftStretch);
        m_shift.push_back(static_cast<std::size_t>(std::floor(points + 0.5)));
    }
}

SubHarmonicSum::Workspace SubHarmonicSum::workspace() const {
    const std::size_t count = m_stft.bins();
    Workspace workspace{m_stft.workspace(), {}, 0.0, {}, {}, {}, {}};
    for (auto* part : {&workspace.magnitudes, &workspace.peaks, &workspace.moments, &workspace.scaled, &workspace.sums})
        part->assign(count, 0.0);
    return workspace;
}

SubHarmonicFrame SubHarmonicSum::analyse(const float* samples, Workspace& workspace) const {
    m_stft.spectrum(samples, workspace.stft);
    const double* windowed = workspace.stft.frame.data();
    double energy = 0.0;
    for (std::size_t i = 0; i < m_settings.windowLength; ++i) energy += windowed[i] * windowed[i];
    workspace.meanSquare = energy / static_cast<double>(m_settings.windowLength);
    magnitudesOf(workspace.stft.spectrum.data(), m_stft.bins(), workspace.magnitudes.data());
    if (workspace.meanSquare <= m_settings.quietest * m_settings.quietest) return {};
    keepPeaks(workspace);
    scale(workspace);
    sumHarmonics(workspace);
    return candidates(workspace.sums);
}

void SubHarmonicSum::keepPeaks(Workspace& workspace) const {
    const std::size_t count = m_stft.bins();
    double* kept = workspace.sums.data();
    double* smooth = workspace.peaks.data();
    clearValleys(workspace.magnitudes.data(), count, kept);
    smooth[0] = kept[0];
    smooth[count - 1] = kept[count - 1];
    for (std::size_t i = 1; i + 1 < count; ++i) smooth[i] = 0.25 * (kept[i - 1] + kept[i + 1]) + 0.5 * kept[i];
}

void SubHarmonicSum::scale(Workspace& workspace) const {
    const std::size_t count = m_stft.bins();
    const double* y = workspace.peaks.data();
    double* m = workspace.moments.data();
    m[0] = m[count - 1] = 0.0;
    for (std::size_t i = 1; i + 1 < count; ++i) m[i] = (6.0 * (y[i - 1] - 2.0 * y[i] + y[i + 1]) - m[i - 1]) * m_pivots[i];
    for (std::size_t i = count - 2; i > 0; --i) m[i] -= m_pivots[i] * m[i + 1];
    for (std::size_t i = 0; i < count; ++i) {
        const Place& p = m_places[i];
        const double value =
            p.left * y[p.bin] + p.right * y[p.bin + 1] + p.leftMoment * m[p.bin] + p.rightMoment * m[p.bin + 1];
        workspace.scaled[i] = std::max(value, 0.0) * m_weights[i];
    }
}

void SubHarmonicSum::sumHarmonics(Workspace& workspace) const {
    const std::size_t count = m_stft.bins();
    workspace.sums = workspace.scaled;
    for (std::size_t h = 0; h < m_shift.size() && m_shift[h] < count; ++h)
        addScaled(workspace.sums.data(), workspace.scaled.data() + m_shift[h], m_strength[h], count - m_shift[h]);
}

SubHarmonicFrame SubHarmonicSum::candidates(const std::vector<double>& sums) const {
    double mean = 0.0;
    for (const double value : sums) mean += value;
    mean /= static_cast<double>(sums.size());

    std::array<double, SubHarmonicFrame::kMost> heights{};
    std::array<double, SubHarmonicFrame::kMost> places{};
    std::size_t found = 0;
    for (std::size_t i = 1; i + 1 < sums.size(); ++i) {
        const double a = sums[i - 1];
        const double b = sums[i];
        const double c = sums[i + 1];
        if (b <= a || b < c) continue;
        const auto [offset, height] = parabolaThrough(a, b, c);
        if (found == heights.size() && height <= heights[found - 1]) continue;
        if (found < heights.size()) ++found;
        std::size_t at = found - 1;
        for (; at > 0 && heights[at - 1] < height; --at) {
            heights[at] = heights[at - 1];
            places[at] = places[at - 1];
        }
        heights[at] = height;
        places[at] = static_cast<double>(i) + offset;
    }
    SubHarmonicFrame frame;
    for (std::size_t i = 0; i < found; ++i) {
        const double hertz = m_settings.lowestHz * std::exp2(places[i] * m_step);
        if (hertz < m_settings.floorHz || hertz > m_settings.ceilingHz || heights[i] <= 0.0) continue;
        frame.hertz[frame.count] = hertz;
        frame.voicing[frame.count++] = 1.0 - mean / heights[i];
    }
    return frame;
}

}  // namespace prososcope::dsp
