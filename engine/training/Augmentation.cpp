// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Augmentation.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "engine/training/ChannelAugmentation.h"

namespace prososcope::training {

namespace {

constexpr std::size_t kEqualiserKnots = 6;

/// About normal with mean 0 and standard deviation 1: the sum of four uniform 16-bit numbers of one draw.
float roughNormal(core::Random& random) {
    const std::uint64_t bits = random.bits();
    const auto sum = static_cast<float>((bits & 0xffff) + ((bits >> 16) & 0xffff) + ((bits >> 32) & 0xffff) + (bits >> 48));
    return (sum - 131070.0F) * (1.7320508F / 65536.0F);
}

/// 10 log10(10^(a/10) + 10^(b/10)).
float addPowers(float a, float b) {
    const float difference = std::abs(a - b);
    const float larger = std::max(a, b);
    return difference > 60.0F ? larger : larger + 4.3429448F * std::log1p(std::exp(-0.23025851F * difference));
}

/// The stretch and warp: output(t, b) = source(offset + t * rate, b * warp), bilinear, `floor` outside the clip.
void resamplePlane(const features::FeatureMatrix& source, double offset, double rate, double warp, float floor,
                   std::size_t frames, std::span<float> output) {
    const std::size_t bands = source.columns;
    std::vector<std::size_t> lower(bands);
    std::vector<float> share(bands);
    for (std::size_t b = 0; b < bands; ++b) {
        const double position = std::min(static_cast<double>(b) * warp, static_cast<double>(bands - 1));
        lower[b] = std::min(static_cast<std::size_t>(position), bands - 2);
        share[b] = static_cast<float>(position - static_cast<double>(lower[b]));
    }
    std::vector<float> row(bands);
    for (std::size_t t = 0; t < frames; ++t) {
        const double position = offset + static_cast<double>(t) * rate;
        const double whole = std::floor(position);
        const auto part = static_cast<float>(position - whole);
        const auto at = static_cast<std::ptrdiff_t>(whole);
        const auto frameOr = [&](std::ptrdiff_t index, std::size_t b) {
            return index >= 0 && index < static_cast<std::ptrdiff_t>(source.frames)
                       ? source.at(static_cast<std::size_t>(index), b)
                       : floor;
        };
        const bool inside = at >= 0 && at + 1 < static_cast<std::ptrdiff_t>(source.frames);
        if (inside) {
            const float* first = source.values.data() + static_cast<std::size_t>(at) * bands;
            const float* second = first + bands;
            for (std::size_t b = 0; b < bands; ++b) row[b] = first[b] + part * (second[b] - first[b]);
        } else {
            for (std::size_t b = 0; b < bands; ++b) row[b] = frameOr(at, b) + part * (frameOr(at + 1, b) - frameOr(at, b));
        }
        float* target = output.data() + t * bands;
        for (std::size_t b = 0; b < bands; ++b) target[b] = row[lower[b]] + share[b] * (row[lower[b] + 1] - row[lower[b]]);
    }
}

void equalise(std::span<float> values, std::size_t bands, double strengthDb, core::Random& random) {
    std::vector<float> curve(bands);
    double knots[kEqualiserKnots];
    for (double& knot : knots) knot = random.normal() * strengthDb * 0.35;
    const double tilt = random.uniform(-strengthDb, strengthDb);
    for (std::size_t b = 0; b < bands; ++b) {
        const double position = static_cast<double>(b) / static_cast<double>(bands - 1);
        const double onKnots = position * (kEqualiserKnots - 1);
        const auto knot = std::min(static_cast<std::size_t>(onKnots), kEqualiserKnots - 2);
        const double between = onKnots - static_cast<double>(knot);
        curve[b] = static_cast<float>(knots[knot] + between * (knots[knot + 1] - knots[knot]) + tilt * (2.0 * position - 1.0));
    }
    for (std::size_t i = 0; i < values.size(); i += bands) {
        for (std::size_t b = 0; b < bands; ++b) values[i + b] += curve[b];
    }
}

void addNoise(std::span<float> values, std::size_t bands, const experiment::TrainingSettings& settings, core::Random& random) {
    const float maximum = *std::max_element(values.begin(), values.end());
    const double snr = random.uniform(settings.noiseSnrLowDb, settings.noiseSnrHighDb);
    const double tilt = random.uniform(-3.0, 9.0);
    std::vector<float> level(bands);
    for (std::size_t b = 0; b < bands; ++b) {
        const double position = static_cast<double>(b) / static_cast<double>(bands - 1);
        level[b] = maximum - static_cast<float>(snr) + static_cast<float>(tilt * (1.0 - 2.0 * position));
    }
    for (std::size_t i = 0; i < values.size(); i += bands) {
        for (std::size_t b = 0; b < bands; ++b) values[i + b] = addPowers(values[i + b], level[b] + 2.5F * roughNormal(random));
    }
}

void maskBlocks(std::span<float> values, std::size_t bands, const experiment::TrainingSettings& settings, double hopSeconds,
                core::Random& random) {
    const std::size_t frames = values.size() / bands;
    double sum = 0.0;
    for (const float value : values) sum += value;
    const auto mean = static_cast<float>(sum / static_cast<double>(values.size()));
    const auto draw = [&](double widest, std::size_t count) {
        const double width = random.uniform(0.0, widest);
        const double start = random.uniform() * std::max(0.0, static_cast<double>(count) - width);
        const auto from = static_cast<std::size_t>(std::ceil(start));
        return std::pair(std::min(from, count), std::min(static_cast<std::size_t>(std::ceil(start + width)), count));
    };
    for (int m = 0; m < settings.frequencyMasks; ++m) {
        const auto [from, to] = draw(settings.frequencyMaskBands, bands);
        for (std::size_t t = 0; t < frames; ++t)
            std::fill(values.begin() + t * bands + from, values.begin() + t * bands + to, mean);
    }
    for (int m = 0; m < settings.timeMasks; ++m) {
        const auto [from, to] = draw(settings.timeMaskSeconds / hopSeconds, frames);
        std::fill(values.begin() + from * bands, values.begin() + to * bands, mean);
    }
}

}  // namespace

void makeTrainingExample(const features::FeatureMatrix& features, std::size_t frames,
                         const experiment::TrainingSettings& settings, const models::LogMelNetworkSettings& input,
                         core::Random& random, std::span<float> output) {
    const double rate = std::exp(random.uniform(-settings.timeStretch, settings.timeStretch));
    const double warp = std::exp(random.uniform(-settings.frequencyWarp, settings.frequencyWarp));
    const double needed = static_cast<double>(frames - 1) * rate + 1.0;
    const double spare = static_cast<double>(features.frames) - needed;
    // A longer clip is cut at a random place; a shorter one lies at a random place within the crop.
    const double offset = spare >= 0.0 ? random.uniform() * spare : -random.uniform() * -spare;
    const float maximum = *std::max_element(features.values.begin(), features.values.end());
    const float floor = maximum - static_cast<float>(input.dynamicRangeDb);
    resamplePlane(features, offset, rate, warp, floor, frames, output);
    // Of what is switched off nothing is drawn, so that an experiment without it stays what it was.
    if (settings.roomProbability > 0.0 && random.chance(settings.roomProbability))
        reverberate(output, features.columns, features.hopSeconds, drawRoom(settings.roomSeconds, random));
    if (settings.equaliserDb > 0.0) equalise(output, features.columns, settings.equaliserDb, random);
    if (settings.bandProbability > 0.0 && random.chance(settings.bandProbability))
        limitBand(output, bandCentresHz(features.columns), drawBand(random));
    if (random.chance(settings.noiseProbability)) addNoise(output, features.columns, settings, random);
    models::normaliseLogMel(output, input);
    maskBlocks(output, features.columns, settings, features.hopSeconds, random);
}

std::vector<float> makeEvaluationInput(std::span<const float> decibels, const models::LogMelNetworkSettings& input) {
    std::vector<float> values(decibels.begin(), decibels.end());
    const auto shortest = static_cast<std::size_t>(input.shortestFrames) * static_cast<std::size_t>(input.bands);
    if (!values.empty() && values.size() < shortest) {
        const float maximum = *std::max_element(values.begin(), values.end());
        values.resize(shortest, maximum - static_cast<float>(input.dynamicRangeDb));
    }
    models::normaliseLogMel(values, input);
    return values;
}

double drawBeta(core::Random& random, double a) {
    if (a < 1e-3) return random.chance(0.5) ? 1.0 : 0.0;  // the limit; the powers below would underflow for ever
    if (a <= 1.0) {
        for (;;) {
            const double x = std::pow(random.uniform(), 1.0 / a);
            const double y = std::pow(random.uniform(), 1.0 / a);
            if (x + y <= 1.0 && x + y > 0.0) return x / (x + y);
        }
    }
    const auto gamma = [&] {  // Marsaglia and Tsang (2000)
        const double d = a - 1.0 / 3.0;
        const double c = 1.0 / std::sqrt(9.0 * d);
        for (;;) {
            const double x = random.normal();
            const double v = std::pow(1.0 + c * x, 3.0);
            if (v > 0.0 && std::log(1.0 - random.uniform()) < 0.5 * x * x + d - d * v + d * std::log(v)) return d * v;
        }
    };
    const double x = gamma();
    return x / (x + gamma());
}

}  // namespace prososcope::training
