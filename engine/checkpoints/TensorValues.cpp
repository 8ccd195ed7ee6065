// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoints/TensorValues.h"

#include <bit>
#include <cstring>

namespace prososcope::checkpoints {

namespace {

constexpr std::uint32_t kHalfFraction = 0x3ff;
constexpr std::uint32_t kHalfExponent = 0x7c00;
constexpr float kSmallestHalf = 0x1p-24F;  // the unit of numbers without exponent

inline float widenHalf(std::uint32_t bits) {
    const std::uint32_t sign = (bits & 0x8000) << 16;
    const std::uint32_t magnitude = bits & 0x7fff;
    const std::uint32_t normal = (magnitude << 13) + ((127 - 15) << 23);
    const std::uint32_t infinite = (magnitude << 13) | 0x7f800000;
    const auto small =
        std::bit_cast<std::uint32_t>(static_cast<float>(static_cast<std::int32_t>(magnitude & kHalfFraction)) * kSmallestHalf);
    const std::uint32_t finite = magnitude < 0x400 ? small : normal;
    return std::bit_cast<float>(sign | (magnitude >= kHalfExponent ? infinite : finite));
}

inline float widenBrainHalf(std::uint32_t bits) { return std::bit_cast<float>(bits << 16); }

/// Elements at any address, one after the other.
template <typename T, typename Convert>
void convert(const std::byte* source, std::span<float> goal, const Convert& convertOne) {
    for (std::size_t i = 0; i < goal.size(); ++i) {
        T value;
        std::memcpy(&value, source + i * sizeof(T), sizeof(T));
        goal[i] = convertOne(value);
    }
}

}  // namespace

float floatOfHalf(std::uint16_t bits) { return widenHalf(bits); }
float floatOfBrainHalf(std::uint16_t bits) { return widenBrainHalf(bits); }

bool toFloats(const store::TensorView& tensor, std::span<float> goal) {
    if (tensor.elements() != goal.size()) return false;
    const auto* source = tensor.bytes.data();
    const auto plain = [](auto value) { return static_cast<float>(value); };
    switch (tensor.type) {
        case store::TensorType::Float32:
            if (!goal.empty()) std::memcpy(goal.data(), source, goal.size_bytes());
            break;
        case store::TensorType::Float16:
            convert<std::uint16_t>(source, goal, [](std::uint16_t value) { return widenHalf(value); });
            break;
        case store::TensorType::BFloat16:
            convert<std::uint16_t>(source, goal, [](std::uint16_t value) { return widenBrainHalf(value); });
            break;
        case store::TensorType::Float64:
            convert<double>(source, goal, plain);
            break;
        case store::TensorType::Int32:
            convert<std::int32_t>(source, goal, plain);
            break;
        case store::TensorType::Int64:
            convert<std::int64_t>(source, goal, plain);
            break;
        case store::TensorType::UInt8:
            convert<std::uint8_t>(source, goal, plain);
            break;
        case store::TensorType::Bool:
            convert<std::uint8_t>(source, goal, [](std::uint8_t value) { return value != 0 ? 1.0F : 0.0F; });
            break;
    }
    return true;
}

}  // namespace prososcope::checkpoints
