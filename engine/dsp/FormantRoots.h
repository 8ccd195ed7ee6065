// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "engine/dsp/Fft.h"
#include "engine/dsp/PolynomialRoots.h"

namespace prososcope::dsp {

struct FormantRootsSettings {
    double rateHz = 16000.0;
    std::size_t frame = 320;    ///< samples
    std::size_t fftSize = 512;  ///< of the spectrum, the frame at its start
    std::size_t offset = 96;    ///< where in the transform the frame is put before it is resampled
    double targetHz = 11000.0;  ///< rate of the linear prediction; targetHz / rateHz * fftSize is a whole number
    std::size_t order = 11;
};

/// Formants of the Geneva parameter set (Eyben et al. 2016): the spectrum of a windowed frame is transformed back at times 1 /
/// targetHz apart, which resamples the frame to 11 kHz; as many samples as the frame lasts are predicted linearly
/// (autocorrelation method) and the prediction's roots give frequencies and bandwidths -ln|z| rate / pi. What the
/// published values do otherwise than the textbook is kept: the transform back takes as many bins as half the samples (up to
/// 3.4 kHz) and bin 0 twice; with an offset the samples begin before the frame and end before it does; and the roots are those
/// of 1 + sum a z^-k instead of 1 - sum a z^-k, so that these are no formants in the acoustic sense (the sets of Praat's family
/// are). Immutable, any thread.
class FormantRoots {
public:
    struct Workspace {
        explicit Workspace(const FormantRootsSettings& settings = {});
        FftBuffer spectrum;
        FftBuffer samples;
        PolynomialRoots roots;
        std::array<double, 3> hertz{};      ///< of the three lowest roots with a frequency, 0 where there are fewer
        std::array<double, 3> bandwidth{};  ///< Hz
    };
    explicit FormantRoots(const FormantRootsSettings& settings = {});
    /// spectrum: (real, imaginary) pairs of the frame's transform of fftSize points.
    void find(const double* spectrum, Workspace& workspace) const;

private:
    FormantRootsSettings m_settings;
    const RealFft* m_inverse;
    std::size_t m_bins;
    std::size_t m_samples;
    std::vector<double> m_turn;  ///< (cosine, sine) that moves the frame by the offset
};

}  // namespace prososcope::dsp
