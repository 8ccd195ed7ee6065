// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/MultipleTests.h"

#include <algorithm>
#include <cmath>

namespace prososcope::analysis {

std::vector<double> adjusted(std::span<const double> pValues, Correction correction) {
    std::vector<double> result(pValues.begin(), pValues.end());
    std::vector<std::size_t> order;  // by rising p
    for (std::size_t i = 0; i < pValues.size(); ++i) {
        if (!std::isnan(pValues[i])) order.push_back(i);
    }
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return pValues[a] < pValues[b]; });
    const auto count = static_cast<double>(order.size());
    double harmonic = 1.0;
    if (correction == Correction::BenjaminiYekutieli) {
        harmonic = 0.0;
        for (std::size_t i = 1; i <= order.size(); ++i) harmonic += 1.0 / static_cast<double>(i);
    }
    double bound = 0.0;
    if (correction == Correction::Bonferroni || correction == Correction::Holm) {
        for (std::size_t rank = 0; rank < order.size(); ++rank) {
            const double factor = correction == Correction::Holm ? count - static_cast<double>(rank) : count;
            bound = std::max(bound, std::min(1.0, factor * pValues[order[rank]]));
            result[order[rank]] = bound;
        }
        return result;
    }
    bound = 1.0;
    for (std::size_t rank = order.size(); rank-- > 0;) {
        bound = std::min(bound, harmonic * count / static_cast<double>(rank + 1) * pValues[order[rank]]);
        result[order[rank]] = bound;
    }
    return result;
}

}  // namespace prososcope::analysis
