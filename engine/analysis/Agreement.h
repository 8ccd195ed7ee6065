// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

namespace prososcope::analysis {

/// How far apart two ratings are, for Krippendorff's alpha.
enum class RatingLevel {
    Nominal,   ///< the same or not
    Ordinal,   ///< by ranks: what lies between them counts
    Interval,  ///< by the squared difference
};

/// Fleiss' kappa of several raters who chose one of several classes each (Fleiss 1971, "Measuring nominal scale agreement among
/// many raters", Psychological Bulletin 76). counts: [units, classes], how many raters chose the class. Units with fewer than
/// two ratings are left out; where units have different numbers of ratings, each counts by its own, chance agreement by all.
/// 1 is full agreement, 0 that of chance. NaN where nothing can be compared or only one class was ever chosen.
[[nodiscard]] double fleissKappa(std::span<const std::size_t> counts, std::size_t classes);

/// Krippendorff's alpha for any number of raters and missing ratings (Krippendorff 2011, "Computing Krippendorff's
/// alpha-reliability"). ratings: [raters, units], NaN = not rated. 1 is full agreement, 0 that of chance. NaN where no unit has
/// two ratings or all ratings are equal.
[[nodiscard]] double krippendorffAlpha(std::span<const double> ratings, std::size_t raters, RatingLevel level);

/// Lin's concordance correlation coefficient (Lin 1989, "A concordance correlation coefficient to evaluate reproducibility",
/// Biometrics 45), with variances over n, of the pairs in which neither value is NaN. NaN with fewer than two such pairs or
/// where both are constant and equal.
[[nodiscard]] double concordance(std::span<const double> a, std::span<const double> b);

/// Mean concordance over all pairs of raters that have one. ratings: [raters, units], NaN = not rated.
[[nodiscard]] double meanConcordance(std::span<const double> ratings, std::size_t raters);

}  // namespace prososcope::analysis
