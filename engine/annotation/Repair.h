// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/annotation/Annotation.h"

namespace prososcope::annotation {

/// An interval or a point as a file gives it, before anything is known about its neighbours.
struct RawItem {
    double start = 0.0;
    double end = 0.0;  ///< of a point: its time
    std::string label;
    Id id = 0;
};

struct RawTier {
    TierHeader header;
    std::vector<RawItem> items;
    bool gapsAreNormal = false;  ///< the format has gaps between intervals, so that filling them is no repair
};

/// Times of neighbours that differ by less are one boundary, torn by rounding.
inline constexpr double kRoundingSeconds = 1e-5;

/// Makes valid tiers of raw ones over start..end (which must enclose all times), losing no label: gaps are filled with empty
/// intervals, reversed times swapped, unsorted items sorted; intervals that overlap an earlier one go to a further tier
/// "name (2)", labelled ones without duration to a point tier, and points of one time to a further tier. Each kind of
/// repair is one sentence in `notes`. `nextId` gives ids to the further tiers; the first has its header's. Fails where
/// more than 64 tiers would be needed.
[[nodiscard]] core::Result<std::vector<TierPointer>> repaired(RawTier raw, double start, double end, Id& nextId,
                                                              std::vector<core::Text>& notes);

}  // namespace prososcope::annotation
