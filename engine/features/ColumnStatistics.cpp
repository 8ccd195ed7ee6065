// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/ColumnStatistics.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/features/Functionals.h"

namespace prososcope::features {

void ColumnMoments::add(std::span<const float> rows) {
    const std::size_t columns = m_means.size();
    for (std::size_t at = 0; at + columns <= rows.size(); at += columns) {
        const double share = 1.0 / static_cast<double>(++m_rows);
        const float* row = rows.data() + at;
        for (std::size_t c = 0; c < columns; ++c) {
            const auto value = static_cast<double>(row[c]);
            const double off = value - m_means[c];
            m_means[c] += off * share;
            m_squares[c] += off * (value - m_means[c]);
        }
    }
}

float ColumnMoments::mean(std::size_t column) const {
    return m_rows > 0 ? static_cast<float>(m_means[column]) : std::numeric_limits<float>::quiet_NaN();
}

float ColumnMoments::deviation(std::size_t column) const {
    if (m_rows == 0) return std::numeric_limits<float>::quiet_NaN();
    return static_cast<float>(std::sqrt(m_squares[column] / static_cast<double>(m_rows)));
}

std::vector<float> ColumnMoments::pairs() const {
    std::vector<float> values;
    for (std::size_t column = 0; column < columns(); ++column) {
        values.push_back(mean(column));
        values.push_back(deviation(column));
    }
    return values;
}

std::vector<ColumnStatistics> columnStatistics(const FeatureMatrix& matrix) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    std::vector<ColumnStatistics> all(matrix.columns, {kNone, kNone, kNone, kNone, 0});
    std::vector<RunningMoments> moments(matrix.columns);
    for (std::size_t i = 0; i < matrix.frames; ++i) {
        const auto row = matrix.frame(i);
        for (std::size_t c = 0; c < matrix.columns; ++c) {
            if (!std::isfinite(row[c])) continue;
            auto& column = all[c];
            const auto value = static_cast<double>(row[c]);
            moments[c].add(value);
            column.smallest = std::fmin(column.smallest, value);
            column.largest = std::fmax(column.largest, value);
            ++column.frames;
        }
    }
    for (std::size_t c = 0; c < matrix.columns; ++c) {
        if (all[c].frames == 0) continue;
        all[c].mean = moments[c].mean();
        all[c].deviation = moments[c].deviation();
    }
    return all;
}

}  // namespace prososcope::features
