// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

#include "engine/store/Safetensors.h"

namespace prososcope::checkpoints {

/// IEEE half precision (1 sign, 5 exponent, 10 fraction bits), exactly.
[[nodiscard]] float floatOfHalf(std::uint16_t bits);
/// The upper half of a float.
[[nodiscard]] float floatOfBrainHalf(std::uint16_t bits);

/// A tensor's elements as floats in C order, from any type: rounded to the nearest for 64 bits and large whole numbers,
/// exact for the others; true is 1. False where `goal` has another number of elements.
[[nodiscard]] bool toFloats(const store::TensorView& tensor, std::span<float> goal);

}  // namespace prososcope::checkpoints
