// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/Distributions.h"

#include <algorithm>
#include <cmath>

#include "engine/core/Undefined.h"

namespace prososcope::analysis {

namespace {

/// The continued fraction of the incomplete beta function, evaluated from the front by Lentz's method.
double betaFraction(double a, double b, double x) {
    constexpr double kTiny = 1e-300;
    const auto away = [](double value) { return std::abs(value) < kTiny ? kTiny : value; };
    double c = 1.0;
    double d = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    double result = d;
    for (int m = 1; m < 100000; ++m) {
        const double even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away(1.0 + even * d);
        c = away(1.0 + even / c);
        result *= d * c;
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away(1.0 + odd * d);
        c = away(1.0 + odd / c);
        result *= d * c;
        if (std::abs(d * c - 1.0) < 1e-16) break;
    }
    return result;
}

double logGamma(double x) {
    int sign = 0;
    return lgamma_r(x, &sign);
}

}  // namespace

double incompleteBeta(double a, double b, double x) {
    if (!(x >= 0.0 && x <= 1.0 && a > 0.0 && b > 0.0)) return core::kUndefined;
    if (x == 0.0 || x == 1.0) return x;
    const double front = std::exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * std::log(x) + b * std::log1p(-x));
    if (x < (a + 1.0) / (a + b + 2.0)) return front * betaFraction(a, b, x) / a;
    return 1.0 - front * betaFraction(b, a, 1.0 - x) / b;
}

double fSurvival(double f, double degrees1, double degrees2) {
    if (std::isnan(f)) return core::kUndefined;
    if (f <= 0.0) return 1.0;
    if (std::isinf(f)) return 0.0;
    return incompleteBeta(degrees2 / 2.0, degrees1 / 2.0, degrees2 / (degrees2 + degrees1 * f));
}

double tTwoSided(double t, double degrees) { return fSurvival(t * t, 1.0, degrees); }

double tUpper(double t, double degrees) {
    const double half = 0.5 * tTwoSided(t, degrees);
    return t < 0.0 ? 1.0 - half : half;
}

double tCritical(double alpha, double degrees) {
    if (!(alpha > 0.0 && alpha < 1.0 && degrees > 0.0)) return core::kUndefined;
    double high = 1.0;
    while (tTwoSided(high, degrees) > alpha && high < 1e150) high *= 2.0;
    double low = 0.0;
    while (high - low > 1e-14 * high) {
        const double middle = 0.5 * (low + high);
        if (middle <= low || middle >= high) break;
        (tTwoSided(middle, degrees) > alpha ? low : high) = middle;
    }
    return high;
}

double normalTwoSided(double z) { return std::erfc(std::abs(z) / std::sqrt(2.0)); }

double chiSquared1Survival(double x) { return x <= 0.0 ? 1.0 : std::erfc(std::sqrt(x / 2.0)); }

double binomialHalfTwoSided(unsigned long successes, unsigned long trials) {
    if (successes > trials) return core::kUndefined;
    const auto n = static_cast<double>(trials);
    const unsigned long smaller = std::min(successes, trials - successes);
    double tail = 0.0;
    for (unsigned long k = 0; k <= smaller; ++k) {
        const auto chosen = static_cast<double>(k);
        tail += std::exp(logGamma(n + 1.0) - logGamma(chosen + 1.0) - logGamma(n - chosen + 1.0) - n * std::log(2.0));
    }
    return std::min(1.0, 2.0 * tail);
}

}  // namespace prososcope::analysis
