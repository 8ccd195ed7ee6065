// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/GaussianSum.h"

#include <algorithm>
#include <cmath>

namespace prososcope::dsp {

namespace {
constexpr double kLeastVariance = 1.0;  // of cepstral coefficients in dB, whose variances are 10 to 1000
}

void GaussianSum::add(const float* frame) {
    m_frames += 1.0;
    std::size_t k = 0;
    for (std::size_t i = 0; i < kSize; ++i) {
        const auto x = static_cast<double>(frame[i]);
        m_sum[i] += x;
        for (std::size_t j = 0; j <= i; ++j, ++k) m_products[k] += x * static_cast<double>(frame[j]);
    }
}

void GaussianSum::add(const GaussianSum& other) {
    m_frames += other.m_frames;
    for (std::size_t i = 0; i < kSize; ++i) m_sum[i] += other.m_sum[i];
    for (std::size_t k = 0; k < kProducts; ++k) m_products[k] += other.m_products[k];
}

void GaussianSum::remove(const GaussianSum& other) {
    m_frames -= other.m_frames;
    for (std::size_t i = 0; i < kSize; ++i) m_sum[i] -= other.m_sum[i];
    for (std::size_t k = 0; k < kProducts; ++k) m_products[k] -= other.m_products[k];
}

double GaussianSum::factor(std::array<double, kProducts>& lower) const {
    const double scale = 1.0 / std::max(m_frames, 1.0);
    double logarithm = 0.0;
    const auto row = [](std::size_t i) { return i * (i + 1) / 2; };
    for (std::size_t i = 0; i < kSize; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            double value = m_products[row(i) + j] * scale - m_sum[i] * scale * m_sum[j] * scale;
            if (i == j) value += kLeastVariance;
            for (std::size_t k = 0; k < j; ++k) value -= lower[row(i) + k] * lower[row(j) + k];
            if (i == j) {
                value = std::max(value, 1e-3 * kLeastVariance);
                logarithm += std::log(value);
                lower[row(i) + j] = std::sqrt(value);
            } else {
                lower[row(i) + j] = value / lower[row(j) + j];
            }
        }
    }
    return logarithm;
}

double GaussianSum::weightedLogDeterminant() const {
    if (m_frames <= 0.0) return 0.0;
    std::array<double, kProducts> lower{};
    return m_frames * factor(lower);
}

Gaussian::Gaussian(const GaussianSum& sum) {
    const double scale = 1.0 / std::max(sum.m_frames, 1.0);
    for (std::size_t i = 0; i < GaussianSum::kSize; ++i) m_mean[i] = sum.m_sum[i] * scale;
    m_logDeterminant = sum.factor(m_lower);
}

double Gaussian::logDensity(const float* frame) const {
    std::array<double, GaussianSum::kSize> solved{};
    double distance = 0.0;
    std::size_t at = 0;
    for (std::size_t i = 0; i < GaussianSum::kSize; ++i) {
        double value = static_cast<double>(frame[i]) - m_mean[i];
        for (std::size_t j = 0; j < i; ++j, ++at) value -= m_lower[at] * solved[j];
        solved[i] = value / m_lower[at++];
        distance += solved[i] * solved[i];
    }
    return -0.5 * (m_logDeterminant + distance);
}

double bicDifference(const GaussianSum& a, const GaussianSum& b, double penalty) {
    GaussianSum both = a;
    both.add(b);
    const double gain = 0.5 * (both.weightedLogDeterminant() - a.weightedLogDeterminant() - b.weightedLogDeterminant());
    return gain - 0.5 * penalty * GaussianSum::kParameters * std::log(std::max(both.frames(), 1.0));
}

}  // namespace prososcope::dsp
