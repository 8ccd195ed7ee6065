// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/Window.h"

#include <cmath>
#include <numbers>

namespace prososcope::dsp {

std::vector<double> makeWindow(WindowShape shape, std::size_t length, WindowSymmetry symmetry) {
    if (shape == WindowShape::Gaussian) return gaussianWindow(static_cast<double>(length), length);
    std::vector<double> window(length, 1.0);
    if (shape == WindowShape::Rectangular) return window;
    const double period =
        symmetry == WindowSymmetry::Periodic ? static_cast<double>(length) : static_cast<double>(length) - 1.0;
    if (period <= 0.0) return window;
    for (std::size_t i = 0; i < length; ++i) {
        const double cosine = std::cos(2.0 * std::numbers::pi * static_cast<double>(i) / period);
        double value = 0.5 - 0.5 * cosine;
        if (shape == WindowShape::Hamming) value = 0.54 - 0.46 * cosine;
        if (shape == WindowShape::Povey) value = std::pow(value, 0.85);
        window[i] = value;
    }
    return window;
}

std::vector<double> gaussianWindow(double physicalSamples, std::size_t length) {
    std::vector<double> window(length);
    const double middle = 0.5 * (static_cast<double>(length) - 1.0);
    const double edge = std::exp(-12.0);
    for (std::size_t i = 0; i < length; ++i) {
        const double x = 2.0 * (static_cast<double>(i) - middle) / physicalSamples;
        window[i] = (std::exp(-12.0 * x * x) - edge) / (1.0 - edge);
    }
    return window;
}

std::vector<double> gaussianOfDeviation(std::size_t length, double deviation) {
    std::vector<double> window(length, 1.0);
    const double middle = 0.5 * (static_cast<double>(length) - 1.0);
    if (middle <= 0.0) return window;
    for (std::size_t i = 0; i < length; ++i) {
        const double x = (static_cast<double>(i) - middle) / (deviation * middle);
        window[i] = std::exp(-0.5 * x * x);
    }
    return window;
}

}  // namespace prososcope::dsp
