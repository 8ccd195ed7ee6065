// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learn/LinearRegression.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

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

/// A matrix of at least as many rows as columns as Q R: its columns, the rows of `vectors`, keep the reflections from the
/// diagonal on and R above it.
class Reflections {
public:
    explicit Reflections(Matrix<double> vectors)
        : m_vectors(std::move(vectors)), m_factors(m_vectors.rows, 0.0), m_diagonal(m_vectors.rows, 0.0) {}

    /// False when asked to stop.
    bool run(core::Progress& progress) {
        for (std::size_t k = 0; k < m_vectors.rows; ++k) {
            if (progress.stopRequested()) return false;
            progress.report(static_cast<double>(k) / static_cast<double>(m_vectors.rows));
            const auto own = m_vectors.row(k).subspan(k);
            const double length = std::sqrt(dsp::dot(own.data(), own.data(), own.size()));
            if (length == 0.0) continue;
            m_diagonal[k] = own[0] > 0.0 ? -length : length;
            m_factors[k] = 1.0 / (length * (length + std::abs(own[0])));
            own[0] -= m_diagonal[k];
            for (std::size_t j = k + 1; j < m_vectors.rows; ++j) reflect(k, m_vectors.row(j));
        }
        return true;
    }
    /// R's columns as rows.
    [[nodiscard]] Matrix<double> triangle() const {
        Matrix<double> result(m_vectors.rows, m_vectors.rows);
        for (std::size_t k = 0; k < m_vectors.rows; ++k) {
            std::copy_n(m_vectors.row(k).begin(), k, result.row(k).begin());
            result.at(k, k) = m_diagonal[k];
        }
        return result;
    }
    /// values become Q' values.
    void toTriangle(std::span<double> values) const {
        for (std::size_t k = 0; k < m_vectors.rows; ++k) reflect(k, values);
    }
    /// values become Q values.
    void fromTriangle(std::span<double> values) const {
        for (std::size_t k = m_vectors.rows; k-- > 0;) reflect(k, values);
    }

private:
    void reflect(std::size_t k, std::span<double> values) const {
        const auto own = m_vectors.row(k).subspan(k);
        addTo(values.subspan(k), -m_factors[k] * dsp::dot(own.data(), values.data() + k, own.size()), own);
    }

    Matrix<double> m_vectors;
    std::vector<double> m_factors;
    std::vector<double> m_diagonal;
};

/// Turns the vectors, the rows of `vectors`, until all are orthogonal: then vectors = turns^T diag(s) directions with
/// s their lengths. turns starts as the unit matrix. Vectors that will count as nothing, shorter than `smallest` times the
/// longest, are left: they are rounding, and would turn for ever. False when asked to stop.
bool orthogonalise(Matrix<double>& vectors, Matrix<double>& turns, double smallest, core::Progress& progress) {
    const auto turn = [](std::span<double> a, std::span<double> b, double cosine, double sine) {
        for (std::size_t i = 0; i < a.size(); ++i) {
            const double x = a[i];
            a[i] = cosine * x - sine * b[i];
            b[i] = sine * x + cosine * b[i];
        }
    };
    // The mean of the squared singular values: not above the largest.
    const double mean =
        dsp::dot(vectors.values.data(), vectors.values.data(), vectors.values.size()) / static_cast<double>(vectors.rows);
    const double nothing = 0.25 * smallest * smallest * mean;
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
                if (std::abs(ab) <= 1e-14 * std::sqrt(aa * bb) || std::min(aa, bb) <= nothing) continue;
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

double LinearRegression::machineSmallest(std::size_t rows, std::size_t columns) {
    return std::numeric_limits<double>::epsilon() * static_cast<double>(std::max(rows, columns));
}

core::Result<LinearRegression> LinearRegression::leastSquares(MatrixView<double> rows, MatrixView<double> targets,
                                                              core::Progress& progress, double smallest) {
    auto data = centred(rows, targets);
    if (!data) return core::fail(data.error());
    const bool wide = rows.columns > rows.rows;
    auto reflecting = progress.part(0.0, 0.5);
    auto turning = progress.part(0.5, 1.0);
    Reflections reflections(wide ? std::move(data->rows) : transposed(data->rows));
    if (!reflections.run(reflecting)) return core::cancelled();
    auto vectors = reflections.triangle();
    Matrix<double> turns(vectors.rows, vectors.rows);
    for (std::size_t i = 0; i < turns.rows; ++i) turns.at(i, i) = 1.0;
    if (!orthogonalise(vectors, turns, smallest, turning)) return core::cancelled();

    std::vector<double> squares(vectors.rows);
    for (std::size_t k = 0; k < squares.size(); ++k)
        squares[k] = dsp::dot(vectors.row(k).data(), vectors.row(k).data(), vectors.columns);
    const double largest = *std::ranges::max_element(squares);
    const auto counts = [&](double square) { return square > 0.0 && square > smallest * smallest * largest; };
    LinearRegression result;
    result.m_rank = static_cast<std::size_t>(std::ranges::count_if(squares, counts));
    result.m_weights = Matrix<double>(targets.columns, rows.columns);
    for (std::size_t t = 0; t < targets.columns; ++t) {
        std::vector<double> target(rows.rows);
        for (std::size_t i = 0; i < rows.rows; ++i) target[i] = data->targets.at(i, t);
        // Of the columns, the vectors are Q' of the left directions and turns the right ones; of the rows the other way round.
        if (!wide) reflections.toTriangle(target);
        const auto weights = result.m_weights.row(t);
        for (std::size_t k = 0; k < squares.size(); ++k) {
            if (!counts(squares[k])) continue;
            const double along = dsp::dot((wide ? turns : vectors).row(k).data(), target.data(), vectors.columns);
            addTo(weights.first(vectors.columns), along / squares[k], (wide ? vectors : turns).row(k));
        }
        if (wide) reflections.fromTriangle(weights);
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
