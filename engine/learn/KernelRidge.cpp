// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learn/KernelRidge.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "engine/analysis/Classification.h"
#include "engine/learn/Cholesky.h"
#include "engine/learn/Products.h"

namespace prososcope::learn {

namespace {

constexpr double kConstant = 1.0;  ///< added to the kernel: a regularised offset

/// Adds factor times the linear kernel and, with gamma > 0, as much of the Gaussian one, whose mean over the diagonal is 1.
void addKernels(const Matrix<float>& inner, std::span<const double> squaresA, std::span<const double> squaresB, double scale,
                double gamma, double factor, Matrix<double>& kernel) {
    for (std::size_t i = 0; i < inner.rows; ++i) {
        for (std::size_t j = 0; j < inner.columns; ++j) {
            const double product = inner.at(i, j);
            double value = scale * product;
            if (gamma > 0.0) value += std::exp(-gamma * std::max(squaresA[i] + squaresB[j] - 2.0 * product, 0.0));
            kernel.at(i, j) += factor * value;
        }
    }
}

/// How many kernels a mean over the first blocks has.
double kernelsOf(std::size_t blocks) { return static_cast<double>(blocks) + 1.0; }

std::vector<Matrix<float>> blocksOf(MatrixView<float> rows, const std::vector<std::size_t>& widths) {
    std::vector<Matrix<float>> blocks;
    std::size_t first = 0;
    for (const auto width : widths) {
        auto& block = blocks.emplace_back(rows.rows, width);
        for (std::size_t i = 0; i < rows.rows; ++i)
            std::copy_n(rows.row(i).begin() + static_cast<std::ptrdiff_t>(first), width, block.row(i).begin());
        first += width;
    }
    return blocks;
}

/// The mean over classes of -log of the softmax of scores / temperature at the true class.
double balancedLoss(const Matrix<double>& scores, std::span<const int> labels, double temperature) {
    std::map<int, std::pair<double, double>> byClass;
    for (std::size_t i = 0; i < scores.rows; ++i) {
        const auto row = scores.row(i);
        const double most = *std::ranges::max_element(row);
        double sum = 0.0;
        for (const double score : row) sum += std::exp((score - most) / temperature);
        auto& [loss, count] = byClass[labels[i]];
        loss += std::log(sum) - (row[static_cast<std::size_t>(labels[i])] - most) / temperature;
        count += 1.0;
    }
    double mean = 0.0;
    for (const auto& [label, each] : byClass) mean += each.first / each.second / static_cast<double>(byClass.size());
    return mean;
}

/// The temperature of the smallest loss between 0.01 and 10, by golden sections of its logarithm.
double bestTemperature(const Matrix<double>& scores, std::span<const int> labels) {
    const double golden = (std::sqrt(5.0) - 1.0) / 2.0;
    double low = std::log(0.01);
    double high = std::log(10.0);
    for (int i = 0; i < 40; ++i) {
        const double a = high - golden * (high - low);
        const double b = low + golden * (high - low);
        const bool firstIsBetter = balancedLoss(scores, labels, std::exp(a)) <= balancedLoss(scores, labels, std::exp(b));
        if (firstIsBetter)
            high = b;
        else
            low = a;
    }
    return std::exp(0.5 * (low + high));
}

}  // namespace

/// A fit under way.
class KernelRidgeTraining {
public:
    KernelRidgeTraining(KernelRidge& result, const TrainingRows& training)
        : m_result(result),
          m_training(training),
          m_rows(training.rows.rows),
          m_classes(static_cast<std::size_t>(training.classes)) {
        std::vector<double> counts(m_classes, 0.0);
        for (const int label : training.labels) counts[static_cast<std::size_t>(label)] += 1.0;
        const auto present = static_cast<double>(std::ranges::count_if(counts, [](double count) { return count > 0.0; }));
        m_targets = Matrix<double>(m_rows, m_classes);
        for (std::size_t i = 0; i < m_rows; ++i) {
            const auto label = static_cast<std::size_t>(training.labels[i]);
            m_roots.push_back(std::sqrt(static_cast<double>(m_rows) / (present * counts[label])));
            for (std::size_t c = 0; c < m_classes; ++c) m_targets.at(i, c) = (c == label ? 1.0 : 0.0) - 1.0 / present;
        }
        std::map<std::string, std::vector<std::size_t>> groups;
        for (std::size_t i = 0; i < training.speakers.size(); ++i) groups[training.speakers[i]].push_back(i);
        for (auto& [name, rows] : groups) m_groups.push_back(std::move(rows));
    }

    core::Status run(core::Progress& progress) {
        const auto& blocks = m_result.m_blocks;
        const auto& penalties = m_result.m_settings.penalties;
        const bool choosing = m_groups.size() > 1;
        const double steps = static_cast<double>(blocks.size() * penalties.size());
        double done = 0.0;
        Matrix<double> sum(m_rows, m_rows);
        Matrix<double> left;  // scores of the left-out rows of the best
        double best = -1.0;
        for (std::size_t used = 1; used <= blocks.size(); ++used) {
            if (auto added = addBlock(used - 1, sum, progress); !added) return added;
            if (!choosing && used < blocks.size()) continue;
            for (std::size_t p = 0; p < penalties.size(); ++p) {
                if (!choosing && p != penalties.size() / 2) continue;
                auto part = progress.part(done / steps, (done + 1.0) / steps);
                done += 1.0;
                Matrix<double> weights;
                Matrix<double> scores;
                if (auto solved = solve(sum, kernelsOf(used), penalties[p], weights, scores, part); !solved) return solved;
                const KernelRidgeChoice choice{used, penalties[p],
                                               choosing ? uarOf(scores) : std::numeric_limits<double>::quiet_NaN()};
                if (choosing) m_result.m_grid.push_back(choice);
                if (choosing && !(choice.uar > best)) continue;
                best = choice.uar;
                m_result.m_chosen = choice;
                m_result.m_weights = std::move(weights);
                left = std::move(scores);
            }
        }
        m_result.m_temperature = choosing ? bestTemperature(left, m_training.labels) : 1.0;
        return {};
    }

private:
    core::Status addBlock(std::size_t index, Matrix<double>& sum, core::Progress& progress) {
        core::Progress silent(progress.stopToken());
        const auto& block = m_result.m_blocks[index];
        const auto inner = gramMatrix(block.view(), m_result.m_settings.threads, silent);
        if (!inner) return core::fail(inner.error());
        const auto squares = squaredLengths(block.view());
        const double mean = std::accumulate(squares.begin(), squares.end(), 0.0) / static_cast<double>(m_rows);
        m_result.m_scales.push_back(mean > 0.0 ? 1.0 / mean : 0.0);
        if (index == 0) m_result.m_gamma = 1.0 / medianDistance(*inner, squares);
        addKernels(*inner, squares, squares, m_result.m_scales.back(), index == 0 ? m_result.m_gamma : 0.0, 1.0, sum);
        return {};
    }

    /// Of every third row with every third: enough for a median.
    static double medianDistance(const Matrix<float>& inner, std::span<const double> squares) {
        std::vector<double> distances;
        for (std::size_t i = 0; i < inner.rows; i += 3) {
            for (std::size_t j = 0; j < i; j += 3) distances.push_back(squares[i] + squares[j] - 2.0 * inner.at(i, j));
        }
        if (distances.empty()) return 1.0;
        const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
        std::ranges::nth_element(distances, middle);
        return *middle > 0.0 ? *middle : 1.0;
    }

    /// Dual weights for one kernel and penalty, and what each row scores without its speaker.
    core::Status solve(const Matrix<double>& sum, double kernels, double penalty, Matrix<double>& weights, Matrix<double>& left,
                       core::Progress& progress) const {
        Matrix<double> matrix(m_rows, m_rows);
        for (std::size_t i = 0; i < m_rows; ++i) {
            for (std::size_t j = 0; j <= i; ++j)
                matrix.at(i, j) = m_roots[i] * m_roots[j] * (sum.at(i, j) / kernels + kConstant) + (i == j ? penalty : 0.0);
        }
        auto factoring = progress.part(0.0, 0.3);
        auto inverting = progress.part(0.3, 0.9);
        const int threads = m_result.m_settings.threads;
        if (!cholesky(matrix, threads, factoring)) {
            if (progress.stopRequested()) return core::cancelled();
            return core::fail(core::ErrorKind::BadInput,
                              {TRANSLATABLE("Engine", "The penalty of ridge regression is too small for these features.")});
        }
        Matrix<double> solved(m_rows, m_classes);
        for (std::size_t c = 0; c < m_classes; ++c) {
            std::vector<double> right(m_rows);
            for (std::size_t i = 0; i < m_rows; ++i) right[i] = m_roots[i] * m_targets.at(i, c);
            solveCholesky(matrix, right);
            for (std::size_t i = 0; i < m_rows; ++i) solved.at(i, c) = right[i];
        }
        weights = solved;
        for (std::size_t i = 0; i < m_rows; ++i) {
            for (double& weight : weights.row(i)) weight *= m_roots[i];
        }
        if (m_groups.size() < 2) return {};
        Matrix<double> inverse;
        if (!inverseOfFactor(matrix, inverse, threads, inverting)) return core::cancelled();
        left = Matrix<double>(m_rows, m_classes);
        for (const auto& group : m_groups) {
            if (auto done = leaveOut(group, inverse, solved, left, progress); !done) return done;
        }
        return {};
    }

    core::Status leaveOut(const std::vector<std::size_t>& group, const Matrix<double>& inverse, const Matrix<double>& solved,
                          Matrix<double>& left, core::Progress& progress) const {
        core::Progress silent(progress.stopToken());
        const auto rows = rowsOf(inverse.view(), std::span(group));
        auto block = gramMatrix(rows.view(), m_result.m_settings.threads, silent);
        if (!block) return core::fail(block.error());
        if (!cholesky(*block, m_result.m_settings.threads, silent)) {
            if (progress.stopRequested()) return core::cancelled();
            return core::fail(core::ErrorKind::BadInput,
                              {TRANSLATABLE("Engine", "The penalty of ridge regression is too small for these features.")});
        }
        for (std::size_t c = 0; c < m_classes; ++c) {
            std::vector<double> residuals(group.size());
            for (std::size_t k = 0; k < group.size(); ++k) residuals[k] = solved.at(group[k], c);
            solveCholesky(*block, residuals);
            for (std::size_t k = 0; k < group.size(); ++k)
                left.at(group[k], c) = m_targets.at(group[k], c) - residuals[k] / m_roots[group[k]];
        }
        return {};
    }

    double uarOf(const Matrix<double>& scores) const {
        std::vector<int> predicted;
        for (std::size_t i = 0; i < scores.rows; ++i) {
            const auto row = scores.row(i);
            predicted.push_back(static_cast<int>(std::ranges::max_element(row) - row.begin()));
        }
        return analysis::unweightedAverageRecall(analysis::confusionMatrix(m_training.labels, predicted, m_classes));
    }

    KernelRidge& m_result;
    const TrainingRows& m_training;
    std::size_t m_rows;
    std::size_t m_classes;
    std::vector<double> m_roots;  ///< square roots of the rows' weights
    Matrix<double> m_targets;
    std::vector<std::vector<std::size_t>> m_groups;
};

core::Status KernelRidge::fit(const TrainingRows& training, core::Progress& progress) {
    if (const auto status = checkTraining(training); !status) return status;
    auto widths = m_settings.blocks;
    if (widths.empty()) widths.push_back(training.rows.columns);
    if (const auto status = checkColumns(training.rows, std::accumulate(widths.begin(), widths.end(), std::size_t{0})); !status)
        return status;
    KernelRidge fresh(m_settings);
    fresh.m_settings.blocks = widths;
    fresh.m_classes = training.classes;
    fresh.m_blocks = blocksOf(training.rows, widths);
    if (auto done = KernelRidgeTraining(fresh, training).run(progress); !done) return done;
    *this = std::move(fresh);
    return {};
}

core::Result<Matrix<double>> KernelRidge::scores(MatrixView<float> rows, core::Progress& progress) const {
    const auto& widths = m_settings.blocks;
    if (const auto status = checkColumns(rows, std::accumulate(widths.begin(), widths.end(), std::size_t{0})); !status)
        return core::fail(status.error());
    if (const auto status = checkNumbers(rows); !status) return core::fail(status.error());
    const auto asked = blocksOf(rows, widths);
    Matrix<double> kernel(rows.rows, m_weights.rows);
    std::ranges::fill(kernel.values, kConstant);
    for (std::size_t b = 0; b < m_chosen.blocks; ++b) {
        core::Progress silent(progress.stopToken());
        const auto inner = products(asked[b].view(), m_blocks[b].view(), m_settings.threads, silent);
        if (!inner) return core::fail(inner.error());
        addKernels(*inner, squaredLengths(asked[b].view()), squaredLengths(m_blocks[b].view()), m_scales[b],
                   b == 0 ? m_gamma : 0.0, 1.0 / kernelsOf(m_chosen.blocks), kernel);
    }
    Matrix<double> result(rows.rows, static_cast<std::size_t>(m_classes));
    for (std::size_t i = 0; i < rows.rows; ++i) {
        for (std::size_t t = 0; t < m_weights.rows; ++t) {
            for (std::size_t c = 0; c < result.columns; ++c)
                result.at(i, c) += kernel.at(i, t) * m_weights.at(t, c) / m_temperature;
        }
    }
    return result;
}

}  // namespace prososcope::learn
