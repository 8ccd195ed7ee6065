// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/TierRows.h"

#include <algorithm>

namespace prososcope::widgets {

std::vector<TierRow> tierRows(const annotation::Annotation& annotation) {
    std::vector<TierRow> rows;
    const auto& tiers = annotation.tiers();
    rows.reserve(tiers.size());
    for (const auto& tier : tiers) {
        if (tier->header.parent && annotation.find(*tier->header.parent)) continue;
        rows.push_back({tier, 0});
    }
    if (rows.size() == tiers.size()) return rows;
    // Children in front of what follows their parent; theirs come when their own row is reached.
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const TierRow parent = rows[i];
        std::vector<TierRow> children;
        for (const auto& tier : tiers) {
            if (tier->header.parent == parent.tier->header.id) children.push_back({tier, parent.depth + 1});
        }
        rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(i) + 1, children.begin(), children.end());
    }
    return rows;
}

}  // namespace prososcope::widgets
