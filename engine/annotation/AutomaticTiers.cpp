// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/AutomaticTiers.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/annotation/Edits.h"

namespace prososcope::annotation {

std::vector<Item> intervalsFrom(std::vector<Span> spans, double start, double end, const SpanOptions& options) {
    const double shortest = std::max(options.shortest, kAlignedSeconds);
    std::erase_if(spans, [](const Span& span) { return !std::isfinite(span.start) || !std::isfinite(span.end); });
    std::stable_sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.start < b.start; });
    std::vector<Span> clean;
    for (std::size_t i = 0; i < spans.size(); ++i) {
        Span& span = spans[i];
        span.start = std::max(span.start, start);
        span.end = std::min(span.end, end);
        if (i + 1 < spans.size()) span.end = std::min(span.end, spans[i + 1].start);
        const bool joins = options.mergeEqualNeighbours && !clean.empty() && clean.back().label == span.label &&
                           span.start - clean.back().end <= kAlignedSeconds;
        if (joins)
            clean.back().end = std::max(clean.back().end, span.end);
        else if (span.end - span.start > kAlignedSeconds)
            clean.push_back(std::move(span));
    }
    std::erase_if(clean, [&](const Span& span) { return span.end - span.start < shortest; });
    std::vector<Item> items;
    double reached = start;
    for (auto& span : clean) {
        if (span.start - reached <= kAlignedSeconds)
            span.start = reached;
        else
            items.push_back({reached, {}, 0});
        reached = end - span.end <= kAlignedSeconds ? end : span.end;
        items.push_back({span.start, std::move(span.label), 0});
    }
    if (reached < end) items.push_back({reached, {}, 0});
    return items;
}

std::vector<Span> spansOf(const Annotation& annotation, const Tier& tier) {
    std::vector<Span> spans;
    for (std::size_t i = 0; i < tier.items.size(); ++i) {
        if (tier.items[i].label.empty()) continue;
        const Interval own = annotation.interval(tier, i);
        spans.push_back({own.start, own.end, tier.items[i].label});
    }
    return spans;
}

}  // namespace prososcope::annotation
