// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/PairedTest.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <vector>

#include "engine/analysis/Distributions.h"
#include "engine/core/Random.h"
#include "engine/core/Undefined.h"

namespace prososcope::analysis {

namespace {

constexpr std::size_t kMostExact = 20;
constexpr int kRandom = 100000;

/// Share of the signs that take the sum as far from 0 as it is.
double signFlipP(std::span<const double> differences, std::uint64_t seed, bool exact) {
    double sum = 0.0;
    double size = 0.0;
    for (const double off : differences) {
        sum += off;
        size += std::abs(off);
    }
    const double observed = std::abs(sum) - 1e-12 * size;  // sums in another order differ by rounding
    if (exact) {
        // From each choice of signs to the next one alone changes (Gray's code).
        const std::uint64_t rounds = std::uint64_t{1} << differences.size();
        std::uint64_t asFar = std::abs(sum) >= observed ? 1 : 0;
        std::vector<double> signedValues(differences.begin(), differences.end());
        for (std::uint64_t round = 1; round < rounds; ++round) {
            auto& value = signedValues[static_cast<std::size_t>(std::countr_zero(round))];
            sum -= 2.0 * value;
            value = -value;
            asFar += std::abs(sum) >= observed ? 1 : 0;
        }
        return static_cast<double>(asFar) / static_cast<double>(rounds);
    }
    core::Random random(core::deriveSeed(seed, "sign flips"));
    int asFar = 1;
    for (int round = 0; round < kRandom; ++round) {
        double flipped = 0.0;
        for (const double off : differences) flipped += random.chance(0.5) ? off : -off;
        asFar += std::abs(flipped) >= observed ? 1 : 0;
    }
    return static_cast<double>(asFar) / static_cast<double>(kRandom + 1);
}

}  // namespace

StudentTest studentTest(std::span<const double> values) {
    const auto spread = spreadOf(values);
    StudentTest result{spread.mean, core::kUndefined, core::kUndefined, core::kUndefined};
    if (values.size() < 2) return result;
    const auto count = static_cast<double>(values.size());
    result.error = spread.deviation / std::sqrt(count);
    result.t = spread.mean == 0.0 ? 0.0 : spread.mean / result.error;
    result.p = tTwoSided(result.t, count - 1.0);
    return result;
}

PairedTest pairedTest(std::span<const double> first, std::span<const double> second, std::uint64_t seed) {
    std::vector<double> differences;
    for (std::size_t i = 0; i < std::min(first.size(), second.size()); ++i) {
        if (!std::isnan(first[i] - second[i])) differences.push_back(first[i] - second[i]);
    }
    PairedTest result{differences.size(),
                      core::kUndefined,
                      {core::kUndefined, core::kUndefined},
                      core::kUndefined,
                      core::kUndefined,
                      core::kUndefined,
                      core::kUndefined,
                      true};
    if (differences.empty()) return result;
    const auto test = studentTest(differences);
    result.difference = test.mean;
    result.exact = differences.size() <= kMostExact;
    result.signFlip = signFlipP(differences, seed, result.exact);
    result.t = test.t;
    result.p = test.p;
    result.above = tUpper(test.t, static_cast<double>(differences.size()) - 1.0);
    const double reach = tCritical(0.05, static_cast<double>(differences.size()) - 1.0) * test.error;
    result.interval = {test.mean - reach, test.mean + reach};
    return result;
}

WelchTest welchTest(std::span<const double> first, std::span<const double> second) {
    WelchTest result{core::kUndefined, core::kUndefined, core::kUndefined, core::kUndefined};
    if (first.size() < 2 || second.size() < 2) return result;
    const auto a = studentTest(first);
    const auto b = studentTest(second);
    const double variances[] = {a.error * a.error, b.error * b.error};
    const double variance = variances[0] + variances[1];
    const double difference = a.mean - b.mean;
    const auto degrees = [](std::span<const double> values) { return static_cast<double>(values.size()) - 1.0; };
    result.t = difference == 0.0 ? 0.0 : difference / std::sqrt(variance);
    result.degrees = variance == 0.0
                         ? degrees(first) + degrees(second)
                         : variance * variance /
                               (variances[0] * variances[0] / degrees(first) + variances[1] * variances[1] / degrees(second));
    result.p = tTwoSided(result.t, result.degrees);
    result.above = tUpper(result.t, result.degrees);
    return result;
}

}  // namespace prososcope::analysis
