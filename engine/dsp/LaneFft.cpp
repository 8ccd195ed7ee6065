// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/LaneFft.h"

#include <bit>
#include <cmath>
#include <numbers>

#include "engine/dsp/Vector.h"

namespace prososcope::dsp {

namespace {

constexpr std::size_t kComplex = 2 * LaneFft::kLanes;  ///< values of one complex number of all lanes

/// The places of inputs offset, offset + stride, ... of a transform of `count` points that lies at `at`.
void order(std::vector<std::uint32_t>& places, std::size_t offset, std::size_t stride, std::size_t count, std::size_t at) {
    if (count == 1) {
        places[offset] = static_cast<std::uint32_t>(at);
        return;
    }
    const std::size_t radix = count % 4 == 0 ? 4 : 2;
    for (std::size_t part = 0; part < radix; ++part)
        order(places, offset + part * stride, stride * radix, count / radix, at + part * (count / radix));
}

struct Complex4 {
    Double4 real;
    Double4 imaginary;
};

inline __attribute__((always_inline)) Complex4 load(const double* from) {
    Complex4 value;
    PROSOSCOPE_LOAD(value.real, from);
    PROSOSCOPE_LOAD(value.imaginary, from + 4);
    return value;
}

inline __attribute__((always_inline)) void store(double* to, const Double4& real, const Double4& imaginary) {
    PROSOSCOPE_STORE(to, real);
    PROSOSCOPE_STORE(to + 4, imaginary);
}

/// One butterfly of four numbers, whose results go to a, b, c and d.
inline __attribute__((always_inline)) void butterfly(double* a, double* b, double* c, double* d, const Complex4& x,
                                                     const Complex4& y, const Complex4& z, const Complex4& u) {
    const Double4 evenR = x.real + z.real;
    const Double4 evenI = x.imaginary + z.imaginary;
    const Double4 sumR = y.real + u.real;
    const Double4 sumI = y.imaginary + u.imaginary;
    store(a, evenR + sumR, evenI + sumI);
    store(c, evenR - sumR, evenI - sumI);
    const Double4 oddR = x.real - z.real;
    const Double4 oddI = x.imaginary - z.imaginary;
    const Double4 crossR = y.real - u.real;
    const Double4 crossI = y.imaginary - u.imaginary;
    store(b, oddR + crossI, oddI - crossR);
    store(d, oddR - crossI, oddI + crossR);
}

/// A number turned by the twiddle factor w.
inline __attribute__((always_inline)) Complex4 turned(const double* from, const double* w) {
    const Complex4 value = load(from);
    return {value.real * w[0] - value.imaginary * w[1], value.real * w[1] + value.imaginary * w[0]};
}

/// Butterflies without twiddle factors: the first stage, of four or of two numbers.
PROSOSCOPE_WIDE void firstStage(double* buffer, std::size_t count) {
    if (std::countr_zero(count) % 2 == 0) {
        for (std::size_t i = 0; i < count; i += 4) {
            double* a = buffer + LaneFft::address(i);
            butterfly(a, a + kComplex, a + 2 * kComplex, a + 3 * kComplex, load(a), load(a + kComplex), load(a + 2 * kComplex),
                      load(a + 3 * kComplex));
        }
        return;
    }
    for (std::size_t i = 0; i < count; i += 2) {
        double* a = buffer + LaneFft::address(i);
        const Complex4 x = load(a);
        const Complex4 y = load(a + kComplex);
        store(a, x.real + y.real, x.imaginary + y.imaginary);
        store(a + kComplex, x.real - y.real, x.imaginary - y.imaginary);
    }
}

/// Four transforms of `part` points each, side by side, become one of 4 * part, throughout `count` points.
PROSOSCOPE_WIDE void stage(double* buffer, std::size_t count, std::size_t part, const double* twiddles) {
    const std::size_t run = part < LaneFft::kRun ? part : LaneFft::kRun;
    for (std::size_t block = 0; block < count; block += 4 * part) {
        for (std::size_t first = 0; first < part; first += run) {
            double* a = buffer + LaneFft::address(block + first);
            double* b = buffer + LaneFft::address(block + part + first);
            double* c = buffer + LaneFft::address(block + 2 * part + first);
            double* d = buffer + LaneFft::address(block + 3 * part + first);
            const double* w = twiddles + 6 * first;
            for (std::size_t k = 0; k < run * kComplex; k += kComplex, w += 6)
                butterfly(a + k, b + k, c + k, d + k, load(a + k), turned(b + k, w), turned(c + k, w + 2),
                          turned(d + k, w + 4));
        }
    }
}

inline __attribute__((always_inline)) void storePower(float* target, const Double4& real, const Double4& imaginary) {
    const Double4 power = real * real + imaginary * imaginary;
    const Float4 rounded = __builtin_convertvector(power, Float4);
    std::memcpy(target, &rounded, sizeof(rounded));
}

/// From the transform Z of even + i odd samples: 2 X[k] = (Z[k] + Z*[M - k]) - i w^k (Z[k] - Z*[M - k]).
PROSOSCOPE_WIDE void untangledPower(const double* data, std::size_t count, const double* twiddles, float* power,
                                    std::size_t stride) {
    for (std::size_t k = 0; k <= count / 2; ++k) {
        const Complex4 low = load(data + LaneFft::address(k));
        const Complex4 high = load(data + LaneFft::address(k == 0 ? 0 : count - k));
        const Double4 evenR = low.real + high.real;
        const Double4 evenI = low.imaginary - high.imaginary;
        const Double4 oddR = low.imaginary + high.imaginary;  // of -i (Z[k] - Z*[M - k])
        const Double4 oddI = high.real - low.real;
        const double c = twiddles[2 * k];
        const double s = twiddles[2 * k + 1];
        const Double4 turnedR = oddR * c - oddI * s;
        const Double4 turnedI = oddR * s + oddI * c;
        storePower(power + k * stride, evenR + turnedR, evenI + turnedI);
        storePower(power + (count - k) * stride, evenR - turnedR, turnedI - evenI);
    }
}

}  // namespace

bool LaneFft::canDo(std::size_t size) { return size >= 8 && std::has_single_bit(size); }

LaneFft::LaneFft(std::size_t size) : m_size(size), m_order(size / 2) {
    const std::size_t count = size / 2;
    order(m_order, 0, 1, count, 0);
    const auto turn = [](std::size_t k, std::size_t points) {
        return -2.0 * std::numbers::pi * static_cast<double>(k) / static_cast<double>(points);
    };
    for (std::size_t part = std::countr_zero(count) % 2 == 0 ? 4 : 2; part < count; part *= 4) {
        for (std::size_t k = 0; k < part; ++k) {
            for (std::size_t power = 1; power <= 3; ++power) {
                m_twiddles.push_back(std::cos(turn(power * k, 4 * part)));
                m_twiddles.push_back(std::sin(turn(power * k, 4 * part)));
            }
        }
    }
    for (std::size_t k = 0; k <= count / 2; ++k) {
        m_untangling.push_back(std::cos(turn(k, size)));
        m_untangling.push_back(std::sin(turn(k, size)));
    }
}

void LaneFft::fourfoldPower(double* buffer, float* power, std::size_t stride) const {
    const std::size_t count = m_size / 2;
    firstStage(buffer, count);
    const double* twiddles = m_twiddles.data();
    for (std::size_t part = std::countr_zero(count) % 2 == 0 ? 4 : 2; part < count; part *= 4) {
        stage(buffer, count, part, twiddles);
        twiddles += 6 * part;
    }
    untangledPower(buffer, count, m_untangling.data(), power, stride);
}

}  // namespace prososcope::dsp
