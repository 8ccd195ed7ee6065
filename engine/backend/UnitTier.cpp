// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backend/UnitTier.h"

#include <algorithm>

#include "engine/phonetics/Units.h"

namespace prososcope::backend {

std::string unitLabel(const TimedUnit& unit) { return phonetics::taggedUnit(unit.unit, phonetics::emotionTag(unit.emotion)); }

std::vector<annotation::Item> unitTier(const UnitListening& listening, double seconds) {
    std::vector<annotation::Item> items;
    double covered = 0.0;
    for (const auto& unit : listening.units) {
        const double begin = std::max(unit.startSeconds, covered);
        const double end = std::min(unit.endSeconds, seconds);
        if (!(begin < end)) continue;
        if (begin > covered) items.push_back({covered, {}});
        items.push_back({begin, unitLabel(unit)});
        covered = end;
    }
    if (covered < seconds || items.empty()) items.push_back({covered, {}});
    return items;
}

}  // namespace prososcope::backend
