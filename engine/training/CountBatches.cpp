// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/CountBatches.h"

#include <algorithm>
#include <numeric>
#include <span>

#include "engine/training/UnitBatches.h"

namespace prososcope::training {

std::vector<std::vector<std::size_t>> batchesByCount(const std::vector<std::size_t>& lengths, std::size_t count,
                                                     std::size_t most, std::size_t grid, core::Random& random) {
    std::vector<std::size_t> order(lengths.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    random.shuffle(std::span(order));
    const auto padded = [&](std::size_t each) { return paddedSamples(lengths[each], grid); };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return padded(a) < padded(b); });
    std::vector<std::vector<std::size_t>> batches;
    for (const auto each : order) {
        const bool fits =
            !batches.empty() && batches.back().size() < count && padded(each) * (batches.back().size() + 1) <= most;
        if (!fits) batches.emplace_back();
        batches.back().push_back(each);
    }
    random.shuffle(std::span(batches));
    return batches;
}

}  // namespace prososcope::training
