// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/dsp/Pitch.h"
#include "engine/dsp/SoundPart.h"

namespace prososcope::dsp {

/// Glottal pulses, one a period, as rising times in seconds (in Praat a point process).
using PulseTimes = std::vector<double>;

/// Pulses of the voiced stretches of `pitch`, as the manual of Praat describes "To PointProcess (cc)": from the greatest
/// extremum near the middle of a stretch outwards, each where the wave of the last period repeats itself best, 0.8 to
/// 1.25 periods away; weak likenesses (below 0.3) are left out. What the part does not hold is not searched. Pure; any thread;
/// takes about a hundredth of the time of the pitch itself.
[[nodiscard]] PulseTimes findPulses(const SoundPart& sound, const PitchTrack& pitch);

/// Which distances of pulses count as periods.
struct PeriodLimits {
    double shortestSeconds = 0.0001;
    double longestSeconds = 0.02;
    double periodFactor = 1.3;     ///< between neighbouring periods at most
    double amplitudeFactor = 1.6;  ///< between neighbouring amplitudes at most
};

/// Number, mean and standard deviation of the periods; NaN where there are too few.
struct PeriodStatistics {
    std::size_t count = 0;
    double mean = 0.0;
    double deviation = 0.0;
};

/// Mean change of the period between neighbours, as a share of the mean period (absolute: in seconds): local, against
/// the mean of three (rap) or five (ppq5), and of the differences of differences (ddp = 3 rap). NaN where undefined.
struct Jitter {
    double local = 0.0;
    double localAbsolute = 0.0;
    double rap = 0.0;
    double ppq5 = 0.0;
    double ddp = 0.0;
};

/// Mean change of the amplitude between neighbouring periods as a share of the mean amplitude (dB: in decibels): local,
/// against the mean of 3, 5 or 11, and of the differences of differences (dda = 3 apq3). NaN where undefined.
struct Shimmer {
    double local = 0.0;
    double localDecibels = 0.0;
    double apq3 = 0.0;
    double apq5 = 0.0;
    double apq11 = 0.0;
    double dda = 0.0;
};

/// By the formulas of Praat's manual ("Voice 3. Jitter", "Voice 4. Shimmer"), over the pulses in `range`. Pure.
[[nodiscard]] PeriodStatistics periodStatistics(std::span<const double> pulses, const PeriodLimits& limits = {},
                                                const TimeRange& range = {});
[[nodiscard]] Jitter computeJitter(std::span<const double> pulses, const PeriodLimits& limits = {},
                                   const TimeRange& range = {});
[[nodiscard]] Shimmer computeShimmer(const SoundPart& sound, std::span<const double> pulses, const PeriodLimits& limits = {},
                                     const TimeRange& range = {});

/// The two steps of it, for recordings of which only a part is in memory. The amplitude of each pulse is the root mean square
/// about it under a Hann window of a fifth of the periods beside it; NaN for the first and the last pulse, beside distances
/// that are no periods, and in silence.
[[nodiscard]] std::vector<double> pulseAmplitudes(const SoundPart& sound, std::span<const double> pulses,
                                                  const PeriodLimits& limits = {});
/// Of pulses with their amplitudes.
[[nodiscard]] Shimmer shimmerOf(std::span<const double> pulses, std::span<const double> amplitudes,
                                const PeriodLimits& limits = {}, const TimeRange& range = {});

}  // namespace prososcope::dsp
