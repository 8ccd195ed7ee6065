// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace prososcope::dsp {

/// The first `outputs` coefficients of the orthonormal discrete cosine transform of type II:
/// y[k] = s(k) sum x[n] cos(pi k (2 n + 1) / (2 N)), s(0) = sqrt(1 / N), else sqrt(2 / N). Immutable, any thread.
class Dct {
public:
    Dct(std::size_t inputs, std::size_t outputs);
    [[nodiscard]] std::size_t inputs() const { return m_inputs; }
    [[nodiscard]] std::size_t outputs() const { return m_outputs; }
    /// input: inputs() values; output: outputs() values.
    void apply(const float* input, float* output) const;

private:
    std::size_t m_inputs;
    std::size_t m_outputs;
    std::vector<float> m_table;  ///< [inputs, outputs]
};

}  // namespace prososcope::dsp
