// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/dsp/AuditorySpectrum.h"
#include "engine/dsp/Dct.h"
#include "engine/dsp/FormantRoots.h"
#include "engine/dsp/MelFilterbank.h"
#include "engine/dsp/Stft.h"
#include "engine/dsp/SubHarmonicSum.h"
#include "engine/features/FeatureStream.h"
#include "engine/features/GemapsFrames.h"

namespace prososcope::features {

/// What GemapsFrames takes of each 20 ms: loudness, alpha ratio, Hammarberg index, slopes, flux, MFCC 1-4, three formants with
/// bandwidths, mean square of the samples. Immutable, any thread.
class GemapsShortFrames {
public:
    static constexpr std::size_t kColumns = 17;
    explicit GemapsShortFrames(gemaps::Edition edition);
    /// A frame and the hop before it, for the flux.
    [[nodiscard]] static dsp::Framing framing();
    [[nodiscard]] FrameRowStream::Kernel kernel() const;

private:
    struct Workspace;
    void spectrum(const float* frame, Workspace& workspace) const;
    void row(Workspace& workspace, float* row) const;

    dsp::Stft m_stft;
    dsp::MelFilterbank m_mel;
    dsp::AuditorySpectrum m_auditory;
    dsp::Dct m_dct;
    dsp::FormantRoots m_formants;
};

/// What GemapsFrames takes of each 60 ms: pitch candidates, magnitudes and autocorrelation. Immutable, any thread.
class GemapsLongFrames {
public:
    static constexpr std::size_t kBins = 513;
    static constexpr std::size_t kLags = 320;
    static constexpr std::size_t kCandidates = 1 + 2 * dsp::SubHarmonicFrame::kMost;
    static constexpr std::size_t kColumns = kCandidates + kBins + kLags;
    /// correlates: whether rows get their autocorrelation, which is left 0 otherwise.
    explicit GemapsLongFrames(const dsp::SubHarmonicSettings& pitch = {}, bool correlates = true)
        : m_pitch(pitch), m_correlates(correlates) {}
    [[nodiscard]] static dsp::Framing framing();
    [[nodiscard]] FrameRowStream::Kernel kernel() const;

    // The parts of a row.
    [[nodiscard]] static dsp::SubHarmonicFrame candidates(const float* row);
    [[nodiscard]] static std::span<const float> magnitudes(const float* row) { return {row + kCandidates, kBins}; }
    [[nodiscard]] static std::span<const float> autocorrelation(const float* row) { return {row + kCandidates + kBins, kLags}; }
    [[nodiscard]] static double binHz() { return 16000.0 / 1024.0; }

private:
    dsp::SubHarmonicSum m_pitch;
    bool m_correlates;
};

}  // namespace prososcope::features
