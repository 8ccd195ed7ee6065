// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/UnitBatches.h"

#include <algorithm>
#include <numeric>
#include <span>

namespace prososcope::training {

std::vector<std::vector<std::size_t>> batchesBySamples(const std::vector<std::size_t>& samples, std::size_t most,
                                                       core::Random& random) {
    std::vector<std::size_t> order(samples.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    random.shuffle(std::span(order));
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return samples[a] < samples[b]; });
    std::vector<std::vector<std::size_t>> batches;
    for (const auto each : order) {  // rising: the newest one is the longest
        if (batches.empty() || samples[each] * (batches.back().size() + 1) > most) batches.emplace_back();
        batches.back().push_back(each);
    }
    random.shuffle(std::span(batches));
    return batches;
}

}  // namespace prososcope::training
