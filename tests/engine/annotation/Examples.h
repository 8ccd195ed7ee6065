// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/annotation/Annotation.h"
#include "tests/TestSupport.h"

/// Small annotations for the tests of this folder, and short ways to say what one holds.
namespace examples {

using namespace prososcope::annotation;  // NOLINT: for these tests only

inline TierPointer intervals(Id id, std::string name, const std::vector<std::pair<double, std::string>>& items) {
    auto tier = std::make_shared<Tier>();
    tier->header.id = id;
    tier->header.name = std::move(name);
    for (const auto& [time, label] : items) tier->items.push_back({time, label, 0});
    return tier;
}

inline TierPointer points(Id id, std::string name, const std::vector<std::pair<double, std::string>>& items) {
    auto tier = std::make_shared<Tier>(*intervals(id, std::move(name), items));
    tier->header.kind = TierKind::Point;
    return tier;
}

inline TierPointer child(TierPointer tier, Id parent, ParentLink link) {
    auto copy = std::make_shared<Tier>(*tier);
    copy->header.parent = parent;
    copy->header.link = link;
    return copy;
}

/// "0 a|1 b|2 " : begins and labels of the items.
inline QString text(const Tier& tier) {
    QStringList parts;
    for (const auto& item : tier.items) parts << QString("%1 %2").arg(item.time).arg(QString::fromStdString(item.label));
    return parts.join('|');
}
inline QString text(const Annotation& annotation, Id tier) {
    const auto found = annotation.find(tier);
    return found ? text(*found) : QString("no tier");
}

inline QString problems(const Annotation& annotation) {
    QStringList found;
    for (const auto& problem : annotation.problems()) found << QString::fromStdString(problem.english());
    return found.join('\n');
}

/// 0..3 s; words (1) with the phones (2) below them, another tier of phrases (3) and tones (4, points).
inline Annotation speech() {
    return {0.0,
            3.0,
            {intervals(1, "words", {{0, ""}, {1, "ja"}, {2, "so"}}),
             child(intervals(2, "phones", {{0, ""}, {1, "j"}, {1.5, "a"}, {2, "s"}, {2.5, "o"}}), 1, ParentLink::Aligned),
             intervals(3, "phrases", {{0, ""}, {1, "ja so"}}), points(4, "tones", {{1, "H"}, {2.25, "L"}})},
            5};
}

/// 0..4 s; a tier (1), its translation (2, Association) and its parts (3, Subdivision).
inline Annotation linked() {
    return {0.0,
            4.0,
            {intervals(1, "text", {{0, "a"}, {2, "b"}}),
             child(intervals(2, "gloss", {{0, "A"}, {2, "B"}}), 1, ParentLink::Association),
             child(intervals(3, "parts", {{0, "a1"}, {1, "a2"}, {2, "b1"}, {3, "b2"}}), 1, ParentLink::Subdivision)},
            4};
}

}  // namespace examples
