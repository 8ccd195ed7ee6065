// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "engine/features/CompareSpectrum.h"
#include "engine/features/VoicedFrames.h"

namespace prososcope::features {

/// The 65 descriptors of the ComParE set before smoothing, at 16 kHz, as samples come (Schuller et al. 2013; Weninger et al.
/// 2013, table 1). Frame i starts at sample 160 i; those of the voice and the zero crossings are of 960 samples, the others of
/// 320. Rows of the voice come up to half a second late, because of the pitch path. Not thread-safe.
class CompareFrames {
public:
    static constexpr std::size_t kShort =
        58;                                  ///< auditory spectrum, its RASTA form, RMS; 26 bands; 15 of the shape; 14 cepstra
    static constexpr std::size_t kLong = 7;  ///< zero crossings; F0, voicing, jitter, its differences, shimmer, HNR
    using Short = std::function<void(const std::array<float, kShort>& row)>;
    using Long = std::function<void(const std::array<float, kLong>& row)>;

    explicit CompareFrames(int threads);
    void push(std::span<const float> samples, const Short& shortFrame, const Long& longFrame);
    void finish(const Short& shortFrame, const Long& longFrame);

private:
    void takeShort(const Short& use);
    [[nodiscard]] static std::array<float, kLong> rowOf(const VoicedFrames::Frame& frame);

    CompareSpectrum m_spectrum;
    FrameRowStream m_short;
    VoicedFrames m_long;
    RastaFilter m_rasta;
    std::vector<float> m_scaled;
    std::vector<float> m_shortRows;
    bool m_first = true;
};

}  // namespace prososcope::features
