// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace prososcope::dsp {

/// What a speech spectrogram on screen shows (the classic wide-band picture by default).
struct SpectrogramSettings {
    double windowSeconds = 0.005;      ///< effective length of the Gaussian window (physical length is twice that)
    double maximumHz = 5000.0;
    double preEmphasisHz = 50.0;       ///< +6 dB per octave above this; 0 = none
    bool operator==(const SpectrogramSettings&) const = default;
};

/// Power in dB re full scale squared per Hz, [columns, bins], column-major in time: value(column, bin).
struct SpectrogramImage {
    std::size_t columns = 0;
    std::size_t bins = 0;
    double binHz = 0.0;                ///< bin b is centred at b * binHz
    std::vector<float> decibels;
    [[nodiscard]] float value(std::size_t column, std::size_t bin) const { return decibels[column * bins + bin]; }
};

/// A spectrogram with one column at each of `columns` equally spaced times: column c is centred at
/// firstCentre + c * spacing (in samples, relative to samples[0]; may be fractional and reach beyond the ends, where
/// the signal is zero). Pure and thread-safe: used for tiles of any zoom by the loaders.
[[nodiscard]] SpectrogramImage computeSpectrogram(std::span<const float> samples, int rateHz, double firstCentre, double spacing,
                                                  std::size_t columns, const SpectrogramSettings& settings);
/// Half of the physical window in samples: how much signal a tile needs on either side.
[[nodiscard]] std::size_t spectrogramMargin(int rateHz, const SpectrogramSettings& settings);

}  // namespace prososcope::dsp
