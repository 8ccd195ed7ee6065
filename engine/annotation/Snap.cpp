// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/Snap.h"

#include <algorithm>
#include <cmath>

namespace prososcope::annotation {

std::vector<BoundaryPlace> alignedBoundaries(const Annotation& annotation, double time, double tolerance) {
    std::vector<BoundaryPlace> places;
    for (const auto& tier : annotation.tiers()) {
        if (const auto item = tier->nearestBoundary(time, tolerance))
            places.push_back({tier->header.id, *item, tier->items[*item].time});
    }
    return places;
}

std::optional<BoundaryPlace> snapToBoundary(const Annotation& annotation, double time, double tolerance, Id except) {
    std::optional<BoundaryPlace> best;
    for (const auto& place : alignedBoundaries(annotation, time, tolerance)) {
        if (place.tier == except) continue;
        if (!best || std::abs(place.time - time) < std::abs(best->time - time)) best = place;
    }
    return best;
}

std::optional<BoundaryPlace> nextBoundary(const Tier& tier, double time) {
    const auto at = tier.at(time);
    const std::size_t item = std::max<std::size_t>(at ? *at + 1 : 0, tier.isInterval() ? 1 : 0);
    if (item >= tier.items.size()) return std::nullopt;
    return BoundaryPlace{tier.header.id, item, tier.items[item].time};
}

std::optional<BoundaryPlace> previousBoundary(const Tier& tier, double time) {
    auto at = tier.at(time);
    if (at && tier.items[*at].time == time) at = *at > 0 ? std::optional(*at - 1) : std::nullopt;
    if (!at || (tier.isInterval() && *at == 0)) return std::nullopt;
    return BoundaryPlace{tier.header.id, *at, tier.items[*at].time};
}

std::optional<double> snapToZeroCrossing(std::span<const float> samples, double firstTime, double rateHz, double time,
                                         double tolerance) {
    if (samples.empty() || !(rateHz > 0.0) || !std::isfinite(firstTime) || !std::isfinite(time) || !(tolerance >= 0.0))
        return std::nullopt;
    const auto size = static_cast<double>(samples.size());
    const auto first =
        static_cast<std::size_t>(std::clamp(std::floor((time - tolerance - firstTime) * rateHz), 0.0, size - 1.0));
    const auto last = static_cast<std::size_t>(std::clamp(std::ceil((time + tolerance - firstTime) * rateHz), 0.0, size - 1.0));
    std::optional<double> best;
    bool sound = false;
    for (std::size_t i = first; i <= last; ++i) {
        const double here = samples[i];
        if (here != 0.0) sound = true;
        double offset = 0.0;  // of the crossing, in samples after i
        if (here != 0.0) {
            if (i == last) break;
            const double next = samples[i + 1];
            if (!((here < 0.0 && next > 0.0) || (here > 0.0 && next < 0.0))) continue;
            offset = here / (here - next);
        }
        const double crossing = firstTime + (static_cast<double>(i) + offset) / rateHz;
        if (std::abs(crossing - time) <= tolerance && (!best || std::abs(crossing - time) < std::abs(*best - time)))
            best = crossing;
    }
    return sound ? best : std::nullopt;
}

}  // namespace prososcope::annotation
