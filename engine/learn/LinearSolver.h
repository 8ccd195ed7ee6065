// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "engine/core/Result.h"
#include "engine/learn/Matrix.h"

namespace prososcope::learn {

/// One binary problem for LIBLINEAR (Fan et al. 2008, "LIBLINEAR: a library for large linear classification"): L2-regularised
/// squared hinge loss, solved in the primal by the trust-region Newton method, which draws no random numbers, so a fit is the
/// same each time and on any thread. A constant 1 is appended to the rows, and its weight, the bias, is regularised as well.
struct LinearProblem {
    MatrixView<double> rows;
    std::span<const signed char> positive;  ///< 1 or 0 of each row
    double costPositive = 1.0;
    double costNegative = 1.0;
    double tolerance = 1e-4;
};

/// The weights of the columns and, last, of the constant. Blocks until it is solved. Fails with Unavailable where the module
/// that links LIBLINEAR cannot be opened.
[[nodiscard]] core::Result<std::vector<double>> solveLinear(const LinearProblem& problem);

}  // namespace prososcope::learn
