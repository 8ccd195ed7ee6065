// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/Spectrogram.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

#include "engine/dsp/Decibels.h"
#include "engine/dsp/Fft.h"
#include "engine/dsp/Window.h"

namespace prososcope::dsp {

namespace {

constexpr float kSmallestShownDensity = 1e-30F;
constexpr double kReferenceHz = 1000.0;
constexpr double kPreEmphasisPerOctave = 6.0;
constexpr double kShortestWindow = 1e-4;
constexpr double kLongestWindow = 1.0;
constexpr double kSmallestStepHz = 20.0;

/// Everything that settings and rate decide, the same for each column.
struct Plan {
    double physicalSamples = 0.0;  ///< twice the effective window
    std::size_t half = 0;          ///< samples on either side of a column's centre
    std::size_t fftSize = 0;

    Plan(int rateHz, const SpectrogramSettings& settings) {
        const double rate = std::max(rateHz, 1);
        const double effective = std::isfinite(settings.windowSeconds)
                                     ? std::clamp(settings.windowSeconds, kShortestWindow, kLongestWindow)
                                     : SpectrogramSettings{}.windowSeconds;
        physicalSamples = 2.0 * effective * rate;
        half = static_cast<std::size_t>(std::max(1.0, std::floor(physicalSamples + 1e-9) / 2.0 - 1.0));
        // The Gaussian's own resolution, sqrt(pi) / (8 s), needs no finer bins.
        const double stepHz = std::max(kSmallestStepHz, std::sqrt(std::numbers::pi) / (8.0 * effective));
        fftSize = 2;
        while (fftSize < 2 * half || static_cast<double>(fftSize) < rate / stepHz) fftSize *= 2;
    }
};

}  // namespace

SpectrogramImage computeSpectrogram(std::span<const float> samples, int rateHz, double firstCentre, double spacing,
                                    std::size_t columns, const SpectrogramSettings& settings) {
    const Plan plan(rateHz, settings);
    const double rate = std::max(rateHz, 1);
    SpectrogramImage image;
    image.columns = columns;
    image.binHz = rate / static_cast<double>(plan.fftSize);
    const double highest = settings.maximumHz > 0.0 ? std::min(settings.maximumHz, rate / 2.0) : rate / 2.0;
    image.bins = std::min(plan.fftSize / 2 + 1, static_cast<std::size_t>(highest / image.binHz + 1e-9) + 1);
    image.decibels.assign(columns * image.bins, kSmallestShownDensity);

    const std::vector<double> window = gaussianWindow(plan.physicalSamples, 2 * plan.half);
    double energy = 0.0;
    for (const double weight : window) energy += weight * weight;
    const double scale = 2.0 / (energy * rate);  // one-sided density: negative frequencies are counted in

    const RealFft& fft = RealFft::ofSize(plan.fftSize);
    FftBuffer frame(plan.fftSize);
    FftBuffer spectrum(2 * fft.bins());
    const auto length = static_cast<std::int64_t>(window.size());
    const auto available = static_cast<std::int64_t>(samples.size());
    for (std::size_t column = 0; column < columns; ++column) {
        const double centre = firstCentre + spacing * static_cast<double>(column);
        // The window is even and lies symmetrically about the middle between two samples.
        if (!(centre > -static_cast<double>(length)) || !(centre < static_cast<double>(available + length))) continue;
        const std::int64_t start = static_cast<std::int64_t>(std::floor(centre)) + 1 - static_cast<std::int64_t>(plan.half);
        const std::int64_t from = std::clamp<std::int64_t>(-start, 0, length);
        const std::int64_t to = std::clamp<std::int64_t>(available - start, from, length);
        if (from == to) continue;
        double* target = frame.data();
        std::fill(target, target + from, 0.0);
        const float* source = samples.data() + (start + from);
        for (std::int64_t i = from; i < to; ++i)
            target[i] = static_cast<double>(source[i - from]) * window[static_cast<std::size_t>(i)];
        std::fill(target + to, target + length, 0.0);
        fft.forward(frame, spectrum);
        const double* values = spectrum.data();
        float* row = image.decibels.data() + column * image.bins;
        for (std::size_t k = 0; k < image.bins; ++k) {
            row[k] = static_cast<float>(scale * (values[2 * k] * values[2 * k] + values[2 * k + 1] * values[2 * k + 1]));
        }
    }
    toDecibels(image.decibels, kSmallestShownDensity);
    if (settings.preEmphasisHz > 0.0) {
        std::vector<float> emphasis(image.bins);
        for (std::size_t k = 0; k < image.bins; ++k) {
            const double hertz = std::max(static_cast<double>(k) * image.binHz, settings.preEmphasisHz);
            emphasis[k] = static_cast<float>(kPreEmphasisPerOctave * std::log2(hertz / kReferenceHz));
        }
        for (std::size_t column = 0; column < columns; ++column) {
            float* row = image.decibels.data() + column * image.bins;
            for (std::size_t k = 0; k < image.bins; ++k) row[k] += emphasis[k];
        }
    }
    return image;
}

std::size_t spectrogramMargin(int rateHz, const SpectrogramSettings& settings) { return Plan(rateHz, settings).half + 1; }

}  // namespace prososcope::dsp
