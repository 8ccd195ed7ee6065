// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learn/Cholesky.h"

#include <algorithm>
#include <cmath>

#include "engine/dsp/Dot.h"
#include "engine/learn/Products.h"

namespace prososcope::learn {

namespace {

constexpr std::size_t kBlock = 192;

/// Rows [from, to), columns [first, last) as a matrix of its own.
Matrix<double> part(const Matrix<double>& matrix, std::size_t from, std::size_t to, std::size_t first, std::size_t last) {
    Matrix<double> result(to - from, last - first);
    for (std::size_t i = from; i < to; ++i)
        std::copy_n(matrix.values.begin() + static_cast<std::ptrdiff_t>(i * matrix.columns + first), last - first,
                    result.row(i - from).begin());
    return result;
}

bool factorBlock(Matrix<double>& matrix, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
        const double* const row = matrix.row(i).data() + from;
        for (std::size_t j = from; j <= i; ++j) {
            const double rest = matrix.at(i, j) - dsp::dot(row, matrix.row(j).data() + from, j - from);
            if (i == j && !(rest > 0.0)) return false;
            matrix.at(i, j) = i == j ? std::sqrt(rest) : rest / matrix.at(j, j);
        }
    }
    return true;
}

}  // namespace

bool cholesky(Matrix<double>& matrix, int threads, core::Progress& progress) {
    const std::size_t n = matrix.rows;
    core::Progress silent(progress.stopToken());
    for (std::size_t from = 0; from < n; from += kBlock) {
        if (progress.stopRequested()) return false;
        const std::size_t to = std::min(from + kBlock, n);
        if (!factorBlock(matrix, from, to)) return false;
        for (std::size_t i = to; i < n; ++i) {  // the rows below, by the block's factor
            const auto row = matrix.row(i);
            for (std::size_t j = from; j < to; ++j)
                row[j] = (row[j] - dsp::dot(row.data() + from, matrix.row(j).data() + from, j - from)) / matrix.at(j, j);
        }
        if (to == n) break;
        const auto below = part(matrix, to, n, from, to);
        const auto taken = gramMatrix(below.view(), threads, silent);
        if (!taken) return false;
        for (std::size_t i = to; i < n; ++i) {
            for (std::size_t j = to; j <= i; ++j) matrix.at(i, j) -= taken->at(i - to, j - to);
        }
        progress.report(static_cast<double>(to) / static_cast<double>(n));
    }
    return true;
}

void solveCholesky(const Matrix<double>& factor, std::vector<double>& values) {
    const std::size_t n = factor.rows;
    for (std::size_t i = 0; i < n; ++i)
        values[i] = (values[i] - dsp::dot(factor.row(i).data(), values.data(), i)) / factor.at(i, i);
    for (std::size_t i = n; i-- > 0;) {
        values[i] /= factor.at(i, i);
        for (std::size_t j = 0; j < i; ++j) values[j] -= factor.at(i, j) * values[i];
    }
}

bool inverseOfFactor(const Matrix<double>& factor, Matrix<double>& inverse, int threads, core::Progress& progress) {
    const std::size_t n = factor.rows;
    inverse = Matrix<double>(n, n);
    core::Progress silent(progress.stopToken());
    // With W the inverse of L and V its transpose: W of a block row is the inverse of its diagonal block times the unit block
    // less the sum of L's blocks with the rows of W above, which are columns of V.
    for (std::size_t from = 0; from < n; from += kBlock) {
        if (progress.stopRequested()) return false;
        const std::size_t to = std::min(from + kBlock, n);
        Matrix<double> sums(from, to - from);
        for (std::size_t first = 0; first < from; first += kBlock) {  // rows of V, which are zero before their own columns
            const std::size_t last = std::min(first + kBlock, from);
            const auto found = products(part(inverse, first, last, first, from).view(),
                                        part(factor, from, to, first, from).view(), threads, silent);
            if (!found) return false;
            std::copy(found->values.begin(), found->values.end(), sums.row(first).begin());
        }
        std::vector<double> column(to - from);
        for (std::size_t j = 0; j < to; ++j) {
            for (std::size_t i = from; i < to; ++i) {
                const double right = j < from ? -sums.at(j, i - from) : i == j ? 1.0 : 0.0;
                column[i - from] = (right - dsp::dot(factor.row(i).data() + from, column.data(), i - from)) / factor.at(i, i);
                inverse.at(j, i) = column[i - from];
            }
        }
        progress.report(static_cast<double>(to) / static_cast<double>(n));
    }
    return true;
}

}  // namespace prososcope::learn
