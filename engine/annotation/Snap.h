// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/annotation/Annotation.h"

namespace prososcope::annotation {

/// A boundary or point: the begin of `item` of `tier`.
struct BoundaryPlace {
    Id tier = 0;
    std::size_t item = 0;
    double time = 0.0;

    bool operator==(const BoundaryPlace&) const = default;
};

/// The boundaries and points of all tiers within `tolerance` seconds of `time`, in the order of the tiers, one a tier.
[[nodiscard]] std::vector<BoundaryPlace> alignedBoundaries(const Annotation& annotation, double time, double tolerance);

/// The boundary or point nearest to `time` within `tolerance` seconds, of any tier but `except` (the one being edited; 0 for
/// none). Of equally near ones, that of the upper tier.
[[nodiscard]] std::optional<BoundaryPlace> snapToBoundary(const Annotation& annotation, double time, double tolerance,
                                                          Id except);

/// The next boundary or point of `tier` after (or before) `time`, for going from one to the next.
[[nodiscard]] std::optional<BoundaryPlace> nextBoundary(const Tier& tier, double time);
[[nodiscard]] std::optional<BoundaryPlace> previousBoundary(const Tier& tier, double time);

/// The zero crossing nearest to `time` (seconds) within `tolerance`: where the line between two neighbouring samples meets
/// zero, or a sample that is zero. `samples[0]` stands at `firstTime`, `rateHz` samples a second. Nothing where the signal
/// does not cross zero there, or is silent throughout.
[[nodiscard]] std::optional<double> snapToZeroCrossing(std::span<const float> samples, double firstTime, double rateHz,
                                                       double time, double tolerance);

}  // namespace prososcope::annotation
