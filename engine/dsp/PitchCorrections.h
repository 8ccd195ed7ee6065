// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/dsp/Pitch.h"

namespace prososcope::dsp {

/// What a person says of a stretch of a computed pitch track.
enum class PitchCorrection { OctaveUp, OctaveDown, Unvoice, Revert };

/// Corrections of one recording's pitch by hand, as stretches that do not overlap, in order of time: in each the computed
/// frames are some octaves higher or lower, or unvoiced. A frame belongs to the stretch in which its time lies (start
/// included, end not). An immutable value of any thread: a correction gives another one, so that undo keeps the former.
/// Settings of the pitch may change underneath: what is said of a stretch holds for whatever is computed there.
class PitchCorrections {
public:
    struct Stretch {
        double start = 0.0;  ///< seconds
        double end = 0.0;
        int octaves = 0;
        bool unvoiced = false;
        bool operator==(const Stretch&) const = default;
    };
    static constexpr int kMostOctaves = 4;

    PitchCorrections() = default;
    /// From stored stretches: what is empty, not a number or overlaps an earlier one is left out.
    explicit PitchCorrections(std::vector<Stretch> stretches);

    [[nodiscard]] bool empty() const { return m_stretches.empty(); }
    [[nodiscard]] const std::vector<Stretch>& stretches() const { return m_stretches; }

    /// With one more. Octaves move voiced frames only; Revert takes everything back in its stretch.
    [[nodiscard]] PitchCorrections with(PitchCorrection correction, double start, double end) const;
    /// The track as corrected, of the whole recording or of a part of it.
    [[nodiscard]] PitchTrack apply(PitchTrack track) const;

    bool operator==(const PitchCorrections&) const = default;

private:
    std::vector<Stretch> m_stretches;
};

}  // namespace prososcope::dsp
