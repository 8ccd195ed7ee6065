// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/Dct.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace prososcope::dsp {

Dct::Dct(std::size_t inputs, std::size_t outputs, DctScale scale, double lifter)
    : m_inputs(inputs), m_outputs(outputs), m_table(inputs * outputs) {
    const double size = static_cast<double>(inputs);
    for (std::size_t n = 0; n < inputs; ++n) {
        for (std::size_t k = 0; k < outputs; ++k) {
            const auto order = static_cast<double>(k);
            const double height = std::sqrt((k == 0 && scale == DctScale::Orthonormal ? 1.0 : 2.0) / size);
            const double lift = lifter > 0.0 ? 1.0 + 0.5 * lifter * std::sin(std::numbers::pi * order / lifter) : 1.0;
            const double angle = std::numbers::pi * order * (2.0 * static_cast<double>(n) + 1.0) / (2.0 * size);
            m_table[n * outputs + k] = static_cast<float>(lift * height * std::cos(angle));
        }
    }
}

void Dct::apply(const float* input, float* output) const {
    std::fill_n(output, m_outputs, 0.0F);
    const float* row = m_table.data();
    for (std::size_t n = 0; n < m_inputs; ++n, row += m_outputs) {
        const float value = input[n];
        for (std::size_t k = 0; k < m_outputs; ++k) output[k] += value * row[k];
    }
}

}  // namespace prososcope::dsp
