// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/FindText.h"

#include <algorithm>

namespace prososcope::annotation {

using core::Result;

Result<TextMatcher> TextMatcher::create(const TextQuery& query) {
    const core::Regex::Options options{!query.isRegularExpression, query.caseSensitive, query.wholeLabel};
    auto regex = core::Regex::create(query.pattern, options);
    if (!regex) return core::fail(regex.error());
    return TextMatcher(std::move(*regex));
}

std::vector<FoundLabel> findLabels(const Annotation& annotation, const TextMatcher& matcher, std::span<const Id> tiers) {
    struct Place {
        double time;
        FoundLabel label;
    };
    std::vector<Place> places;
    for (const auto& tier : annotation.tiers()) {
        if (!tiers.empty() && std::find(tiers.begin(), tiers.end(), tier->header.id) == tiers.end()) continue;
        for (std::size_t i = 0; i < tier->items.size(); ++i) {
            if (matcher.matches(tier->items[i].label)) places.push_back({tier->items[i].time, {tier->header.id, i}});
        }
    }
    std::stable_sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.time < b.time; });
    std::vector<FoundLabel> found;
    found.reserve(places.size());
    for (const auto& place : places) found.push_back(place.label);
    return found;
}

std::optional<FoundLabel> findNext(const Annotation& annotation, const TextMatcher& matcher, std::span<const Id> tiers,
                                   std::optional<FoundLabel> from, bool forward) {
    const auto found = findLabels(annotation, matcher, tiers);
    if (found.empty()) return std::nullopt;
    const auto tier = from ? annotation.find(from->tier) : nullptr;
    if (!tier || from->item >= tier->items.size()) return forward ? found.front() : found.back();
    // The order of findLabels: by time, then by tier.
    const auto key = [&](const FoundLabel& label) {
        return std::pair(annotation.find(label.tier)->items[label.item].time, *annotation.indexOf(label.tier));
    };
    const auto here = key(*from);
    if (forward) {
        const auto next = std::find_if(found.begin(), found.end(), [&](const FoundLabel& label) { return key(label) > here; });
        return next != found.end() ? *next : found.front();
    }
    const auto next = std::find_if(found.rbegin(), found.rend(), [&](const FoundLabel& label) { return key(label) < here; });
    return next != found.rend() ? *next : found.back();
}

std::vector<ConcordanceLine> concordance(const Annotation& annotation, const TextMatcher& matcher, std::span<const Id> tiers,
                                         std::size_t context) {
    std::vector<ConcordanceLine> lines;
    for (const auto& place : findLabels(annotation, matcher, tiers)) {
        const auto tier = annotation.find(place.tier);
        ConcordanceLine line{tier->header.name,
                             place,
                             annotation.interval(*tier, place.item),
                             {},
                             tier->items[place.item].label,
                             {},
                             annotation.parentLabel(*tier, place.item)};
        for (std::size_t i = place.item; i > 0 && line.before.size() < context; --i) {
            if (!tier->items[i - 1].label.empty()) line.before.insert(line.before.begin(), tier->items[i - 1].label);
        }
        for (std::size_t i = place.item + 1; i < tier->items.size() && line.after.size() < context; ++i) {
            if (!tier->items[i].label.empty()) line.after.push_back(tier->items[i].label);
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace prososcope::annotation
