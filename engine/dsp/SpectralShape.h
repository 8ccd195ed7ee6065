// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace prososcope::dsp {

/// What describes the shape of one spectrum by single numbers. 0 where the spectrum is silent.
struct SpectralShape {
    double centroidHz = 0.0;   ///< mean frequency, bins weighted by their magnitude
    double bandwidthHz = 0.0;  ///< standard deviation of frequency about the centroid, weighted alike
    double rolloffHz = 0.0;    ///< lowest bin at which the sum of magnitudes reaches `rolloffShare` of the whole
};
/// magnitudes: [bins] from 0 Hz in steps of binHz (Peeters 2004, as librosa.feature.spectral_centroid, _bandwidth with p = 2
/// and _rolloff define them). Pure.
[[nodiscard]] SpectralShape spectralShape(std::span<const float> magnitudes, double binHz, double rolloffShare = 0.85);

/// Geometric over arithmetic mean of a power spectrum whose values are raised to `smallest` first: 1 for noise and silence,
/// near 0 for tones (Johnston 1988). Pure. 0 of no bins.
[[nodiscard]] double spectralFlatness(std::span<const float> power, double smallest = 1e-10);

/// Root of the mean square; 0 of no samples. Pure.
[[nodiscard]] double rootMeanSquare(std::span<const float> samples);

/// Changes of sign from sample to sample over the number of samples; samples of no more than `threshold` have the sign of
/// 0, which is positive (librosa.feature.zero_crossing_rate). 0 of no samples. Pure.
[[nodiscard]] double zeroCrossingRate(std::span<const float> samples, float threshold = 1e-10F);

/// The energy of each of 12 pitch classes, C first: every bin is shared out over the classes by a Gaussian of its distance in
/// semitones, and octaves by a Gaussian about the fifth (Ellis 2007, as librosa.filters.chroma with its defaults: A4 = 440
/// Hz, no tuning). Immutable, any thread.
class Chroma {
public:
    static constexpr std::size_t kClasses = 12;
    Chroma(std::size_t fftSize, double rateHz);
    /// Weight of one bin in one class.
    [[nodiscard]] float weight(std::size_t pitchClass, std::size_t bin) const { return m_weights[pitchClass * m_bins + bin]; }
    /// power: fftSize / 2 + 1 values; classes: 12 values, the largest 1; all 0 where the spectrum is silent.
    void apply(const float* power, float* classes) const;

private:
    std::size_t m_bins;
    std::vector<float> m_weights;  ///< [classes, bins]
};

}  // namespace prososcope::dsp
