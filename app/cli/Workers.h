// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace prososcope::cli {

/// Makes `count` values on up to `threads` threads and hands them to `take` on the calling thread in order, so that the
/// output does not depend on the number of threads. Workers run at most a few values ahead. `take` returns false to stop.
template <typename T>
void inOrder(std::size_t count, int threads, const std::function<T(std::size_t)>& make,
             const std::function<bool(std::size_t, const T&)>& take) {
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<std::optional<T>> values(count);
    std::size_t next = 0;
    std::size_t taken = 0;
    bool stopped = false;
    const std::size_t workers = std::min<std::size_t>(static_cast<std::size_t>(std::max(threads, 1)), count);
    const std::size_t ahead = 2 * workers;
    const auto work = [&] {
        std::unique_lock lock(mutex);
        while (true) {
            changed.wait(lock, [&] { return stopped || next >= count || next < taken + ahead; });
            if (stopped || next >= count) return;
            const std::size_t i = next++;
            lock.unlock();
            T value = make(i);
            lock.lock();
            values[i].emplace(std::move(value));
            changed.notify_all();
        }
    };
    std::vector<std::jthread> pool;
    for (std::size_t w = 0; w < workers; ++w) pool.emplace_back(work);
    for (std::size_t i = 0; i < count; ++i) {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return values[i].has_value(); });
        const T value = std::move(*values[i]);
        values[i].reset();
        lock.unlock();
        const bool more = take(i, value);
        lock.lock();
        taken = i + 1;
        stopped = !more;
        changed.notify_all();
        if (stopped) break;
    }
}

}  // namespace prososcope::cli
