// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/ForEach.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <new>
#include <string>
#include <thread>
#include <vector>

namespace prososcope::store {

core::Status forEach(std::size_t count, int threads, core::Progress& progress, const char* what,
                     const std::function<core::Status(std::size_t, core::Progress&)>& work) {
    if (progress.stopRequested()) return core::cancelled();
    std::mutex mutex;
    std::condition_variable changed;
    std::size_t done = 0;
    std::size_t running = 0;
    std::atomic<std::size_t> next{0};
    std::atomic<bool> stop{false};
    std::size_t failedAt = count;
    core::Error error;
    const auto worker = [&] {
        core::Progress silent(progress.stopToken());
        while (!stop) {
            const std::size_t index = next++;
            if (index >= count) break;
            core::Status status;
            try {
                status = silent.stopRequested() ? core::Status(core::cancelled()) : work(index, silent);
            } catch (const std::bad_alloc&) {
                status = core::fail(
                    core::ErrorKind::OutOfMemory,
                    {TRANSLATABLE("Engine", "There is not enough memory for the features. Use fewer utterances or threads.")});
            }
            const std::lock_guard lock(mutex);
            ++done;
            if (!status) {
                stop = true;
                if (index < failedAt) {
                    failedAt = index;
                    error = status.error();
                }
            }
            changed.notify_one();
        }
        const std::lock_guard lock(mutex);
        --running;
        changed.notify_one();
    };
    const auto wanted = std::min<std::size_t>(count, static_cast<std::size_t>(std::max(1, threads)));
    running = wanted;
    std::vector<std::jthread> pool;
    for (std::size_t i = 0; i < wanted; ++i) pool.emplace_back(worker);
    std::unique_lock lock(mutex);
    while (running > 0) {
        changed.wait_for(lock, std::chrono::milliseconds(50));
        const auto finished = done;
        lock.unlock();
        progress.report(static_cast<double>(finished) / static_cast<double>(count),
                        {what, {std::to_string(finished), std::to_string(count)}});
        lock.lock();
    }
    lock.unlock();
    pool.clear();
    if (progress.stopRequested()) return core::cancelled();
    if (failedAt < count) return core::fail(std::move(error));
    return {};
}

}  // namespace prososcope::store
