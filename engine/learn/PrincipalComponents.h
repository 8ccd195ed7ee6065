// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/learn/Matrix.h"

namespace prososcope::learn {

/// Rows seen along the directions in which they vary most (Pearson 1901; Hotelling 1933).
struct PrincipalComponents {
    Matrix<double> scores;          ///< [rows, components]; a column's score farthest from 0 is positive, of equals the first
    std::vector<double> variances;  ///< of each component, n - 1 in the denominator, the largest first
    std::vector<double> shares;     ///< of all columns' variance
};

/// Of the rows about their means, at most `count` components and no more than there are directions in which they vary. Taken
/// from the products of columns or of rows, whichever are fewer. Fails with a sentence on values that are not finite, on fewer
/// than two rows, and where all rows are equal; and with Cancelled.
[[nodiscard]] core::Result<PrincipalComponents> principalComponents(MatrixView<float> rows, std::size_t count, int threads,
                                                                    core::Progress& progress);

}  // namespace prososcope::learn
