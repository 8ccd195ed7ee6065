// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/annotation/Annotation.h"

namespace prososcope::annotation {

/// In tier `tier`, from item `at` on, `removed` gives way to `inserted`.
struct ItemChange {
    Id tier = 0;
    std::size_t at = 0;
    std::vector<Item> removed;
    std::vector<Item> inserted;
};
/// A tier appears at `to` (no `from`), disappears from `from` (no `to`), or moves from one place to another.
struct TierChange {
    std::optional<std::size_t> from;
    std::optional<std::size_t> to;
    TierPointer tier;
};
/// Name, parent or vocabulary of a tier.
struct HeaderChange {
    TierHeader before;
    TierHeader after;
};
/// Begin and end of the annotation; comes with the changes of items that keep the tiers tiled.
struct SpanChange {
    Interval before;
    Interval after;
};
using Change = std::variant<ItemChange, TierChange, HeaderChange, SpanChange>;

/// One named step that turns a snapshot into the next: a list of changes, each of which holds what was and what will be,
/// so that an edit is undone by its inverse and the former snapshot returns exactly. Made by the functions of Edits.h for
/// one snapshot; memory goes with what changes, not with the tier. A value; any thread.
struct Edit {
    core::Text name;  ///< "Rename label": for the menu, after "Undo"
    std::vector<Change> changes;
    /// Consecutive edits of one nonempty key (typing in one label, dragging one boundary) become one step of undo.
    std::string mergeKey;

    [[nodiscard]] bool empty() const { return changes.empty(); }
    [[nodiscard]] Edit inverse() const;
    /// Bytes it holds, for the bound of the history.
    [[nodiscard]] std::size_t memory() const;
};

/// The snapshot after the edit. Fails, and changes nothing, where the edit was made for another snapshot.
[[nodiscard]] core::Result<Annotation> apply(const Annotation& annotation, const Edit& edit);

}  // namespace prososcope::annotation
