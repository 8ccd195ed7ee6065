// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace prososcope::dsp {

/// How coefficient 0 is scaled beside the others, which have sqrt(2 / N): sqrt(1 / N), so that the transform is orthonormal
/// (librosa, Kaldi), or sqrt(2 / N) as well (HTK Book, equation 5.14).
enum class DctScale { Orthonormal, Htk };

/// The first `outputs` coefficients of the discrete cosine transform of type II:
/// y[k] = l(k) s(k) sum x[n] cos(pi k (2 n + 1) / (2 N)), s as DctScale says, l(k) = 1 + L / 2 sin(pi k / L), the HTK Book's
/// lifter (equation 5.12) for L = `lifter` > 0, else 1. Immutable, any thread.
class Dct {
public:
    Dct(std::size_t inputs, std::size_t outputs, DctScale scale = DctScale::Orthonormal, double lifter = 0.0);
    [[nodiscard]] std::size_t inputs() const { return m_inputs; }
    [[nodiscard]] std::size_t outputs() const { return m_outputs; }
    /// input: inputs() values; output: outputs() values.
    void apply(const float* input, float* output) const;
    /// The same of 8 inputs side by side, inputs[n * 8 + lane], outputs[k * 8 + lane]; the cosines' symmetry is used, so that
    /// the last bits may differ from those of `apply`. The inputs are overwritten.
    void applyLanes(float* inputs, float* outputs) const;

private:
    std::size_t m_inputs;
    std::size_t m_outputs;
    std::vector<float> m_table;  ///< [inputs, outputs]
};

}  // namespace prososcope::dsp
