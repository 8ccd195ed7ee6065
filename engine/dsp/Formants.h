// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/dsp/SoundPart.h"

namespace prososcope::dsp {

struct FormantSettings {
    double stepSeconds = 0.0;      ///< 0: a quarter of the window
    int formants = 5;              ///< most of a frame; the prediction has twice as many coefficients
    double ceilingHz = 5500.0;     ///< 5500 suits women, 5000 men, up to 8000 children
    double windowSeconds = 0.025;  ///< effective length of the Gaussian window; twice that is cut out
    double preEmphasisHz = 50.0;   ///< +6 dB an octave above this
    int threads = 1;
    bool operator==(const FormantSettings&) const = default;
};

/// Formant frequencies and bandwidths over time, [frames, most], NaN where a frame has fewer. Formant numbers start at 1.
struct FormantTrack {
    FrameTimes times;
    std::size_t most = 5;
    std::vector<float> hertz;
    std::vector<float> bandwidth;
    /// [frames] Largest squared sample of the window, after resampling and pre-emphasis: what Praat calls the intensity of a
    /// frame, by which quiet frames are left out of a drawing.
    std::vector<float> intensity;

    [[nodiscard]] float formant(std::size_t frame, std::size_t number) const { return hertz[frame * most + number - 1]; }
    [[nodiscard]] float width(std::size_t frame, std::size_t number) const { return bandwidth[frame * most + number - 1]; }
    /// Linear between two frames that have the formant, the nearer one's beside frames that have not; NaN elsewhere.
    [[nodiscard]] double at(double seconds, std::size_t number) const;
};

/// Formants from linear prediction by Burg's method, as the manual of Praat defines "To Formant (burg)": the sound at
/// twice the ceiling (to the next hertz) with nothing above it, pre-emphasis, a Gaussian window, and of the roots of the
/// prediction polynomial those between 50 Hz and 50 Hz below the ceiling. Ranges, threads and errors as
/// computePitch; a part of a long recording should reach three seconds further
/// than the range, and a recording below a minute be given whole. One shorter than the window is one
/// frame. Frames of zeros have no formants.
[[nodiscard]] core::Result<FormantTrack> computeFormants(const SoundPart& sound, const FormantSettings& settings,
                                                         core::Progress& progress, const TimeRange& range = {});

}  // namespace prososcope::dsp
