// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace prososcope::core {

/// Pseudo-random numbers that are the same on every machine and library: xoshiro256** (Blackman and Vigna 2021),
/// seeded by splitmix64. The standard library's distributions differ between implementations, so ours are here.
/// A value type; not shared between threads.
class Random {
public:
    explicit Random(std::uint64_t seed);

    std::uint64_t bits();
    /// Uniform in [0, 1).
    double uniform();
    double uniform(double low, double high) { return low + (high - low) * uniform(); }
    /// Uniform in 0 .. count-1 without bias; count must be at least 1.
    std::uint64_t below(std::uint64_t count);
    /// Normal with mean 0 and standard deviation 1 (polar method).
    double normal();
    bool chance(double probability) { return uniform() < probability; }

    template <typename T>
    void shuffle(std::span<T> values) {
        for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[below(i)]);
    }

private:
    std::uint64_t m_state[4];
    double m_spare = 0.0;
    bool m_hasSpare = false;
};

/// A seed for one purpose, derived from the run's seed: deriveSeed(7, "fold", 3). Independent streams per purpose
/// mean that adding one never changes the numbers of another.
[[nodiscard]] std::uint64_t deriveSeed(std::uint64_t seed, std::string_view purpose, std::uint64_t index = 0);

}  // namespace prososcope::core
