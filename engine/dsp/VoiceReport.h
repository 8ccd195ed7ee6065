// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

#include "engine/dsp/Pulses.h"

namespace prososcope::dsp {

/// Mean, spread and extremes of the pitch of the voiced frames, in Hz; NaN where none is voiced (deviation: below two).
struct PitchStatistics {
    std::size_t frames = 0;
    std::size_t voicedFrames = 0;
    double median = 0.0;
    double mean = 0.0;
    double deviation = 0.0;
    double minimum = 0.0;
    double maximum = 0.0;
};
[[nodiscard]] PitchStatistics pitchStatistics(const PitchTrack& pitch, const TimeRange& range = {});

/// What is said of a voice over a stretch of time, by the names and formulas of Praat's manual ("Voice 1" to "Voice 6").
/// Shares are 0..1; what cannot be computed is NaN.
struct VoiceReport {
    PitchStatistics pitch;
    std::size_t pulses = 0;
    PeriodStatistics periods;
    double unvoicedShare = 0.0;  ///< of the frames
    std::size_t breaks = 0;      ///< distances of pulses longer than 1.25 periods of the pitch floor
    double breakShare = 0.0;     ///< of the stretch's duration
    Jitter jitter;
    Shimmer shimmer;
    double autocorrelation = 0.0;   ///< mean over voiced frames
    double noiseToHarmonics = 0.0;  ///< mean of (1 - r) / r
    double harmonicsToNoise = 0.0;  ///< mean of 10 log10(r / (1 - r)), dB
};

/// Over `range`, from the pitch of the sound and its pulses (findPulses). Periods between 0.8 / ceiling and 1.25 / floor
/// count; the factors are those of PeriodLimits. Pure; any thread.
[[nodiscard]] VoiceReport reportVoice(const SoundPart& sound, const PitchTrack& pitch, const PulseTimes& pulses,
                                      const PitchSettings& settings, const TimeRange& range = {});
/// The same from the amplitudes of the pulses (pulseAmplitudes with voicePeriods) of a recording of `seconds`.
[[nodiscard]] VoiceReport reportVoice(const PitchTrack& pitch, const PulseTimes& pulses, std::span<const double> amplitudes,
                                      const PitchSettings& settings, const TimeRange& range, double seconds);
/// The periods that count in a voice report.
[[nodiscard]] PeriodLimits voicePeriods(const PitchSettings& settings);

}  // namespace prososcope::dsp
