// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/learn/Matrix.h"

namespace prososcope::learn {

/// The largest eigenvalues of a symmetric matrix, the largest first, and a vector of length 1 of each.
struct EigenPairs {
    std::vector<double> values;
    Matrix<double> vectors;  ///< [values, size]
};

/// Householder reflections make the matrix tridiagonal, bisection by Sturm's sequences finds the `count` largest eigenvalues
/// (at most its size), inverse iteration their vectors, each made orthogonal to those before it (Golub and Van Loan 2013,
/// "Matrix computations", chapter 8: tridiagonalisation by Householder, Sturm sequences and bisection, inverse iteration).
/// Signs are as they come. Time grows with the third power of the size: 1000 rows take a second. `matrix` must be square,
/// symmetric and finite. Fails with Cancelled.
[[nodiscard]] core::Result<EigenPairs> leadingEigenvectors(Matrix<double> matrix, std::size_t count, core::Progress& progress);

}  // namespace prososcope::learn
