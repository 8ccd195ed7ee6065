// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/dsp/MelFilterbank.h"
#include "engine/dsp/Stft.h"

namespace prososcope::live {

/// What VoiceActivity decides by: how far each moment and its surroundings stand out of the noise. Every 10 ms of mono sound at
/// 16 kHz give one row. Ten measures of a frame (32 ms, Hann):
///   the level of 16 mel bands (80-7600 Hz) above the floor of each, which is its smoothed minimum over three seconds (minimum
///   statistics, Martin 2001): the mean of all bands and of five groups of them;
///   periodicity: the highest peak of the normalised autocorrelation of 80-1500 Hz at lags of 80-400 Hz (Boersma 1993);
///   the smoothed level of the middle bands above its own 5th, 50th and 95th percentile over eight seconds.
/// A row holds each measure's mean over six stretches around its frame, 0.4 s before it to 0.2 s after it, its highest value
/// in the 0.2 s before and in the 0.2 s after it (after the long-term spectral envelope of Ramirez et al. 2004), and how far
/// those percentiles lie apart. Memory is bounded, nothing is known of the past beyond eight seconds of
/// sound; digital silence (a muted device) counts as noise and changes no statistics. One thread.
class VoiceFeatures {
public:
    static constexpr int kRateHz = 16000;
    static constexpr std::size_t kHop = 160;           ///< samples a row
    static constexpr std::size_t kLookAheadRows = 20;  ///< a row needs this many behind it
    static constexpr std::size_t kMeasures = 10;
    static constexpr std::size_t kStretches = 6;
    static constexpr std::size_t kColumns = kMeasures * (kStretches + 2) + 4;
    using Row = std::array<float, kColumns>;

    VoiceFeatures();
    /// Blocks of any size; the rows that they complete are appended to `rows`. What they hold does not depend on the blocks.
    void process(std::span<const float> samples, std::vector<Row>& rows);
    /// The rows that still waited for what follows them, as if the last frame stood still; afterwards nothing more is taken.
    void finish(std::vector<Row>& rows);

private:
    static constexpr std::size_t kBands = 16;
    static constexpr std::size_t kPastRows = 40;
    using Measures = std::array<float, kMeasures>;

    void takeFrame(const float* frame);
    [[nodiscard]] float floorOf(std::size_t band, float level);
    void addLevel(float level);
    [[nodiscard]] float levelPercentile(double share) const;
    [[nodiscard]] float periodicity();
    [[nodiscard]] const Measures& measuresAt(std::int64_t frame) const;
    void emitRow(std::int64_t frame, std::vector<Row>& rows) const;

    dsp::Stft m_stft;
    dsp::Stft::Workspace m_workspace;
    dsp::MelFilterbank m_bands;
    std::vector<float> m_power;
    dsp::FftBuffer m_spectrum;     // of the periodicity
    dsp::FftBuffer m_correlation;  // of the periodicity
    std::vector<double> m_windowCorrelation;

    std::vector<float> m_waiting;  // samples of frames that are not complete
    bool m_finished = false;
    std::int64_t m_frames = 0;  // taken
    std::int64_t m_heard = 0;   // of them, those that were not digital silence
    std::int64_t m_rows = 0;    // given

    std::array<float, kBands> m_smoothed{};
    std::array<float, kBands> m_blockMinimum{};
    std::vector<std::array<float, kBands>> m_minima;  // ring of blocks
    float m_smoothedLevel = 0.0F;
    std::vector<std::uint16_t> m_levels;  // ring of steps of half a decibel
    std::vector<std::uint16_t> m_levelCounts;
    Measures m_floorMeasures{};  // of a frame that is the noise alone
    std::array<float, 4> m_lastPercentiles{};
    std::vector<Measures> m_measures;                 // ring
    std::vector<std::array<float, 4>> m_percentiles;  // ring
};

}  // namespace prososcope::live
