// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/PolynomialRoots.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/dsp/Vector.h"

namespace prososcope::dsp {

namespace {

constexpr int kWarmRounds = 12;
constexpr int kColdRounds = 100;
/// The convergence is cubic: after a last step this small (squared) the rest is below the rounding.
constexpr double kLastStep = 1e-12;
constexpr double kFarAway = 1e60;

/// One round for all roots. re, im hold `padded` values, a multiple of 4, of which the first `count` are roots and the others
/// lie far away. Returns the square of the largest step, or a negative number where a value is not finite.
PROSOSCOPE_WIDE double aberthRound(double* re, double* im, const double* c, std::size_t count, std::size_t padded) {
    alignas(32) double stepRe[PolynomialRoots::kMostRoots];
    alignas(32) double stepIm[PolynomialRoots::kMostRoots];
    for (std::size_t lane = 0; lane < padded; lane += 4) {
        Double4 x;
        Double4 y;
        PROSOSCOPE_LOAD(x, re + lane);
        PROSOSCOPE_LOAD(y, im + lane);
        // The polynomial and its derivative, by Horner's rule.
        Double4 pr = {1.0, 1.0, 1.0, 1.0};
        Double4 pi{};
        Double4 dr{};
        Double4 di{};
        for (std::size_t k = 0; k < count; ++k) {
            const Double4 nextDr = dr * x - di * y + pr;
            di = dr * y + di * x + pi;
            dr = nextDr;
            const Double4 nextPr = pr * x - pi * y - c[k];
            pi = pr * y + pi * x;
            pr = nextPr;
        }
        // What the other roots push away.
        Double4 sr{};
        Double4 si{};
        for (std::size_t other = 0; other < count; ++other) {
            const Double4 ar = x - re[other];
            const Double4 ai = y - im[other];
            const Double4 inverse = 1.0 / (ar * ar + ai * ai + 1e-290);
            sr += ar * inverse;
            si -= ai * inverse;
        }
        // Step p / (p' - p s).
        const Double4 br = dr - (pr * sr - pi * si);
        const Double4 bi = di - (pr * si + pi * sr);
        const Double4 norm = 1.0 / (br * br + bi * bi + 1e-290);
        const Double4 tr = (pr * br + pi * bi) * norm;
        const Double4 ti = (pi * br - pr * bi) * norm;
        PROSOSCOPE_STORE(stepRe + lane, tr);
        PROSOSCOPE_STORE(stepIm + lane, ti);
    }
    double largest = 0.0;
    for (std::size_t i = 0; i < count; ++i) {
        const double step = stepRe[i] * stepRe[i] + stepIm[i] * stepIm[i];
        if (!(step < 1e30)) return -1.0;
        largest = std::max(largest, step);
        re[i] -= stepRe[i];
        im[i] -= stepIm[i];
    }
    return largest;
}

}  // namespace

bool PolynomialRoots::iterate(std::size_t count, int rounds) {
    const std::size_t padded = (count + 3) / 4 * 4;
    for (std::size_t i = count; i < padded; ++i) m_real[i] = m_imaginary[i] = kFarAway;
    for (int round = 0; round < rounds; ++round) {
        const double step = aberthRound(m_real.data(), m_imaginary.data(), m_coefficients.data(), count, padded);
        if (step < 0.0) return false;
        if (step < kLastStep) return true;
    }
    return false;
}

void PolynomialRoots::placeOnCircle(std::size_t count) {
    // No two of them conjugate: a symmetric start could not part into two real roots.
    for (std::size_t i = 0; i < count; ++i) {
        const double angle = 2.0 * std::numbers::pi * (static_cast<double>(i) + 0.3) / static_cast<double>(count);
        m_real[i] = 0.9 * std::cos(angle);
        m_imaginary[i] = 0.9 * std::sin(angle);
    }
}

std::span<const std::complex<double>> PolynomialRoots::solve(std::span<const double> c) {
    const std::size_t degree = c.size();
    if (degree > kMostRoots || !std::all_of(c.begin(), c.end(), [](double value) { return std::isfinite(value); })) {
        forget();
        return {};
    }
    std::copy(c.begin(), c.end(), m_coefficients.begin());
    // Roots at zero are taken out first.
    std::size_t count = degree;
    while (count > 0 && c[count - 1] == 0.0) --count;
    bool done = count == 0;
    if (!done && m_count == count) {
        // Conjugate pairs are disturbed a little, so that they can part.
        for (std::size_t i = 0; i < count; ++i) {
            m_real[i] += 1e-5 * static_cast<double>(i + 1);
            m_imaginary[i] -= 0.7e-5 * static_cast<double>(i + 1);
        }
        done = iterate(count, kWarmRounds);
    }
    if (!done) {
        placeOnCircle(count);
        done = iterate(count, kColdRounds);
    }
    // Roots that lie upon each other converge slowly; what has been reached then is near enough.
    m_count = done ? count : 0;
    for (std::size_t i = 0; i < degree; ++i) m_roots[i] = i < count ? std::complex(m_real[i], m_imaginary[i]) : 0.0;
    return std::span(m_roots).first(degree);
}

}  // namespace prososcope::dsp
