// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/Intensity.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/core/Csv.h"
#include "engine/dsp/Vector.h"

namespace prososcope::dsp {

namespace {

constexpr double kPeriodsInWindow = 6.4;
constexpr double kPeriodsInStep = 0.8;
constexpr double kSilence = -300.0;
constexpr double kReferencePower = 4e-10;     // (2e-5)^2
constexpr std::int64_t kFramesInBlock = 256;  // whose samples are converted at once

/// Modified Bessel function of the first kind and order 0, by its power series (all terms positive).
double besselI0(double x) {
    double term = 1.0;
    double sum = 1.0;
    for (int k = 1; term > 1e-17 * sum; ++k) {
        const double factor = x / (2.0 * k);
        term *= factor * factor;
        sum += term;
    }
    return sum;
}

std::vector<double> kaiserWindow(double halfSeconds, std::int64_t half, double rate) {
    const double shape = 2.0 * std::numbers::pi * std::numbers::pi + 0.5;
    std::vector<double> window(static_cast<std::size_t>(2 * half + 1));
    for (std::int64_t i = -half; i <= half; ++i) {
        const double x = static_cast<double>(i) / rate / halfSeconds;
        const double root = 1.0 - x * x;
        window[static_cast<std::size_t>(i + half)] = root < 0.0 ? 0.0 : besselI0(shape * std::sqrt(root));
    }
    return window;
}

/// Sum of the values, in eight partial sums.
PROSOSCOPE_WIDE double sumOf(const double* values, std::size_t count) {
    Double4 low{};
    Double4 high{};
    std::size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        Double4 x;
        PROSOSCOPE_LOAD(x, values + i);
        low += x;
        PROSOSCOPE_LOAD(x, values + i + 4);
        high += x;
    }
    low += high;
    double sum = (low[0] + low[2]) + (low[1] + low[3]);
    for (; i < count; ++i) sum += values[i];
    return sum;
}

/// Sum of weight times squared distance from the mean, in eight partial sums.
PROSOSCOPE_WIDE double weightedSquares(const double* values, const double* weights, double mean, std::size_t count) {
    const Double4 middle{mean, mean, mean, mean};
    Double4 low{};
    Double4 high{};
    std::size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        Double4 x;
        Double4 w;
        PROSOSCOPE_LOAD(x, values + i);
        PROSOSCOPE_LOAD(w, weights + i);
        x -= middle;
        low += x * x * w;
        PROSOSCOPE_LOAD(x, values + i + 4);
        PROSOSCOPE_LOAD(w, weights + i + 4);
        x -= middle;
        high += x * x * w;
    }
    low += high;
    double sum = (low[0] + low[2]) + (low[1] + low[3]);
    for (; i < count; ++i) sum += (values[i] - mean) * (values[i] - mean) * weights[i];
    return sum;
}

}  // namespace

core::Result<IntensityTrack> computeIntensity(const SoundPart& sound, const IntensitySettings& settings,
                                              core::Progress& progress, const TimeRange& range) {
    const double rate = sound.rateHz;
    if (!(settings.minimumPitchHz > 0.0) || !std::isfinite(settings.minimumPitchHz) || settings.minimumPitchHz > rate)
        return core::fail(core::ErrorKind::BadInput, {TRANSLATABLE("Engine",
                                                                   "The lowest pitch for intensity must be above 0 Hz "
                                                                   "and below the sample rate.")});
    if (settings.stepSeconds != 0.0 && !(settings.stepSeconds * sound.rateHz >= 1.0 && std::isfinite(settings.stepSeconds)))
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "The time step must be 0 for the standard one, or a sample or longer.")});
    const double step = settings.stepSeconds > 0.0 ? settings.stepSeconds : kPeriodsInStep / settings.minimumPitchHz;
    const double windowSeconds = kPeriodsInWindow / settings.minimumPitchHz;
    const FrameTimes all = centredFrames(sound, windowSeconds, step);
    if (all.count == 0)
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine",
                                        "The recording is too short for intensity with a lowest pitch of %1 Hz: "
                                        "it needs at least %2 s."),
                           {core::numberText(settings.minimumPitchHz), core::fixedText(windowSeconds, 3)}});

    const auto half = static_cast<std::int64_t>(0.5 * windowSeconds * rate);
    const std::vector<double> window = kaiserWindow(0.5 * windowSeconds, half, rate);
    IntensityTrack track;
    track.times = framesWithin(all, sound, range, half + 1);
    track.decibels.resize(track.times.count);
    const double wholeWeight = sumOf(window.data(), window.size());
    const auto frames = static_cast<std::int64_t>(track.times.count);
    const auto middleOf = [&](std::int64_t frame) {
        return static_cast<std::int64_t>(std::floor(sound.placeOf(track.times.at(static_cast<std::size_t>(frame))) + 0.5));
    };
    std::vector<double> values;
    for (std::int64_t first = 0; first < frames; first += kFramesInBlock) {
        if (progress.stopRequested()) return core::cancelled();
        progress.report(static_cast<double>(first) / static_cast<double>(frames));
        const std::int64_t last = std::min(first + kFramesInBlock, frames) - 1;
        const std::int64_t start = std::max<std::int64_t>(middleOf(first) - half, 0);
        const std::int64_t end = std::max(std::min(middleOf(last) + half + 1, sound.wholeSamples()), start);
        values.resize(static_cast<std::size_t>(end - start));
        sound.copy(start, values.size(), values.data());
        for (std::int64_t frame = first; frame <= last; ++frame) {
            const std::int64_t middle = middleOf(frame);
            const std::int64_t from = std::max<std::int64_t>(middle - half, 0);
            const std::int64_t to = std::min(middle + half + 1, sound.wholeSamples());
            const auto count = static_cast<std::size_t>(std::max<std::int64_t>(to - from, 0));
            const double* x = values.data() + (from - start);
            const double* weights = window.data() + (from - (middle - half));
            const double mean = settings.subtractMean && count > 0 ? sumOf(x, count) / static_cast<double>(count) : 0.0;
            const double weight = count == window.size() ? wholeWeight : sumOf(weights, count);
            const double power = weightedSquares(x, weights, mean, count) / weight / kReferencePower;
            track.decibels[static_cast<std::size_t>(frame)] =
                static_cast<float>(power < 1e-30 ? kSilence : 10.0 * std::log10(power));
        }
    }
    progress.report(1.0);
    return track;
}

double IntensityTrack::at(double seconds) const {
    const double place = times.indexOf(seconds);
    const double nearest = std::round(place);
    if (nearest < 0.0 || nearest >= static_cast<double>(times.count)) return std::nan("");
    const auto below = static_cast<std::size_t>(std::max(0.0, std::floor(place)));
    const std::size_t above = std::min(below + 1, times.count - 1);
    const double share = std::clamp(place - static_cast<double>(below), 0.0, 1.0);
    return (1.0 - share) * static_cast<double>(decibels[below]) + share * static_cast<double>(decibels[above]);
}

double meanIntensity(const IntensityTrack& track, const TimeRange& range) {
    double sum = 0.0;
    std::size_t count = 0;
    for (std::size_t frame = 0; frame < track.times.count; ++frame) {
        const auto value = static_cast<double>(track.decibels[frame]);
        if (!range.holds(track.times.at(frame)) || !std::isfinite(value)) continue;
        sum += std::pow(10.0, 0.1 * value);
        ++count;
    }
    return count == 0 ? std::nan("") : 10.0 * std::log10(sum / static_cast<double>(count));
}

}  // namespace prososcope::dsp
