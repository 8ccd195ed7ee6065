// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "engine/dsp/AuditorySpectrum.h"
#include "engine/dsp/Dct.h"
#include "engine/dsp/MelFilterbank.h"
#include "engine/dsp/Stft.h"
#include "engine/features/FeatureStream.h"

namespace prososcope::features {

/// What the ComParE set takes of each 20 ms under a Hamming window, every 10 ms at 16 kHz (Schuller et al. 2013; Weninger et
/// al. 2013, table 1), apart from the filter over time: the logarithms of 26 mel bands, from which the RASTA-filtered spectrum
/// is made, then the columns below. Spectral quantities are of bins 1..256, 31.25 Hz apart. Immutable, any thread.
class CompareSpectrum {
public:
    static constexpr std::size_t kBands = 26;
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
    /// A frame and the hop before it, for the flux.
    [[nodiscard]] static dsp::Framing framing();
    [[nodiscard]] FrameRowStream::Kernel kernel() const;
    [[nodiscard]] const dsp::AuditorySpectrum& auditory() const { return m_auditory; }

private:
    static constexpr std::size_t kBins = 256;
    struct Workspace;
    void spectrum(const float* frame, Workspace& workspace) const;
    void row(Workspace& workspace, float* row) const;
    void shape(const Workspace& workspace, float* row) const;

    dsp::Stft m_stft;
    dsp::MelFilterbank m_mel;
    dsp::AuditorySpectrum m_auditory;
    dsp::Dct m_dct;
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
