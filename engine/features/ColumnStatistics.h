// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/features/FeatureMatrix.h"

namespace prososcope::features {

/// One column of a matrix over its frames that are numbers; NaN where there are none.
struct ColumnStatistics {
    double mean = 0.0;
    double deviation = 0.0;  ///< population standard deviation
    double smallest = 0.0;
    double largest = 0.0;
    std::size_t frames = 0;  ///< that are numbers
};

/// In two passes with double sums. Pure.
[[nodiscard]] std::vector<ColumnStatistics> columnStatistics(const FeatureMatrix& matrix);

}  // namespace prososcope::features
