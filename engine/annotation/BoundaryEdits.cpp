// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/annotation/EditParts.h"
#include "engine/core/Csv.h"

namespace prososcope::annotation {

using core::ErrorKind;
using core::fail;
using core::Result;

namespace parts {

Result<TierPointer> tierOf(const Annotation& annotation, Id tier) {
    if (auto found = annotation.find(tier)) return found;
    return fail(ErrorKind::NotFound, {TRANSLATABLE("Engine", "This tier is no longer there. Nothing was changed.")});
}

Result<TierPointer> tierWith(const Annotation& annotation, Id tier, std::size_t item) {
    auto found = tierOf(annotation, tier);
    if (found && item >= (*found)->items.size()) {
        return fail(ErrorKind::NotFound,
                    {TRANSLATABLE("Engine", "This place of tier %1 is no longer there. Nothing was changed."),
                     {(*found)->header.name}});
    }
    return found;
}

void addDifference(Edit& edit, const Tier& tier, std::vector<Item> after) {
    const auto& before = tier.items;
    const std::size_t common = std::min(before.size(), after.size());
    std::size_t front = 0;
    while (front < common && before[front] == after[front]) ++front;
    std::size_t back = 0;
    while (back < common - front && before[before.size() - 1 - back] == after[after.size() - 1 - back]) ++back;
    if (front + back == before.size() && front + back == after.size()) return;
    const auto part = [&](const std::vector<Item>& items) {
        return std::vector<Item>(items.begin() + static_cast<std::ptrdiff_t>(front),
                                 items.end() - static_cast<std::ptrdiff_t>(back));
    };
    edit.changes.emplace_back(ItemChange{tier.header.id, front, part(before), part(after)});
}

tl::unexpected<core::Error> outside(double time) {
    return fail(ErrorKind::BadInput,
                {TRANSLATABLE("Engine", "%1 s lies outside the annotation. Nothing was changed."), {core::numberText(time)}});
}

std::string joined(const std::string& left, const std::string& right) {
    if (left.empty() || right.empty()) return left + right;
    return left + ' ' + right;
}

}  // namespace parts

namespace {

tl::unexpected<core::Error> taken(const Tier& tier, double time) {
    return fail(ErrorKind::BadInput,
                {TRANSLATABLE("Engine", "Tier %1 has a boundary or point at %2 s already. Nothing was changed."),
                 {tier.header.name, core::numberText(time)}});
}

/// The tier on which an edit of this tier's boundaries is made: the highest one that it is linked to by Association.
TierPointer ownerOf(const Annotation& annotation, TierPointer tier) {
    for (std::size_t steps = 0; steps < annotation.tiers().size(); ++steps) {
        if (!tier->header.parent || tier->header.link != ParentLink::Association) break;
        auto parent = annotation.find(*tier->header.parent);
        if (!parent) break;
        tier = std::move(parent);
    }
    return tier;
}

/// The first tier upwards whose boundaries have times of their own: they bound those of `tier`.
TierPointer rootOf(const Annotation& annotation, TierPointer tier) {
    for (std::size_t steps = 0; steps < annotation.tiers().size(); ++steps) {
        if (!tier->header.parent || tier->header.link == ParentLink::Aligned) break;
        auto parent = annotation.find(*tier->header.parent);
        if (!parent) break;
        tier = std::move(parent);
    }
    return tier;
}

/// Whether `tier` has every boundary of `owner`: it hangs below it by Association and Subdivision alone.
bool isBoundTo(const Annotation& annotation, TierPointer tier, const TierPointer& owner) {
    for (std::size_t steps = 0; tier && tier != owner && steps < annotation.tiers().size(); ++steps) {
        if (!tier->header.parent || tier->header.link == ParentLink::Aligned) return false;
        tier = annotation.find(*tier->header.parent);
    }
    return tier == owner;
}

bool tooNear(const Annotation& annotation, const Tier& tier, double time) {
    if (tier.nearestBoundary(time, kAlignedSeconds)) return true;
    return tier.isInterval() && (time - annotation.start() <= kAlignedSeconds || annotation.end() - time <= kAlignedSeconds);
}

std::vector<Item> withBoundary(const Tier& tier, double time, std::string right) {
    auto items = tier.items;
    const auto at = tier.at(time);
    const std::size_t place = at ? *at + 1 : 0;
    items.insert(items.begin() + static_cast<std::ptrdiff_t>(place), Item{time, std::move(right), 0});
    return items;
}

/// The items with an interval of that label over an unlabelled stretch.
Result<std::vector<Item>> carved(const Annotation& annotation, const Tier& tier, Interval place, const std::string& label) {
    std::vector<Item> items;
    bool reached = false;
    const auto insert = [&](double next) {
        items.push_back({place.start, label, 0});
        if (next > place.end) items.push_back({place.end, {}, 0});
        reached = true;
    };
    for (std::size_t i = 0; i < tier.items.size(); ++i) {
        const Interval own = annotation.interval(tier, i);
        if (own.start < place.end && own.end > place.start && !tier.items[i].label.empty()) {
            return fail(ErrorKind::BadInput,
                        {TRANSLATABLE("Engine", "The interval would overlap “%1” in tier %2. Nothing was changed."),
                         {tier.items[i].label, tier.header.name}});
        }
        if (own.start >= place.end && !reached) insert(own.start);
        if (own.start < place.start || own.start >= place.end) items.push_back(tier.items[i]);
    }
    if (!reached) insert(annotation.end());
    return items;
}

/// One boundary or point that moves, and its neighbours in its tier.
struct Mover {
    TierPointer tier;
    std::size_t item;
    double low;
    double high;
    bool bounded;  ///< whether its neighbours bound the movement
};

struct Movement {
    std::vector<Mover> movers;
    double from = 0.0;
    Interval range;
};

Result<Movement> movementOf(const Annotation& annotation, Id id, std::size_t item, bool aligned) {
    auto found = parts::tierWith(annotation, id, item);
    if (!found) return fail(found.error());
    TierPointer tier = *found;
    if (tier->isInterval() && item == 0) {
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "The begin of the annotation cannot be moved or removed.")});
    }
    Movement movement;
    movement.from = tier->items[item].time;
    // What is bound to a parent's boundary moves with the parent.
    while (tier->header.parent && tier->header.link != ParentLink::Aligned) {
        const auto parent = annotation.find(*tier->header.parent);
        const auto place = parent ? parent->nearestBoundary(movement.from, kAlignedSeconds) : std::nullopt;
        if (!place) break;
        tier = parent;
        item = *place;
    }
    movement.from = tier->items[item].time;
    const auto below = annotation.descendants(tier->header.id);
    for (const auto& other : annotation.tiers()) {
        const bool own = other == tier;
        const bool follows = std::find(below.begin(), below.end(), other->header.id) != below.end();
        if (!own && !follows && !aligned) continue;
        const auto place = own ? std::optional(item) : other->nearestBoundary(movement.from, kAlignedSeconds);
        if (!place) continue;
        const bool interval = other->isInterval();
        Mover mover{other, *place, annotation.start(), annotation.end(), true};
        if (*place > 0) mover.low = other->items[*place - 1].time + kAlignedSeconds;
        if (*place + 1 < other->items.size()) {
            mover.high = other->items[*place + 1].time - kAlignedSeconds;
        } else if (interval) {
            mover.high -= kAlignedSeconds;
        }
        const auto root = rootOf(annotation, other);
        mover.bounded = root == other || !root->nearestBoundary(movement.from, kAlignedSeconds);
        movement.movers.push_back(std::move(mover));
    }
    movement.range = {annotation.start(), annotation.end()};
    for (const auto& mover : movement.movers) {
        if (!mover.bounded) continue;
        movement.range.start = std::max(movement.range.start, mover.low);
        movement.range.end = std::min(movement.range.end, mover.high);
    }
    // Neighbours that stand closer than any edit would put them leave the boundary where it is.
    movement.range.start = std::min(movement.range.start, movement.from);
    movement.range.end = std::max(movement.range.end, movement.from);
    return movement;
}

}  // namespace

Result<Edit> insertBoundary(const Annotation& annotation, Id tier, double time) {
    auto found = parts::tierOf(annotation, tier);
    if (!found) return fail(found.error());
    if (!(*found)->isInterval()) return insertPoint(annotation, tier, time, {});
    const auto at = (*found)->at(time);
    if (!at || !(time < annotation.end())) return parts::outside(time);
    auto edit = splitInterval(annotation, tier, time, (*found)->items[*at].label, {});
    if (edit) edit->name = {TRANSLATABLE("Engine", "Insert boundary")};
    return edit;
}

Result<Edit> insertPoint(const Annotation& annotation, Id tier, double time, std::string label) {
    auto found = parts::tierOf(annotation, tier);
    if (!found) return fail(found.error());
    if ((*found)->isInterval()) {
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "Tier %1 holds intervals, not points. Choose a point tier."),
                                          {(*found)->header.name}});
    }
    if (!(time >= annotation.start() && time <= annotation.end())) return parts::outside(time);
    if (tooNear(annotation, **found, time)) return taken(**found, time);
    Edit edit{{TRANSLATABLE("Engine", "Insert point")}, {}, {}};
    parts::addDifference(edit, **found, withBoundary(**found, time, std::move(label)));
    return edit;
}

Result<Edit> splitInterval(const Annotation& annotation, Id tier, double time, std::string left, std::string right) {
    auto found = parts::tierOf(annotation, tier);
    if (!found) return fail(found.error());
    if (!(*found)->isInterval()) {
        return fail(
            ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "Tier %1 holds points, not intervals. Choose an interval tier."), {(*found)->header.name}});
    }
    if (!(time > annotation.start() && time < annotation.end())) return parts::outside(time);
    const auto owner = ownerOf(annotation, *found);
    if (tooNear(annotation, *owner, time)) return taken(*owner, time);
    Edit edit{{TRANSLATABLE("Engine", "Split interval")}, {}, {}};
    for (const auto& other : annotation.tiers()) {
        if (!isBoundTo(annotation, other, owner)) continue;
        const bool chosen = other == *found;
        if (tooNear(annotation, *other, time)) continue;
        auto items = withBoundary(*other, time, chosen ? right : std::string());
        if (chosen) items[*other->at(time)].label = left;
        parts::addDifference(edit, *other, std::move(items));
    }
    return edit;
}

Result<Edit> insertInterval(const Annotation& annotation, Id tier, Interval place, std::string label) {
    auto found = parts::tierOf(annotation, tier);
    if (!found) return fail(found.error());
    const auto& old = **found;
    if (!old.isInterval()) {
        return fail(
            ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "Tier %1 holds points, not intervals. Choose an interval tier."), {old.header.name}});
    }
    if (old.header.link == ParentLink::Association && old.header.parent) {
        return fail(
            ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "Tier %1 has the intervals of its parent. Insert the interval there."), {old.header.name}});
    }
    if (!(place.start >= annotation.start())) return parts::outside(place.start);
    if (!(place.end <= annotation.end())) return parts::outside(place.end);
    // Ends that nearly meet a boundary are that boundary.
    const auto settle = [&](double time) {
        if (time - annotation.start() <= kAlignedSeconds) return annotation.start();
        if (annotation.end() - time <= kAlignedSeconds) return annotation.end();
        const auto near = old.nearestBoundary(time, kAlignedSeconds);
        return near ? old.items[*near].time : time;
    };
    const double start = settle(place.start);
    const double end = settle(place.end);
    if (!(end - start > kAlignedSeconds)) {
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "The interval is empty. Select a stretch of time first.")});
    }
    if (const auto parent =
            old.header.parent && old.header.link == ParentLink::Subdivision ? annotation.find(*old.header.parent) : nullptr) {
        const auto last = parent->at(end);
        if (last && parent->items[*last].time > start && parent->items[*last].time < end) {
            return fail(
                ErrorKind::BadInput,
                {TRANSLATABLE("Engine",
                              "The interval would reach over a boundary of tier %1, the parent of %2. Nothing was changed."),
                 {parent->header.name, old.header.name}});
        }
    }
    Edit edit{{TRANSLATABLE("Engine", "Insert interval")}, {}, {}};
    for (const auto& other : annotation.tiers()) {
        if (!isBoundTo(annotation, other, *found)) continue;
        if (ownerOf(annotation, other) == *found) {  // the tier, and those that have an interval for each of its own
            auto items = carved(annotation, *other, {start, end}, other == *found ? label : std::string());
            if (!items) return fail(items.error());
            parts::addDifference(edit, *other, std::move(*items));
            continue;
        }
        Tier divided = *other;
        for (const double time : {start, end}) {
            if (time > annotation.start() && time < annotation.end() && !tooNear(annotation, divided, time))
                divided.items = withBoundary(divided, time, {});
        }
        parts::addDifference(edit, *other, std::move(divided.items));
    }
    return edit;
}

Result<Interval> moveRange(const Annotation& annotation, Id tier, std::size_t item, bool aligned) {
    auto movement = movementOf(annotation, tier, item, aligned);
    if (!movement) return fail(movement.error());
    return movement->range;
}

Result<Edit> moveBoundary(const Annotation& annotation, Id tier, std::size_t item, double time, bool aligned) {
    auto movement = movementOf(annotation, tier, item, aligned);
    if (!movement) return fail(movement.error());
    if (!std::isfinite(time)) return parts::outside(time);
    const double to = std::clamp(time, movement->range.start, movement->range.end);
    Edit edit{{TRANSLATABLE("Engine", "Move boundary")},
              {},
              "move:" + std::to_string(tier) + ':' + std::to_string(item) + (aligned ? "+" : "")};
    if (to == movement->from) return edit;
    const double from = movement->from;
    for (const auto& other : annotation.tiers()) {
        const auto& movers = movement->movers;
        const auto moves = [&](const TierPointer& one) {
            return std::find_if(movers.begin(), movers.end(), [&](const Mover& mover) { return mover.tier == one; });
        };
        const auto own = moves(other);
        const auto root = rootOf(annotation, other);
        const auto above = root == other ? movers.end() : moves(root);
        if (own == movers.end() && above == movers.end()) continue;
        auto items = other->items;
        if (above != movers.end()) {  // inner boundaries keep their proportions
            const auto& rootItems = root->items;
            const double low = rootItems[above->item - 1].time;
            const double high = annotation.interval(*root, above->item).end;
            for (auto& one : items) {
                if (one.time > low && one.time < from)
                    one.time = low + (one.time - low) * (to - low) / (from - low);
                else if (one.time > from && one.time < high)
                    one.time = high - (high - one.time) * (high - to) / (high - from);
            }
        }
        if (own != movers.end()) items[own->item].time = to;
        for (std::size_t i = 1; i < items.size(); ++i) {
            if (!(items[i].time > items[i - 1].time)) {
                return fail(ErrorKind::BadInput,
                            {TRANSLATABLE("Engine", "There is no room for the parts of tier %1. Nothing was changed."),
                             {other->header.name}});
            }
        }
        parts::addDifference(edit, *other, std::move(items));
    }
    return edit;
}

Result<Edit> removeBoundary(const Annotation& annotation, Id tier, std::size_t item, MergeLabels labels) {
    auto found = parts::tierWith(annotation, tier, item);
    if (!found) return fail(found.error());
    if (!(*found)->isInterval()) {
        Edit edit{{TRANSLATABLE("Engine", "Remove point")}, {}, {}};
        auto items = (*found)->items;
        items.erase(items.begin() + static_cast<std::ptrdiff_t>(item));
        parts::addDifference(edit, **found, std::move(items));
        return edit;
    }
    if (item == 0) {
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "The begin of the annotation cannot be moved or removed.")});
    }
    const double time = (*found)->items[item].time;
    const auto owner = ownerOf(annotation, *found);
    if (owner->header.parent && owner->header.link == ParentLink::Subdivision) {
        const auto parent = annotation.find(*owner->header.parent);
        if (parent && parent->nearestBoundary(time, kAlignedSeconds)) {
            return fail(ErrorKind::BadInput,
                        {TRANSLATABLE("Engine", "This boundary belongs to tier %1, the parent of %2. Remove it there."),
                         {parent->header.name, owner->header.name}});
        }
    }
    Edit edit{{TRANSLATABLE("Engine", "Remove boundary")}, {}, {}};
    for (const auto& other : annotation.tiers()) {
        if (other != *found && ownerOf(annotation, other) != owner) continue;
        const auto place = other->nearestBoundary(time, kAlignedSeconds);
        if (!place) continue;
        auto items = other->items;
        Item& left = items[*place - 1];
        const Item& right = items[*place];
        if (labels == MergeLabels::KeepRight) {
            left.label = right.label;
            left.id = right.id;
        } else if (labels == MergeLabels::Join) {
            if (left.label.empty()) left.id = right.id;
            left.label = parts::joined(left.label, right.label);
        }
        items.erase(items.begin() + static_cast<std::ptrdiff_t>(*place));
        parts::addDifference(edit, *other, std::move(items));
    }
    return edit;
}

}  // namespace prososcope::annotation
