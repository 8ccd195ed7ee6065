// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/learn/Matrix.h"

namespace prososcope::learn {

/// The inner products of all rows with all rows: [a.rows, b.rows] of a and b, which have the same columns; of a matrix with
/// itself (the Gram matrix) each pair is computed once. Sums of 512 columns are taken in `T`, their sum in double. The same
/// bits for any number of threads and any vector unit. Fails with Cancelled.
template <typename T>
[[nodiscard]] core::Result<Matrix<T>> products(MatrixView<T> a, MatrixView<T> b, int threads, core::Progress& progress);
template <typename T>
[[nodiscard]] core::Result<Matrix<T>> gramMatrix(MatrixView<T> rows, int threads, core::Progress& progress);

}  // namespace prososcope::learn
