// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/Repair.h"

#include <algorithm>
#include <utility>

namespace prososcope::annotation {

using core::ErrorKind;
using core::fail;
using core::Text;

namespace {

constexpr int kLargestLayers = 64;

struct Counts {
    std::size_t swapped = 0;
    std::size_t sorted = 0;
    std::size_t joined = 0;
    std::size_t filled = 0;
    std::size_t dropped = 0;
    std::size_t overlapping = 0;
    std::size_t durationless = 0;
    std::size_t doubled = 0;
};

void sortByTime(std::vector<RawItem>& items, Counts& counts) {
    for (auto& item : items) {
        if (item.end < item.start) {
            std::swap(item.start, item.end);
            ++counts.swapped;
        }
    }
    const auto earlier = [](const RawItem& a, const RawItem& b) { return a.start < b.start; };
    for (std::size_t i = 1; i < items.size(); ++i) counts.sorted += earlier(items[i], items[i - 1]) ? 1 : 0;
    if (counts.sorted > 0) std::stable_sort(items.begin(), items.end(), earlier);
}

bool isEmpty(const RawItem& item) { return item.label.empty() && item.id == 0; }

enum class Fate { Fits, Gone, Overlaps };

/// Makes room for `item` behind those kept, at the cost of empty intervals.
Fate settle(std::vector<RawItem>& kept, RawItem& item, Counts& counts) {
    while (!kept.empty()) {
        RawItem& last = kept.back();
        const double gap = item.start - last.end;
        if (gap != 0.0 && gap > -kRoundingSeconds && gap < kRoundingSeconds && item.start > last.start) {
            last.end = item.start;
            ++counts.joined;
            return Fate::Fits;
        }
        if (gap >= 0.0) return Fate::Fits;
        if (isEmpty(item)) {
            ++counts.dropped;
            if (!(item.end > last.end)) return Fate::Gone;
            item.start = last.end;
            return Fate::Fits;
        }
        if (!isEmpty(last)) return Fate::Overlaps;
        ++counts.dropped;
        last.end = item.start;
        if (last.end > last.start) return Fate::Fits;
        kept.pop_back();
    }
    return Fate::Fits;
}

/// The intervals that can tile a tier; what overlaps goes to `overlaps`, what has no duration to `points`.
std::vector<RawItem> separated(std::vector<RawItem> items, Counts& counts, std::vector<RawItem>& overlaps,
                               std::vector<RawItem>& points) {
    std::vector<RawItem> kept;
    kept.reserve(items.size());
    for (auto& item : items) {
        if (!(item.end > item.start)) {
            if (item.label.empty()) {
                ++counts.dropped;
            } else {
                points.push_back(std::move(item));
                ++counts.durationless;
            }
            continue;
        }
        if (const Fate fate = settle(kept, item, counts); fate == Fate::Overlaps) {
            overlaps.push_back(std::move(item));
            ++counts.overlapping;
            continue;
        } else if (fate == Fate::Gone) {
            continue;
        }
        kept.push_back(std::move(item));
    }
    return kept;
}

void report(const Counts& counts, const std::string& name, bool gapsAreNormal, std::vector<Text>& notes) {
    const auto say = [&](std::size_t count, const char* source) {
        if (count > 0) notes.emplace_back(source, std::vector<std::string>{name, std::to_string(count)});
    };
    say(counts.swapped, TRANSLATABLE("Engine", "Tier %1: intervals whose begin and end were swapped: %2."));
    say(counts.sorted, TRANSLATABLE("Engine", "Tier %1: the times were sorted (%2 stood too late)."));
    say(counts.joined, TRANSLATABLE("Engine", "Tier %1: boundaries joined that differed by less than 0.01 ms: %2."));
    if (!gapsAreNormal) say(counts.filled, TRANSLATABLE("Engine", "Tier %1: gaps filled with empty intervals: %2."));
    say(counts.dropped,
        TRANSLATABLE("Engine", "Tier %1: empty intervals without a place of their own, shortened or left out: %2."));
    say(counts.overlapping, TRANSLATABLE("Engine", "Tier %1: overlapping intervals moved to a tier of their own: %2."));
    say(counts.durationless, TRANSLATABLE("Engine", "Tier %1: intervals without duration moved to a point tier: %2."));
    say(counts.doubled, TRANSLATABLE("Engine", "Tier %1: points at the time of another moved to a tier of their own: %2."));
}

}  // namespace

core::Result<std::vector<TierPointer>> repaired(RawTier raw, double start, double end, Id& nextId, std::vector<Text>& notes) {
    std::vector<TierPointer> tiers;
    Counts counts;
    const TierHeader header = raw.header;
    sortByTime(raw.items, counts);
    std::vector<RawItem> intervals;
    std::vector<RawItem> points;
    (header.kind == TierKind::Interval ? intervals : points) = std::move(raw.items);
    const auto addTier = [&](TierKind kind) {
        auto tier = std::make_shared<Tier>();
        tier->header = header;
        tier->header.kind = kind;
        if (!tiers.empty()) {  // a further tier is on its own
            tier->header.id = nextId++;
            tier->header.parent.reset();
            tier->header.link = ParentLink::Aligned;
            tier->header.name += " (" + std::to_string(tiers.size() + 1) + ')';
        }
        tiers.push_back(tier);
        return tier;
    };
    const auto tooMany = [&] {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "Tier %1 has more than %2 items at one time. Correct the file."),
                     {header.name, std::to_string(kLargestLayers)}});
    };
    if (header.kind == TierKind::Interval) {
        for (bool first = true; first || !intervals.empty(); first = false) {
            if (tiers.size() >= kLargestLayers) return tooMany();
            std::vector<RawItem> overlaps;
            Counts further;
            Counts& own = first ? counts : further;  // what overlaps within the further tiers is counted already
            auto kept = separated(std::move(intervals), own, overlaps, points);
            auto tier = addTier(TierKind::Interval);
            double reached = start;
            for (auto& item : kept) {
                if (tier->items.empty() && item.start > start && item.start - start < kRoundingSeconds) {
                    item.start = start;
                    ++own.joined;
                } else if (item.start > reached) {
                    tier->items.push_back({reached, {}, 0});
                    ++own.filled;
                }
                reached = item.end;
                tier->items.push_back({item.start, std::move(item.label), item.id});
            }
            if (reached < end && end - reached < kRoundingSeconds && !kept.empty()) {
                ++own.joined;
            } else if (reached < end) {
                own.filled += kept.empty() ? 0 : 1;
                tier->items.push_back({reached, {}, 0});
            }
            intervals = std::move(overlaps);
        }
        Counts again;
        sortByTime(points, again);
    }
    for (bool first = header.kind == TierKind::Point; first || !points.empty(); first = false) {
        if (tiers.size() >= kLargestLayers) return tooMany();
        std::vector<RawItem> doubled;
        auto tier = addTier(TierKind::Point);
        for (auto& item : points) {
            if (!tier->items.empty() && !(item.start > tier->items.back().time)) {
                doubled.push_back(std::move(item));
            } else {
                tier->items.push_back({item.start, std::move(item.label), item.id});
            }
        }
        if (first) counts.doubled = doubled.size();
        points = std::move(doubled);
    }
    report(counts, header.name, raw.gapsAreNormal, notes);
    return tiers;
}

}  // namespace prososcope::annotation
