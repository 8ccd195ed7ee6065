// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learn/LinearRegression.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/dsp/Dot.h"
#include "engine/learn/Cholesky.h"
#include "engine/learn/Products.h"

namespace prososcope::learn {

namespace {

/// Rows and targets about their means.
struct Centred {
    Matrix<double> rows;
    Matrix<double> targets;
    std::vector<double> rowMeans;
    std::vector<double> targetMeans;
};

std::vector<double> centre(Matrix<double>& matrix) {
    std::vector<double> means(matrix.columns, 0.0);
    for (std::size_t i = 0; i < matrix.rows; ++i) {
        for (std::size_t c = 0; c < matrix.columns; ++c) means[c] += matrix.at(i, c);
    }
    for (double& mean : means) mean /= static_cast<double>(matrix.rows);
    for (std::size_t i = 0; i < matrix.rows; ++i) {
        for (std::size_t c = 0; c < matrix.columns; ++c) matrix.at(i, c) -= means[c];
    }
    return means;
}

core::Result<Centred> centred(MatrixView<double> rows, MatrixView<double> targets) {
    if (const auto status = checkNumbers(rows); !status) return core::fail(status.error());
    if (const auto status = checkNumbers(targets); !status) return core::fail(status.error());
    if (rows.rows != targets.rows)
        return core::fail(core::ErrorKind::BadInput, {TRANSLATABLE("Engine", "There are %1 rows of features but %2 labels."),
                                                      {std::to_string(rows.rows), std::to_string(targets.rows)}});
    Centred result{Matrix<double>(rows.rows, rows.columns), Matrix<double>(targets.rows, targets.columns), {}, {}};
    std::copy_n(rows.values, result.rows.values.size(), result.rows.values.begin());
    std::copy_n(targets.values, result.targets.values.size(), result.targets.values.begin());
    result.rowMeans = centre(result.rows);
    result.targetMeans = centre(result.targets);
    return result;
}

Matrix<double> transposed(const Matrix<double>& matrix) {
    Matrix<double> result(matrix.columns, matrix.rows);
    for (std::size_t i = 0; i < matrix.rows; ++i) {
        for (std::size_t c = 0; c < matrix.columns; ++c) result.at(c, i) = matrix.at(i, c);
    }
    return result;
}

void addTo(std::span<double> sum, double factor, std::span<const double> values) {
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += factor * values[i];
}

/// Turns the vectors, the rows of `vectors`, until all are orthogonal: then vectors = turns^T diag(s) directions with
/// s their lengths. turns starts as the unit matrix. False when asked to stop.
bool orthogonalise(Matrix<double>& vectors, Matrix<double>& turns, core::Progress& progress) {
    const auto turn = [](std::span<double> a, std::span<double> b, double cosine, double sine) {
        for (std::size_t i = 0; i < a.size(); ++i) {
            const double x = a[i];
            a[i] = cosine * x - sine * b[i];
            b[i] = sine * x + cosine * b[i];
        }
    };
    constexpr int kMostSweeps = 40;
    for (int sweep = 0; sweep < kMostSweeps; ++sweep) {
        bool turned = false;
        for (std::size_t p = 0; p + 1 < vectors.rows; ++p) {
            if (progress.stopRequested()) return false;
            for (std::size_t q = p + 1; q < vectors.rows; ++q) {
                const double* a = vectors.row(p).data();
                const double* b = vectors.row(q).data();
                const double aa = dsp::dot(a, a, vectors.columns);
                const double bb = dsp::dot(b, b, vectors.columns);
                const double ab = dsp::dot(a, b, vectors.columns);
                if (std::abs(ab) <= 1e-14 * std::sqrt(aa * bb)) continue;
                turned = true;
                const double zeta = (bb - aa) / (2.0 * ab);
                const double tangent = (zeta >= 0.0 ? 1.0 : -1.0) / (std::abs(zeta) + std::hypot(1.0, zeta));
                const double cosine = 1.0 / std::hypot(1.0, tangent);
                turn(vectors.row(p), vectors.row(q), cosine, cosine * tangent);
                turn(turns.row(p), turns.row(q), cosine, cosine * tangent);
            }
        }
        progress.report(static_cast<double>(sweep + 1) / kMostSweeps);
        if (!turned) break;
    }
    return true;
}

std::vector<double> interceptsOf(const Centred& data, const Matrix<double>& weights) {
    std::vector<double> result = data.targetMeans;
    for (std::size_t t = 0; t < result.size(); ++t)
        result[t] -= dsp::dot(weights.row(t).data(), data.rowMeans.data(), weights.columns);
    return result;
}

}  // namespace

core::Result<LinearRegression> LinearRegression::leastSquares(MatrixView<double> rows, MatrixView<double> targets,
                                                              core::Progress& progress) {
    auto data = centred(rows, targets);
    if (!data) return core::fail(data.error());
    const bool wide = rows.columns > rows.rows;
    Matrix<double> vectors = wide ? data->rows : transposed(data->rows);
    Matrix<double> turns(vectors.rows, vectors.rows);
    for (std::size_t i = 0; i < turns.rows; ++i) turns.at(i, i) = 1.0;
    if (!orthogonalise(vectors, turns, progress)) return core::cancelled();

    std::vector<double> squares(vectors.rows);
    for (std::size_t k = 0; k < squares.size(); ++k)
        squares[k] = dsp::dot(vectors.row(k).data(), vectors.row(k).data(), vectors.columns);
    const double largest = *std::ranges::max_element(squares);
    LinearRegression result;
    result.m_weights = Matrix<double>(targets.columns, rows.columns);
    for (std::size_t k = 0; k < squares.size(); ++k) {
        if (largest == 0.0 || squares[k] <= 1e-20 * largest) continue;
        ++result.m_rank;
        for (std::size_t t = 0; t < targets.columns; ++t) {
            // Of the rows: turns the left and vectors the right directions; of the columns the other way round.
            const auto side = wide ? turns.row(k) : vectors.row(k);
            double along = 0.0;
            for (std::size_t i = 0; i < side.size(); ++i) along += side[i] * data->targets.at(i, t);
            addTo(result.m_weights.row(t), along / squares[k], wide ? vectors.row(k) : turns.row(k));
        }
    }
    result.m_intercepts = interceptsOf(*data, result.m_weights);
    return result;
}

core::Result<LinearRegression> LinearRegression::ridge(MatrixView<double> rows, MatrixView<double> targets, double penalty,
                                                       int threads, core::Progress& progress) {
    if (!(penalty > 0.0) || std::isinf(penalty))
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The penalty of ridge regression must be greater than 0.")});
    auto data = centred(rows, targets);
    if (!data) return core::fail(data.error());
    const bool wide = rows.columns > rows.rows;
    const Matrix<double> columns = transposed(data->rows);
    auto part = progress.part(0.0, 0.7);
    auto gram = gramMatrix((wide ? data->rows : columns).view(), threads, part);
    if (!gram) return core::fail(gram.error());
    for (std::size_t i = 0; i < gram->rows; ++i) gram->at(i, i) += penalty;
    auto factoring = progress.part(0.7, 1.0);
    if (!cholesky(*gram, threads, factoring)) {
        if (progress.stopRequested()) return core::cancelled();
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The penalty of ridge regression is too small for these features.")});
    }
    LinearRegression result;
    result.m_rank = gram->rows;
    result.m_weights = Matrix<double>(targets.columns, rows.columns);
    for (std::size_t t = 0; t < targets.columns; ++t) {
        std::vector<double> solved(rows.rows);
        for (std::size_t i = 0; i < rows.rows; ++i) solved[i] = data->targets.at(i, t);
        auto weights = result.m_weights.row(t);
        if (wide) {
            solveCholesky(*gram, solved);
            for (std::size_t i = 0; i < rows.rows; ++i) addTo(weights, solved[i], data->rows.row(i));
        } else {
            std::vector<double> shared(rows.columns);
            for (std::size_t c = 0; c < rows.columns; ++c)
                shared[c] = dsp::dot(columns.row(c).data(), solved.data(), rows.rows);
            solveCholesky(*gram, shared);
            std::ranges::copy(shared, weights.begin());
        }
    }
    result.m_intercepts = interceptsOf(*data, result.m_weights);
    return result;
}

core::Result<Matrix<double>> LinearRegression::predict(MatrixView<double> rows) const {
    if (const auto status = checkColumns(rows, m_weights.columns); !status) return core::fail(status.error());
    if (const auto status = checkNumbers(rows); !status) return core::fail(status.error());
    Matrix<double> result(rows.rows, m_weights.rows);
    for (std::size_t i = 0; i < rows.rows; ++i) {
        for (std::size_t t = 0; t < m_weights.rows; ++t)
            result.at(i, t) = m_intercepts[t] + dsp::dot(rows.row(i).data(), m_weights.row(t).data(), rows.columns);
    }
    return result;
}

}  // namespace prososcope::learn
