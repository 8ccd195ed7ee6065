// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string>
#include <vector>

#include "engine/annotation/Edits.h"
#include "engine/core/Random.h"

/// Edits drawn at random for property tests; most are possible, some are refused.
namespace examples {

using namespace prososcope::annotation;  // NOLINT: for these tests only
using prososcope::core::Random;
using prososcope::core::Result;

inline std::string randomLabel(Random& random) {
    static const std::array<std::string, 8> labels{"",           "a",           "ö",       "two words",
                                                   "\"quoted\"", "line\nbreak", "<&>,;\t", "\\ back"};
    return labels[random.below(labels.size())];
}

inline Result<Edit> randomEdit(const Annotation& annotation, Random& random) {
    const auto& tiers = annotation.tiers();
    TierHeader header;
    header.name = "t" + std::to_string(random.below(5));
    header.kind = random.chance(0.3) ? TierKind::Point : TierKind::Interval;
    if (tiers.empty() || random.chance(0.05)) {
        if (!tiers.empty() && random.chance(0.5)) {
            header.parent = tiers[random.below(tiers.size())]->header.id;
            header.link = static_cast<ParentLink>(random.below(3));
        }
        return addTier(annotation, header, random.below(tiers.size() + 1));
    }
    const Tier& tier = *tiers[random.below(tiers.size())];
    const Id id = tier.header.id;
    const std::size_t item = tier.items.empty() ? 0 : random.below(tier.items.size());
    const double time = random.uniform(annotation.start() - 0.1, annotation.end() + 0.1);
    const double other = random.uniform(annotation.start(), annotation.end());
    const auto merge = static_cast<MergeLabels>(random.below(3));
    const std::array<Id, 1> chosen{id};
    switch (random.below(20)) {
        case 0:
        case 1:
        case 2:
            return insertBoundary(annotation, id, time);
        case 3:
            return insertPoint(annotation, id, time, randomLabel(random));
        case 4:
            return splitInterval(annotation, id, time, randomLabel(random), randomLabel(random));
        case 5:
            return insertInterval(annotation, id, {std::min(time, other), std::max(time, other)}, randomLabel(random));
        case 6:
        case 7:
        case 8:
            return moveBoundary(annotation, id, item, time, random.chance(0.5));
        case 9:
        case 10:
            return removeBoundary(annotation, id, item, merge);
        case 11:
        case 12:
        case 13:
            return setLabel(annotation, id, item, randomLabel(random));
        case 14:
            return renameTier(annotation, id, header.name);
        case 15:
            return random.chance(0.5) ? moveTier(annotation, id, random.below(tiers.size()))
                                      : duplicateTier(annotation, id, "copy");
        case 16:
            return random.chance(0.3) ? removeTier(annotation, id)
                                      : mapTimes(annotation, chosen, {time, time + 0.3}, {time + 0.01, time + 0.3});
        case 17:
            return setSpan(annotation,
                           {annotation.start() - random.uniform(-0.05, 0.05), annotation.end() + random.uniform(-0.05, 0.05)});
        case 18: {
            auto words = std::make_shared<Vocabulary>(Vocabulary{"v", {{"a", "first"}, {randomLabel(random), ""}}});
            return setVocabulary(annotation, id, random.chance(0.3) ? nullptr : words);
        }
        default: {
            const Id parent = tiers[random.below(tiers.size())]->header.id;
            return linkTier(annotation, id, random.chance(0.3) ? std::nullopt : std::optional(parent),
                            static_cast<ParentLink>(random.below(3)));
        }
    }
}

}  // namespace examples
