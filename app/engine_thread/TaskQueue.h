// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

#include "app/engine_thread/EngineThread.h"

namespace prososcope::engine_thread {

/// One thread that runs tasks one after another. Tasks are pushed and taken back from the GUI thread; `started`, `progress`
/// and `finished` are called on the queue's own thread and pass their news on. The destructor asks the running task to
/// stop, forgets the waiting ones and joins. An exception of a task becomes an Error: nothing leaves this thread but values.
class TaskQueue {
public:
    struct Task {
        quint64 id = 0;
        EngineThread::Work work;
        std::stop_source stop;
    };
    struct Observer {
        std::function<void(quint64)> started;
        std::function<void(quint64, double, const core::Text&)> progress;
        std::function<void(quint64, core::Result<std::any>)> finished;
    };

    /// nice: the thread's niceness, set before it does anything else (0, or a nicer start, leaves it). newestFirst: a stack,
    /// not a queue.
    TaskQueue(Observer observer, int nice, bool newestFirst);
    ~TaskQueue();
    TaskQueue(const TaskQueue&) = delete;
    TaskQueue& operator=(const TaskQueue&) = delete;

    void push(Task task);
    /// Takes a waiting task out; false if it runs, is done, or is unknown.
    bool remove(quint64 id);
    [[nodiscard]] int waiting() const;

private:
    void loop(const std::stop_token& stop);
    core::Result<std::any> runOne(const Task& task) const;

    const Observer m_observer;
    const int m_nice;
    const bool m_newestFirst;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<Task> m_waiting;                    // guarded by m_mutex
    std::stop_source m_running{std::nostopstate};  // guarded by m_mutex
    std::jthread m_thread;                         // last: starts when all else exists
};

}  // namespace prososcope::engine_thread
