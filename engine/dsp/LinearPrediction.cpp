// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/LinearPrediction.h"

#include <algorithm>
#include <cstddef>

namespace prososcope::dsp {

double levinsonDurbin(std::span<const double> autocorrelation, std::span<double> coefficients) {
    std::fill(coefficients.begin(), coefficients.end(), 0.0);
    double error = autocorrelation[0];
    for (std::size_t i = 0; i < coefficients.size() && error > 0.0; ++i) {
        double sum = autocorrelation[i + 1];
        for (std::size_t k = 0; k < i; ++k) sum -= coefficients[k] * autocorrelation[i - k];
        const double reflection = sum / error;
        coefficients[i] = reflection;
        for (std::size_t low = 0; 2 * low < i; ++low) {
            const std::size_t high = i - 1 - low;
            const double a = coefficients[low];
            const double b = coefficients[high];
            coefficients[low] = a - reflection * b;
            coefficients[high] = b - reflection * a;
        }
        error *= 1.0 - reflection * reflection;
    }
    return error;
}

}  // namespace prososcope::dsp
