// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/dsp/SoundPart.h"

namespace prososcope::dsp {

/// Autocorrelation compares a windowed frame with itself, its window's own correlation divided out; cross-correlation
/// compares two unwindowed stretches a lag apart and needs a shorter frame.
enum class PitchMethod { Autocorrelation, CrossCorrelation };

/// What a pitch analysis asks; the values here are the classic standard of speech research.
struct PitchSettings {
    PitchMethod method = PitchMethod::Autocorrelation;
    double stepSeconds = 0.0;  ///< 0: a quarter of the window (0.75 or 0.25 periods of the floor)
    double floorHz = 75.0;
    double ceilingHz = 600.0;
    int candidates = 15;               ///< most of a frame, the unvoiced one included
    bool veryAccurate = false;         ///< Gaussian window of twice the length, deeper interpolation
    double silenceThreshold = 0.03;    ///< frames whose peak is below this share of the recording's may be unvoiced
    double voicingThreshold = 0.45;    ///< strength of the unvoiced candidate
    double octaveCost = 0.01;          ///< per octave below the ceiling
    double octaveJumpCost = 0.35;      ///< per octave and 10 ms
    double voicedUnvoicedCost = 0.14;  ///< per change and 10 ms
    double periodsPerWindow = 0.0;     ///< 0: 3 by autocorrelation, 1 by cross-correlation
    int threads = 1;
    bool operator==(const PitchSettings&) const = default;
};

/// Pitch over time: hertz is 0 in unvoiced frames; strength is the correlation of the chosen candidate (0 if unvoiced).
struct PitchTrack {
    FrameTimes times;
    double ceilingHz = 600.0;
    std::vector<float> hertz;
    std::vector<float> strength;

    [[nodiscard]] bool voiced(std::size_t frame) const { return hertz[frame] > 0.0F; }
    /// Linear between two voiced frames, that of the nearer frame beside unvoiced ones; NaN where that is unvoiced.
    [[nodiscard]] double at(double seconds) const;
};

/// Pitch after Boersma, P. (1993): Accurate short-term analysis of the fundamental frequency and the harmonics-to-noise
/// ratio of a sampled sound, IFA Proceedings 17, 97-110, with the path finder of its section 3.3.
/// Frames of the whole recording's grid that lie in `range`. The cheapest path is sought over one second more on either
/// side as far as the part reaches, so that a visible part shows what the whole would. Silence is unvoiced.
/// Fails with a sentence where the recording is shorter than the window or a setting is impossible. Any thread.
[[nodiscard]] core::Result<PitchTrack> computePitch(const SoundPart& sound, const PitchSettings& settings,
                                                    core::Progress& progress, const TimeRange& range = {});

}  // namespace prososcope::dsp
