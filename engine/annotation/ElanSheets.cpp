// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/ElanSheets.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace prososcope::annotation {

namespace {

/// What hangs on a gap of the tier above makes an annotation of it.
void materialize(const Annotation& annotation, const ElanSheet& sheet, ElanSheet& above) {
    std::vector<ElanRow> added;
    for (const auto& row : sheet.rows) {
        const double middle = row.place.start + 0.5 * row.place.duration();
        const auto item = above.tier->at(middle);
        if (!item) continue;
        const Interval place = annotation.interval(*above.tier, *item);
        const auto same = [&](const ElanRow& other) { return other.place.start == place.start; };
        const auto later = std::lower_bound(above.rows.begin(), above.rows.end(), place.start,
                                            [](const ElanRow& a, double time) { return a.place.start < time; });
        if (later != above.rows.end() && same(*later)) continue;
        if (!added.empty() && same(added.back())) continue;
        ElanRow made;
        made.place = place;
        added.push_back(std::move(made));
    }
    above.rows.insert(above.rows.end(), std::make_move_iterator(added.begin()), std::make_move_iterator(added.end()));
    std::stable_sort(above.rows.begin(), above.rows.end(),
                     [](const ElanRow& a, const ElanRow& b) { return a.place.start < b.place.start; });
}

/// Milliseconds that rise, an annotation lasting at least one.
void round(ElanSheet& sheet) {
    long long reached = 0;
    for (auto& row : sheet.rows) {
        row.start = std::max(millisecondsOf(row.place.start), reached);
        row.end = std::max(millisecondsOf(row.place.end), row.start + 1);
        reached = row.end;
    }
}

void findAbove(ElanSheet& sheet, const ElanSheet& above) {
    for (auto& row : sheet.rows) {
        const double middle = row.place.start + 0.5 * row.place.duration();
        const auto after = std::upper_bound(above.rows.begin(), above.rows.end(), middle,
                                            [](double time, const ElanRow& a) { return time < a.place.start; });
        row.above = after == above.rows.begin() || !(middle <= (after - 1)->place.end)
                        ? above.rows.size()
                        : static_cast<std::size_t>(after - above.rows.begin()) - 1;
    }
}

}  // namespace

long long millisecondsOf(double seconds) { return std::llround(std::max(seconds, 0.0) * 1000.0); }

ElanSheets elanSheets(const Annotation& annotation, const ElanFile& file) {
    std::vector<ElanSheet> sheets;
    std::vector<std::size_t> order;
    std::map<Id, const ElanTier*> oldTiers;
    std::map<Id, const ElanAnnotation*> oldItems;
    for (const auto& tier : file.tiers) {
        oldTiers[tier.header.id] = &tier;
        for (const auto& one : tier.annotations) oldItems[one.id] = &one;
    }
    std::set<std::string> names;
    for (const auto& tier : annotation.tiers()) {
        ElanSheet sheet;
        sheet.tier = tier;
        if (const auto found = oldTiers.find(tier->header.id); found != oldTiers.end()) sheet.old = found->second;
        const std::string wanted = tier->header.name.empty() ? "tier" : tier->header.name;
        sheet.name = wanted;
        for (int n = 2; !names.insert(sheet.name).second; ++n) sheet.name = wanted + " (" + std::to_string(n) + ')';
        sheet.isSymbolic = tier->header.parent && tier->header.link != ParentLink::Aligned;
        for (std::size_t i = 0; i < tier->items.size(); ++i) {
            const Item& item = tier->items[i];
            const Interval place = annotation.interval(*tier, i);
            const auto found = item.id != 0 ? oldItems.find(item.id) : oldItems.end();
            if (item.label.empty() && found == oldItems.end() && tier->isInterval()) continue;  // a gap
            ElanRow row;
            row.place = place;
            row.label = item.label;
            if (found != oldItems.end()) row.old = found->second;
            sheet.rows.push_back(std::move(row));
        }
        sheets.push_back(std::move(sheet));
    }
    for (auto& sheet : sheets) {
        for (std::size_t i = 0; sheet.tier->header.parent && i < sheets.size(); ++i) {
            if (sheets[i].tier->header.id == *sheet.tier->header.parent) sheet.parent = i;
        }
    }
    std::vector<bool> done(sheets.size());
    while (order.size() < sheets.size()) {
        for (std::size_t i = 0; i < sheets.size(); ++i) {
            if (done[i] || (sheets[i].parent && !done[*sheets[i].parent])) continue;
            order.push_back(i);
            done[i] = true;
        }
    }
    // From the lowest up: what hangs on a gap makes an annotation of it.
    for (auto index = order.rbegin(); index != order.rend(); ++index) {
        const auto& sheet = sheets[*index];
        if (sheet.isSymbolic) materialize(annotation, sheet, sheets[*sheet.parent]);
    }
    for (auto& sheet : sheets) round(sheet);
    for (const auto index : order) {
        auto& sheet = sheets[index];
        if (sheet.parent) findAbove(sheet, sheets[*sheet.parent]);
    }
    return {std::move(sheets), std::move(order)};
}

}  // namespace prososcope::annotation
