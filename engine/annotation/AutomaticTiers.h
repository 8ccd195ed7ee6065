// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/annotation/Annotation.h"

namespace prososcope::annotation {

/// A stretch that a detector or a model found: seconds and a label (a pause, a speaker, an emotion).
struct Span {
    double start = 0.0;
    double end = 0.0;
    std::string label;
};

struct SpanOptions {
    double shortest = 0.0;             ///< seconds; shorter spans are left out
    bool mergeEqualNeighbours = true;  ///< touching spans of one label become one interval
};

/// The items of an interval tier over start..end seconds that shows the spans, gaps without label: for `addTier`.
/// Spans may come in any order; where two overlap the later begin wins and the earlier ends there. Parts outside the
/// span of the annotation, and spans with no or no finite duration, are left out.
[[nodiscard]] std::vector<Item> intervalsFrom(std::vector<Span> spans, double start, double end,
                                              const SpanOptions& options = {});

/// The labelled intervals of a tier as spans.
[[nodiscard]] std::vector<Span> spansOf(const Annotation& annotation, const Tier& tier);

}  // namespace prososcope::annotation
