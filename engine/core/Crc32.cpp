// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Crc32.h"

#include <array>
#include <bit>
#include <cstring>

#if defined(__x86_64__) && defined(__GNUC__)
#define PROSOSCOPE_CARRYLESS 1
#include <immintrin.h>
#endif

namespace prososcope::core {

namespace {

constexpr std::uint32_t kPolynomial = 0xedb88320;  // mirrored
constexpr std::size_t kSlices = 8;
using Tables = std::array<std::array<std::uint32_t, 256>, kSlices>;

constexpr Tables makeTables() {
    Tables tables{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit) value = (value >> 1) ^ ((value & 1) != 0 ? kPolynomial : 0);
        tables[0][i] = value;
    }
    for (std::size_t slice = 1; slice < kSlices; ++slice) {
        for (std::size_t i = 0; i < 256; ++i) {
            const auto value = tables[slice - 1][i];
            tables[slice][i] = (value >> 8) ^ tables[0][value & 0xff];
        }
    }
    return tables;
}

constexpr Tables kTables = makeTables();

/// Eight bytes a step. The state is the checksum with its bits turned round.
std::uint32_t stateByTables(const std::byte* at, std::size_t count, std::uint32_t state) {
    static_assert(std::endian::native == std::endian::little);
    while (count >= kSlices) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, sizeof word);
        word ^= state;
        state = 0;
        for (std::size_t i = 0; i < kSlices; ++i) state ^= kTables[kSlices - 1 - i][(word >> (8 * i)) & 0xff];
        at += kSlices;
        count -= kSlices;
    }
    for (; count > 0; --count, ++at) state = (state >> 8) ^ kTables[0][(state ^ static_cast<std::uint32_t>(*at)) & 0xff];
    return state;
}

#ifdef PROSOSCOPE_CARRYLESS

constexpr std::size_t kBlock = 16;
constexpr std::size_t kFour = 4 * kBlock;

__attribute__((target("pclmul,sse4.1"))) inline __m128i load(const std::byte* at) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
}

/// `value` moved on by the distance of `factors`, plus `next`.
__attribute__((target("pclmul,sse4.1"))) inline __m128i folded(__m128i value, __m128i factors, __m128i next) {
    const auto low = _mm_clmulepi64_si128(value, factors, 0x00);
    const auto high = _mm_clmulepi64_si128(value, factors, 0x11);
    return _mm_xor_si128(_mm_xor_si128(low, high), next);
}

/// Gopal et al. (2009), "Fast CRC computation for generic polynomials using PCLMULQDQ instruction", Intel: four blocks of 16
/// bytes are folded onto the next four, at last onto one, which is reduced to 64 and (Barrett) to 32 bits. count: a multiple of
/// 16, at least 64.
__attribute__((target("pclmul,sse4.1"))) std::uint32_t stateByProducts(const std::byte* at, std::size_t count,
                                                                       std::uint32_t state) {
    const auto byFour = _mm_set_epi64x(0x01c6e41596, 0x0154442bd4);
    const auto byOne = _mm_set_epi64x(0x00ccaa009e, 0x01751997d0);
    const auto bySixtyFour = _mm_set_epi64x(0, 0x0163cd6124);
    const auto barrett = _mm_set_epi64x(0x01f7011641, 0x01db710641);
    const auto lowHalves = _mm_setr_epi32(~0, 0, ~0, 0);
    auto a = _mm_xor_si128(load(at), _mm_cvtsi32_si128(static_cast<int>(state)));
    auto b = load(at + kBlock);
    auto c = load(at + 2 * kBlock);
    auto d = load(at + 3 * kBlock);
    for (at += kFour, count -= kFour; count >= kFour; at += kFour, count -= kFour) {
        a = folded(a, byFour, load(at));
        b = folded(b, byFour, load(at + kBlock));
        c = folded(c, byFour, load(at + 2 * kBlock));
        d = folded(d, byFour, load(at + 3 * kBlock));
    }
    a = folded(a, byOne, b);
    a = folded(a, byOne, c);
    a = folded(a, byOne, d);
    for (; count >= kBlock; at += kBlock, count -= kBlock) a = folded(a, byOne, load(at));
    a = _mm_xor_si128(_mm_srli_si128(a, 8), _mm_clmulepi64_si128(a, byOne, 0x10));
    a = _mm_xor_si128(_mm_srli_si128(a, 4), _mm_clmulepi64_si128(_mm_and_si128(a, lowHalves), bySixtyFour, 0x00));
    auto quotient = _mm_clmulepi64_si128(_mm_and_si128(a, lowHalves), barrett, 0x10);
    quotient = _mm_clmulepi64_si128(_mm_and_si128(quotient, lowHalves), barrett, 0x00);
    return static_cast<std::uint32_t>(_mm_extract_epi32(_mm_xor_si128(a, quotient), 1));
}

bool hasProducts() {
    static const bool kHas = __builtin_cpu_supports("pclmul") != 0 && __builtin_cpu_supports("sse4.1") != 0;
    return kHas;
}

#endif

}  // namespace

std::uint32_t crc32ByTables(std::span<const std::byte> bytes, std::uint32_t before) {
    return ~stateByTables(bytes.data(), bytes.size(), ~before);
}

std::uint32_t crc32(std::span<const std::byte> bytes, std::uint32_t before) {
#ifdef PROSOSCOPE_CARRYLESS
    if (bytes.size() >= kFour && hasProducts()) {
        const auto whole = bytes.size() / kBlock * kBlock;
        const auto state = stateByProducts(bytes.data(), whole, ~before);
        return ~stateByTables(bytes.data() + whole, bytes.size() - whole, state);
    }
#endif
    return crc32ByTables(bytes, before);
}

}  // namespace prososcope::core
