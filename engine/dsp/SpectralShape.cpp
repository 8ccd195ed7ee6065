// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/SpectralShape.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace prososcope::dsp {

SpectralShape spectralShape(std::span<const float> magnitudes, double binHz, double rolloffShare) {
    SpectralShape shape;
    double total = 0.0;
    double moment = 0.0;
    for (std::size_t k = 0; k < magnitudes.size(); ++k) {
        const auto magnitude = static_cast<double>(magnitudes[k]);
        total += magnitude;
        moment += static_cast<double>(k) * magnitude;
    }
    if (!(total >= static_cast<double>(std::numeric_limits<float>::min()))) return shape;
    const double centre = moment / total;
    double spread = 0.0;
    double sum = 0.0;
    std::size_t rolloff = magnitudes.size();
    for (std::size_t k = 0; k < magnitudes.size(); ++k) {
        const auto magnitude = static_cast<double>(magnitudes[k]);
        const double away = static_cast<double>(k) - centre;
        spread += away * away * magnitude;
        sum += magnitude;
        if (rolloff == magnitudes.size() && sum >= rolloffShare * total) rolloff = k;
    }
    shape.centroidHz = centre * binHz;
    shape.bandwidthHz = std::sqrt(spread / total) * binHz;
    shape.rolloffHz = static_cast<double>(rolloff) * binHz;
    return shape;
}

double spectralFlatness(std::span<const float> power, double smallest) {
    if (power.empty()) return 0.0;
    double logarithms = 0.0;
    double sum = 0.0;
    double product = 1.0;  // one logarithm for several factors, each of which is far from the limits
    for (std::size_t k = 0; k < power.size(); ++k) {
        const double value = std::max(static_cast<double>(power[k]), smallest);
        sum += value;
        product *= value;
        if (k % 4 == 3) {
            logarithms += std::log(product);
            product = 1.0;
        }
    }
    logarithms += std::log(product);
    const auto count = static_cast<double>(power.size());
    return std::exp(logarithms / count) / (sum / count);
}

double rootMeanSquare(std::span<const float> samples) {
    double squares = 0.0;
    for (const float sample : samples) squares += static_cast<double>(sample) * static_cast<double>(sample);
    return samples.empty() ? 0.0 : std::sqrt(squares / static_cast<double>(samples.size()));
}

double zeroCrossingRate(std::span<const float> samples, float threshold) {
    std::size_t crossings = 0;
    for (std::size_t i = 1; i < samples.size(); ++i)
        crossings += static_cast<std::size_t>((samples[i] < -threshold) != (samples[i - 1] < -threshold));
    return samples.empty() ? 0.0 : static_cast<double>(crossings) / static_cast<double>(samples.size());
}

Chroma::Chroma(std::size_t fftSize, double rateHz) : m_bins(fftSize / 2 + 1), m_weights(kClasses * m_bins) {
    constexpr double kSemitones = 12.0;
    constexpr double kLowestA = 27.5;  // Hz, octave 0
    constexpr double kMiddleOctave = 5.0;
    constexpr double kOctaves = 2.0;  // standard deviation
    // Pitch of a bin in semitones above A0; the bin of 0 Hz is put an octave and a half below its neighbour.
    const auto pitch = [&](std::size_t bin) {
        const double hertz = static_cast<double>(std::max<std::size_t>(bin, 1)) * rateHz / static_cast<double>(fftSize);
        return kSemitones * std::log2(hertz / kLowestA) - (bin == 0 ? 1.5 * kSemitones : 0.0);
    };
    for (std::size_t bin = 0; bin < m_bins; ++bin) {
        const double width = std::max(pitch(bin + 1) - pitch(bin), 1.0);
        double weights[kClasses];
        double squares = 0.0;
        for (std::size_t i = 0; i < kClasses; ++i) {
            // Row 0 is C, three semitones above A.
            const double away = std::remainder(pitch(bin) - static_cast<double>(i) - 3.0, kSemitones);
            weights[i] = std::exp(-0.5 * (2.0 * away / width) * (2.0 * away / width));
            squares += weights[i] * weights[i];
        }
        const double octave = (pitch(bin) / kSemitones - kMiddleOctave) / kOctaves;
        const double height = std::exp(-0.5 * octave * octave) / std::sqrt(squares);
        for (std::size_t i = 0; i < kClasses; ++i) m_weights[i * m_bins + bin] = static_cast<float>(weights[i] * height);
    }
}

void Chroma::apply(const float* power, float* classes) const {
    double sums[kClasses];
    double largest = 0.0;
    for (std::size_t i = 0; i < kClasses; ++i) {
        double sum[4] = {};
        const float* weights = m_weights.data() + i * m_bins;
        std::size_t k = 0;
        for (; k + 4 <= m_bins; k += 4) {
            for (std::size_t lane = 0; lane < 4; ++lane)
                sum[lane] += static_cast<double>(weights[k + lane]) * static_cast<double>(power[k + lane]);
        }
        for (; k < m_bins; ++k) sum[0] += static_cast<double>(weights[k]) * static_cast<double>(power[k]);
        sums[i] = (sum[0] + sum[2]) + (sum[1] + sum[3]);
        largest = std::max(largest, sums[i]);
    }
    const double scale = largest >= static_cast<double>(std::numeric_limits<float>::min()) ? 1.0 / largest : 1.0;
    for (std::size_t i = 0; i < kClasses; ++i) classes[i] = static_cast<float>(sums[i] * scale);
}

}  // namespace prososcope::dsp
