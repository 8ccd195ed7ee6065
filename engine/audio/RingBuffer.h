// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstddef>
#include <span>
#include <type_traits>
#include <vector>

namespace prososcope::audio {

/// Queue of plain values between exactly one writing and one reading thread, without locks; either side may be an audio
/// callback: nothing allocates, blocks or throws after construction. `push` takes what fits and drops nothing that was
/// already queued; `pop` gives what is there. Both return the number of values moved.
template <typename T>
class RingBuffer {
    static_assert(std::is_trivially_copyable_v<T>, "values are copied while the other thread runs");
    static_assert(std::atomic<std::size_t>::is_always_lock_free);

public:
    /// Room for at least `capacity` values (rounded up to a power of two).
    explicit RingBuffer(std::size_t capacity)
        : m_values(std::bit_ceil(std::max<std::size_t>(capacity, 1))), m_mask(m_values.size() - 1) {}

    [[nodiscard]] std::size_t capacity() const noexcept { return m_values.size(); }

    /// Writer only.
    [[nodiscard]] std::size_t room() const noexcept {
        return capacity() - (m_written.load(std::memory_order_relaxed) - m_read.load(std::memory_order_acquire));
    }
    /// Writer only.
    std::size_t push(std::span<const T> values) noexcept {
        const std::size_t written = m_written.load(std::memory_order_relaxed);
        const std::size_t count = std::min(values.size(), room());
        const std::size_t start = written & m_mask;
        const std::size_t straight = std::min(count, capacity() - start);
        std::copy_n(values.data(), straight, m_values.data() + start);
        std::copy_n(values.data() + straight, count - straight, m_values.data());
        m_written.store(written + count, std::memory_order_release);
        return count;
    }

    /// Reader only.
    [[nodiscard]] std::size_t available() const noexcept {
        return m_written.load(std::memory_order_acquire) - m_read.load(std::memory_order_relaxed);
    }
    /// Reader only.
    std::size_t pop(std::span<T> values) noexcept {
        const std::size_t read = m_read.load(std::memory_order_relaxed);
        const std::size_t count = std::min(values.size(), available());
        const std::size_t start = read & m_mask;
        const std::size_t straight = std::min(count, capacity() - start);
        std::copy_n(m_values.data() + start, straight, values.data());
        std::copy_n(m_values.data(), count - straight, values.data() + straight);
        m_read.store(read + count, std::memory_order_release);
        return count;
    }

    /// Empties the queue. Only while neither side runs.
    void clear() noexcept {
        m_written.store(0, std::memory_order_relaxed);
        m_read.store(0, std::memory_order_relaxed);
    }

private:
    std::vector<T> m_values;
    std::size_t m_mask;
    // Both counts only grow (and wrap together); their difference is the fill. Each has one writer, which reads its own
    // count relaxed. Release at the store and acquire at the other side's load make the values copied before the store
    // visible to the reader, and the places read before the store free for the writer. Cache lines of their own keep the
    // two sides from slowing each other.
    alignas(64) std::atomic<std::size_t> m_written{0};
    alignas(64) std::atomic<std::size_t> m_read{0};
};

}  // namespace prososcope::audio
