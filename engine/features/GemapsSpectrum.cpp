// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/GemapsSpectrum.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/dsp/SpectralShape.h"

namespace prososcope::features {

namespace {

constexpr float kLeastPower = 1e-14F;  ///< -140 dB
constexpr std::size_t kCepstra = 5;    ///< with the zeroth
// Bins of 1 kHz, 2 kHz, 5 kHz, and those of the slopes.
constexpr std::size_t k1000 = 32;
constexpr std::size_t k2000 = 64;
constexpr std::size_t k5000 = 160;
constexpr std::size_t k500 = 16;
constexpr std::size_t k1500 = 48;

/// Least squares over bins first..last of a spectrum in dB, per Hz. The published values count one bin less than they sum.
double slope(const double* decibels, std::size_t first, std::size_t last) {
    const auto n = static_cast<double>(last - first);
    double x = 0.0;
    double xx = 0.0;
    double y = 0.0;
    double xy = 0.0;
    for (std::size_t k = first; k <= last; ++k) {
        const auto place = static_cast<double>(k);
        x += place;
        xx += place * place;
        y += decibels[k];
        xy += place * decibels[k];
    }
    return (n * xy - x * y) / ((n * xx - x * x) * ShortSpectrum::kBinHz);
}

double sum(const float* values, std::size_t first, std::size_t end) {
    double total = 0.0;
    for (std::size_t i = first; i < end; ++i) total += static_cast<double>(values[i]);
    return total;
}

float ratioDecibels(double over, double under) {
    return over > 0.0 && under > 0.0 ? static_cast<float>(10.0 * std::log10(over / under)) : 0.0F;
}

}  // namespace

struct GemapsSpectrum::Scratch {
    dsp::FormantRoots::Workspace formants{};
    std::array<double, k1500 + 1> decibels{};
};

GemapsSpectrum::GemapsSpectrum(gemaps::Edition edition)
    : m_spectrum(kCepstra),
      m_formants({.offset = edition == gemaps::Edition::V01a ? 0 : (ShortSpectrum::kFft - ShortSpectrum::kFrame) / 2}) {}

FrameRowStream::Kernel GemapsSpectrum::kernel() const {
    return m_spectrum.kernel(
        kColumns, [this, scratch = Scratch{}](const float* frame, ShortSpectrum::Workspace& workspace, float* values) mutable {
            row(frame, workspace, scratch, values);
        });
}

void GemapsSpectrum::row(const float* frame, ShortSpectrum::Workspace& workspace, Scratch& scratch, float* row) const {
    using namespace gemaps;
    const float* power = workspace.power.data();
    row[AlphaRatio] = ratioDecibels(sum(power, k1000, k5000 + 1), sum(power, 0, k1000));
    row[Hammarberg] = ratioDecibels(static_cast<double>(*std::max_element(power, power + k2000)),
                                    static_cast<double>(*std::max_element(power + k2000, power + k5000 + 1)));
    for (std::size_t k = 0; k < scratch.decibels.size(); ++k)
        scratch.decibels[k] = 10.0 * std::log10(static_cast<double>(std::max(power[k], kLeastPower)));
    row[Slope0] = static_cast<float>(slope(scratch.decibels.data(), 0, k500));
    row[Slope500] = static_cast<float>(slope(scratch.decibels.data(), k500, k1500));
    row[Flux] = ShortSpectrum::flux(workspace, 0, k5000);
    row[Loudness] = m_spectrum.takeBands(workspace);
    std::copy_n(workspace.cepstra.begin() + 1, 4, row + Mfcc1);
    m_formants.find(workspace.stft.spectrum.data(), scratch.formants);
    for (std::size_t i = 0; i < 3; ++i) {
        row[kFormants + 2 * i] = static_cast<float>(scratch.formants.hertz[i]);
        row[kFormants + 2 * i + 1] = static_cast<float>(scratch.formants.bandwidth[i]);
    }
    const double rms = dsp::rootMeanSquare({frame, ShortSpectrum::kFrame});
    row[kMeanSquare] = static_cast<float>(rms * rms);
}

}  // namespace prososcope::features
