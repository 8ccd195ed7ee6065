// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/GemapsFrames.h"

#include <algorithm>
#include <cmath>

#include "engine/dsp/Fft.h"
#include "engine/features/PublishedScale.h"

namespace prososcope::features {

using namespace gemaps;

namespace {

constexpr double kRateHz = 16000.0;
constexpr double kLowestSemitoneHz = 27.5;
constexpr float kNoAmplitude = -201.0F;  ///< of a formant where there is no voice

/// A harmonic's level in dB relative to the fundamental; -200 where it was not found.
double level(double amplitude, double fundamental) {
    return amplitude > 0.0 && fundamental > 0.0 ? std::max(20.0 * std::log10(amplitude / fundamental), -200.0) : -200.0;
}

// What is taken of a frame of 60 ms for a voice's quality: magnitudes, then the autocorrelation.
constexpr std::size_t kBins = 513;
constexpr std::size_t kLags = 320;
constexpr double kBinHz = kRateHz / 1024.0;

VoicedFrames::Further qualityOf() {
    const auto& fft = dsp::RealFft::ofSize(2 * (kBins - 1));
    return [&fft, power = dsp::FftBuffer(2 * kBins), correlation = dsp::FftBuffer(2 * (kBins - 1))](
               const float*, const dsp::SubHarmonicFrame& candidates, const dsp::SubHarmonicSum::Workspace& analysed,
               float* values) mutable {
        for (std::size_t k = 0; k < kBins; ++k) {
            const double magnitude = analysed.magnitudes[k];
            values[k] = static_cast<float>(magnitude);
            power.data()[2 * k] = magnitude * magnitude;
            power.data()[2 * k + 1] = 0.0;
        }
        if (candidates.count == 0) {  // no voice in any case
            std::fill_n(values + kBins, kLags, 0.0F);
            return;
        }
        fft.inverse(power, correlation);
        for (std::size_t k = 0; k < kLags; ++k) values[kBins + k] = static_cast<float>(correlation.data()[k]);
    };
}

}  // namespace

GemapsFrames::GemapsFrames(Edition edition, int threads)
    : m_spectrum(edition),
      m_short(ShortSpectrum::framing(), GemapsSpectrum::kColumns, threads, [this] { return m_spectrum.kernel(); }),
      m_voiced({.pitch = {}, .periods = {.search = 0.1}, .further = kBins + kLags}, threads, qualityOf) {}

void GemapsFrames::push(std::span<const float> samples, const Use& use) {
    // Pieces of a few seconds, so that the rows that wait are few.
    constexpr std::size_t kPiece = 128 * VoicedFrames::kHop * 4;
    while (!samples.empty()) {
        const auto piece = samples.first(std::min(kPiece, samples.size()));
        scaleAsPublished(piece, m_scaled);
        m_short.push(m_scaled, m_shortRows);
        m_voiced.push(m_scaled, [&](const VoicedFrames::Frame& frame) { give(&frame, use); });
        forgetGiven();
        samples = samples.subspan(piece.size());
    }
}

void GemapsFrames::finish(const Use& use) {
    m_short.finish(m_shortRows);
    m_voiced.finish([&](const VoicedFrames::Frame& frame) { give(&frame, use); });
    while (m_given < m_shortRows.size()) give(nullptr, use);
    forgetGiven();
}

void GemapsFrames::give(const VoicedFrames::Frame* frame, const Use& use) {
    const float* spectral = m_shortRows.data() + m_given;  // is there before the longer frame at the same place
    m_given += GemapsSpectrum::kColumns;
    std::copy_n(spectral, GemapsSpectrum::kFormants, m_row.begin());
    if (m_first) m_row[Flux] = 0.0F;
    m_first = false;
    if (frame != nullptr) {
        for (std::size_t f = 0; f < 6; ++f) m_row[F1 + f / 2 * 3 + f % 2] = spectral[GemapsSpectrum::kFormants + f];
        voice(*frame);
    }
    use(m_row, frame != nullptr, spectral[GemapsSpectrum::kMeanSquare]);
}

void GemapsFrames::forgetGiven() {
    m_shortRows.erase(m_shortRows.begin(), m_shortRows.begin() + static_cast<std::ptrdiff_t>(m_given));
    m_given = 0;
}

void GemapsFrames::voice(const VoicedFrames::Frame& frame) {
    Row& row = m_row;
    const double hertz = frame.pitch.hertz;
    row[F0] = row[Hnr] = row[H1H2] = row[H1A3] = 0.0F;
    row[F1Amplitude] = row[F2Amplitude] = row[F3Amplitude] = kNoAmplitude;
    row[Jitter] = static_cast<float>(frame.periods.jitterLocal);
    row[Shimmer] = static_cast<float>(20.0 * std::log10(1.0 + frame.periods.shimmerLocal));
    if (hertz <= 0.0) return;
    row[F0] = static_cast<float>(std::max(12.0 * std::log2(hertz / kLowestSemitoneHz), 1.0));
    row[Hnr] = static_cast<float>(dsp::harmonicsToNoise({frame.further + kBins, kLags}, kRateHz, hertz));
    m_harmonics.find({frame.further, kBins}, kBinHz, hertz);
    // The published values take the second and third harmonic for H1 and H2.
    const double fundamental = m_harmonics.fundamentalMaximum();
    const double h1 = level(m_harmonics.amplitude(1), fundamental);
    row[H1H2] = static_cast<float>(h1 - level(m_harmonics.amplitude(2), fundamental));
    for (std::size_t f = 0; f < 3; ++f) {
        const double amplitude = m_harmonics.largestNear(static_cast<double>(row[F1 + 3 * f]));
        // 0 where there is no harmonic near the formant.
        const double near = amplitude > 0.0 ? level(amplitude, fundamental) : 0.0;
        row[F1Amplitude + 3 * f] = static_cast<float>(near);
        if (f == 2) row[H1A3] = static_cast<float>(h1 - near);
    }
}

}  // namespace prososcope::features
