// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/CepstralAugmentation.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace prososcope::training {

namespace {

constexpr std::size_t kBands = 128;
constexpr std::size_t kShapes = 6;  ///< cosines of an equaliser, the constant one first

/// Basis function k of the orthonormal DCT-II at mel position u.
double basis(std::size_t k, double u) {
    const double norm = std::sqrt((k == 0 ? 1.0 : 2.0) / static_cast<double>(kBands));
    return norm * std::cos(std::numbers::pi * static_cast<double>(k) * u);
}

double bandPosition(std::size_t band) { return (static_cast<double>(band) + 0.5) / static_cast<double>(kBands); }

/// Rows between which there is linear interpolation: `frames` of them from first to last.
std::vector<float> stretched(std::span<const float> cepstra, std::size_t columns, std::size_t frames) {
    const std::size_t before = cepstra.size() / columns;
    std::vector<float> result(frames * columns);
    const double step = frames > 1 ? static_cast<double>(before - 1) / static_cast<double>(frames - 1) : 0.0;
    for (std::size_t t = 0; t < frames; ++t) {
        const double at = static_cast<double>(t) * step;
        const auto left = std::min(before - 1, static_cast<std::size_t>(at));
        const auto right = std::min(before - 1, left + 1);
        const auto share = static_cast<float>(at - static_cast<double>(left));
        for (std::size_t c = 0; c < columns; ++c) {
            const float from = cepstra[left * columns + c];
            result[t * columns + c] = from + share * (cepstra[right * columns + c] - from);
        }
    }
    return result;
}

void warp(std::span<float> cepstra, std::size_t columns, double factor) {
    const auto matrix = frequencyWarpMatrix(columns, factor);
    std::vector<double> row(columns);
    for (std::size_t at = 0; at + columns <= cepstra.size(); at += columns) {
        for (std::size_t j = 0; j < columns; ++j) {
            double sum = 0.0;
            for (std::size_t k = 0; k < columns; ++k) sum += matrix[j * columns + k] * static_cast<double>(cepstra[at + k]);
            row[j] = sum;
        }
        for (std::size_t j = 0; j < columns; ++j) cepstra[at + j] = static_cast<float>(row[j]);
    }
}

void equalise(std::span<float> cepstra, std::size_t columns, double decibels, core::Random& random) {
    std::vector<float> offset(std::min(columns, kShapes));
    for (std::size_t k = 0; k < offset.size(); ++k) {
        const double amplitude = decibels * random.normal() / static_cast<double>(1 + k);
        offset[k] = static_cast<float>(amplitude / basis(k, 0.0));  // a cosine of so many dB
    }
    for (std::size_t at = 0; at + columns <= cepstra.size(); at += columns) {
        for (std::size_t k = 0; k < offset.size(); ++k) cepstra[at + k] += offset[k];
    }
}

/// Shifts each frame's cepstra by `places` towards the higher ones, with zeros where nothing comes from.
void roll(std::span<float> cepstra, std::size_t columns, int places) {
    std::vector<float> row(columns);
    for (std::size_t at = 0; at + columns <= cepstra.size(); at += columns) {
        std::copy_n(cepstra.begin() + static_cast<std::ptrdiff_t>(at), columns, row.begin());
        for (std::size_t c = 0; c < columns; ++c) {
            const auto from = static_cast<std::int64_t>(c) - places;
            cepstra[at + c] =
                from >= 0 && from < static_cast<std::int64_t>(columns) ? row[static_cast<std::size_t>(from)] : 0.0F;
        }
    }
}

/// Means of spans of frames in the place of what was there.
void maskTimes(std::span<float> cepstra, std::size_t columns, const CepstralAugmentation& settings, core::Random& random) {
    constexpr std::size_t kSmallestShare = 5;  // a mask takes at most the fifth part
    const std::size_t frames = cepstra.size() / columns;
    if (frames == 0) return;
    std::vector<double> means(columns, 0.0);
    for (std::size_t t = 0; t < frames; ++t) {
        for (std::size_t c = 0; c < columns; ++c) means[c] += static_cast<double>(cepstra[t * columns + c]);
    }
    const std::size_t longest = std::min(static_cast<std::size_t>(settings.longestTimeMask), frames / kSmallestShare);
    for (int mask = 0; mask < settings.timeMasks; ++mask) {
        const auto length = static_cast<std::size_t>(random.below(longest + 1));
        const auto begin = static_cast<std::size_t>(random.below(frames - length + 1));
        for (std::size_t t = begin; t < begin + length; ++t) {
            for (std::size_t c = 0; c < columns; ++c)
                cepstra[t * columns + c] = static_cast<float>(means[c] / static_cast<double>(frames));
        }
    }
}

}  // namespace

std::vector<double> frequencyWarpMatrix(std::size_t columns, double factor) {
    std::vector<double> matrix(columns * columns, 0.0);
    for (std::size_t band = 0; band < kBands; ++band) {
        const double u = bandPosition(band);
        const double from = std::min(1.0, factor * u);
        for (std::size_t j = 0; j < columns; ++j) {
            for (std::size_t k = 0; k < columns; ++k) matrix[j * columns + k] += basis(j, u) * basis(k, from);
        }
    }
    return matrix;
}

std::vector<float> augmentCepstra(std::span<const float> cepstra, std::size_t columns, std::size_t fewestFrames,
                                  const CepstralAugmentation& settings, core::Random& random) {
    const std::size_t frames = cepstra.size() / columns;
    std::vector<float> result;
    if (settings.timeStretch > 0.0 && frames > 1) {
        const double factor = random.uniform(1.0 - settings.timeStretch, 1.0 + settings.timeStretch);
        const auto wanted = static_cast<std::size_t>(std::lround(factor * static_cast<double>(frames)));
        result = stretched(cepstra, columns, std::max({std::size_t{1}, wanted, std::min(frames, fewestFrames)}));
    } else {
        result.assign(cepstra.begin(), cepstra.end());
    }
    if (settings.frequencyWarp > 0.0)
        warp(result, columns, random.uniform(1.0 - settings.frequencyWarp, 1.0 + settings.frequencyWarp));
    if (settings.equaliserDb > 0.0) equalise(result, columns, settings.equaliserDb, random);
    if (settings.roll > 0) {
        const auto drawn = static_cast<int>(random.below(2 * static_cast<std::uint64_t>(settings.roll)));
        roll(result, columns, drawn - settings.roll);  // -2, -1, 0, 1 of the authors
    }
    if (settings.timeMasks > 0) maskTimes(result, columns, settings, random);
    return result;
}

}  // namespace prososcope::training
