// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace prososcope::core {

/// A few threads that run small pieces of work: higher priorities first, and in order among equals. Threads start when
/// there is work for them and stay, a few steps behind those that paint and play; after a second without work they give freed
/// memory back to the system. All members may be called from any thread; work must not throw and must not wait for the pool.
/// The destructor forgets what waits and joins what runs: work that may take long checks a stop token of its own.
class WorkerPool {
public:
    using Work = std::function<void()>;

    explicit WorkerPool(int threads);
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    void run(Work work, int priority = 0);
    /// Forgets what waits.
    void clear();
    /// Blocks until nothing waits or runs.
    void waitForDone();

private:
    void loop(const std::stop_token& stop);

    const std::size_t m_most;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::condition_variable_any m_done;
    std::map<std::pair<int, std::uint64_t>, Work> m_waiting;  // guarded; by falling priority, then by age
    std::uint64_t m_next = 0;                                 // guarded
    std::size_t m_busy = 0;                                   // guarded
    std::vector<std::jthread> m_threads;                      // guarded; last: joined before the rest goes
};

}  // namespace prososcope::core
