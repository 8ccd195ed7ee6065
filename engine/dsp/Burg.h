// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace prososcope::dsp {

/// Linear prediction by Burg's method (Childers 1978, pages 252-255: forward and backward errors together are least):
/// x[n] is foretold as sum a[k] x[n - 1 - k]. Holds the scratch memory of one thread.
class Burg {
public:
    /// Fills `coefficients` (their number is the order) and returns the mean square of the error; 0 with all coefficients
    /// 0 for silence or fewer than two samples. The filter 1 / (1 - sum a z^-k) is stable.
    double predict(const double* samples, std::size_t count, std::span<double> coefficients);

private:
    std::vector<double> m_forward;
    std::vector<double> m_backward;
    std::vector<double> m_before;
};

}  // namespace prososcope::dsp
