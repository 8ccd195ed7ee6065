// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/SpectralSlice.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

#include "engine/dsp/Burg.h"
#include "engine/dsp/Decibels.h"
#include "engine/dsp/Spectrogram.h"
#include "engine/dsp/Window.h"

namespace prososcope::dsp {

namespace {

constexpr int kHighestOrder = 200;
constexpr float kSmallestDensity = 1e-30F;

}  // namespace

SpectralSlice computeSpectralSlice(const SoundPart& sound, double seconds, const SpectralSliceSettings& settings) {
    const double rate = std::max(sound.rateHz, 1);
    const double place = std::isfinite(seconds) ? seconds * rate - 0.5 - static_cast<double>(sound.first) : -1e9;
    const SpectrogramSettings view{settings.windowSeconds, settings.maximumHz, 0.0};
    SpectrogramImage image = computeSpectrogram(sound.samples, static_cast<int>(rate), place, 1.0, 1, view);
    SpectralSlice slice;
    slice.binHz = image.binHz;
    slice.spectrum = std::move(image.decibels);
    slice.envelope.assign(slice.spectrum.size(), kSmallestDensity);

    const auto half = static_cast<std::int64_t>(spectrogramMargin(static_cast<int>(rate), view)) - 1;
    const auto count = static_cast<std::size_t>(2 * half);
    const double emphasis =
        settings.preEmphasisHz > 0.0 ? std::exp(-2.0 * std::numbers::pi * settings.preEmphasisHz / rate) : 0.0;
    const int wanted = settings.order > 0 ? settings.order : 2 + static_cast<int>(rate / 1000.0);
    std::vector<double> samples(count + 1);
    const std::int64_t start = sound.first + static_cast<std::int64_t>(std::clamp(std::floor(place), -1e9, 1e15)) - half;
    sound.copy(start, count + 1, samples.data());
    const std::vector<double> window = gaussianWindow(static_cast<double>(count), count);
    double weights = 0.0;
    double before = samples[0];
    for (std::size_t i = 0; i < count; ++i) {
        const double sample = samples[i + 1];
        samples[i] = (sample - emphasis * before) * window[i];
        before = sample;
        weights += window[i] * window[i];
    }
    std::vector<double> a(
        static_cast<std::size_t>(std::min({wanted, kHighestOrder, std::max(static_cast<int>(count) - 2, 1)})));
    const double error = Burg().predict(samples.data(), count, a) * static_cast<double>(count);
    const double scale = 2.0 * error / (rate * weights);
    for (std::size_t bin = 0; bin < slice.envelope.size() && error > 0.0; ++bin) {
        const auto turn = std::polar(1.0, -2.0 * std::numbers::pi * static_cast<double>(bin) * slice.binHz / rate);
        std::complex<double> sum = 0.0;
        for (std::size_t k = a.size(); k-- > 0;) sum = (sum + a[k]) * turn;
        slice.envelope[bin] = static_cast<float>(scale / (std::norm(1.0 - sum) * std::norm(1.0 - emphasis * turn)));
    }
    toDecibels(slice.envelope, kSmallestDensity);
    return slice;
}

}  // namespace prososcope::dsp
