// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learn/FScores.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "engine/analysis/Distributions.h"

namespace prososcope::learn {

namespace {

constexpr FScore kUndefined{std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};

template <typename T>
core::Status checkCount(MatrixView<T> rows, std::size_t count) {
    if (const auto status = checkNumbers(rows); !status) return status;
    if (count == rows.rows) return {};
    return core::fail(core::ErrorKind::BadInput, {TRANSLATABLE("Engine", "There are %1 rows of features but %2 labels."),
                                                  {std::to_string(rows.rows), std::to_string(count)}});
}

/// Means of all columns.
template <typename T>
std::vector<double> meansOf(MatrixView<T> rows) {
    std::vector<double> means(rows.columns, 0.0);
    for (std::size_t i = 0; i < rows.rows; ++i) {
        for (std::size_t c = 0; c < rows.columns; ++c) means[c] += static_cast<double>(rows.at(i, c));
    }
    for (double& mean : means) mean /= static_cast<double>(rows.rows);
    return means;
}

/// Whether a sum of squares about a mean is no more than rounding leaves.
bool isNothing(double squares, double mean, double count) {
    const double rounding = count * std::abs(mean) * std::numeric_limits<double>::epsilon();
    return squares <= count * rounding * rounding;
}

}  // namespace

template <typename T>
core::Result<std::vector<FScore>> regressionFScores(MatrixView<T> rows, std::span<const double> target) {
    if (const auto status = checkCount(rows, target.size()); !status) return core::fail(status.error());
    if (const auto status = checkNumbers(MatrixView<double>{target.data(), target.size(), 1}); !status)
        return core::fail(status.error());
    const auto n = static_cast<double>(rows.rows);
    const auto means = meansOf(rows);
    double targetMean = 0.0;
    for (const double value : target) targetMean += value / n;
    std::vector<double> squares(rows.columns, 0.0);
    std::vector<double> shared(rows.columns, 0.0);
    double targetSquares = 0.0;
    for (std::size_t i = 0; i < rows.rows; ++i) {
        const double y = target[i] - targetMean;
        targetSquares += y * y;
        for (std::size_t c = 0; c < rows.columns; ++c) {
            const double x = static_cast<double>(rows.at(i, c)) - means[c];
            squares[c] += x * x;
            shared[c] += x * y;
        }
    }
    std::vector<FScore> result(rows.columns, kUndefined);
    if (rows.rows < 3 || isNothing(targetSquares, targetMean, n)) return result;
    for (std::size_t c = 0; c < rows.columns; ++c) {
        if (isNothing(squares[c], means[c], n)) continue;
        const double explained = std::min(1.0, shared[c] * shared[c] / (squares[c] * targetSquares));
        result[c].f = explained / (1.0 - explained) * (n - 2.0);
        result[c].p = analysis::fSurvival(result[c].f, 1.0, n - 2.0);
    }
    return result;
}

template <typename T>
core::Result<std::vector<FScore>> classFScores(MatrixView<T> rows, std::span<const int> labels) {
    if (const auto status = checkCount(rows, labels.size()); !status) return core::fail(status.error());
    std::map<int, std::size_t> placeOf;
    for (const int label : labels) placeOf.emplace(label, 0);
    std::size_t next = 0;
    for (auto& [label, place] : placeOf) place = next++;
    const std::size_t classes = placeOf.size();
    std::vector<double> counts(classes, 0.0);
    Matrix<double> classMeans(classes, rows.columns);
    for (std::size_t i = 0; i < rows.rows; ++i) {
        const std::size_t place = placeOf.at(labels[i]);
        counts[place] += 1.0;
        for (std::size_t c = 0; c < rows.columns; ++c) classMeans.at(place, c) += static_cast<double>(rows.at(i, c));
    }
    for (std::size_t k = 0; k < classes; ++k) {
        for (double& mean : classMeans.row(k)) mean /= counts[k];
    }
    const auto means = meansOf(rows);
    std::vector<double> within(rows.columns, 0.0);
    std::vector<double> between(rows.columns, 0.0);
    for (std::size_t i = 0; i < rows.rows; ++i) {
        const auto own = classMeans.row(placeOf.at(labels[i]));
        for (std::size_t c = 0; c < rows.columns; ++c) {
            const double off = static_cast<double>(rows.at(i, c)) - own[c];
            within[c] += off * off;
            between[c] += (own[c] - means[c]) * (own[c] - means[c]);
        }
    }
    std::vector<FScore> result(rows.columns, kUndefined);
    const auto n = static_cast<double>(rows.rows);
    const auto k = static_cast<double>(classes);
    if (classes < 2 || rows.rows <= classes) return result;
    for (std::size_t c = 0; c < rows.columns; ++c) {
        if (isNothing(within[c] + between[c], means[c], n)) continue;
        result[c].f = between[c] / (k - 1.0) / (within[c] / (n - k));
        result[c].p = analysis::fSurvival(result[c].f, k - 1.0, n - k);
    }
    return result;
}

std::vector<std::size_t> rankedColumns(std::span<const FScore> scores) {
    constexpr double kDigits = 1e11;
    const auto rounded = [](double f) {
        if (std::isnan(f)) return -1.0;
        if (f == 0.0 || std::isinf(f)) return f;
        const double place = std::pow(10.0, std::floor(std::log10(f)));
        return std::round(f / place * kDigits) / kDigits * place;
    };
    std::vector<double> keys;
    for (const auto& score : scores) keys.push_back(rounded(score.f));
    std::vector<std::size_t> columns(scores.size());
    std::iota(columns.begin(), columns.end(), std::size_t{0});
    std::ranges::stable_sort(columns, [&](std::size_t a, std::size_t b) { return keys[a] > keys[b]; });
    return columns;
}

std::vector<std::size_t> selectBest(std::span<const FScore> scores, std::size_t count) {
    auto columns = rankedColumns(scores);
    std::erase_if(columns, [&](std::size_t c) { return std::isnan(scores[c].f); });
    columns.resize(std::min(count, columns.size()));
    std::ranges::sort(columns);
    return columns;
}

template core::Result<std::vector<FScore>> regressionFScores(MatrixView<float>, std::span<const double>);
template core::Result<std::vector<FScore>> regressionFScores(MatrixView<double>, std::span<const double>);
template core::Result<std::vector<FScore>> classFScores(MatrixView<float>, std::span<const int>);
template core::Result<std::vector<FScore>> classFScores(MatrixView<double>, std::span<const int>);

}  // namespace prososcope::learn
