// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "engine/core/Result.h"

namespace prososcope::learn {

/// Rows of numbers that somebody else holds: [rows, columns], row-major, `T` float (features as they are stored) or double.
/// A value; what it points to must outlive it. Any thread may read.
template <typename T>
struct MatrixView {
    const T* values = nullptr;
    std::size_t rows = 0;
    std::size_t columns = 0;

    [[nodiscard]] std::span<const T> row(std::size_t i) const { return {values + i * columns, columns}; }
    [[nodiscard]] T at(std::size_t i, std::size_t column) const { return values[i * columns + column]; }
};

/// Rows of numbers that are held here: [rows, columns], row-major. A value.
template <typename T>
struct Matrix {
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::vector<T> values;

    Matrix() = default;
    Matrix(std::size_t rowCount, std::size_t columnCount)
        : rows(rowCount), columns(columnCount), values(rowCount * columnCount, T{}) {}
    [[nodiscard]] std::span<T> row(std::size_t i) { return {values.data() + i * columns, columns}; }
    [[nodiscard]] std::span<const T> row(std::size_t i) const { return {values.data() + i * columns, columns}; }
    [[nodiscard]] T& at(std::size_t i, std::size_t column) { return values[i * columns + column]; }
    [[nodiscard]] T at(std::size_t i, std::size_t column) const { return values[i * columns + column]; }
    [[nodiscard]] MatrixView<T> view() const { return {values.data(), rows, columns}; }
    operator MatrixView<T>() const { return view(); }  // NOLINT: meant to convert
};

/// The chosen rows (or columns), in the order given; indices must be inside.
template <typename T>
[[nodiscard]] Matrix<T> rowsOf(MatrixView<T> matrix, std::span<const std::size_t> chosen);
template <typename T>
[[nodiscard]] Matrix<T> columnsOf(MatrixView<T> matrix, std::span<const std::size_t> chosen);

/// The sum of the squares of each row's values.
template <typename T>
[[nodiscard]] std::vector<double> squaredLengths(MatrixView<T> rows);

/// Fails with a sentence that names the first value that is NaN or infinite, and where there are no rows or no columns.
template <typename T>
[[nodiscard]] core::Status checkNumbers(MatrixView<T> matrix);
/// Fails with a sentence where `matrix` has not as many columns as a learner was fitted to.
template <typename T>
[[nodiscard]] core::Status checkColumns(MatrixView<T> matrix, std::size_t columns);

}  // namespace prososcope::learn
