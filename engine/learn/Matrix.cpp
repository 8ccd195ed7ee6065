// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learn/Matrix.h"

#include <algorithm>
#include <cmath>

namespace prososcope::learn {

template <typename T>
Matrix<T> rowsOf(MatrixView<T> matrix, std::span<const std::size_t> chosen) {
    Matrix<T> result(chosen.size(), matrix.columns);
    for (std::size_t i = 0; i < chosen.size(); ++i) std::ranges::copy(matrix.row(chosen[i]), result.row(i).begin());
    return result;
}

template <typename T>
Matrix<T> columnsOf(MatrixView<T> matrix, std::span<const std::size_t> chosen) {
    Matrix<T> result(matrix.rows, chosen.size());
    for (std::size_t i = 0; i < matrix.rows; ++i) {
        for (std::size_t c = 0; c < chosen.size(); ++c) result.at(i, c) = matrix.at(i, chosen[c]);
    }
    return result;
}

template <typename T>
std::vector<double> squaredLengths(MatrixView<T> rows) {
    std::vector<double> squares(rows.rows, 0.0);
    for (std::size_t i = 0; i < rows.rows; ++i)
        for (const T value : rows.row(i)) squares[i] += static_cast<double>(value) * static_cast<double>(value);
    return squares;
}

template <typename T>
core::Status checkNumbers(MatrixView<T> matrix) {
    if (matrix.rows == 0 || matrix.columns == 0)
        return core::fail(core::ErrorKind::BadInput, {TRANSLATABLE("Engine", "There are no features to learn from.")});
    for (std::size_t i = 0; i < matrix.rows; ++i) {
        const auto row = matrix.row(i);
        const auto bad = std::ranges::find_if(row, [](T value) { return !std::isfinite(value); });
        if (bad == row.end()) continue;
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine",
                                        "Row %1, column %2 of the features is not a finite number. Leave the "
                                        "recording or the column out."),
                           {std::to_string(i + 1), std::to_string(bad - row.begin() + 1)}});
    }
    return {};
}

template <typename T>
core::Status checkColumns(MatrixView<T> matrix, std::size_t columns) {
    if (matrix.columns == columns) return {};
    return core::fail(core::ErrorKind::BadInput,
                      {TRANSLATABLE("Engine", "The features have %1 columns; what was learned is about %2."),
                       {std::to_string(matrix.columns), std::to_string(columns)}});
}

template Matrix<float> rowsOf(MatrixView<float>, std::span<const std::size_t>);
template Matrix<double> rowsOf(MatrixView<double>, std::span<const std::size_t>);
template Matrix<float> columnsOf(MatrixView<float>, std::span<const std::size_t>);
template Matrix<double> columnsOf(MatrixView<double>, std::span<const std::size_t>);
template std::vector<double> squaredLengths(MatrixView<float>);
template std::vector<double> squaredLengths(MatrixView<double>);
template core::Status checkNumbers(MatrixView<float>);
template core::Status checkNumbers(MatrixView<double>);
template core::Status checkColumns(MatrixView<float>, std::size_t);
template core::Status checkColumns(MatrixView<double>, std::size_t);

}  // namespace prososcope::learn
