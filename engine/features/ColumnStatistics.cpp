// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/ColumnStatistics.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace prososcope::features {

std::vector<ColumnStatistics> columnStatistics(const FeatureMatrix& matrix) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    std::vector<ColumnStatistics> all(matrix.columns, {0.0, 0.0, kInfinity, -kInfinity, 0});
    for (std::size_t i = 0; i < matrix.frames; ++i) {
        const auto row = matrix.frame(i);
        for (std::size_t c = 0; c < matrix.columns; ++c) {
            if (!std::isfinite(row[c])) continue;
            auto& column = all[c];
            const auto value = static_cast<double>(row[c]);
            column.mean += value;
            column.smallest = std::min(column.smallest, value);
            column.largest = std::max(column.largest, value);
            ++column.frames;
        }
    }
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    for (auto& column : all) {
        if (column.frames == 0)
            column = {kNone, kNone, kNone, kNone, 0};
        else
            column.mean /= static_cast<double>(column.frames);
    }
    std::vector<double> squares(matrix.columns, 0.0);
    for (std::size_t i = 0; i < matrix.frames; ++i) {
        const auto row = matrix.frame(i);
        for (std::size_t c = 0; c < matrix.columns; ++c) {
            if (!std::isfinite(row[c])) continue;
            const double distance = static_cast<double>(row[c]) - all[c].mean;
            squares[c] += distance * distance;
        }
    }
    for (std::size_t c = 0; c < matrix.columns; ++c) {
        if (all[c].frames > 0) all[c].deviation = std::sqrt(squares[c] / static_cast<double>(all[c].frames));
    }
    return all;
}

}  // namespace prososcope::features
