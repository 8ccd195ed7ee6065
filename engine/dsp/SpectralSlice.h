// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/dsp/SoundPart.h"

namespace prososcope::dsp {

/// The spectrum at one time and the envelope of a linear prediction of the same stretch. The window is the Gaussian of
/// the spectrogram.
struct SpectralSliceSettings {
    double windowSeconds = 0.025;  ///< effective length
    double maximumHz = 5000.0;
    int order = 0;                ///< coefficients of the prediction; 0: two more than the kHz of the sample rate
    double preEmphasisHz = 50.0;  ///< before the prediction; the envelope is drawn without it
    bool operator==(const SpectralSliceSettings&) const = default;
};

/// Both in dB re full scale squared per Hz (one-sided density) at bin * binHz. Silence reads -300.
struct SpectralSlice {
    double binHz = 0.0;
    std::vector<float> spectrum;
    std::vector<float> envelope;
};

/// The slice at `seconds`; what lies outside the part counts as silence. Settings out of range are moved to the nearest
/// usable ones. A few hundred microseconds; pure; any thread. Prediction by Burg's method (Burg.h).
[[nodiscard]] SpectralSlice computeSpectralSlice(const SoundPart& sound, double seconds, const SpectralSliceSettings& settings);

}  // namespace prososcope::dsp
