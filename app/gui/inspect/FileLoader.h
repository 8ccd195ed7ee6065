// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QPointer>
#include <functional>
#include <memory>
#include <stop_token>

#include "app/engine_thread/Inbox.h"
#include "engine/core/WorkerPool.h"

namespace prososcope::gui {

/// A few threads that read files and compute pictures for views. Work runs on the pool and returns what
/// is to be done with its result, which then runs on the GUI thread unless the task was cancelled or its owner is gone.
/// Called on the GUI thread. The destructor cancels and waits for what runs; tasks check their stop token often.
class FileLoader : public QObject {
    Q_OBJECT
public:
    using Deliver = std::function<void()>;
    using Work = std::function<Deliver(std::stop_token)>;

    explicit FileLoader(int threads, QObject* parent = nullptr);
    ~FileLoader() override;

    /// Queues work; higher priorities start first. The returned source cancels it.
    std::stop_source run(QObject* owner, int priority, Work work);
    /// Cancels all tasks of an owner; none of them is delivered any more.
    void cancel(const QObject* owner);

private:
    struct Task {
        QPointer<QObject> owner;
        const QObject* identity = nullptr;
        std::stop_source stop;
    };
    void finish(const std::shared_ptr<Task>& task, const Deliver& deliver);

    QList<std::shared_ptr<Task>> m_tasks;
    engine_thread::Inbox m_inbox;
    core::WorkerPool m_pool;
};

}  // namespace prososcope::gui
