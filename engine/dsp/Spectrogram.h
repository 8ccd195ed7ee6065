// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace prososcope::dsp {

/// What a speech spectrogram on screen shows (the classic wide-band picture by default). Values outside what can be
/// computed (windows of 0.1 ms to 1 s, frequencies to half the rate) are moved to the nearest that can.
struct SpectrogramSettings {
    double windowSeconds = 0.005;  ///< effective length of the Gaussian window (physical length is twice that)
    double maximumHz = 5000.0;
    double preEmphasisHz = 50.0;  ///< for display: +6 dB per octave above this, 0 dB at 1000 Hz; 0 = none
    bool operator==(const SpectrogramSettings&) const = default;
};

/// Power in dB re full scale squared per Hz, [columns, bins], column-major in time: value(column, bin). One-sided
/// density 2 |X|^2 / (rate sum w^2), so that white noise of variance v reads 10 log10(2 v / rate); silence reads -300.
/// Praat shows |X|^2 / sum w^2 of the same window: its numbers are 10 log10(rate / 2) higher, the picture is the same.
struct SpectrogramImage {
    std::size_t columns = 0;
    std::size_t bins = 0;
    double binHz = 0.0;  ///< bin b is centred at b * binHz
    std::vector<float> decibels;
    [[nodiscard]] float value(std::size_t column, std::size_t bin) const { return decibels[column * bins + bin]; }
};

/// A spectrogram with one column at each of `columns` equally spaced times: column c is centred at
/// firstCentre + c * spacing (in samples, relative to samples[0]; may be fractional and reach beyond the ends, where
/// the signal is zero). Centres are taken at the nearest middle between two samples. The window is a Gaussian cut at
/// exp(-12), twice as long as its effective length. Pure and thread-safe: used for tiles of any zoom by the loaders; a
/// column depends on its samples alone, so tiles of any size show the same.
[[nodiscard]] SpectrogramImage computeSpectrogram(std::span<const float> samples, int rateHz, double firstCentre,
                                                  double spacing, std::size_t columns, const SpectrogramSettings& settings);
/// Half of the physical window in samples: how much signal a tile needs on either side.
[[nodiscard]] std::size_t spectrogramMargin(int rateHz, const SpectrogramSettings& settings);

}  // namespace prososcope::dsp
