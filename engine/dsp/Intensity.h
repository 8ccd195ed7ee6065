// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/dsp/SoundPart.h"

namespace prososcope::dsp {

struct IntensitySettings {
    double minimumPitchHz = 100.0;  ///< the window is 6.4 periods of it long (3.2 effective)
    double stepSeconds = 0.0;       ///< 0: 0.8 periods
    bool subtractMean = true;       ///< of each window, so that a constant offset does not count
    bool operator==(const IntensitySettings&) const = default;
};

/// Intensity over time in dB re 2e-5 (full scale 1 counted as 1 Pa). A window of silence reads -300.
struct IntensityTrack {
    FrameTimes times;
    std::vector<float> decibels;

    /// Interpolated between frames; NaN more than half a frame beyond the first and last.
    [[nodiscard]] double at(double seconds) const;
};

/// Mean square of each frame under a Kaiser window of parameter 2 pi^2 + 0.5 (side lobes below -190 dB), as the manual of
/// Praat defines "To Intensity". Frames in `range` that the part covers; fails with a sentence where the recording
/// is shorter than the window or a setting is impossible. Pure; any thread.
[[nodiscard]] core::Result<IntensityTrack> computeIntensity(const SoundPart& sound, const IntensitySettings& settings,
                                                            core::Progress& progress, const TimeRange& range = {});

/// Mean of the powers of the finite values in `range`, in dB; NaN where there is none.
[[nodiscard]] double meanIntensity(const IntensityTrack& track, const TimeRange& range = {});

}  // namespace prososcope::dsp
