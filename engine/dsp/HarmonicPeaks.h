// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace prososcope::dsp {

/// The amplitudes of a voice's harmonics in the magnitude spectrum of one frame: of each harmonic the local maximum that is
/// nearest to its frequency and no more than half the fundamental away, refined by a parabola through three bins (Eyben et al.
/// 2016, section 6.1: harmonic differences and formant amplitudes). Keeps its memory between frames; one thread.
class HarmonicPeaks {
public:
    /// magnitudes: |X| of bins binHz apart; fundamentalHz > 0. Up to 100 harmonics below the last bin.
    void find(std::span<const float> magnitudes, double binHz, double fundamentalHz);
    [[nodiscard]] std::size_t count() const { return m_amplitudes.size(); }  ///< harmonics below the last bin
    /// Harmonic 0 is the fundamental. 0 where there is no maximum and beyond count().
    [[nodiscard]] double amplitude(std::size_t harmonic) const;
    /// The fundamental's maximum before refinement.
    [[nodiscard]] double fundamentalMaximum() const { return m_fundamental; }
    /// The largest amplitude of the harmonics from 0.8 to 1.2 times `hertz`; 0 where there is none.
    [[nodiscard]] double largestNear(double hertz) const;

private:
    std::vector<double> m_amplitudes;
    double m_fundamental = 0.0;
    double m_fundamentalHz = 0.0;
};

/// 10 log10(r / (r0 - r)) in dB from an autocorrelation (not scaled): r is the local maximum reached uphill from the period of
/// `hertz`; -100 dB at least (Eyben et al. 2016, harmonics-to-noise ratio).
[[nodiscard]] double harmonicsToNoise(std::span<const float> autocorrelation, double rateHz, double hertz);

}  // namespace prososcope::dsp
