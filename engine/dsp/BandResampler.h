// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/dsp/Fft.h"
#include "engine/dsp/SoundPart.h"

namespace prososcope::dsp {

/// A recording at another rate with an ideal low-pass at half of it, as formant analysis wants it: everything below is
/// kept, nothing above folds back, no transition band (audio::Resampler, made for listening, has one). Samples lie
/// symmetrically about the recording's middle. The spectrum is cut off, turned by a fraction of a sample and transformed
/// back at the new length. Recordings of up to about a million samples are one block, longer ones are cut into
/// overlapping blocks on a fixed grid, so that a part gives the samples of the whole where it holds the blocks' samples
/// (marginSamples() on either side; a short recording must be whole). As in Praat the last bin below the cut keeps its
/// real part only: loud sounds do not show it, but formants of near-silence do. Immutable; any thread, each with a
/// Workspace of its own.
class BandResampler {
public:
    struct Workspace {
        FftBuffer input;
        FftBuffer spectrum;
        FftBuffer cut;
        FftBuffer output;
    };

    /// toRateHz >= 1; any whole rates.
    BandResampler(const SoundPart& sound, int toRateHz);
    [[nodiscard]] Workspace workspace() const;
    [[nodiscard]] int rateHz() const { return m_toRate; }
    /// Samples of the whole recording at the new rate, and the time of the first.
    [[nodiscard]] std::int64_t samples() const { return m_samples; }
    [[nodiscard]] double firstSeconds() const { return m_firstSeconds; }
    [[nodiscard]] std::int64_t blockSamples() const { return m_outputHop; }
    /// How much of the recording a part should hold beyond what it is asked about.
    [[nodiscard]] std::int64_t marginSamples() const { return m_inputHop + m_margin; }
    /// The blockSamples() samples of block `block`, that is from sample block * blockSamples() on; beyond the end 0.
    void block(const SoundPart& sound, std::int64_t block, double* target, Workspace& workspace) const;

private:
    int m_toRate;
    std::int64_t m_samples = 0;
    double m_firstSeconds = 0.0;
    bool m_copies = false;  ///< both rates are the same
    std::int64_t m_inputHop = 0;
    std::int64_t m_outputHop = 0;
    std::int64_t m_margin = 0;  ///< on either side of a block, in samples of the recording
    std::size_t m_keptBins = 0;
    std::size_t m_halvedBin = static_cast<std::size_t>(-1);  ///< keeps its real part only
    const RealFft* m_forward = nullptr;
    const RealFft* m_backward = nullptr;
    std::vector<double> m_turn;  ///< (real, imaginary) of each kept bin: the shift and the scale
    std::vector<double> m_fade;  ///< rises from 0 to 1 over the outer half of the margin
};

}  // namespace prososcope::dsp
