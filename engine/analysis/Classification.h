// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/analysis/Bootstrap.h"

namespace prososcope::analysis {

/// Counts by truth (row) and prediction (column).
struct ConfusionMatrix {
    std::size_t classes = 0;
    std::vector<std::size_t> counts;  ///< [truth, predicted], row-major
    [[nodiscard]] std::size_t at(std::size_t truth, std::size_t predicted) const { return counts[truth * classes + predicted]; }
    [[nodiscard]] std::size_t rowSum(std::size_t truth) const;
    [[nodiscard]] std::size_t total() const;
};

/// truth and predicted: class indices below `classes`, of the same length.
[[nodiscard]] ConfusionMatrix confusionMatrix(std::span<const int> truth, std::span<const int> predicted, std::size_t classes);

/// Unweighted average recall: mean recall over the classes that occur in the truth. NaN where none does.
[[nodiscard]] double unweightedAverageRecall(const ConfusionMatrix& matrix);
/// Weighted accuracy: correct over all. NaN where the matrix is empty.
[[nodiscard]] double weightedAccuracy(const ConfusionMatrix& matrix);
/// Mean F1 over the classes that occur in truth or prediction; a class never predicted counts 0.
[[nodiscard]] double macroF1(const ConfusionMatrix& matrix);
[[nodiscard]] std::vector<double> recalls(const ConfusionMatrix& matrix);     ///< NaN for absent classes
[[nodiscard]] std::vector<double> precisions(const ConfusionMatrix& matrix);  ///< NaN for classes never predicted

[[nodiscard]] std::vector<double> f1Scores(const ConfusionMatrix& matrix);  ///< NaN where in neither truth nor prediction

/// 95 % percentile interval of UAR, by bootstrap over speakers (bootstrapInterval). With fewer than two speakers the utterances
/// are drawn instead. Deterministic for a seed.
[[nodiscard]] Interval bootstrapUar(std::span<const int> truth, std::span<const int> predicted,
                                    std::span<const std::string> speakers, std::size_t classes, int repetitions = 2000,
                                    std::uint64_t seed = 1);

/// How well probabilities [rows, truth's classes] are calibrated. Brier (1950): mean squared distance of a row's probabilities
/// to the truth, 0 .. 2. Expected calibration error (Guo et al. 2017, equation 3): rows in `bins` of equal width by the largest
/// probability, the mean distance of accuracy and probability. NaN where there is no row.
[[nodiscard]] double brierScore(std::span<const double> probabilities, std::span<const int> truth, std::size_t classes);
[[nodiscard]] double calibrationError(std::span<const double> probabilities, std::span<const int> truth, std::size_t classes,
                                      std::size_t bins = 15);

}  // namespace prososcope::analysis
