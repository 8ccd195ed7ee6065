// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

#include "engine/analysis/Bootstrap.h"

namespace prososcope::analysis {

/// The mean of values against 0 (Student 1908). NaN of no values, all but the mean of one.
struct StudentTest {
    double mean = 0.0;
    double error = 0.0;  ///< standard error of the mean
    double t = 0.0;      ///< infinite where all values are the same
    double p = 1.0;      ///< two-sided, one degree of freedom less than values; 1 where the mean is 0
};
[[nodiscard]] StudentTest studentTest(std::span<const double> values);

/// Two figures of the same speakers, such as their errors under two systems.
struct PairedTest {
    std::size_t pairs = 0;    ///< in which neither is NaN
    double difference = 0.0;  ///< mean of first less second; NaN, as all else, without a pair
    Interval interval;        ///< 95 %, by Student's t; NaN with fewer than two pairs
    double t = 0.0;           ///< of the paired t test, pairs - 1 degrees of freedom
    double p = 1.0;           ///< two-sided, see studentTest
    double above = 1.0;       ///< one-tailed: that the first is not above the second
    double signFlip = 1.0;    ///< two-sided p where each difference could as well have the other sign (Fisher 1935)
    bool exact = true;        ///< signFlip over all 2^pairs signs: of at most 20 pairs; otherwise 100,000 random ones
};
/// first and second of the same length. Deterministic for a seed.
[[nodiscard]] PairedTest pairedTest(std::span<const double> first, std::span<const double> second, std::uint64_t seed = 1);

/// Two figures of different samples, whose variances may differ (Welch 1947).
struct WelchTest {
    double t = 0.0;        ///< of the means, first less second; infinite where neither varies
    double degrees = 0.0;  ///< of freedom, by Satterthwaite (1946)
    double p = 1.0;        ///< two-sided
    double above = 1.0;    ///< one-tailed: that the first is not above the second
};
/// All NaN where one of them has fewer than two values; without any variance p as the difference says, 0 or 1.
[[nodiscard]] WelchTest welchTest(std::span<const double> first, std::span<const double> second);

}  // namespace prososcope::analysis
