// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/Bootstrap.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/core/Random.h"
#include "engine/core/Undefined.h"

namespace prososcope::analysis {

namespace {

/// Quantile of sorted values with linear interpolation between neighbours.
double quantile(const std::vector<double>& sorted, double share) {
    const double position = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(position);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (position - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

}  // namespace

std::vector<std::vector<std::size_t>> speakerClusters(std::span<const std::string> speakers, std::size_t rows) {
    std::map<std::string_view, std::vector<std::size_t>> bySpeaker;  // ordered: a draw does not depend on the rows' order
    for (std::size_t i = 0; i < rows && speakers.size() >= rows; ++i) bySpeaker[speakers[i]].push_back(i);
    std::vector<std::vector<std::size_t>> clusters;
    if (bySpeaker.size() >= 2) {
        for (auto& [speaker, members] : bySpeaker) clusters.push_back(std::move(members));
    } else {
        for (std::size_t i = 0; i < rows; ++i) clusters.push_back({i});
    }
    return clusters;
}

Interval bootstrapInterval(const std::vector<std::vector<std::size_t>>& clusters, const RowStatistic& statistic,
                           int repetitions, std::uint64_t seed) {
    std::vector<double> values;
    std::vector<std::size_t> rows;
    core::Random random(core::deriveSeed(seed, "bootstrap"));
    for (int repetition = 0; repetition < repetitions && !clusters.empty(); ++repetition) {
        rows.clear();
        for (std::size_t draw = 0; draw < clusters.size(); ++draw) {
            const auto& cluster = clusters[random.below(clusters.size())];
            rows.insert(rows.end(), cluster.begin(), cluster.end());
        }
        const double value = statistic(rows);
        if (!std::isnan(value)) values.push_back(value);
    }
    if (values.empty()) return {core::kUndefined, core::kUndefined};
    std::sort(values.begin(), values.end());
    return {quantile(values, 0.025), quantile(values, 0.975)};
}

Spread spreadOf(std::span<const double> values) {
    if (values.empty()) return {core::kUndefined, core::kUndefined, core::kUndefined, core::kUndefined, 0};
    Spread spread{0.0, 0.0, values.front(), values.front(), values.size()};
    const auto count = static_cast<double>(values.size());
    for (const double value : values) {
        spread.mean += value / count;
        spread.smallest = std::min(spread.smallest, value);
        spread.largest = std::max(spread.largest, value);
    }
    for (const double value : values) spread.deviation += (value - spread.mean) * (value - spread.mean);
    spread.deviation = values.size() < 2 ? core::kUndefined : std::sqrt(spread.deviation / (count - 1.0));
    return spread;
}

}  // namespace prososcope::analysis
