// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/SubHarmonicSum.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>

#include "engine/dsp/Parabola.h"
#include "engine/dsp/Vector.h"
#include "engine/dsp/Window.h"

namespace prososcope::dsp {

namespace {

constexpr double kShiftStretch = 1.0007;  ///< see the class
constexpr double kWeightOffset = 1.0405;  ///< the same

/// From a bin to the next one.
double octavesAbove(std::size_t bin) { return std::log2(static_cast<double>(bin + 1) / static_cast<double>(bin)); }

constexpr std::size_t kAround = 2;  ///< bins that are kept on either side of a local maximum

/// 1 at local maxima, else 0; the first and the last value may be ones.
PROSOSCOPE_WIDE void markMaxima(const double* values, std::size_t count, unsigned char* marks) {
    marks[0] = values[0] > values[1] ? 1 : 0;
    for (std::size_t i = 1; i + 1 < count; ++i)
        marks[i] =
            static_cast<unsigned char>(values[i] > values[i - 1]) & static_cast<unsigned char>(values[i] >= values[i + 1]);
    marks[count - 1] = values[count - 1] > values[count - 2] ? 1 : 0;
}

/// The first mark from a place on, or `count`.
std::size_t nextMark(const unsigned char* marks, std::size_t from, std::size_t count) {
    const void* found = from < count ? std::memchr(marks + from, 1, count - from) : nullptr;
    return found == nullptr ? count : static_cast<std::size_t>(static_cast<const unsigned char*>(found) - marks);
}

/// Points between two local maxima with none of them nearby become 0. marks: of these values, with kAround
/// zeros before and behind.
PROSOSCOPE_WIDE void clearValleys(const double* values, std::size_t count, const unsigned char* marks, double* kept) {
    for (std::size_t i = 0; i < count; ++i) {
        const unsigned char* at = marks + i;
        kept[i] = (at[-2] | at[-1] | at[0] | at[1] | at[2]) != 0 ? values[i] : 0.0;
    }
    std::copy_n(values, nextMark(marks, 0, count), kept);
    std::size_t last = count;
    while (last > 0 && marks[last - 1] == 0) --last;
    std::copy(values + last, values + count, kept + last);
}

/// Lanes in a fixed order, so that every processor gives the same bits.
PROSOSCOPE_WIDE double meanOf(const double* values, std::size_t count) {
    double sums[8] = {};
    std::size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        for (std::size_t k = 0; k < 8; ++k) sums[k] += values[i + k];
    }
    for (; i < count; ++i) sums[i % 8] += values[i];
    double total = 0.0;
    for (const double sum : sums) total += sum;
    return total / static_cast<double>(count);
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
        m_weights.push_back(0.5 + std::atan(3.0 * above - kWeightOffset) / std::numbers::pi);
        const double hertz = std::min(settings.lowestHz * std::exp2(above), 0.5 * settings.rateHz);
        const auto bin = std::clamp<std::size_t>(static_cast<std::size_t>(hertz / binHz), 1, count - 2);
        const double step = octavesAbove(bin);
        const double right = std::log2(hertz / (binHz * static_cast<double>(bin))) / step;
        const double left = 1.0 - right;
        const double bend = step * step / 6.0;
        m_places.push_back({bin, left, right, bend * (left * left * left - left), bend * (right * right * right - right)});
    }
    // Second derivatives m of a natural cubic spline through the bins above 0 Hz, h octaves apart:
    // h[i-1] m[i-1] + 2 (h[i-1] + h[i]) m[i] + h[i] m[i+1] = 6 ((y[i+1] - y[i]) / h[i] - (y[i] - y[i-1]) / h[i-1]).
    m_rows.assign(count, {});
    for (std::size_t i = 2; i + 1 < count; ++i) {
        const double below = octavesAbove(i - 1);
        const double above = octavesAbove(i);
        const double pivot = 1.0 / (2.0 * (below + above) - below * m_rows[i - 1].after);
        m_rows[i] = {6.0 * pivot / below, 6.0 * pivot / above, pivot * below, pivot * above};
    }
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
    Workspace workspace{m_stft.workspace(), {}, 0.0, {}, {}, {}, {}, {}};
    for (auto* part : {&workspace.magnitudes, &workspace.peaks, &workspace.moments, &workspace.scaled, &workspace.sums})
        part->assign(count, 0.0);
    workspace.marks.assign(count + 2 * kAround, 0);
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
    return candidates(workspace);
}

void SubHarmonicSum::keepPeaks(Workspace& workspace) const {
    const std::size_t count = m_stft.bins();
    double* kept = workspace.sums.data();
    double* smooth = workspace.peaks.data();
    unsigned char* marks = workspace.marks.data() + kAround;
    markMaxima(workspace.magnitudes.data(), count, marks);
    clearValleys(workspace.magnitudes.data(), count, marks, kept);
    smooth[0] = kept[0];
    smooth[count - 1] = kept[count - 1];
    for (std::size_t i = 1; i + 1 < count; ++i) smooth[i] = 0.25 * (kept[i - 1] + kept[i + 1]) + 0.5 * kept[i];
}

void SubHarmonicSum::solveMoments(const double* y, double* m) const {
    // Elimination forwards, then backwards. Each step waits for the one before, so four stretches go side by side; each but
    // the first starts kWarm points early from 0, which a factor of about 0.27 a point makes forgotten to 1e-15.
    constexpr std::size_t kStretches = 4;
    constexpr std::size_t kWarm = 28;
    const std::size_t count = m_stft.bins();
    const std::size_t inner = count - 3;  // from bin 2 to the last but one
    const std::size_t length = (inner + kStretches - 1) / kStretches;
    const auto forward = [&](std::size_t i, double before) {
        const Row& row = m_rows[i];
        return row.right * (y[i + 1] - y[i]) - row.left * (y[i] - y[i - 1]) - row.before * before;
    };
    double state[kStretches] = {};
    m[0] = m[1] = m[count - 1] = 0.0;
    for (std::size_t s = 1; s < kStretches; ++s) {
        for (std::size_t i = s * length + 2 - kWarm; i <= s * length + 1; ++i) state[s] = forward(i, state[s]);
    }
    for (std::size_t k = 2; k <= length + 1; ++k) {
        for (std::size_t s = 0; s < kStretches; ++s) {
            const std::size_t i = s * length + k;
            if (i > inner + 1) continue;
            state[s] = m[i] = forward(i, state[s]);
        }
    }
    double after[kStretches] = {};
    for (std::size_t s = 0; s + 1 < kStretches; ++s) {
        for (std::size_t i = std::min((s + 1) * length + 1 + kWarm, inner + 1); i > (s + 1) * length + 1; --i)
            after[s] = m[i] - m_rows[i].after * after[s];
    }
    for (std::size_t k = length + 1; k > 1; --k) {
        for (std::size_t s = 0; s < kStretches; ++s) {
            const std::size_t i = s * length + k;
            if (i > inner + 1) continue;
            after[s] = m[i] -= m_rows[i].after * after[s];
        }
    }
}

void SubHarmonicSum::scale(Workspace& workspace) const {
    const std::size_t count = m_stft.bins();
    const double* y = workspace.peaks.data();
    double* m = workspace.moments.data();
    solveMoments(y, m);
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

SubHarmonicFrame SubHarmonicSum::candidates(Workspace& workspace) const {
    const auto& sums = workspace.sums;
    const double mean = meanOf(sums.data(), sums.size());
    unsigned char* marks = workspace.marks.data() + kAround;
    markMaxima(sums.data(), sums.size(), marks);

    // The six highest points, before they are refined.
    std::array<std::size_t, SubHarmonicFrame::kMost> highest{};
    std::size_t found = 0;
    marks[sums.size() - 1] = 0;  // no parabola there
    for (std::size_t i = nextMark(marks, 1, sums.size()); i < sums.size(); i = nextMark(marks, i + 1, sums.size())) {
        if (found == highest.size() && sums[i] <= sums[highest[found - 1]]) continue;
        if (found < highest.size()) ++found;
        std::size_t at = found - 1;
        for (; at > 0 && sums[highest[at - 1]] < sums[i]; --at) highest[at] = highest[at - 1];
        highest[at] = i;
    }
    SubHarmonicFrame frame;
    for (std::size_t k = 0; k < found; ++k) {
        const double* at = sums.data() + highest[k];
        const auto [offset, height] = parabolaThrough(at[-1], at[0], at[1]);
        const double hertz = m_settings.lowestHz * std::exp2((static_cast<double>(highest[k]) + offset) * m_step);
        if (hertz < m_settings.floorHz || hertz > m_settings.ceilingHz || height <= 0.0) continue;
        const double voicing = std::max(1.0 - mean / height, 0.0);
        std::size_t place = frame.count++;
        for (; place > 0 && frame.voicing[place - 1] < voicing; --place) {
            frame.hertz[place] = frame.hertz[place - 1];
            frame.voicing[place] = frame.voicing[place - 1];
        }
        frame.hertz[place] = hertz;
        frame.voicing[place] = voicing;
    }
    return frame;
}

}  // namespace prososcope::dsp
