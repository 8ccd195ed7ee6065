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

namespace {

/// Whether `items` are a valid tier of that kind within the annotation.
bool fits(const Annotation& annotation, TierKind kind, const std::vector<Item>& items) {
    if (kind == TierKind::Interval && (items.empty() || items.front().time != annotation.start())) return false;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const double time = items[i].time;
        if (!(time >= annotation.start() && (kind == TierKind::Interval ? time < annotation.end() : time <= annotation.end())))
            return false;
        if (i > 0 && !(time > items[i - 1].time)) return false;
    }
    return true;
}

/// A sentence where `items` of tier `name` cannot be linked so to `parent`.
core::Status checkLink(const Annotation& annotation, const TierHeader& header, const std::vector<Item>& items,
                       const Tier& parent) {
    if (!parent.isInterval() || (header.kind == TierKind::Point && header.link != ParentLink::Aligned)) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "Points cannot be linked like this. Choose interval tiers, or a link by time.")});
    }
    if (parent.header.id == header.id) {
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "Tier %1 cannot be its own parent."), {header.name}});
    }
    const auto below = annotation.descendants(header.id);
    if (std::find(below.begin(), below.end(), parent.header.id) != below.end()) {
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "Tier %1 lies below tier %2 and cannot be its parent."),
                                          {parent.header.name, header.name}});
    }
    if (header.link == ParentLink::Aligned) return {};
    const bool all = std::all_of(parent.items.begin(), parent.items.end(), [&](const Item& item) {
        return std::binary_search(items.begin(), items.end(), item,
                                  [](const Item& a, const Item& b) { return a.time < b.time; });
    });
    if (!all || (header.link == ParentLink::Association && items.size() != parent.items.size())) {
        return fail(
            ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "Tier %1 does not have the boundaries of tier %2. Link it by time, or copy tier %2 first."),
             {header.name, parent.header.name}});
    }
    return {};
}

}  // namespace

Result<Edit> setLabel(const Annotation& annotation, Id tier, std::size_t item, std::string label) {
    auto found = parts::tierWith(annotation, tier, item);
    if (!found) return fail(found.error());
    Edit edit{{TRANSLATABLE("Engine", "Rename label")}, {}, "label:" + std::to_string(tier) + ':' + std::to_string(item)};
    const Item& old = (*found)->items[item];
    if (old.label == label) return edit;
    edit.changes.emplace_back(ItemChange{tier, item, {old}, {Item{old.time, std::move(label), old.id}}});
    return edit;
}

Result<Edit> addTier(const Annotation& annotation, TierHeader header, std::size_t index, std::vector<Item> items) {
    if (annotation.tiers().size() >= Limits::kTiers) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine", "An annotation holds at most %1 tiers."), {std::to_string(Limits::kTiers)}});
    }
    header.id = annotation.nextId();
    for (auto& item : items) item.id = 0;
    const TierPointer parent = header.parent ? annotation.find(*header.parent) : nullptr;
    if (header.parent && !parent) return fail(parts::tierOf(annotation, *header.parent).error());
    if (items.empty() && header.kind == TierKind::Interval) {
        items.push_back({annotation.start(), {}, 0});
        if (parent && header.link != ParentLink::Aligned) {
            items = parent->items;
            for (auto& item : items) item = {item.time, {}, 0};
        }
    }
    if (!fits(annotation, header.kind, items)) {
        return fail(
            ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "The times of tier %1 do not fit the annotation. Nothing was changed."), {header.name}});
    }
    if (parent) {
        if (auto linked = checkLink(annotation, header, items, *parent); !linked) return fail(linked.error());
    } else {
        header.link = ParentLink::Aligned;
    }
    auto tier = std::make_shared<Tier>(Tier{std::move(header), std::move(items)});
    return Edit{{TRANSLATABLE("Engine", "Add tier")},
                {TierChange{std::nullopt, std::min(index, annotation.tiers().size()), std::move(tier)}},
                {}};
}

Result<Edit> removeTier(const Annotation& annotation, Id tier) {
    const auto index = annotation.indexOf(tier);
    if (!index) return fail(parts::tierOf(annotation, tier).error());
    Edit edit{{TRANSLATABLE("Engine", "Remove tier")}, {}, {}};
    for (const auto& other : annotation.tiers()) {
        if (other->header.parent != tier) continue;
        TierHeader after = other->header;
        after.parent.reset();
        after.link = ParentLink::Aligned;
        edit.changes.emplace_back(HeaderChange{other->header, std::move(after)});
    }
    edit.changes.emplace_back(TierChange{*index, std::nullopt, annotation.tiers()[*index]});
    return edit;
}

Result<Edit> renameTier(const Annotation& annotation, Id tier, std::string name) {
    auto found = parts::tierOf(annotation, tier);
    if (!found) return fail(found.error());
    Edit edit{{TRANSLATABLE("Engine", "Rename tier")}, {}, {}};
    if ((*found)->header.name == name) return edit;
    TierHeader after = (*found)->header;
    after.name = std::move(name);
    edit.changes.emplace_back(HeaderChange{(*found)->header, std::move(after)});
    return edit;
}

Result<Edit> renameLabels(const Annotation& annotation, Id tier, std::string_view from, std::string to) {
    auto found = parts::tierOf(annotation, tier);
    if (!found) return fail(found.error());
    Edit edit{{TRANSLATABLE("Engine", "Rename labels")}, {}, {}};
    std::vector<Item> items = (*found)->items;
    for (Item& item : items) {
        if (item.label == from) item.label = to;
    }
    parts::addDifference(edit, **found, std::move(items));
    return edit;
}

Result<Edit> moveTier(const Annotation& annotation, Id tier, std::size_t index) {
    const auto from = annotation.indexOf(tier);
    if (!from) return fail(parts::tierOf(annotation, tier).error());
    Edit edit{{TRANSLATABLE("Engine", "Move tier")}, {}, {}};
    index = std::min(index, annotation.tiers().size() - 1);
    if (index != *from) edit.changes.emplace_back(TierChange{*from, index, annotation.tiers()[*from]});
    return edit;
}

Result<Edit> duplicateTier(const Annotation& annotation, Id tier, std::string name) {
    const auto index = annotation.indexOf(tier);
    if (!index) return fail(parts::tierOf(annotation, tier).error());
    TierHeader header = annotation.tier(*index).header;
    header.name = std::move(name);
    auto edit = addTier(annotation, std::move(header), *index + 1, annotation.tier(*index).items);
    if (edit) edit->name = {TRANSLATABLE("Engine", "Duplicate tier")};
    return edit;
}

Result<Edit> setVocabulary(const Annotation& annotation, Id tier, std::shared_ptr<const Vocabulary> vocabulary) {
    auto found = parts::tierOf(annotation, tier);
    if (!found) return fail(found.error());
    Edit edit{{TRANSLATABLE("Engine", "Change vocabulary")}, {}, {}};
    TierHeader after = (*found)->header;
    after.vocabulary = std::move(vocabulary);
    if (!(after == (*found)->header)) edit.changes.emplace_back(HeaderChange{(*found)->header, std::move(after)});
    return edit;
}

Result<Edit> linkTier(const Annotation& annotation, Id tier, std::optional<Id> parent, ParentLink link) {
    auto found = parts::tierOf(annotation, tier);
    if (!found) return fail(found.error());
    TierHeader after = (*found)->header;
    after.parent = parent;
    after.link = parent ? link : ParentLink::Aligned;
    if (parent) {
        auto above = parts::tierOf(annotation, *parent);
        if (!above) return fail(above.error());
        if (auto linked = checkLink(annotation, after, (*found)->items, **above); !linked) return fail(linked.error());
    }
    Edit edit{{TRANSLATABLE("Engine", "Change parent tier")}, {}, {}};
    if (!(after == (*found)->header)) edit.changes.emplace_back(HeaderChange{(*found)->header, std::move(after)});
    return edit;
}

Result<Edit> mapTimes(const Annotation& annotation, std::span<const Id> tiers, Interval from, Interval to) {
    const bool finite =
        std::isfinite(from.start) && std::isfinite(from.end) && std::isfinite(to.start) && std::isfinite(to.end);
    if (!finite || from.end < from.start || to.end < to.start || (from.duration() > 0.0 && !(to.duration() > 0.0))) {
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "The stretch of time is empty. Nothing was changed.")});
    }
    std::vector<Id> chosen(tiers.begin(), tiers.end());
    for (const Id id : tiers) {
        const auto tier = parts::tierOf(annotation, id);
        if (!tier) return fail(tier.error());
        const auto& header = (*tier)->header;
        if (header.parent && header.link != ParentLink::Aligned &&
            std::find(tiers.begin(), tiers.end(), *header.parent) == tiers.end()) {
            return fail(
                ErrorKind::BadInput,
                {TRANSLATABLE("Engine", "Tier %1 has the boundaries of its parent. Shift the parent tier."), {header.name}});
        }
        const auto below = annotation.descendants(id);
        chosen.insert(chosen.end(), below.begin(), below.end());
    }
    Edit edit{{TRANSLATABLE("Engine", "Shift times")}, {}, {}};
    const double scale = from.duration() > 0.0 ? to.duration() / from.duration() : 1.0;
    if (scale != 1.0) edit.name = {TRANSLATABLE("Engine", "Scale times")};
    for (const auto& tier : annotation.tiers()) {
        if (std::find(chosen.begin(), chosen.end(), tier->header.id) == chosen.end()) continue;
        auto items = tier->items;
        for (std::size_t i = tier->isInterval() ? 1 : 0; i < items.size(); ++i) {
            if (items[i].time < from.start || items[i].time > from.end) continue;
            items[i].time = items[i].time == from.end ? to.end : to.start + (items[i].time - from.start) * scale;
        }
        if (!fits(annotation, tier->header.kind, items)) {
            return fail(ErrorKind::BadInput,
                        {TRANSLATABLE(
                             "Engine",
                             "Boundaries of tier %1 would pass their neighbours or leave the annotation. Nothing was changed."),
                         {tier->header.name}});
        }
        parts::addDifference(edit, *tier, std::move(items));
    }
    return edit;
}

Result<Edit> setSpan(const Annotation& annotation, Interval span) {
    if (!(std::isfinite(span.start) && std::isfinite(span.end) && span.end - span.start > kAlignedSeconds) ||
        std::abs(span.start) > Limits::kSeconds || std::abs(span.end) > Limits::kSeconds) {
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "The stretch of time is empty. Nothing was changed.")});
    }
    Edit edit{{TRANSLATABLE("Engine", "Change duration")}, {}, {}};
    if (span == Interval{annotation.start(), annotation.end()}) return edit;
    for (const auto& tier : annotation.tiers()) {
        // Tiers that share boundaries get the same new ones.
        const bool isLinked = std::any_of(annotation.tiers().begin(), annotation.tiers().end(), [&](const TierPointer& other) {
            return other->header.parent && other->header.link != ParentLink::Aligned &&
                   (other == tier || *other->header.parent == tier->header.id);
        });
        std::vector<Item> items;
        for (std::size_t i = 0; i < tier->items.size(); ++i) {
            Item item = tier->items[i];
            const Interval own = annotation.interval(*tier, i);
            const bool inside = tier->isInterval() ? own.start < span.end && own.end > span.start
                                                   : own.start >= span.start && own.start <= span.end;
            if (!inside) {
                if (item.label.empty() && tier->isInterval()) continue;
                return fail(ErrorKind::BadInput,
                            {TRANSLATABLE("Engine", "“%1” of tier %2, at %3 s, would lie outside. Move or remove it first."),
                             {item.label, tier->header.name, core::numberText(item.time)}});
            }
            if (tier->isInterval()) {
                if (i == 0 && own.start > span.start) {
                    if (item.label.empty() && !isLinked)
                        item.time = span.start;
                    else
                        items.push_back({span.start, {}, 0});
                }
                item.time = std::max(item.time, span.start);
            }
            items.push_back(std::move(item));
        }
        if (tier->isInterval()) {
            if (items.empty())
                items.push_back({span.start, {}, 0});
            else if (annotation.end() < span.end && (isLinked || !items.back().label.empty()))
                items.push_back({annotation.end(), {}, 0});
        }
        parts::addDifference(edit, *tier, std::move(items));
    }
    edit.changes.emplace_back(SpanChange{{annotation.start(), annotation.end()}, span});
    return edit;
}

std::vector<std::size_t> outsideVocabulary(const Tier& tier) {
    std::vector<std::size_t> found;
    if (!tier.header.vocabulary) return found;
    for (std::size_t i = 0; i < tier.items.size(); ++i) {
        const auto& label = tier.items[i].label;
        if (!label.empty() && !tier.header.vocabulary->contains(label)) found.push_back(i);
    }
    return found;
}

}  // namespace prososcope::annotation
