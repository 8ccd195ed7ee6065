// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/CompareSpectrum.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "engine/dsp/Decibels.h"
#include "engine/dsp/SpectralShape.h"

namespace prososcope::features {

namespace {

constexpr double kLeastPower = 1e-7;  ///< of a bin, in the entropy alone, so that it grows beyond 8 bits in silence

/// Weight of a frequency in the sharpness (Zwicker and Fastl 1999) with the critical-band rate of Traunmueller (1990).
double sharpnessWeight(double hertz) {
    double bark = 26.81 * hertz / (1960.0 + hertz) - 0.53;
    if (bark < 2.0) bark += 0.15 * (2.0 - bark);
    if (bark > 20.1) bark += 0.22 * (bark - 20.1);
    const double rise = bark <= 16.0 ? 1.0 : 1.0 + 3.0 * std::pow((bark - 16.0) / 8.0, std::log2(3.0));
    return 0.11 * bark * rise;
}

double hertzOf(std::size_t bin) { return static_cast<double>(bin + 1) * ShortSpectrum::kBinHz; }

}  // namespace

CompareSpectrum::CompareSpectrum() : m_spectrum(kCepstra + 1) {
    for (std::size_t k = 0; k < kBins; ++k) m_sharpness[k] = sharpnessWeight(hertzOf(k));
}

FrameRowStream::Kernel CompareSpectrum::kernel() const {
    return m_spectrum.kernel(kColumns, [this](const float* frame, ShortSpectrum::Workspace& workspace, float* values) {
        row(frame, workspace, values);
    });
}

void CompareSpectrum::row(const float* frame, ShortSpectrum::Workspace& workspace, float* row) const {
    row[Rms] = static_cast<float>(dsp::rootMeanSquare({frame, ShortSpectrum::kFrame}));
    shape(workspace.power.data() + 1, row);
    row[Flux] = ShortSpectrum::flux(workspace, 1, ShortSpectrum::kBins);
    row[Loudness] = m_spectrum.takeBands(workspace);
    std::copy(workspace.bands.begin(), workspace.bands.end(), row + LogBands);
    std::copy_n(workspace.cepstra.begin() + 1, kCepstra, row + Cepstra);
}

/// power: of bins 1..256.
void CompareSpectrum::shape(const float* power, float* row) const {
    double total = 0.0;
    double moment = 0.0;
    double squares = 0.0;
    double frequencies = 0.0;
    double sharp = 0.0;
    for (std::size_t k = 0; k < kBins; ++k) {
        const auto value = static_cast<double>(power[k]);
        const double hertz = hertzOf(k);
        total += value;
        moment += value * hertz;
        sharp += value * m_sharpness[k];
        frequencies += hertz;
        squares += hertz * hertz;
    }
    const auto share = [&](std::size_t from, std::size_t end) {
        double sum = 0.0;
        for (std::size_t k = from; k < end; ++k) sum += static_cast<double>(power[k]);
        return sum / static_cast<double>(kBins);
    };
    row[LowBand] = static_cast<float>(share(7, 19) + 0.8 * static_cast<double>(power[19]) / static_cast<double>(kBins));
    row[HighBand] = static_cast<float>(share(31, 128));
    constexpr std::array<double, 4> kShares{0.25, 0.5, 0.75, 0.9};
    double below = 0.0;
    std::size_t reached = 0;
    std::fill_n(row + RollOff25, kShares.size(), static_cast<float>(hertzOf(0)));
    for (std::size_t k = 0; k < kBins && total > 0.0; ++k) {
        below += static_cast<double>(power[k]);
        while (reached < kShares.size() && below > kShares[reached] * total)
            row[RollOff25 + reached++] = static_cast<float>(hertzOf(k));
    }
    const double scale = total > 0.0 ? 1.0 / total : 0.0;
    const double centroid = moment * scale;
    double second = 0.0;
    double third = 0.0;
    double fourth = 0.0;
    for (std::size_t k = 0; k < kBins; ++k) {
        const double part = static_cast<double>(power[k]) * scale;
        const double distance = hertzOf(k) - centroid;
        const double square = part * distance * distance;
        second += square;
        third += square * distance;
        fourth += square * distance * distance;
    }
    std::array<float, kBins> raised{};
    std::array<float, kBins> logarithms{};
    for (std::size_t k = 0; k < kBins; ++k) {
        raised[k] = static_cast<float>(std::max(static_cast<double>(power[k]), kLeastPower) * scale);
        logarithms[k] = raised[k];
    }
    constexpr double kDecibelsABit = 3.0102999566398120;
    dsp::toDecibels(logarithms, std::numeric_limits<float>::min());
    double entropy = 0.0;
    for (std::size_t k = 0; k < kBins; ++k) entropy -= static_cast<double>(raised[k]) * static_cast<double>(logarithms[k]);
    entropy /= kDecibelsABit;
    row[Centroid] = static_cast<float>(centroid);
    row[Entropy] = total > kLeastPower ? static_cast<float>(entropy) : 0.0F;
    row[Variance] = static_cast<float>(second);
    row[Skewness] = second > 0.0 ? static_cast<float>(third / (second * std::sqrt(second))) : 0.0F;
    row[Kurtosis] = second > 0.0 ? static_cast<float>(fourth / (second * second)) : 0.0F;
    constexpr double kSlopeScale = 255.0;  ///< of the published values
    const auto count = static_cast<double>(kBins);
    row[Slope] = static_cast<float>((count * moment - frequencies * total) / (count * squares - frequencies * frequencies) *
                                    kSlopeScale);
    row[Sharpness] = static_cast<float>(sharp * scale);
    // Harmonicity: the ways up and down between maxima and minima of five bins.
    double ways = 0.0;
    float last = -1.0F;
    for (std::size_t k = 2; k + 2 < kBins; ++k) {
        const float here = power[k];
        const bool high = here > power[k - 1] && here > power[k + 1] && here > power[k - 2] && here > power[k + 2];
        const bool low = here < power[k - 1] && here < power[k + 1] && here < power[k - 2] && here < power[k + 2];
        if (!high && !low) continue;
        if (last >= 0.0F) ways += std::abs(static_cast<double>(here) - static_cast<double>(last));
        last = here;
    }
    row[Harmonicity] = static_cast<float>(ways / (2.0 * count));
}

RastaFilter::RastaFilter() {
    const double zero = -2.0 * std::cos(2.0 * std::numbers::pi * 0.29);
    const double gain = std::sqrt(0.05 / (1.0 + zero * zero));
    m_taps = {gain, gain * zero, 0.0, -gain * zero, -gain};
    m_feedback = 1.0 - std::sin(2.0 * std::numbers::pi * 0.01);
}

void RastaFilter::next(const float* bands, float* filtered) {
    auto& present = m_before[m_frames % kReach];
    for (std::size_t i = 0; i < present.size(); ++i) present[i] = static_cast<double>(bands[i]);
    if (m_frames >= kReach) {
        for (std::size_t i = 0; i < m_state.size(); ++i) {
            double value = m_feedback * m_state[i];
            for (std::size_t k = 0; k < kReach; ++k) value += m_taps[k] * m_before[(m_frames - k) % kReach][i];
            m_state[i] = value;
        }
    }
    ++m_frames;
    for (std::size_t i = 0; i < m_state.size(); ++i) filtered[i] = static_cast<float>(m_state[i]);
}

}  // namespace prososcope::features
