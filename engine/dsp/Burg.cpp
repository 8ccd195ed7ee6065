// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/Burg.h"

#include <algorithm>
#include <cmath>

#include "engine/dsp/Dot.h"
#include "engine/dsp/Vector.h"

namespace prososcope::dsp {

namespace {

/// Below this share of the signal's energy the error's energy is added up anew, as the recursion has lost its digits.
constexpr double kTrusted = 1e-6;

/// One step of the lattice, in place, for `count` new errors: forward[j] = forward[j + 1] - k backward[j + 1] and
/// backward[j] -= k forward[j]. Returns sum forward[j] backward[j] of the new ones, in a fixed order.
PROSOSCOPE_WIDE double latticeStep(double* forward, double* backward, std::size_t count, double k) {
    Double4 sum{};
    Double4 other{};
    std::size_t j = 0;
    const Double4 factor = {k, k, k, k};
    for (; j + 8 <= count; j += 8) {
        Double4 f0;
        Double4 b0;
        Double4 f1;
        Double4 b1;
        Double4 g0;
        Double4 c0;
        Double4 g1;
        Double4 c1;
        PROSOSCOPE_LOAD(f0, forward + j);
        PROSOSCOPE_LOAD(b0, backward + j);
        PROSOSCOPE_LOAD(f1, forward + j + 4);
        PROSOSCOPE_LOAD(b1, backward + j + 4);
        PROSOSCOPE_LOAD(g0, forward + j + 1);
        PROSOSCOPE_LOAD(c0, backward + j + 1);
        PROSOSCOPE_LOAD(g1, forward + j + 5);
        PROSOSCOPE_LOAD(c1, backward + j + 5);
        g0 -= factor * c0;
        b0 -= factor * f0;
        g1 -= factor * c1;
        b1 -= factor * f1;
        sum += g0 * b0;
        other += g1 * b1;
        PROSOSCOPE_STORE(forward + j, g0);
        PROSOSCOPE_STORE(backward + j, b0);
        PROSOSCOPE_STORE(forward + j + 4, g1);
        PROSOSCOPE_STORE(backward + j + 4, b1);
    }
    sum += other;
    double total = (sum[0] + sum[2]) + (sum[1] + sum[3]);
    for (; j < count; ++j) {
        const double old = forward[j];
        forward[j] = forward[j + 1] - k * backward[j + 1];
        backward[j] -= k * old;
        total += forward[j] * backward[j];
    }
    return total;
}

}  // namespace

double Burg::predict(const double* samples, std::size_t count, std::span<double> coefficients) {
    std::fill(coefficients.begin(), coefficients.end(), 0.0);
    if (count < 2) return 0.0;
    std::size_t length = count - 1;
    m_forward.assign(samples + 1, samples + count);
    m_backward.assign(samples, samples + length);
    m_before.resize(coefficients.size());
    double* forward = m_forward.data();
    double* backward = m_backward.data();
    double product = dot(forward, backward, length);
    const double energy = dot(samples, samples, count);
    double both = 2.0 * energy - samples[0] * samples[0] - samples[length] * samples[length];
    const double whole = both;
    double error = energy / static_cast<double>(count);
    for (std::size_t order = 0; order < coefficients.size(); ++order) {
        if (!(both > 0.0) || length < 2) break;
        const double k = std::clamp(2.0 * product / both, -1.0, 1.0);
        error *= 1.0 - k * k;
        coefficients[order] = k;
        for (std::size_t i = 0; i < order; ++i) coefficients[i] = m_before[i] - k * m_before[order - 1 - i];
        std::copy_n(coefficients.begin(), order + 1, m_before.begin());
        if (order + 1 == coefficients.size()) break;
        const double first = forward[0] - k * backward[0];
        const double last = backward[length - 1] - k * forward[length - 1];
        --length;
        product = latticeStep(forward, backward, length, k);
        both = (1.0 - k * k) * both - first * first - last * last;
        if (both < kTrusted * whole) both = dot(forward, forward, length) + dot(backward, backward, length);
    }
    return error;
}

}  // namespace prososcope::dsp
