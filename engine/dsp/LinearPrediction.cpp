// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/LinearPrediction.h"

#include <algorithm>
#include <cstddef>

namespace prososcope::dsp {

template <typename Real>
Real levinsonDurbin(std::span<const Real> autocorrelation, std::span<Real> coefficients) {
    std::fill(coefficients.begin(), coefficients.end(), Real{0});
    Real error = autocorrelation[0];
    for (std::size_t i = 0; i < coefficients.size() && error > Real{0}; ++i) {
        Real sum = autocorrelation[i + 1];
        for (std::size_t k = 0; k < i; ++k) sum -= coefficients[k] * autocorrelation[i - k];
        const Real reflection = sum / error;
        coefficients[i] = reflection;
        for (std::size_t low = 0; 2 * low < i; ++low) {
            const std::size_t high = i - 1 - low;
            const Real a = coefficients[low];
            const Real b = coefficients[high];
            coefficients[low] = a - reflection * b;
            coefficients[high] = b - reflection * a;
        }
        error *= Real{1} - reflection * reflection;
    }
    return error;
}

template float levinsonDurbin(std::span<const float>, std::span<float>);
template double levinsonDurbin(std::span<const double>, std::span<double>);

}  // namespace prososcope::dsp
