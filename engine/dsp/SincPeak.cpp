// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/SincPeak.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/dsp/Dot.h"

namespace prososcope::dsp {

namespace {

/// Between two places the function is looked at on a grid this fine; a parabola through three neighbours is then exact
/// to about 1e-6 of the value.
constexpr int kSteps = 64;
constexpr std::size_t kDeepestTable = 128;
constexpr double kTolerance = 1e-10;
constexpr int kMostRounds = 60;

/// sin(pi x) / (pi x) (1 + cos(pi x / width)) / 2 at x = offset, offset + 1, ..., the sign of the sine taken from `sine`.
struct Weights {
    double sine;  ///< sin(pi offset) / pi
    double offset;
    double cosine;  ///< of pi x / width, turned on by one place at a time
    double quadrature;
    double stepCosine;
    double stepSine;

    Weights(double start, double width)
        : sine(std::sin(std::numbers::pi * start) / std::numbers::pi),
          offset(start),
          cosine(std::cos(std::numbers::pi * start / width)),
          quadrature(std::sin(std::numbers::pi * start / width)),
          stepCosine(std::cos(std::numbers::pi / width)),
          stepSine(std::sin(std::numbers::pi / width)) {}
    double next() {
        const double weight = sine / offset * (0.5 + 0.5 * cosine);
        const double turned = cosine * stepCosine - quadrature * stepSine;
        quadrature = quadrature * stepCosine + cosine * stepSine;
        cosine = turned;
        sine = -sine;
        offset += 1.0;
        return weight;
    }
};

}  // namespace

SincPeak::SincPeak(std::size_t depth) : m_depth(std::max<std::size_t>(depth, 1)) {
    if (m_depth > kDeepestTable) return;
    m_table.resize(2 * m_depth * (kSteps - 1));
    for (int step = 1; step < kSteps; ++step) {
        const double fraction = static_cast<double>(step) / kSteps;
        double* row = m_table.data() + static_cast<std::size_t>(step - 1) * 2 * m_depth;
        Weights left(fraction, fraction + static_cast<double>(m_depth));
        Weights right(1.0 - fraction, 1.0 - fraction + static_cast<double>(m_depth));
        for (std::size_t i = 0; i < m_depth; ++i) row[m_depth - 1 - i] = left.next();
        for (std::size_t i = 0; i < m_depth; ++i) row[m_depth + i] = right.next();
    }
}

double SincPeak::interpolate(const double* y, std::ptrdiff_t reach, double place, std::size_t depth) {
    const auto left = static_cast<std::ptrdiff_t>(std::floor(place));
    if (left < -reach) return y[-reach];
    if (left >= reach) return y[reach];
    const double fraction = place - static_cast<double>(left);
    if (fraction <= 0.0) return y[left];
    const std::ptrdiff_t width = std::min({static_cast<std::ptrdiff_t>(depth), reach - left, left + reach + 1});
    if (width <= 1) return y[left] + fraction * (y[left + 1] - y[left]);
    if (width == 2) {
        const double leftSlope = 0.5 * (y[left + 1] - y[left - 1]);
        const double rightSlope = 0.5 * (y[left + 2] - y[left]);
        const double rise = y[left + 1] - y[left];
        const double square = 3.0 * rise - 2.0 * leftSlope - rightSlope;
        const double cube = leftSlope + rightSlope - 2.0 * rise;
        return y[left] + fraction * (leftSlope + fraction * (square + fraction * cube));
    }
    Weights before(fraction, fraction + static_cast<double>(width));
    Weights after(1.0 - fraction, 1.0 - fraction + static_cast<double>(width));
    double sum = 0.0;
    for (std::ptrdiff_t i = 0; i < width; ++i) sum += y[left - i] * before.next() + y[left + 1 + i] * after.next();
    return sum;
}

double SincPeak::at(const double* y, std::ptrdiff_t peak, int step) const {
    if (step == 0) return y[peak];
    const std::ptrdiff_t left = step < 0 ? peak - 1 : peak;
    const auto depth = static_cast<std::ptrdiff_t>(m_depth);
    const int phase = step < 0 ? step + kSteps : step;
    const double* row = m_table.data() + static_cast<std::size_t>(phase - 1) * 2 * m_depth;
    return dot(row, y + (left - depth + 1), 2 * m_depth);
}

SincPeak::Peak SincPeak::climb(const double* y, std::ptrdiff_t reach, std::ptrdiff_t peak, double guess) const {
    const auto depth = static_cast<std::ptrdiff_t>(m_depth);
    if (m_table.empty() || peak + depth > reach || peak - 1 - depth < -reach) return search(y, reach, peak);
    constexpr int kLast = kSteps - 1;
    const double distance = (guess - static_cast<double>(peak)) * kSteps;
    int step = std::isfinite(distance) ? static_cast<int>(std::lround(std::clamp(distance, 1.0 - kLast, kLast - 1.0))) : 0;
    double middle = at(y, peak, step);
    double before = at(y, peak, step - 1);
    double after = at(y, peak, step + 1);
    while (after > middle && step + 1 < kLast) {
        ++step;
        before = middle;
        middle = after;
        after = at(y, peak, step + 1);
    }
    while (before > middle && step - 1 > -kLast) {
        --step;
        after = middle;
        middle = before;
        before = at(y, peak, step - 1);
    }
    const double slope = 0.5 * (after - before);
    const double bend = 2.0 * middle - before - after;
    const double shift = bend > 0.0 ? std::clamp(slope / bend, -1.0, 1.0) : 0.0;
    return {static_cast<double>(peak) + (static_cast<double>(step) + shift) / kSteps, middle + 0.5 * slope * shift};
}

SincPeak::Peak SincPeak::search(const double* y, std::ptrdiff_t reach, std::ptrdiff_t peak) const {
    const double golden = 0.5 * (3.0 - std::sqrt(5.0));
    double low = static_cast<double>(peak) - 1.0;
    double high = static_cast<double>(peak) + 1.0;
    // The best place so far, the second and the third best, and what the last two steps were.
    double best = low + golden * (high - low);
    double second = best;
    double third = best;
    double bestValue = interpolate(y, reach, best, m_depth);
    double secondValue = bestValue;
    double thirdValue = bestValue;
    double step = 0.0;
    double stepBefore = 0.0;
    for (int round = 0; round < kMostRounds; ++round) {
        const double middle = 0.5 * (low + high);
        const double tolerance = kTolerance * std::abs(best) + kTolerance / 3.0;
        if (std::abs(best - middle) + 0.5 * (high - low) <= 2.0 * tolerance) break;
        bool parabola = false;
        if (std::abs(stepBefore) > tolerance) {
            const double r = (best - second) * (bestValue - thirdValue);
            const double q = (best - third) * (bestValue - secondValue);
            const double above = (best - third) * q - (best - second) * r;
            const double below = 2.0 * (q - r);
            const double wanted = below != 0.0 ? -above / below : 2.0 * (high - low);
            if (std::abs(wanted) < 0.5 * std::abs(stepBefore) && best + wanted > low + 2.0 * tolerance &&
                best + wanted < high - 2.0 * tolerance) {
                parabola = true;
                stepBefore = step;
                step = wanted;
            }
        }
        if (!parabola) {
            stepBefore = best < middle ? high - best : low - best;
            step = golden * stepBefore;
        }
        if (std::abs(step) < tolerance) step = step < 0.0 ? -tolerance : tolerance;
        const double place = best + step;
        const double value = interpolate(y, reach, place, m_depth);
        if (value >= bestValue) {
            (place < best ? high : low) = best;
            third = second;
            thirdValue = secondValue;
            second = best;
            secondValue = bestValue;
            best = place;
            bestValue = value;
        } else {
            (place < best ? low : high) = place;
            if (value >= secondValue || second == best) {
                third = second;
                thirdValue = secondValue;
                second = place;
                secondValue = value;
            } else if (value >= thirdValue || third == best || third == second) {
                third = place;
                thirdValue = value;
            }
        }
    }
    return {best, bestValue};
}

}  // namespace prososcope::dsp
