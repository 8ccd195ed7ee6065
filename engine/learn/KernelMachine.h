// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "engine/learn/Matrix.h"

namespace prososcope::learn {

/// One binary support vector machine: decision(x) = sum coefficients[i] kernel(x, row i) + offset, positive for the first
/// class.
struct KernelMachine {
    std::vector<double> coefficients;  ///< one a row it was fitted to, 0 of those that are no support vector
    double offset = 0.0;
};

/// A binary problem for LIBSVM (Chang and Lin 2011, "LIBSVM: a library for support vector machines") whose kernel is given
/// as a square: hinge loss, the offset not regularised. Built once and solved for several costs. Not shared between threads.
class KernelProblem {
public:
    /// kernel: [rows, rows]; positive: 1 or 0 of each row, both occurring.
    KernelProblem(MatrixView<float> kernel, std::vector<signed char> positive);
    /// Costs greater than 0. Blocks until it is solved; draws no random numbers.
    [[nodiscard]] KernelMachine solve(double costPositive, double costNegative, double tolerance) const;

private:
    std::size_t m_rows;
    std::vector<signed char> m_positive;
    struct Node {
        int index;
        double value;
    };
    std::vector<Node> m_nodes;  // as LIBSVM's precomputed kernels: a row's number, then its kernel values
};

}  // namespace prososcope::learn
