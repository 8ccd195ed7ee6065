// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/Comparison.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "engine/analysis/Classification.h"
#include "engine/analysis/Distributions.h"
#include "engine/analysis/Regression.h"
#include "engine/core/Random.h"

namespace prososcope::analysis {

McNemar mcNemar(std::size_t onlyFirst, std::size_t onlySecond) {
    McNemar result{onlyFirst, onlySecond};
    const std::size_t all = onlyFirst + onlySecond;
    if (all == 0) return result;
    result.exact = binomialHalfTwoSided(std::min(onlyFirst, onlySecond), all);
    const double off = std::max(0.0, std::abs(static_cast<double>(onlyFirst) - static_cast<double>(onlySecond)) - 1.0);
    result.chiSquared = off * off / static_cast<double>(all);
    result.approximate = chiSquared1Survival(result.chiSquared);
    return result;
}

McNemar mcNemar(std::span<const int> truth, std::span<const int> first, std::span<const int> second) {
    std::size_t onlyFirst = 0;
    std::size_t onlySecond = 0;
    for (std::size_t i = 0; i < std::min({truth.size(), first.size(), second.size()}); ++i) {
        const bool right1 = first[i] == truth[i];
        const bool right2 = second[i] == truth[i];
        onlyFirst += right1 && !right2 ? 1 : 0;
        onlySecond += right2 && !right1 ? 1 : 0;
    }
    return mcNemar(onlyFirst, onlySecond);
}

Wilcoxon wilcoxonSignedRank(std::span<const double> a, std::span<const double> b) {
    std::vector<double> distances;
    std::vector<bool> above;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        const double off = a[i] - b[i];
        if (off == 0.0 || std::isnan(off)) continue;
        distances.push_back(std::abs(off));
        above.push_back(off > 0.0);
    }
    if (distances.empty()) return {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN(), 0};
    const auto rank = ranks(distances);
    double sums[2] = {0.0, 0.0};
    std::map<double, double> ties;
    for (std::size_t i = 0; i < rank.size(); ++i) {
        sums[above[i] ? 1 : 0] += rank[i];
        ties[rank[i]] += 1.0;
    }
    const auto n = static_cast<double>(rank.size());
    double variance = n * (n + 1.0) * (2.0 * n + 1.0);
    for (const auto& [value, count] : ties) variance -= 0.5 * count * (count * count - 1.0);
    const double smaller = std::min(sums[0], sums[1]);
    return {smaller, normalTwoSided((smaller - n * (n + 1.0) / 4.0) / std::sqrt(variance / 24.0)), rank.size()};
}

core::Result<double> pairedPermutation(const std::vector<std::vector<std::size_t>>& clusters, std::size_t rows,
                                       const SwapStatistic& difference, int repetitions, std::uint64_t seed,
                                       core::Progress& progress) {
    constexpr std::size_t kMostExact = 12;
    std::vector<std::uint8_t> swapped(rows, 0);
    const double observed = std::abs(difference(swapped));
    const bool exact = clusters.size() <= kMostExact;
    const std::uint64_t rounds =
        exact ? std::uint64_t{1} << clusters.size() : static_cast<std::uint64_t>(std::max(repetitions, 0));
    core::Random random(core::deriveSeed(seed, "permutation"));
    std::uint64_t asFar = exact ? 0 : 1;
    for (std::uint64_t round = 0; round < rounds; ++round) {
        if (progress.stopRequested()) return core::cancelled();
        progress.report(static_cast<double>(round) / static_cast<double>(rounds));
        for (std::size_t k = 0; k < clusters.size(); ++k) {
            const auto exchange = static_cast<std::uint8_t>(exact ? round >> k & 1U : random.below(2));
            for (const std::size_t i : clusters[k]) swapped[i] = exchange;
        }
        // Sums in another order may differ by rounding.
        if (std::abs(difference(swapped)) >= observed - 1e-12) ++asFar;
    }
    return static_cast<double>(asFar) / static_cast<double>(exact ? rounds : rounds + 1);
}

core::Result<UarComparison> compareUar(std::span<const int> truth, std::span<const int> first, std::span<const int> second,
                                       std::span<const std::string> speakers, std::size_t classes, core::Progress& progress,
                                       int repetitions, std::uint64_t seed) {
    if (truth.empty() || first.size() != truth.size() || second.size() != truth.size())
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine",
                                        "Two systems can be compared on the same utterances only: there are %1 labels, "
                                        "%2 and %3 predictions."),
                           {std::to_string(truth.size()), std::to_string(first.size()), std::to_string(second.size())}});
    const auto uarOf = [&](std::span<const int> predicted) {
        return unweightedAverageRecall(confusionMatrix(truth, predicted, classes));
    };
    UarComparison result{uarOf(first), uarOf(second), 0.0, {}, 1.0, mcNemar(truth, first, second)};
    result.difference = result.first - result.second;

    const auto clusters = speakerClusters(speakers, truth.size());
    std::vector<double> all(classes);
    std::vector<double> gained(classes);  // right answers of the first less those of the second
    const auto meanGain = [&] {
        double sum = 0.0;
        double present = 0.0;
        for (std::size_t c = 0; c < classes; ++c) {
            if (all[c] == 0.0) continue;
            sum += gained[c] / all[c];
            present += 1.0;
        }
        return present > 0.0 ? sum / present : std::numeric_limits<double>::quiet_NaN();
    };
    const auto count = [&](std::size_t i, double sign) {
        if (truth[i] < 0 || static_cast<std::size_t>(truth[i]) >= classes) return;
        const auto label = static_cast<std::size_t>(truth[i]);
        all[label] += 1.0;
        gained[label] += sign * ((first[i] == truth[i] ? 1.0 : 0.0) - (second[i] == truth[i] ? 1.0 : 0.0));
    };
    const auto empty = [&] {
        std::ranges::fill(all, 0.0);
        std::ranges::fill(gained, 0.0);
    };
    result.interval = bootstrapInterval(
        clusters,
        [&](std::span<const std::size_t> rows) {
            empty();
            for (const std::size_t i : rows) count(i, 1.0);
            return meanGain();
        },
        repetitions, seed);
    const auto p = pairedPermutation(
        clusters, truth.size(),
        [&](std::span<const std::uint8_t> swapped) {
            empty();
            for (std::size_t i = 0; i < swapped.size(); ++i) count(i, swapped[i] != 0 ? -1.0 : 1.0);
            return meanGain();
        },
        repetitions, seed, progress);
    if (!p) return core::fail(p.error());
    result.permutation = *p;
    return result;
}

}  // namespace prososcope::analysis
