// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/core/Progress.h"
#include "engine/learn/Matrix.h"

namespace prososcope::learn {

/// Replaces the lower triangle of a positive definite matrix by its Cholesky factor L (matrix = L L'), in blocks whose
/// products run on `threads` threads; the upper triangle is left as it is. False when it is not positive definite, or when
/// asked to stop. The same bits for any number of threads.
[[nodiscard]] bool cholesky(Matrix<double>& matrix, int threads, core::Progress& progress);
/// Solves L L' x = values in place.
void solveCholesky(const Matrix<double>& factor, std::vector<double>& values);
/// V, the transposed inverse of L, zero below its diagonal: V V' is the inverse of the matrix that L was made of, and a block
/// of that inverse is the product of V's rows. False when asked to stop.
[[nodiscard]] bool inverseOfFactor(const Matrix<double>& factor, Matrix<double>& inverse, int threads,
                                   core::Progress& progress);

}  // namespace prososcope::learn
