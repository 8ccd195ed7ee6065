// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>

#include "engine/features/ShortSpectrum.h"

namespace prososcope::features {

/// What the ComParE set takes of each 20 ms (Schuller et al. 2013; Weninger et al. 2013, table 1), apart from the filter over
/// time: the logarithms of 26 mel bands, from which the RASTA-filtered spectrum is made, then the columns below. Spectral
/// quantities are of bins 1..256. Immutable, any thread.
class CompareSpectrum {
public:
    static constexpr std::size_t kBands = ShortSpectrum::kBands;
    static constexpr std::size_t kCepstra = 14;
    enum Column : std::size_t {
        LogBands = 0,
        Loudness = LogBands + kBands,  ///< sum of the auditory spectrum
        Rms,
        LowBand,   ///< power of 250..650 Hz
        HighBand,  ///< power of 1..4 kHz
        RollOff25,
        RollOff50,
        RollOff75,
        RollOff90,
        Flux,
        Centroid,
        Entropy,
        Variance,
        Skewness,
        Kurtosis,
        Slope,
        Sharpness,
        Harmonicity,
        Cepstra,
        kColumns = Cepstra + kCepstra
    };

    CompareSpectrum();
    /// Borrows this.
    [[nodiscard]] FrameRowStream::Kernel kernel() const;
    [[nodiscard]] const dsp::AuditorySpectrum& auditory() const { return m_spectrum.auditory(); }

private:
    static constexpr std::size_t kBins = ShortSpectrum::kBins - 1;
    void row(const float* frame, ShortSpectrum::Workspace& workspace, float* row) const;
    void shape(const float* power, float* row) const;

    ShortSpectrum m_spectrum;
    std::array<double, kBins> m_sharpness{};
};

/// RASTA filtering of log band energies (Hermansky and Morgan 1994) as the ComParE set has it: a band-pass with a lower cut-off
/// of 1 Hz and a zero at 29 Hz at 100 frames a second; the first five frames give 0. Frames in order; not thread-safe.
class RastaFilter {
public:
    RastaFilter();
    /// bands: kBands values; filtered: as many.
    void next(const float* bands, float* filtered);

private:
    static constexpr std::size_t kReach = 5;
    std::array<double, kReach> m_taps{};
    double m_feedback = 0.0;
    std::size_t m_frames = 0;
    std::array<std::array<double, CompareSpectrum::kBands>, kReach> m_before{};  ///< a ring of the last frames
    std::array<double, CompareSpectrum::kBands> m_state{};
};

}  // namespace prososcope::features
