// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/CompareFrames.h"

#include <algorithm>
#include <cmath>

#include "engine/features/PublishedScale.h"

namespace prososcope::features {

namespace {

constexpr std::size_t kWindow = VoicedFrames::kWindow;
constexpr float kNoVoice = -100.0F;  ///< dB, harmonics to noise of an unvoiced frame

/// Changes of sign a sample; a single 0 between two signs is one. The last sample only ends a 0.
float zeroCrossings(const float* samples) {
    std::size_t count = 0;
    for (std::size_t i = 1; i + 1 < kWindow; ++i) count += samples[i] * samples[i - 1] < 0.0F ? 1U : 0U;
    for (std::size_t i = 1; i + 1 < kWindow; ++i)
        count += samples[i] == 0.0F && samples[i - 1] * samples[i + 1] <= 0.0F ? 1U : 0U;
    return static_cast<float>(count) / static_cast<float>(kWindow);
}

}  // namespace

CompareFrames::CompareFrames(int threads)
    : m_short(ShortSpectrum::framing(), CompareSpectrum::kColumns, threads, [this] { return m_spectrum.kernel(); }),
      m_long({.pitch = {.floorHz = 52.0, .ceilingHz = 620.0}, .periods = {}, .further = 1}, threads, [] {
          return [](const float* samples, const dsp::SubHarmonicFrame&, const dsp::SubHarmonicSum::Workspace&, float* values) {
              values[0] = zeroCrossings(samples);
          };
      }) {}

void CompareFrames::push(std::span<const float> samples, const Short& shortFrame, const Long& longFrame) {
    // Pieces of a few seconds, so that the rows that wait are few.
    constexpr std::size_t kPiece = 128 * VoicedFrames::kHop * 4;
    while (!samples.empty()) {
        const auto piece = samples.first(std::min(kPiece, samples.size()));
        scaleAsPublished(piece, m_scaled);
        m_short.push(m_scaled, m_shortRows);
        takeShort(shortFrame);
        m_long.push(m_scaled, [&](const VoicedFrames::Frame& frame) { longFrame(rowOf(frame)); });
        samples = samples.subspan(piece.size());
    }
}

void CompareFrames::finish(const Short& shortFrame, const Long& longFrame) {
    m_short.finish(m_shortRows);
    takeShort(shortFrame);
    m_long.finish([&](const VoicedFrames::Frame& frame) { longFrame(rowOf(frame)); });
}

void CompareFrames::takeShort(const Short& use) {
    using S = CompareSpectrum;
    std::array<float, S::kBands> filtered{};
    std::array<float, kShort> row{};
    for (std::size_t at = 0; at < m_shortRows.size(); at += S::kColumns) {
        const float* made = m_shortRows.data() + at;
        m_rasta.next(made + S::LogBands, filtered.data());
        for (float& band : filtered) band = std::exp(band);
        m_spectrum.auditory().apply(filtered.data(), filtered.data());
        double length = 0.0;
        for (const float band : filtered) length += static_cast<double>(band);
        row[0] = made[S::Loudness];
        row[1] = static_cast<float>(length);
        row[2] = made[S::Rms];
        for (std::size_t band = 0; band < S::kBands; ++band) row[3 + band] = filtered[band] * static_cast<float>(S::kBands);
        std::copy(made + S::LowBand, made + S::kColumns, row.begin() + 3 + S::kBands);
        if (m_first) row[3 + S::kBands + (S::Flux - S::LowBand)] = 0.0F;
        m_first = false;
        use(row);
    }
    m_shortRows.clear();
}

std::array<float, CompareFrames::kLong> CompareFrames::rowOf(const VoicedFrames::Frame& frame) {
    const float noise = frame.pitch.hertz > 0.0 ? static_cast<float>(frame.periods.harmonicityDb) : kNoVoice;
    return {frame.further[0],
            static_cast<float>(frame.pitch.hertz),
            static_cast<float>(frame.pitch.voicing),
            static_cast<float>(frame.periods.jitterLocal),
            static_cast<float>(frame.periods.jitterDdp),
            static_cast<float>(frame.periods.shimmerLocal),
            noise};
}

}  // namespace prososcope::features
