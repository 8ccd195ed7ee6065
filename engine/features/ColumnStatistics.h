// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/features/FeatureMatrix.h"

namespace prososcope::features {

/// Mean and population standard deviation of each column over rows that come in any pieces, all of them numbers (Welford 1962);
/// the same bits however they are divided. Not thread-safe.
class ColumnMoments {
public:
    explicit ColumnMoments(std::size_t columns) : m_means(columns, 0.0), m_squares(columns, 0.0) {}
    void add(std::span<const float> rows);
    [[nodiscard]] std::size_t rows() const { return m_rows; }
    [[nodiscard]] std::size_t columns() const { return m_means.size(); }
    [[nodiscard]] float mean(std::size_t column) const;       ///< NaN of no rows
    [[nodiscard]] float deviation(std::size_t column) const;  ///< NaN of no rows
    /// Mean and deviation of every column, in pairs.
    [[nodiscard]] std::vector<float> pairs() const;

private:
    std::size_t m_rows = 0;
    std::vector<double> m_means;
    std::vector<double> m_squares;
};

/// One column of a matrix over its frames that are numbers; NaN where there are none.
struct ColumnStatistics {
    double mean = 0.0;
    double deviation = 0.0;  ///< population standard deviation
    double smallest = 0.0;
    double largest = 0.0;
    std::size_t frames = 0;  ///< that are numbers
};

/// In one pass (Welford 1962, Note on a method for calculating corrected sums of squares and products). Pure.
[[nodiscard]] std::vector<ColumnStatistics> columnStatistics(const FeatureMatrix& matrix);

}  // namespace prososcope::features
