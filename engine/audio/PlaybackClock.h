// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>

namespace prososcope::audio {

/// How much of a sound has been heard, in seconds since playing began: at one moment of the steady clock `heard` seconds
/// were over, from there it runs in real time up to `limit`. One thread sets it (an audio callback may), any thread
/// reads it; neither waits. Moments are nanoseconds of std::chrono::steady_clock.
class PlaybackClock {
public:
    [[nodiscard]] static std::int64_t now() noexcept {
        return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
            .count();
    }

    void set(double heard, std::int64_t moment, double limit) noexcept {
        // A sequence lock without fences: whoever reads a new field (acquire) also sees that the count became odd.
        const std::uint32_t count = m_count.load(std::memory_order_relaxed);
        m_count.store(count + 1, std::memory_order_relaxed);
        m_heard.store(heard, std::memory_order_release);
        m_moment.store(moment, std::memory_order_release);
        m_limit.store(limit, std::memory_order_release);
        m_count.store(count + 2, std::memory_order_release);
    }

    [[nodiscard]] double heard(std::int64_t moment) const noexcept {
        for (;;) {
            const std::uint32_t before = m_count.load(std::memory_order_acquire);
            const double base = m_heard.load(std::memory_order_acquire);
            const std::int64_t since = m_moment.load(std::memory_order_acquire);
            const double limit = m_limit.load(std::memory_order_acquire);
            if (before % 2 != 0 || m_count.load(std::memory_order_relaxed) != before) continue;
            return std::max(0.0, std::min(base + 1e-9 * static_cast<double>(moment - since), limit));
        }
    }

private:
    static_assert(std::atomic<double>::is_always_lock_free && std::atomic<std::int64_t>::is_always_lock_free);
    std::atomic<std::uint32_t> m_count{0};
    std::atomic<double> m_heard{0.0};
    std::atomic<std::int64_t> m_moment{0};
    std::atomic<double> m_limit{0.0};
};

}  // namespace prososcope::audio
