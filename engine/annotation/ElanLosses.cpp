// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <set>

#include "engine/annotation/Elan.h"
#include "engine/annotation/Preserved.h"
#include "engine/annotation/XmlReader.h"

namespace prososcope::annotation {

std::vector<core::Text> elanLosses(const Annotation& annotation) {
    std::vector<core::Text> lost;
    std::set<std::string> names;
    bool fine = false;
    const bool early = annotation.start() < 0.0;
    const bool elan = annotation.preserved() && annotation.preserved()->format == FileFormat::Elan;
    const auto isGap = [&](const Item& item) { return item.label.empty() && (item.id == 0 || !elan); };
    for (const auto& tier : annotation.tiers()) {
        const auto& name = tier->header.name;
        if (!names.insert(name).second || name.empty())
            lost.push_back(
                {TRANSLATABLE("Engine", "ELAN needs a different name for each tier: one named “%1” gets another."), {name}});
        if (!tier->isInterval())
            lost.push_back(
                {TRANSLATABLE("Engine", "ELAN has no point tiers: the points of tier %1 become annotations of 1 ms."), {name}});
        std::size_t gaps = 0;
        bool control = false;
        for (std::size_t i = 0; i < tier->items.size(); ++i) {
            const auto& item = tier->items[i];
            if (tier->isInterval() && isGap(item) && i > 0 && isGap(tier->items[i - 1])) ++gaps;
            control |= !fitsXml(item.label);
            const double milliseconds = item.time * 1000.0;
            fine |= std::abs(milliseconds - std::round(milliseconds)) > 1e-6;
        }
        if (gaps > 0 && (!tier->header.parent || tier->header.link == ParentLink::Aligned)) {
            lost.push_back(
                {TRANSLATABLE("Engine", "ELAN has no unlabelled intervals: %2 boundaries between them in tier %1 are lost."),
                 {name, std::to_string(gaps)}});
        }
        if (control)
            lost.push_back(
                {TRANSLATABLE("Engine", "ELAN cannot hold control characters: those in tier %1 are replaced."), {name}});
    }
    if (fine) lost.push_back({TRANSLATABLE("Engine", "ELAN holds times in milliseconds: finer ones are rounded.")});
    if (early) lost.push_back({TRANSLATABLE("Engine", "ELAN has no times before 0: they are moved there.")});
    return lost;
}

}  // namespace prososcope::annotation
