// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learn/GroupFolds.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace prososcope::learn {

core::Result<std::vector<std::vector<std::size_t>>> groupFolds(std::span<const std::string> groups, std::size_t folds) {
    std::map<std::string_view, std::vector<std::size_t>> rowsOfGroup;
    for (std::size_t i = 0; i < groups.size(); ++i) rowsOfGroup[groups[i]].push_back(i);
    if (folds < 2)
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "Choosing settings inside the training part needs at least 2 folds.")});
    if (rowsOfGroup.size() < folds)
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine",
                                        "%1 folds inside the training part need as many speakers, but there are %2. "
                                        "Set fewer folds."),
                           {std::to_string(folds), std::to_string(rowsOfGroup.size())}});
    std::vector<std::vector<std::size_t>> ordered;
    for (auto& [group, rows] : rowsOfGroup) ordered.push_back(std::move(rows));
    std::ranges::stable_sort(ordered, std::greater<>(), &std::vector<std::size_t>::size);
    std::vector<std::vector<std::size_t>> result(folds);
    for (const auto& rows : ordered) {
        auto& fold = *std::ranges::min_element(result, std::less<>(), &std::vector<std::size_t>::size);
        fold.insert(fold.end(), rows.begin(), rows.end());
    }
    for (auto& fold : result) std::ranges::sort(fold);
    return result;
}

}  // namespace prososcope::learn
