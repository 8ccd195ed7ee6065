// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include "engine/live/VoiceFeatures.h"

namespace prososcope::live {

/// The log odds of speech of a row of VoiceFeatures: its columns shifted and scaled, `kCells` cells of hyperbolic tangents,
/// their weighted sum. A value.
struct VoiceNetwork {
    static constexpr std::size_t kColumns = VoiceFeatures::kColumns;
    static constexpr std::size_t kCells = 16;
    std::array<float, kColumns> means{};
    std::array<float, kColumns> scales{};  ///< of value - mean
    std::array<std::array<float, kColumns>, kCells> weights{};
    std::array<float, kCells> biases{};
    std::array<float, kCells> outputs{};
    float bias = 0.0F;

    [[nodiscard]] float odds(const VoiceFeatures::Row& row) const;
};

/// The network of VoiceActivity; `BenchVoiceActivity fit` writes its numbers (VoiceWeights.cpp).
[[nodiscard]] const VoiceNetwork& fittedVoiceNetwork();

}  // namespace prososcope::live
