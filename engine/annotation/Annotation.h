// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Result.h"

namespace prososcope::annotation {

struct Preserved;

enum class TierKind { Interval, Point };

/// How the times of a child tier follow those of its parent. The names in brackets are ELAN's.
enum class ParentLink {
    Aligned,      ///< has times of its own; boundaries shared with the parent move with it [Time_Subdivision, Included_In]
    Subdivision,  ///< divides each interval of the parent; inner boundaries move in proportion [Symbolic_Subdivision]
    Association,  ///< one interval for each of the parent's, split and merged with it [Symbolic_Association]
};

/// Identity of a tier or of an item for as long as its annotation lives, whatever it is called and wherever it stands.
/// 0 is no identity: an item made here, of which no file holds more than time and label.
using Id = std::uint64_t;

/// One point of a point tier, or the begin of one interval of an interval tier: the interval ends where the next begins,
/// the last one at the end of the annotation. Intervals therefore tile their tier by construction. Times in seconds.
struct Item {
    double time = 0.0;
    std::string label;  ///< UTF-8; may hold line breaks
    Id id = 0;          ///< says what else a file holds about it (an ELAN annotation, an Audacity frequency range)

    bool operator==(const Item&) const = default;
};

/// Begin and end in seconds, seen from one item; a point ends where it begins.
struct Interval {
    double start = 0.0;
    double end = 0.0;

    [[nodiscard]] double duration() const { return end - start; }
    bool operator==(const Interval&) const = default;
};

/// The labels that a tier expects, in the order of the keys 1-9. Other labels are allowed and can be listed.
struct Vocabulary {
    struct Entry {
        std::string label;
        std::string description;
        bool operator==(const Entry&) const = default;
    };
    std::string name;
    std::vector<Entry> entries;

    [[nodiscard]] bool contains(std::string_view label) const;
    bool operator==(const Vocabulary&) const = default;
};

/// What a tier is, apart from its items. `parent` names a tier of the same annotation; the links form no circle.
struct TierHeader {
    Id id = 0;
    std::string name;  ///< need not be unique: Praat allows two tiers of one name
    TierKind kind = TierKind::Interval;
    std::optional<Id> parent{};
    ParentLink link = ParentLink::Aligned;
    std::shared_ptr<const Vocabulary> vocabulary{};

    [[nodiscard]] bool operator==(const TierHeader& other) const;
};

/// One immutable tier, shared by all snapshots that do not change it. Any thread.
/// Interval tiers have at least one item, the first at the start of the annotation; times rise strictly.
/// Points rise strictly too and lie within the annotation.
struct Tier {
    TierHeader header;
    std::vector<Item> items;

    [[nodiscard]] bool isInterval() const { return header.kind == TierKind::Interval; }
    /// The last item that begins at or before `time`; nothing where there is none.
    [[nodiscard]] std::optional<std::size_t> at(double time) const;
    /// The item whose time differs least from `time`, within `tolerance`. The first item of an interval tier is no boundary
    /// and is never found.
    [[nodiscard]] std::optional<std::size_t> nearestBoundary(double time, double tolerance) const;
    bool operator==(const Tier&) const = default;
};
using TierPointer = std::shared_ptr<const Tier>;

/// Largest numbers that any reader or edit lets through; beyond them is a broken or hostile file.
struct Limits {
    static constexpr std::size_t kBytes = std::size_t{256} << 20;
    static constexpr std::size_t kTiers = 10'000;
    static constexpr std::size_t kItems = 5'000'000;  ///< of all tiers together
    static constexpr double kSeconds = 1e9;
};

/// An immutable snapshot of the tiers of one recording. A copy costs one pointer; snapshots share unchanged tiers.
/// Changes are made by Edit (Edits.h), which yields a new snapshot. Any thread.
/// Invariants, checked by `problems`: start < end; each tier as Tier says; tier ids are unique and not 0; parents exist
/// and are interval tiers, without circles. Readers repair what breaks them and report each repair (Repair.h).
class Annotation {
public:
    /// One second without tiers.
    Annotation();
    /// Takes the parts as they are: the caller keeps the invariants. `nextId` is above every tier's and item's id.
    Annotation(double start, double end, std::vector<TierPointer> tiers, Id nextId,
               std::shared_ptr<const Preserved> preserved = nullptr);

    [[nodiscard]] double start() const { return m_state->start; }
    [[nodiscard]] double end() const { return m_state->end; }
    [[nodiscard]] const std::vector<TierPointer>& tiers() const { return m_state->tiers; }
    [[nodiscard]] const Tier& tier(std::size_t index) const { return *m_state->tiers[index]; }
    [[nodiscard]] std::optional<std::size_t> indexOf(Id tier) const;
    /// Null where there is no such tier.
    [[nodiscard]] TierPointer find(Id tier) const;
    /// The first tier of that name, or null.
    [[nodiscard]] TierPointer find(std::string_view name) const;
    [[nodiscard]] Id nextId() const { return m_state->nextId; }
    /// Begin and end of an item of one of the tiers.
    [[nodiscard]] Interval interval(const Tier& tier, std::size_t item) const;
    /// What the file it was read from holds beyond tiers; null for an annotation made here.
    [[nodiscard]] const std::shared_ptr<const Preserved>& preserved() const { return m_state->preserved; }

    /// The tiers below `tier`, children before grandchildren.
    [[nodiscard]] std::vector<Id> descendants(Id tier) const;
    /// The label of the parent's interval that holds the middle of the item; nothing without parent.
    [[nodiscard]] std::optional<std::string> parentLabel(const Tier& tier, std::size_t item) const;

    /// Same span and tiers (preserved parts of a file are not compared).
    bool operator==(const Annotation& other) const;
    /// One sentence for each broken invariant; empty for every annotation that readers and edits yield.
    [[nodiscard]] std::vector<core::Text> problems() const;

private:
    struct State {
        double start = 0.0;
        double end = 1.0;
        std::vector<TierPointer> tiers;
        Id nextId = 1;
        std::shared_ptr<const Preserved> preserved;
    };
    std::shared_ptr<const State> m_state;
};

/// The part from `from` to `to` (seconds) as an annotation of its own that begins at 0: for a selection saved as sound.
/// Intervals that reach over an edge are cut there. Nothing preserved of the file comes along.
[[nodiscard]] Annotation extract(const Annotation& annotation, double from, double to);

}  // namespace prososcope::annotation
