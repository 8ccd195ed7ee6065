// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/ChannelAugmentation.h"

#include <algorithm>
#include <cmath>

#include "engine/dsp/MelFilterbank.h"

namespace prososcope::training {

namespace {

constexpr double kShortestRoomSeconds = 0.15;
constexpr double kHighestHz = 8000.0;
constexpr double kMostLossDb = 60.0;
constexpr float kTenthOfLog = 0.23025851F;  ///< ln(10) / 10

float powerOf(float decibels) { return std::exp(kTenthOfLog * decibels); }

}  // namespace

RoomTail drawRoom(double longestSeconds, core::Random& random) {
    const double seconds = random.uniform(std::min(kShortestRoomSeconds, longestSeconds), longestSeconds);
    return {seconds, random.uniform(-3.0, 15.0)};
}

void reverberate(std::span<float> decibels, std::size_t bands, double hopSeconds, const RoomTail& room) {
    if (decibels.empty()) return;
    // Relative to the loudest value, so that powers are neither too large nor too small for a float.
    const float loudest = *std::max_element(decibels.begin(), decibels.end());
    const double ratio = std::pow(10.0, -room.directDb / 10.0);
    std::vector<float> kept(bands);
    std::vector<float> gain(bands);
    for (std::size_t b = 0; b < bands; ++b) {
        const double position = bands > 1 ? static_cast<double>(b) / static_cast<double>(bands - 1) : 0.0;
        const double seconds = room.seconds * (1.0 - 0.5 * position);
        const double fall = std::pow(10.0, -6.0 * hopSeconds / seconds);
        kept[b] = static_cast<float>(fall);
        gain[b] = static_cast<float>((1.0 - fall) * ratio);
    }
    std::vector<float> tail(bands, 0.0F);
    for (std::size_t at = 0; at + bands <= decibels.size(); at += bands) {
        for (std::size_t b = 0; b < bands; ++b) {
            float& value = decibels[at + b];
            const float direct = powerOf(value - loudest);
            value += std::log1p(gain[b] * tail[b] / std::max(direct, 1e-30F)) / kTenthOfLog;
            tail[b] = kept[b] * tail[b] + direct;
        }
    }
}

PassBand drawBand(core::Random& random) {
    PassBand band;
    band.lowHz = 40.0 * std::pow(10.0, random.uniform());                            // 40 to 400
    band.highHz = 2500.0 * std::pow(kHighestHz / 2500.0, random.uniform(0.0, 1.2));  // 2500 to beyond the highest
    band.decibelsAnOctave = random.uniform(12.0, 60.0);
    return band;
}

void limitBand(std::span<float> decibels, std::span<const double> bandCentresHz, const PassBand& band) {
    const std::size_t bands = bandCentresHz.size();
    std::vector<float> loss(bands);
    for (std::size_t b = 0; b < bands; ++b) {
        const double hertz = std::max(bandCentresHz[b], 1.0);
        const double beyond = std::max({std::log2(band.lowHz / hertz), std::log2(hertz / band.highHz), 0.0});
        loss[b] = static_cast<float>(std::min(beyond * band.decibelsAnOctave, kMostLossDb));
    }
    for (std::size_t at = 0; at + bands <= decibels.size(); at += bands) {
        for (std::size_t b = 0; b < bands; ++b) decibels[at + b] -= loss[b];
    }
}

std::vector<double> bandCentresHz(std::size_t bands) {
    const double highest = dsp::hertzToMel(kHighestHz, dsp::MelScale::Slaney);
    std::vector<double> centres(bands);
    for (std::size_t b = 0; b < bands; ++b)
        centres[b] =
            dsp::melToHertz(highest * static_cast<double>(b + 1) / static_cast<double>(bands + 1), dsp::MelScale::Slaney);
    return centres;
}

}  // namespace prososcope::training
