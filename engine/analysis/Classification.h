// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

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

struct Interval {
    double low = 0.0;
    double high = 0.0;
};
/// 95 % percentile interval of UAR, by bootstrap over speakers (clusters): speakers are drawn with replacement, all
/// utterances of a drawn speaker count (Davison and Hinkley 1997, section 3.8). With fewer than two speakers the
/// utterances are drawn instead. Deterministic for a seed.
[[nodiscard]] Interval bootstrapUar(std::span<const int> truth, std::span<const int> predicted,
                                    std::span<const std::string> speakers, std::size_t classes, int repetitions = 2000,
                                    std::uint64_t seed = 1);

}  // namespace prososcope::analysis
