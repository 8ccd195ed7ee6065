// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/core/Progress.h"
#include "engine/learn/Matrix.h"

namespace prososcope::learn {

/// Linear regression with an intercept for one or several targets (valence, arousal, ...). A value; any thread may predict.
/// Fails with a sentence on NaN, other counts of rows and a negative penalty, and with Cancelled.
class LinearRegression {
public:
    /// Ordinary least squares by singular values: Householder reflections make the rows, or the columns, whichever are fewer,
    /// a triangle (Golub and Van Loan 2013, section 5.2), which one-sided Jacobi rotations (de Rijk 1989) make orthogonal.
    /// Singular values of at most `smallest` times the largest count as 0, which gives the solution of the smallest norm where
    /// columns depend on each other; see machineSmallest. Its time grows with the third power of the smaller side: 9000 rows
    /// of 100 columns take a tenth of a second, 500 columns some seconds.
    [[nodiscard]] static core::Result<LinearRegression> leastSquares(MatrixView<double> rows, MatrixView<double> targets,
                                                                     core::Progress& progress, double smallest = 1e-10);
    /// What LAPACK's users and numpy take as nothing: the rounding of a number times the larger side. For columns whose
    /// scales differ by orders of magnitude.
    [[nodiscard]] static double machineSmallest(std::size_t rows, std::size_t columns);
    /// Penalises `penalty` times the squared weights, not the intercept (Hoerl and Kennard 1970). penalty > 0. By Cholesky's
    /// factor of the smaller of the two matrices of inner products.
    [[nodiscard]] static core::Result<LinearRegression> ridge(MatrixView<double> rows, MatrixView<double> targets,
                                                              double penalty, int threads, core::Progress& progress);

    /// [rows, targets]
    [[nodiscard]] core::Result<Matrix<double>> predict(MatrixView<double> rows) const;
    [[nodiscard]] const Matrix<double>& weights() const { return m_weights; }  ///< [targets, columns]
    [[nodiscard]] const std::vector<double>& intercepts() const { return m_intercepts; }
    [[nodiscard]] std::size_t rank() const { return m_rank; }  ///< of the centred rows; of ridge the smaller side

private:
    Matrix<double> m_weights;
    std::vector<double> m_intercepts;
    std::size_t m_rank = 0;
};

}  // namespace prososcope::learn
