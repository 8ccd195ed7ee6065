// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <complex>
#include <cstddef>
#include <span>

namespace prososcope::dsp {

/// All roots of real polynomials of up to kMostRoots degrees at once, by the iteration of Ehrlich (1967) and Aberth
/// (1973). The roots of one polynomial are the first guess for the next, which suits the slowly changing filters of a
/// series of frames; what does not converge from there starts anew on a circle. One thread; `forget` makes
/// the next result independent of those before.
class PolynomialRoots {
public:
    static constexpr std::size_t kMostRoots = 64;

    void forget() { m_count = 0; }
    /// Roots of z^n - sum c[k] z^(n - 1 - k), n = c.size(), in no particular order; valid until the next call. Empty where a
    /// coefficient is not finite or there are too many.
    std::span<const std::complex<double>> solve(std::span<const double> c);

private:
    bool iterate(std::size_t count, int rounds);
    void placeOnCircle(std::size_t count);

    std::size_t m_count = 0;
    alignas(32) std::array<double, kMostRoots> m_real{};
    alignas(32) std::array<double, kMostRoots> m_imaginary{};
    std::array<double, kMostRoots> m_coefficients{};
    std::array<std::complex<double>, kMostRoots> m_roots;
};

}  // namespace prososcope::dsp
