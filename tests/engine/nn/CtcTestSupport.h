// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <map>
#include <vector>

#include "engine/core/Random.h"
#include "engine/nn/CtcDecoder.h"

namespace prososcope::testing {

using Labels = std::vector<int>;

/// Posteriors of frames, [frames, classes], natural logarithms; every class has some probability.
inline std::vector<float> randomCtcRows(std::size_t frames, std::size_t classes, std::uint64_t seed) {
    core::Random random(seed);
    std::vector<float> rows;
    for (std::size_t t = 0; t < frames; ++t) {
        std::vector<double> weights;
        double sum = 0.0;
        for (std::size_t c = 0; c < classes; ++c) sum += weights.emplace_back(std::exp(1.5 * random.normal()));
        for (const double weight : weights) rows.push_back(static_cast<float>(std::log(weight / sum)));
    }
    return rows;
}

/// The labelling of a path: repeats merged, blanks dropped.
inline Labels collapsed(const Labels& path, int blank) {
    Labels labels;
    int last = blank;
    for (const int symbol : path) {
        if (symbol != last && symbol != blank) labels.push_back(symbol);
        last = symbol;
    }
    return labels;
}

/// Calls each(path, its ln p) for every path there is: for few frames.
template <class Each>
void forAllPaths(const nn::LogPosteriors& posteriors, const Each& each) {
    Labels path(posteriors.frames(), 0);
    while (true) {
        double sum = 0.0;
        for (std::size_t t = 0; t < path.size(); ++t) sum += static_cast<double>(posteriors.at(t, path[t]));
        each(path, sum);
        std::size_t at = 0;
        while (at < path.size() && ++path[at] > posteriors.blank()) path[at++] = 0;
        if (at == path.size()) return;
    }
}

/// The probability of every labelling.
inline std::map<Labels, double> allLabellings(const nn::LogPosteriors& posteriors) {
    std::map<Labels, double> sums;
    forAllPaths(posteriors, [&](const Labels& path, double logarithm) {
        sums[collapsed(path, posteriors.blank())] += std::exp(logarithm);
    });
    return sums;
}

}  // namespace prososcope::testing
