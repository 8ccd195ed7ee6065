// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "engine/dsp/HarmonicPeaks.h"
#include "engine/features/GemapsColumns.h"
#include "engine/features/GemapsSpectrum.h"
#include "engine/features/VoicedFrames.h"

namespace prososcope::features {

/// The descriptors of the Geneva minimalistic acoustic parameter set before smoothing, at 16 kHz, as samples come (Eyben et
/// al. 2016, "The Geneva Minimalistic Acoustic Parameter Set (GeMAPS) for voice research and affective computing", IEEE
/// Transactions on Affective Computing 7). Frame i starts at sample 160 i; loudness, spectral shape, cepstra and formants
/// are of 320 samples under a Hamming window, the others of 960 under a Gaussian. Columns of the first kind have rows for
/// all their frames, 4 more than the second, which stay there as they were last. Rows come up to half a second late, because
/// of the pitch path. Not thread-safe.
class GemapsFrames {
public:
    using Row = std::array<float, gemaps::kColumns>;
    /// `whole` is false for the rows behind the last frame of 60 ms; meanSquare is of the frame of 20 ms.
    using Use = std::function<void(const Row& row, bool whole, float meanSquare)>;
    GemapsFrames(gemaps::Edition edition, int threads);
    void push(std::span<const float> samples, const Use& use);
    void finish(const Use& use);

private:
    /// The next row; frame: null behind the last frame of 60 ms.
    void give(const VoicedFrames::Frame* frame, const Use& use);
    void voice(const VoicedFrames::Frame& frame);
    void forgetGiven();

    GemapsSpectrum m_spectrum;
    FrameRowStream m_short;
    VoicedFrames m_voiced;
    dsp::HarmonicPeaks m_harmonics;
    std::vector<float> m_scaled;
    std::vector<float> m_shortRows;
    std::size_t m_given = 0;  ///< values of them that have been given
    Row m_row{};              ///< the last
    bool m_first = true;
};

}  // namespace prososcope::features
