// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "engine/learn/Matrix.h"

namespace prososcope::learn {

/// The F score of one column and its p value; NaN where it is undefined: of a constant column, or of too few rows.
struct FScore {
    double f = 0.0;
    double p = 1.0;
};

/// Of each column its linear regression on a target, with 1 and n - 2 degrees of freedom: F = r^2 / (1 - r^2) (n - 2), r
/// Pearson's correlation. Infinite, with p 0, where a column follows the target exactly. Fails with a sentence on NaN and where
/// the numbers of rows differ.
template <typename T>
[[nodiscard]] core::Result<std::vector<FScore>> regressionFScores(MatrixView<T> rows, std::span<const double> target);

/// Of each column a one-way analysis of variance over classes (Fisher 1925): variance between the means of the classes present
/// over that within, with k - 1 and n - k degrees of freedom. Fails likewise.
template <typename T>
[[nodiscard]] core::Result<std::vector<FScore>> classFScores(MatrixView<T> rows, std::span<const int> labels);

/// All columns by falling F score; scores that agree in 12 significant digits are equal (copies of a column differ by rounding)
/// and the first comes first; undefined ones are last.
[[nodiscard]] std::vector<std::size_t> rankedColumns(std::span<const FScore> scores);

/// The first `count` columns of that order, rising; fewer where fewer are defined. To be chosen from the training rows of a
/// fold alone.
[[nodiscard]] std::vector<std::size_t> selectBest(std::span<const FScore> scores, std::size_t count);

}  // namespace prososcope::learn
