// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/dsp/Pitch.h"
#include "engine/dsp/SoundPart.h"

namespace prososcope::dsp {

struct HarmonicitySettings {
    PitchMethod method = PitchMethod::CrossCorrelation;
    double stepSeconds = 0.01;
    double minimumPitchHz = 75.0;
    double silenceThreshold = 0.1;
    double periodsPerWindow = 1.0;  ///< 4.5 is usual by autocorrelation
    int threads = 1;
    bool operator==(const HarmonicitySettings&) const = default;
};

/// Harmonics-to-noise ratio over time in dB; kNoHarmonicity where a frame is silent or like itself at no lag.
struct HarmonicityTrack {
    static constexpr float kNoHarmonicity = -200.0F;
    FrameTimes times;
    std::vector<float> decibels;

    /// Between two frames that have a value, linear; the nearer one's beside frames that have none; NaN elsewhere.
    [[nodiscard]] double at(double seconds) const;
};

/// The harmonics-to-noise ratio of a frame whose correlation with itself one period later is `strength`, in dB between
/// -150 and 150: 10 log10(r / (1 - r)) (Boersma 1993, equation 4).
[[nodiscard]] double harmonicityOf(double strength);

/// From the strongest candidate of each frame in the most accurate pitch analysis, without path costs (Boersma 1993).
/// Ranges, threads and errors as computePitch.
[[nodiscard]] core::Result<HarmonicityTrack> computeHarmonicity(const SoundPart& sound, const HarmonicitySettings& settings,
                                                                core::Progress& progress, const TimeRange& range = {});

/// Mean and standard deviation in dB over the frames in `range` that have a value; NaN where there is none (or one).
struct HarmonicityStatistics {
    double mean = 0.0;
    double deviation = 0.0;
};
[[nodiscard]] HarmonicityStatistics harmonicityStatistics(const HarmonicityTrack& track, const TimeRange& range = {});

}  // namespace prososcope::dsp
