// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine_thread/TaskQueue.h"

#include <algorithm>
#include <exception>
#include <new>
#include <utility>

#include "engine/core/ThreadPriority.h"

namespace prososcope::engine_thread {

TaskQueue::TaskQueue(Observer observer, int nice, bool newestFirst)
    : m_observer(std::move(observer)),
      m_nice(nice),
      m_newestFirst(newestFirst),
      m_thread([this](const std::stop_token& stop) { loop(stop); }) {}

TaskQueue::~TaskQueue() {
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.clear();
        if (m_running.stop_possible()) m_running.request_stop();
    }
    m_thread.request_stop();
    m_thread.join();
}

void TaskQueue::push(Task task) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_newestFirst)
            m_waiting.push_front(std::move(task));
        else
            m_waiting.push_back(std::move(task));
    }
    m_wake.notify_one();
}

bool TaskQueue::remove(quint64 id) {
    const std::lock_guard lock(m_mutex);
    const auto found = std::find_if(m_waiting.begin(), m_waiting.end(), [id](const Task& task) { return task.id == id; });
    if (found == m_waiting.end()) return false;
    m_waiting.erase(found);
    return true;
}

int TaskQueue::waiting() const {
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(m_waiting.size());
}

core::Result<std::any> TaskQueue::runOne(const Task& task) const {
    if (task.stop.stop_requested()) return core::cancelled();
    core::Progress progress(task.stop.get_token(), [this, id = task.id](double fraction, const core::Text& what) {
        m_observer.progress(id, fraction, what);
    });
    try {
        return task.work(progress);
    } catch (const std::bad_alloc&) {
        return core::fail(core::ErrorKind::OutOfMemory,
                          {TRANSLATABLE("Engine", "Not enough memory for this job. Close other programs or use less data.")});
    } catch (const std::exception& problem) {
        return core::fail(core::ErrorKind::Failed,
                          {TRANSLATABLE("Engine", "The job stopped on an internal error. The log has the details.")},
                          problem.what());
    } catch (...) {
        return core::fail(core::ErrorKind::Failed,
                          {TRANSLATABLE("Engine", "The job stopped on an internal error. The log has the details.")});
    }
}

void TaskQueue::loop(const std::stop_token& stop) {
    core::stepBack(m_nice);
    while (true) {
        Task task;
        {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, stop, [this] { return !m_waiting.empty(); }) || stop.stop_requested()) return;
            task = std::move(m_waiting.front());
            m_waiting.pop_front();
            m_running = task.stop;
        }
        m_observer.started(task.id);
        auto result = runOne(task);
        task.work = nullptr;  // what it captured is released here, not on the GUI thread
        {
            const std::lock_guard lock(m_mutex);
            m_running = std::stop_source(std::nostopstate);
        }
        m_observer.finished(task.id, std::move(result));
    }
}

}  // namespace prososcope::engine_thread
