// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/Classification.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/core/Undefined.h"

namespace prososcope::analysis {

namespace {

double ratio(std::size_t part, std::size_t whole) {
    return whole == 0 ? core::kUndefined : static_cast<double>(part) / static_cast<double>(whole);
}

std::size_t columnSum(const ConfusionMatrix& matrix, std::size_t predicted) {
    std::size_t sum = 0;
    for (std::size_t truth = 0; truth < matrix.classes; ++truth) sum += matrix.at(truth, predicted);
    return sum;
}

/// Mean recall over the classes present.
double recallMean(const std::vector<std::size_t>& correct, const std::vector<std::size_t>& all) {
    double sum = 0.0;
    std::size_t present = 0;
    for (std::size_t c = 0; c < all.size(); ++c) {
        if (all[c] == 0) continue;
        sum += ratio(correct[c], all[c]);
        ++present;
    }
    return present == 0 ? core::kUndefined : sum / static_cast<double>(present);
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

std::vector<double> f1Scores(const ConfusionMatrix& matrix) {
    std::vector<double> values(matrix.classes);
    for (std::size_t c = 0; c < matrix.classes; ++c)
        values[c] = ratio(2 * matrix.at(c, c), matrix.rowSum(c) + columnSum(matrix, c));
    return values;
}

double macroF1(const ConfusionMatrix& matrix) {
    double sum = 0.0;
    std::size_t present = 0;
    for (const double value : f1Scores(matrix)) {
        if (std::isnan(value)) continue;
        sum += value;
        ++present;
    }
    return present == 0 ? core::kUndefined : sum / static_cast<double>(present);
}

Interval bootstrapUar(std::span<const int> truth, std::span<const int> predicted, std::span<const std::string> speakers,
                      std::size_t classes, int repetitions, std::uint64_t seed) {
    std::vector<std::size_t> correct(classes);
    std::vector<std::size_t> all(classes);
    const auto uar = [&](std::span<const std::size_t> rows) {
        std::fill(correct.begin(), correct.end(), 0);
        std::fill(all.begin(), all.end(), 0);
        for (const std::size_t i : rows) {
            if (truth[i] < 0 || static_cast<std::size_t>(truth[i]) >= classes) continue;
            ++all[static_cast<std::size_t>(truth[i])];
            correct[static_cast<std::size_t>(truth[i])] += predicted[i] == truth[i] ? 1 : 0;
        }
        return recallMean(correct, all);
    };
    return bootstrapInterval(speakerClusters(speakers, std::min(truth.size(), predicted.size())), uar, repetitions, seed);
}

double brierScore(std::span<const double> probabilities, std::span<const int> truth, std::size_t classes) {
    if (truth.empty() || probabilities.size() < truth.size() * classes) return core::kUndefined;
    double sum = 0.0;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        for (std::size_t c = 0; c < classes; ++c) {
            const double off = probabilities[i * classes + c] - (static_cast<std::size_t>(truth[i]) == c ? 1.0 : 0.0);
            sum += off * off;
        }
    }
    return sum / static_cast<double>(truth.size());
}

}  // namespace prososcope::analysis
