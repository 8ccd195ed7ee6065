// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/dsp/Pitch.h"
#include "engine/dsp/SoundPart.h"

namespace prososcope::dsp {

/// One place where a frame is like itself: a maximum of its normalised correlation.
struct PitchCandidate {
    double hertz = 0.0;
    double strength = 0.0;
};

/// The voiced candidates of each frame up to the ceiling, in the order of their lags, and each frame's peak relative to
/// that of the recording (0..1). That a frame may be unvoiced is understood.
struct PitchCandidates {
    FrameTimes times;
    std::vector<float> loudness;
    std::vector<std::uint32_t> starts;  ///< count + 1 places in `all`
    std::vector<PitchCandidate> all;

    [[nodiscard]] std::span<const PitchCandidate> of(std::size_t frame) const {
        return std::span(all).subspan(starts[frame], starts[frame + 1] - starts[frame]);
    }
};

/// Sections 3.1 and 3.2 of Boersma (1993). See computePitch, whose first step this is.
[[nodiscard]] core::Result<PitchCandidates> findPitchCandidates(const SoundPart& sound, const PitchSettings& settings,
                                                                core::Progress& progress, const TimeRange& range);

/// Which candidate (its place in of(frame), or -1: unvoiced) the cheapest path takes in each frame (section 3.3).
[[nodiscard]] std::vector<int> choosePitchPath(const PitchCandidates& candidates, const PitchSettings& settings);

}  // namespace prososcope::dsp
