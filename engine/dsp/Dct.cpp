// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/Dct.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/dsp/Vector.h"

namespace prososcope::dsp {

namespace {

/// x[n] + x[N - 1 - n] into place n of the first half, x[n] - x[N - 1 - n] into place N - 1 - n.
PROSOSCOPE_WIDE void fold(float* inputs, std::size_t count) {
    for (std::size_t n = 0; n < count / 2; ++n) {
        Float8 a;
        Float8 b;
        PROSOSCOPE_LOAD(a, inputs + 8 * n);
        PROSOSCOPE_LOAD(b, inputs + 8 * (count - 1 - n));
        const Float8 sum = a + b;
        const Float8 difference = a - b;
        PROSOSCOPE_STORE(inputs + 8 * n, sum);
        PROSOSCOPE_STORE(inputs + 8 * (count - 1 - n), difference);
    }
}

/// Even outputs are sums over the folded sums (and the middle input of an odd number), odd ones over the differences.
PROSOSCOPE_WIDE void transformFolded(const float* inputs, std::size_t count, const float* table, std::size_t outputCount,
                                     float* outputs) {
    constexpr std::size_t kTogether = 4;
    const std::size_t half = count / 2;
    for (std::size_t parity = 0; parity < 2; ++parity) {
        for (std::size_t k = parity; k < outputCount; k += 2 * kTogether) {
            Float8 sums[kTogether] = {};
            for (std::size_t n = 0; n < half + (parity == 0 ? count % 2 : 0); ++n) {
                Float8 value;
                PROSOSCOPE_LOAD(value, inputs + 8 * (parity == 0 ? n : count - 1 - n));
                const float* row = table + n * outputCount;
                for (std::size_t j = 0; j < kTogether; ++j) {
                    const std::size_t at = k + 2 * j;
                    sums[j] += value * row[at < outputCount ? at : k];
                }
            }
            for (std::size_t j = 0; j < kTogether && k + 2 * j < outputCount; ++j)
                PROSOSCOPE_STORE(outputs + 8 * (k + 2 * j), sums[j]);
        }
    }
}

}  // namespace

void Dct::applyLanes(float* inputs, float* outputs) const {
    fold(inputs, m_inputs);
    transformFolded(inputs, m_inputs, m_table.data(), m_outputs, outputs);
}

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
