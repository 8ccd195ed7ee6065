// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/Classification.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "engine/core/Random.h"

namespace prososcope::analysis {

namespace {

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

double ratio(std::size_t part, std::size_t whole) {
    return whole == 0 ? kUndefined : static_cast<double>(part) / static_cast<double>(whole);
}

std::size_t columnSum(const ConfusionMatrix& matrix, std::size_t predicted) {
    std::size_t sum = 0;
    for (std::size_t truth = 0; truth < matrix.classes; ++truth) sum += matrix.at(truth, predicted);
    return sum;
}

/// Correct and all utterances per class of one speaker (or of one utterance).
struct Cluster {
    std::vector<std::size_t> correct;
    std::vector<std::size_t> all;
};

/// Mean recall over the classes present.
double recallMean(const std::vector<std::size_t>& correct, const std::vector<std::size_t>& all) {
    double sum = 0.0;
    std::size_t present = 0;
    for (std::size_t c = 0; c < all.size(); ++c) {
        if (all[c] == 0) continue;
        sum += ratio(correct[c], all[c]);
        ++present;
    }
    return present == 0 ? kUndefined : sum / static_cast<double>(present);
}

/// Quantile of sorted values with linear interpolation between neighbours.
double quantile(const std::vector<double>& sorted, double share) {
    const double position = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(position);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (position - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

}  // namespace

std::size_t ConfusionMatrix::rowSum(std::size_t truth) const {
    std::size_t sum = 0;
    for (std::size_t predicted = 0; predicted < classes; ++predicted) sum += at(truth, predicted);
    return sum;
}

std::size_t ConfusionMatrix::total() const { return std::accumulate(counts.begin(), counts.end(), std::size_t{0}); }

ConfusionMatrix confusionMatrix(std::span<const int> truth, std::span<const int> predicted, std::size_t classes) {
    ConfusionMatrix matrix{classes, std::vector<std::size_t>(classes * classes, 0)};
    const auto inside = [&](int label) { return label >= 0 && static_cast<std::size_t>(label) < classes; };
    for (std::size_t i = 0; i < std::min(truth.size(), predicted.size()); ++i) {
        if (inside(truth[i]) && inside(predicted[i])) {
            ++matrix.counts[static_cast<std::size_t>(truth[i]) * classes + static_cast<std::size_t>(predicted[i])];
        }
    }
    return matrix;
}

std::vector<double> recalls(const ConfusionMatrix& matrix) {
    std::vector<double> values(matrix.classes);
    for (std::size_t c = 0; c < matrix.classes; ++c) values[c] = ratio(matrix.at(c, c), matrix.rowSum(c));
    return values;
}

std::vector<double> precisions(const ConfusionMatrix& matrix) {
    std::vector<double> values(matrix.classes);
    for (std::size_t c = 0; c < matrix.classes; ++c) values[c] = ratio(matrix.at(c, c), columnSum(matrix, c));
    return values;
}

double unweightedAverageRecall(const ConfusionMatrix& matrix) {
    std::vector<std::size_t> correct(matrix.classes);
    std::vector<std::size_t> all(matrix.classes);
    for (std::size_t c = 0; c < matrix.classes; ++c) {
        correct[c] = matrix.at(c, c);
        all[c] = matrix.rowSum(c);
    }
    return recallMean(correct, all);
}

double weightedAccuracy(const ConfusionMatrix& matrix) {
    std::size_t correct = 0;
    for (std::size_t c = 0; c < matrix.classes; ++c) correct += matrix.at(c, c);
    return ratio(correct, matrix.total());
}

double macroF1(const ConfusionMatrix& matrix) {
    double sum = 0.0;
    std::size_t present = 0;
    for (std::size_t c = 0; c < matrix.classes; ++c) {
        const std::size_t both = matrix.rowSum(c) + columnSum(matrix, c);
        if (both == 0) continue;
        sum += 2.0 * static_cast<double>(matrix.at(c, c)) / static_cast<double>(both);
        ++present;
    }
    return present == 0 ? kUndefined : sum / static_cast<double>(present);
}

Interval bootstrapUar(std::span<const int> truth, std::span<const int> predicted, std::span<const std::string> speakers,
                      std::size_t classes, int repetitions, std::uint64_t seed) {
    const std::size_t n = std::min(truth.size(), predicted.size());
    std::map<std::string, std::size_t> clusterOf;  // ordered, so that the draw does not depend on the utterances' order
    if (speakers.size() >= n) {
        for (std::size_t i = 0; i < n; ++i) clusterOf.emplace(speakers[i], 0);
    }
    const bool bySpeaker = clusterOf.size() >= 2;
    std::size_t next = 0;
    for (auto& [speaker, index] : clusterOf) index = next++;

    std::vector<Cluster> clusters(bySpeaker ? clusterOf.size() : n,
                                  {std::vector<std::size_t>(classes), std::vector<std::size_t>(classes)});
    for (std::size_t i = 0; i < n; ++i) {
        if (truth[i] < 0 || static_cast<std::size_t>(truth[i]) >= classes) continue;
        Cluster& cluster = clusters[bySpeaker ? clusterOf.at(speakers[i]) : i];
        const auto label = static_cast<std::size_t>(truth[i]);
        ++cluster.all[label];
        if (predicted[i] == truth[i]) ++cluster.correct[label];
    }

    std::vector<double> values;
    values.reserve(static_cast<std::size_t>(std::max(repetitions, 0)));
    core::Random random(core::deriveSeed(seed, "bootstrap"));
    std::vector<std::size_t> correct(classes);
    std::vector<std::size_t> all(classes);
    for (int repetition = 0; repetition < repetitions && !clusters.empty(); ++repetition) {
        std::fill(correct.begin(), correct.end(), 0);
        std::fill(all.begin(), all.end(), 0);
        for (std::size_t draw = 0; draw < clusters.size(); ++draw) {
            const Cluster& cluster = clusters[random.below(clusters.size())];
            for (std::size_t c = 0; c < classes; ++c) {
                correct[c] += cluster.correct[c];
                all[c] += cluster.all[c];
            }
        }
        const double value = recallMean(correct, all);
        if (!std::isnan(value)) values.push_back(value);
    }
    if (values.empty()) return {kUndefined, kUndefined};
    std::sort(values.begin(), values.end());
    return {quantile(values, 0.025), quantile(values, 0.975)};
}

}  // namespace prososcope::analysis
