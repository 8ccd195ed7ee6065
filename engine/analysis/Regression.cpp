// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/Regression.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/analysis/Agreement.h"
#include "engine/analysis/Distributions.h"
#include "engine/core/Undefined.h"

namespace prososcope::analysis {

Correlation pearson(std::span<const double> a, std::span<const double> b) {
    const std::size_t length = std::min(a.size(), b.size());
    const auto count = static_cast<double>(length);
    const auto constant = [&](std::span<const double> values) {
        return std::all_of(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(length),
                           [&](double value) { return value == values.front(); });
    };
    if (length < 2 || constant(a) || constant(b)) return {core::kUndefined, core::kUndefined};
    double meanA = 0.0;
    double meanB = 0.0;
    for (std::size_t i = 0; i < length; ++i) {
        meanA += a[i] / count;
        meanB += b[i] / count;
    }
    double aa = 0.0;
    double bb = 0.0;
    double ab = 0.0;
    for (std::size_t i = 0; i < length; ++i) {
        aa += (a[i] - meanA) * (a[i] - meanA);
        bb += (b[i] - meanB) * (b[i] - meanB);
        ab += (a[i] - meanA) * (b[i] - meanB);
    }
    const double r = std::clamp(ab / (std::sqrt(aa) * std::sqrt(bb)), -1.0, 1.0);
    if (std::isnan(r) || length < 3) return {r, length == 2 ? 1.0 : core::kUndefined};
    return {r, fSurvival(r * r / ((1.0 - r) * (1.0 + r)) * (count - 2.0), 1.0, count - 2.0)};
}

std::vector<double> ranks(std::span<const double> values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> result(values.size());
    for (std::size_t from = 0; from < order.size();) {
        std::size_t to = from + 1;
        while (to < order.size() && values[order[to]] == values[order[from]]) ++to;
        for (std::size_t k = from; k < to; ++k) result[order[k]] = 0.5 * static_cast<double>(from + 1 + to);
        from = to;
    }
    return result;
}

Correlation spearman(std::span<const double> a, std::span<const double> b) {
    const std::size_t length = std::min(a.size(), b.size());
    return pearson(ranks(a.first(length)), ranks(b.first(length)));
}

RegressionScores regressionScores(std::span<const double> truth, std::span<const double> predicted) {
    std::vector<double> a;
    std::vector<double> b;
    for (std::size_t i = 0; i < std::min(truth.size(), predicted.size()); ++i) {
        if (std::isnan(truth[i]) || std::isnan(predicted[i])) continue;
        a.push_back(truth[i]);
        b.push_back(predicted[i]);
    }
    RegressionScores scores{core::kUndefined,
                            {core::kUndefined, core::kUndefined},
                            {core::kUndefined, core::kUndefined},
                            core::kUndefined,
                            core::kUndefined,
                            core::kUndefined,
                            core::kUndefined};
    if (a.empty()) return scores;
    const auto count = static_cast<double>(a.size());
    const double mean = std::accumulate(a.begin(), a.end(), 0.0) / count;
    double squared = 0.0;
    double absolute = 0.0;
    double about = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        squared += (a[i] - b[i]) * (a[i] - b[i]);
        absolute += std::abs(a[i] - b[i]);
        about += (a[i] - mean) * (a[i] - mean);
    }
    return {concordance(a, b),
            pearson(a, b),
            spearman(a, b),
            squared / count,
            std::sqrt(squared / count),
            absolute / count,
            about > 0.0 ? 1.0 - squared / about : core::kUndefined};
}

}  // namespace prososcope::analysis
