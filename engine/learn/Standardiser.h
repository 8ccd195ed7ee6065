// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "engine/core/Result.h"
#include "engine/learn/Matrix.h"

namespace prososcope::learn {

/// No bound on standardised values.
inline constexpr double kUnbounded = std::numeric_limits<double>::infinity();

/// Standardised rows, and how many of their values lay outside the bound and were set to it.
template <typename T>
struct Standardised {
    Matrix<T> rows;
    std::size_t bounded = 0;
};

/// Gives every column mean 0 and population standard deviation 1 over the rows it was fitted to, those of the training part
/// of a fold. A column that was constant there is 0 everywhere. Values further than `bound` deviations from the mean are
/// set to the bound: a functional such as a normalised deviation can reach hundreds, which wrecks a fit.
/// A value; fails with a sentence on NaN, no rows and another number of columns. Any thread may apply it.
class Standardiser {
public:
    template <typename T>
    [[nodiscard]] static core::Result<Standardiser> fit(MatrixView<T> rows, double bound = kUnbounded);
    /// Of stored values: one mean and deviation a column, 0 for a constant one.
    [[nodiscard]] static core::Result<Standardiser> of(std::vector<double> means, std::vector<double> deviations,
                                                       double bound = kUnbounded);

    template <typename T>
    [[nodiscard]] core::Result<Standardised<T>> apply(MatrixView<T> rows) const;
    /// A standardised row, of as many columns, in the units that it was in. What was bounded is at the bound, what was constant
    /// has its value.
    [[nodiscard]] std::vector<double> restore(std::span<const float> row) const;

    [[nodiscard]] std::size_t columns() const { return m_means.size(); }
    [[nodiscard]] const std::vector<double>& means() const { return m_means; }
    [[nodiscard]] const std::vector<double>& deviations() const { return m_deviations; }  ///< 0: a constant column
    [[nodiscard]] double bound() const { return m_bound; }

private:
    std::vector<double> m_means;
    std::vector<double> m_deviations;
    double m_bound = kUnbounded;
};

/// Standardises the rows of each group (a speaker) by that group's own mean and deviation. It needs no labels, but of a test
/// speaker it uses all recordings at once, which is to be said beside a figure. A group of one row becomes 0.
template <typename T>
[[nodiscard]] core::Result<Standardised<T>> standardiseByGroup(MatrixView<T> rows, std::span<const std::string> groups,
                                                               double bound = kUnbounded);

}  // namespace prososcope::learn
