// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/Edit.h"

#include <algorithm>
#include <utility>

namespace prososcope::annotation {

using core::ErrorKind;
using core::fail;

namespace {

tl::unexpected<core::Error> foreignEdit() {
    return fail(ErrorKind::Failed,
                {TRANSLATABLE("Engine", "This change belongs to another state of the annotation. Nothing was changed.")});
}

/// The parts of a snapshot while changes are applied to it.
struct Draft {
    double start;
    double end;
    std::vector<TierPointer> tiers;
    Id nextId;

    [[nodiscard]] TierPointer* find(Id id) {
        const auto found =
            std::find_if(tiers.begin(), tiers.end(), [&](const TierPointer& tier) { return tier->header.id == id; });
        return found != tiers.end() ? &*found : nullptr;
    }

    [[nodiscard]] bool operator()(const ItemChange& change) {
        TierPointer* place = find(change.tier);
        if (place == nullptr) return false;
        const auto& old = (*place)->items;
        if (change.at > old.size() || change.removed.size() > old.size() - change.at) return false;
        const auto from = old.begin() + static_cast<std::ptrdiff_t>(change.at);
        if (!std::equal(change.removed.begin(), change.removed.end(), from)) return false;
        auto tier = std::make_shared<Tier>();
        tier->header = (*place)->header;
        tier->items.reserve(old.size() - change.removed.size() + change.inserted.size());
        tier->items.insert(tier->items.end(), old.begin(), from);
        tier->items.insert(tier->items.end(), change.inserted.begin(), change.inserted.end());
        tier->items.insert(tier->items.end(), from + static_cast<std::ptrdiff_t>(change.removed.size()), old.end());
        *place = std::move(tier);
        return true;
    }

    [[nodiscard]] bool operator()(const TierChange& change) {
        if (change.from) {
            if (*change.from >= tiers.size() || tiers[*change.from]->header.id != change.tier->header.id) return false;
            tiers.erase(tiers.begin() + static_cast<std::ptrdiff_t>(*change.from));
        }
        if (change.to) {
            if (*change.to > tiers.size() || find(change.tier->header.id) != nullptr) return false;
            tiers.insert(tiers.begin() + static_cast<std::ptrdiff_t>(*change.to), change.tier);
            nextId = std::max(nextId, change.tier->header.id + 1);
        }
        return true;
    }

    [[nodiscard]] bool operator()(const HeaderChange& change) {
        TierPointer* place = find(change.before.id);
        if (place == nullptr || !((*place)->header == change.before) || change.after.id != change.before.id) return false;
        auto tier = std::make_shared<Tier>(**place);
        tier->header = change.after;
        *place = std::move(tier);
        return true;
    }

    [[nodiscard]] bool operator()(const SpanChange& change) {
        if (start != change.before.start || end != change.before.end) return false;
        start = change.after.start;
        end = change.after.end;
        return true;
    }
};

void invert(ItemChange& change) { std::swap(change.removed, change.inserted); }
void invert(TierChange& change) { std::swap(change.from, change.to); }
void invert(HeaderChange& change) { std::swap(change.before, change.after); }
void invert(SpanChange& change) { std::swap(change.before, change.after); }

std::size_t memoryOf(const std::vector<Item>& items) {
    std::size_t bytes = items.size() * sizeof(Item);
    for (const auto& item : items) bytes += item.label.size();
    return bytes;
}

}  // namespace

Edit Edit::inverse() const {
    Edit edit = *this;
    std::reverse(edit.changes.begin(), edit.changes.end());
    for (auto& change : edit.changes) std::visit([](auto& one) { invert(one); }, change);
    return edit;
}

std::size_t Edit::memory() const {
    std::size_t bytes = sizeof(Edit) + changes.size() * sizeof(Change);
    for (const auto& change : changes) {
        if (const auto* items = std::get_if<ItemChange>(&change)) bytes += memoryOf(items->removed) + memoryOf(items->inserted);
        if (const auto* tier = std::get_if<TierChange>(&change)) bytes += memoryOf(tier->tier->items);
    }
    return bytes;
}

core::Result<Annotation> apply(const Annotation& annotation, const Edit& edit) {
    Draft draft{annotation.start(), annotation.end(), annotation.tiers(), annotation.nextId()};
    for (const auto& change : edit.changes) {
        if (!std::visit(draft, change)) return foreignEdit();
    }
    return Annotation(draft.start, draft.end, std::move(draft.tiers), draft.nextId, annotation.preserved());
}

}  // namespace prososcope::annotation
