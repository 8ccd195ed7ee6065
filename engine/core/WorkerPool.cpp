// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/WorkerPool.h"

#include <algorithm>
#include <chrono>

#include "engine/core/FreeMemory.h"
#include "engine/core/ThreadPriority.h"

namespace prososcope::core {

namespace {
constexpr std::chrono::seconds kRest{1};  // without work until a pool gives back what it no longer needs
constexpr int kNice = 5;                  // behind the thread that paints and the one that plays
}  // namespace

WorkerPool::WorkerPool(int threads) : m_most(static_cast<std::size_t>(std::max(1, threads))) {}

WorkerPool::~WorkerPool() {
    clear();
    for (auto& thread : m_threads) thread.request_stop();
    m_threads.clear();
}

void WorkerPool::run(Work work, int priority) {
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.emplace(std::pair(-priority, m_next++), std::move(work));
        if (m_busy + m_waiting.size() > m_threads.size() && m_threads.size() < m_most) {
            m_threads.emplace_back([this](const std::stop_token& stop) { loop(stop); });
        }
    }
    m_wake.notify_one();
}

void WorkerPool::clear() {
    std::map<std::pair<int, std::uint64_t>, Work> forgotten;  // destroyed outside the lock
    {
        const std::lock_guard lock(m_mutex);
        forgotten.swap(m_waiting);
    }
    m_done.notify_all();
}

void WorkerPool::waitForDone() {
    std::unique_lock lock(m_mutex);
    m_done.wait(lock, [this] { return m_waiting.empty() && m_busy == 0; });
}

void WorkerPool::loop(const std::stop_token& stop) {
    stepBack(kNice);
    bool worked = false;
    while (true) {
        Work work;
        {
            std::unique_lock lock(m_mutex);
            const auto anyWork = [this] { return !m_waiting.empty(); };
            if (worked && !m_wake.wait_for(lock, stop, kRest, anyWork) && !stop.stop_requested() && m_busy == 0) {
                worked = false;
                lock.unlock();
                giveFreeMemoryBack();
                lock.lock();
            }
            if (!m_wake.wait(lock, stop, anyWork)) return;
            work = std::move(m_waiting.extract(m_waiting.begin()).mapped());
            ++m_busy;
        }
        work();
        worked = true;
        work = nullptr;  // what it captured is released before the pool counts as done
        {
            const std::lock_guard lock(m_mutex);
            --m_busy;
        }
        m_done.notify_all();
    }
}

}  // namespace prososcope::core
