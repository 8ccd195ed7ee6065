// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "engine/analysis/Bootstrap.h"
#include "engine/core/Progress.h"
#include "engine/core/Result.h"

namespace prososcope::analysis {

/// McNemar's test (1947) of two systems on the same rows: only rows that one of them alone has right tell them apart.
struct McNemar {
    std::size_t onlyFirst = 0;  ///< rows that only the first system has right
    std::size_t onlySecond = 0;
    double exact = 1.0;        ///< two-sided binomial p value
    double chiSquared = 0.0;   ///< with continuity correction (Edwards 1948)
    double approximate = 1.0;  ///< its p value; for 25 such rows and more
};
[[nodiscard]] McNemar mcNemar(std::size_t onlyFirst, std::size_t onlySecond);
[[nodiscard]] McNemar mcNemar(std::span<const int> truth, std::span<const int> first, std::span<const int> second);

/// Wilcoxon's signed-rank test (1945) of pairs: equal pairs are left out, equal distances share their mean rank; p by the
/// normal approximation with correction for ties and without one for continuity. NaN where all pairs are equal.
struct Wilcoxon {
    double statistic = 0.0;  ///< the smaller sum of ranks
    double p = 1.0;
    std::size_t pairs = 0;  ///< that differ
};
[[nodiscard]] Wilcoxon wilcoxonSignedRank(std::span<const double> a, std::span<const double> b);

/// The difference of a figure between two systems where `swapped` says of each row whether the systems have changed places.
using SwapStatistic = std::function<double(std::span<const std::uint8_t> swapped)>;

/// Two-sided p value of a difference by exchanging the systems in whole clusters (speakers), as if it did not matter which is
/// which (Good 2005, Permutation, Parametric and Bootstrap Tests): all exchanges of up to 12 clusters, otherwise `repetitions`
/// random ones, of which the observed one counts as one more. Deterministic for a seed. Fails with Cancelled.
[[nodiscard]] core::Result<double> pairedPermutation(const std::vector<std::vector<std::size_t>>& clusters, std::size_t rows,
                                                     const SwapStatistic& difference, int repetitions, std::uint64_t seed,
                                                     core::Progress& progress);

/// Two classifiers on the same utterances, the first less the second.
struct UarComparison {
    double first = 0.0;
    double second = 0.0;
    double difference = 0.0;
    Interval interval;         ///< 95 %, by bootstrap over speakers, both systems on the same draws
    double permutation = 1.0;  ///< p value of pairedPermutation by speaker
    McNemar mcNemar;
};
/// Fails with a sentence where the lengths differ or there is nothing, and with Cancelled.
[[nodiscard]] core::Result<UarComparison> compareUar(std::span<const int> truth, std::span<const int> first,
                                                     std::span<const int> second, std::span<const std::string> speakers,
                                                     std::size_t classes, core::Progress& progress, int repetitions = 2000,
                                                     std::uint64_t seed = 1);

}  // namespace prososcope::analysis
