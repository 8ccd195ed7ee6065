// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace prososcope::analysis {

/// A correlation and its two-sided p value (Student's t with n - 2 degrees of freedom). NaN with fewer than two pairs and where
/// either side is constant.
struct Correlation {
    double r = 0.0;
    double p = 1.0;
};
/// Of two spans of the same length.
[[nodiscard]] Correlation pearson(std::span<const double> a, std::span<const double> b);
/// Of the ranks; equal values share their mean rank.
[[nodiscard]] Correlation spearman(std::span<const double> a, std::span<const double> b);
/// Ranks 1 .. n; equal values share their mean rank.
[[nodiscard]] std::vector<double> ranks(std::span<const double> values);

/// How well one dimension (valence, ...) is predicted: Lin's concordance (Agreement.h), Pearson, Spearman, errors.
struct RegressionScores {
    double concordance = 0.0;
    Correlation pearson;
    Correlation spearman;
    double meanSquaredError = 0.0;
    double rootMeanSquaredError = 0.0;
    double meanAbsoluteError = 0.0;
    double determination = 0.0;  ///< R^2 = 1 - squared errors / squares about the truth's mean; NaN of a constant truth
};
/// Over the pairs in which neither value is NaN; all NaN where there is none.
[[nodiscard]] RegressionScores regressionScores(std::span<const double> truth, std::span<const double> predicted);

}  // namespace prososcope::analysis
