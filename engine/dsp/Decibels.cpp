// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/Decibels.h"

#include <bit>
#include <cstddef>
#include <cstdint>

#include "engine/dsp/Vector.h"

namespace prososcope::dsp {

namespace {

/// exponent * perOctave + series * perNeper, where ln(value) = exponent ln(2) + 2 series.
inline void toLog(float* data, std::size_t count, float smallest, float perOctave, float perNeper) {
    constexpr std::int32_t kRootHalf = 0x3F3504F3;  // bits of sqrt(1/2): mantissas lie in [sqrt(1/2), sqrt(2))
    for (std::size_t i = 0; i < count; ++i) {
        const float value = data[i] > smallest ? data[i] : smallest;
        const auto bits = std::bit_cast<std::int32_t>(value);
        const std::int32_t exponent = (bits - kRootHalf) >> 23;
        const float mantissa = std::bit_cast<float>(bits - exponent * (1 << 23));
        const float t = (mantissa - 1.0F) / (mantissa + 1.0F);
        const float u = t * t;
        const float series = t + t * u * (1.0F / 3.0F + u * (1.0F / 5.0F + u * (1.0F / 7.0F + u * (1.0F / 9.0F))));
        data[i] = static_cast<float>(exponent) * perOctave + series * perNeper;
    }
}

}  // namespace

PROSOSCOPE_WIDE void toDecibels(std::span<float> values, float smallest) {
    // 10 log10(2), and the 2 of the artanh formula times 10 / ln(10).
    toLog(values.data(), values.size(), smallest, 3.01029995664F, 8.68588963807F);
}

PROSOSCOPE_WIDE void toNaturalLog(std::span<float> values, float smallest) {
    toLog(values.data(), values.size(), smallest, 0.69314718056F, 2.0F);
}

}  // namespace prososcope::dsp
