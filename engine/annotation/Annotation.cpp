// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/Annotation.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>
#include <utility>

#include "engine/core/Csv.h"

namespace prososcope::annotation {

using core::Text;

bool Vocabulary::contains(std::string_view label) const {
    return std::any_of(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.label == label; });
}

bool TierHeader::operator==(const TierHeader& other) const {
    const bool sameVocabulary =
        vocabulary == other.vocabulary || (vocabulary && other.vocabulary && *vocabulary == *other.vocabulary);
    return sameVocabulary && id == other.id && name == other.name && kind == other.kind && parent == other.parent &&
           link == other.link;
}

std::optional<std::size_t> Tier::at(double time) const {
    const auto after =
        std::upper_bound(items.begin(), items.end(), time, [](double value, const Item& item) { return value < item.time; });
    if (after == items.begin()) return std::nullopt;
    return static_cast<std::size_t>(after - items.begin()) - 1;
}

std::optional<std::size_t> Tier::nearestBoundary(double time, double tolerance) const {
    const std::size_t first = isInterval() ? 1 : 0;
    const auto after = static_cast<std::size_t>(
        std::upper_bound(items.begin(), items.end(), time, [](double value, const Item& item) { return value < item.time; }) -
        items.begin());
    std::optional<std::size_t> best;
    for (const std::size_t index : {after - 1, after}) {  // after - 1 wraps where after is 0 and is then beyond the size
        if (index < first || index >= items.size()) continue;
        const double distance = std::abs(items[index].time - time);
        if (distance <= tolerance && (!best || distance < std::abs(items[*best].time - time))) best = index;
    }
    return best;
}

Annotation::Annotation() : m_state(std::make_shared<const State>()) {}

Annotation::Annotation(double start, double end, std::vector<TierPointer> tiers, Id nextId,
                       std::shared_ptr<const Preserved> preserved)
    : m_state(std::make_shared<const State>(State{start, end, std::move(tiers), nextId, std::move(preserved)})) {}

std::optional<std::size_t> Annotation::indexOf(Id tier) const {
    for (std::size_t i = 0; i < tiers().size(); ++i) {
        if (tiers()[i]->header.id == tier) return i;
    }
    return std::nullopt;
}

TierPointer Annotation::find(Id tier) const {
    const auto index = indexOf(tier);
    return index ? tiers()[*index] : nullptr;
}

TierPointer Annotation::find(std::string_view name) const {
    const auto found =
        std::find_if(tiers().begin(), tiers().end(), [&](const TierPointer& tier) { return tier->header.name == name; });
    return found != tiers().end() ? *found : nullptr;
}

Interval Annotation::interval(const Tier& tier, std::size_t item) const {
    const double begin = tier.items[item].time;
    if (!tier.isInterval()) return {begin, begin};
    return {begin, item + 1 < tier.items.size() ? tier.items[item + 1].time : end()};
}

std::vector<Id> Annotation::descendants(Id tier) const {
    std::vector<Id> found{tier};
    for (std::size_t i = 0; i < found.size(); ++i) {
        for (const auto& other : tiers()) {
            if (other->header.parent == found[i] && std::find(found.begin(), found.end(), other->header.id) == found.end())
                found.push_back(other->header.id);
        }
    }
    found.erase(found.begin());
    return found;
}

std::optional<std::string> Annotation::parentLabel(const Tier& tier, std::size_t item) const {
    const auto parent = tier.header.parent ? find(*tier.header.parent) : nullptr;
    if (!parent) return std::nullopt;
    const Interval own = interval(tier, item);
    const auto at = parent->at(own.start + 0.5 * own.duration());
    if (!at) return std::nullopt;
    return parent->items[*at].label;
}

bool Annotation::operator==(const Annotation& other) const {
    if (m_state == other.m_state) return true;
    return start() == other.start() && end() == other.end() &&
           std::equal(tiers().begin(), tiers().end(), other.tiers().begin(), other.tiers().end(),
                      [](const TierPointer& a, const TierPointer& b) { return a == b || *a == *b; });
}

std::vector<Text> Annotation::problems() const {
    std::vector<Text> found;
    if (!(std::isfinite(start()) && std::isfinite(end()) && start() < end()))
        found.push_back({TRANSLATABLE("Engine", "The annotation does not end after it begins.")});
    std::unordered_set<Id> ids;
    for (const auto& tier : tiers()) {
        const auto& name = tier->header.name;
        if (tier->header.id == 0 || tier->header.id >= nextId() || !ids.insert(tier->header.id).second)
            found.push_back({TRANSLATABLE("Engine", "The identity of tier %1 is not its own."), {name}});
        if (tier->isInterval() && (tier->items.empty() || tier->items.front().time != start()))
            found.push_back({TRANSLATABLE("Engine", "The intervals of tier %1 do not begin with the annotation."), {name}});
        double last = -HUGE_VAL;
        for (const auto& item : tier->items) {
            const bool inside = tier->isInterval() ? item.time < end() : item.time <= end();
            if (!(item.time >= start() && inside)) {
                found.push_back({TRANSLATABLE("Engine", "Tier %1 has an item outside the annotation, at %2 s."),
                                 {name, core::numberText(item.time)}});
            }
            if (!(item.time > last)) {
                found.push_back(
                    {TRANSLATABLE("Engine", "The times of tier %1 do not rise at %2 s."), {name, core::numberText(item.time)}});
            }
            last = item.time;
            if (item.id >= nextId())
                found.push_back({TRANSLATABLE("Engine", "An item of tier %1 has an identity that was never given."), {name}});
        }
        if (!tier->header.parent) continue;
        const auto parent = find(*tier->header.parent);
        if (!parent || !parent->isInterval())
            found.push_back({TRANSLATABLE("Engine", "The parent of tier %1 is no interval tier of the annotation."), {name}});
        auto above = tier->header.parent;
        for (std::size_t steps = 0; above; ++steps) {
            if (*above == tier->header.id || steps > tiers().size()) {
                found.push_back({TRANSLATABLE("Engine", "Tier %1 is above itself."), {name}});
                break;
            }
            const auto next = find(*above);
            above = next ? next->header.parent : std::nullopt;
        }
    }
    return found;
}

Annotation extract(const Annotation& annotation, double from, double to) {
    from = std::max(from, annotation.start());
    to = std::min(to, annotation.end());
    if (!(from < to)) return {};
    std::vector<TierPointer> tiers;
    for (const auto& tier : annotation.tiers()) {
        auto cut = std::make_shared<Tier>();
        cut->header = tier->header;
        for (std::size_t i = 0; i < tier->items.size(); ++i) {
            const Interval whole = annotation.interval(*tier, i);
            const bool inside =
                tier->isInterval() ? whole.end > from && whole.start < to : whole.start >= from && whole.start <= to;
            if (!inside) continue;
            const double time = std::max(whole.start, from) - from;
            if (!cut->items.empty() && !(time > cut->items.back().time)) continue;
            if (tier->isInterval() && !(time < to - from)) continue;
            cut->items.push_back({time, tier->items[i].label, 0});
        }
        tiers.push_back(std::move(cut));
    }
    return {0.0, to - from, std::move(tiers), annotation.nextId()};
}

}  // namespace prososcope::annotation
