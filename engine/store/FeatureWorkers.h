// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "engine/core/Progress.h"

namespace prososcope::store {

/// Makes `count` values on up to `threads` threads, each thread one after the other; where there are fewer values than
/// threads, each value may use several. On the calling thread `done` gets each value as soon as it is made and `inOrder`
/// each in its turn; progress tells how far all are together and the name of the first that is not done. Returns false when
/// asked to stop; then every value that was begun has ended.
template <typename T>
[[nodiscard]] bool runWorkers(std::size_t count, int threads, core::Progress& progress,
                              const std::function<T(std::size_t, int, core::Progress&)>& make,
                              const std::function<std::string(std::size_t)>& nameOf,
                              const std::function<void(std::size_t, const T&)>& done,
                              const std::function<void(std::size_t, const T&)>& inOrder) {
    const std::size_t most = static_cast<std::size_t>(std::max(threads, 1));
    const std::size_t workers = std::min(most, count);
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<std::optional<T>> values(count);
    std::vector<std::size_t> fresh;  // made and not yet handed to `done`; all of these guarded by the mutex
    std::vector<std::atomic<float>> fractions(count);
    std::atomic<std::size_t> next{0};
    const auto work = [&](int own) {
        for (std::size_t i = next++; i < count && !progress.stopRequested(); i = next++) {
            core::Progress part(progress.stopToken(),
                                [&, i](double fraction, const core::Text&) { fractions[i] = static_cast<float>(fraction); });
            T value = make(i, own, part);
            const std::lock_guard lock(mutex);
            values[i].emplace(std::move(value));
            fractions[i] = 1.0F;
            fresh.push_back(i);
            changed.notify_one();
        }
    };
    std::vector<std::jthread> pool;
    for (std::size_t w = 0; w < workers; ++w)
        pool.emplace_back(work, static_cast<int>(most / workers + (w < most % workers ? 1 : 0)));
    std::size_t turn = 0;
    std::size_t made = 0;
    while (made < count) {
        constexpr std::chrono::milliseconds kWait{30};
        std::unique_lock lock(mutex);
        changed.wait_for(lock, kWait, [&] { return !fresh.empty() || progress.stopRequested(); });
        const auto ready = std::exchange(fresh, {});
        lock.unlock();
        if (ready.empty() && progress.stopRequested()) break;
        for (const std::size_t i : ready) done(i, *values[i]);
        made += ready.size();
        lock.lock();
        for (; turn < count && values[turn]; ++turn) inOrder(turn, *values[turn]);
        lock.unlock();
        double sum = 0.0;
        for (const auto& fraction : fractions) sum += static_cast<double>(fraction.load());
        if (turn < count) progress.report(sum / static_cast<double>(count), {"%1", {nameOf(turn)}});
    }
    pool.clear();
    for (const std::size_t i : fresh) done(i, *values[i]);
    return !progress.stopRequested() || made == count;
}

}  // namespace prososcope::store
