// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/FileLoader.h"

#include <utility>

namespace prososcope::gui {

FileLoader::FileLoader(int threads, QObject* parent) : QObject(parent), m_pool(threads) {}

FileLoader::~FileLoader() {
    for (const auto& task : std::as_const(m_tasks)) task->stop.request_stop();
    m_pool.clear();
    m_pool.waitForDone();
}

std::stop_source FileLoader::run(QObject* owner, int priority, Work work) {
    auto task = std::make_shared<Task>();
    task->owner = owner;
    task->identity = owner;
    m_tasks.append(task);
    m_pool.run(
        [this, task, work = std::move(work)] {
            Deliver deliver;
            if (!task->stop.stop_requested()) deliver = work(task->stop.get_token());
            m_inbox.post([this, task, deliver = std::move(deliver)] { finish(task, deliver); });
        },
        priority);
    return task->stop;
}

void FileLoader::cancel(const QObject* owner) {
    for (const auto& task : std::as_const(m_tasks)) {
        if (task->identity == owner) task->stop.request_stop();
    }
}

void FileLoader::finish(const std::shared_ptr<Task>& task, const Deliver& deliver) {
    m_tasks.removeOne(task);
    if (deliver && task->owner && !task->stop.stop_requested()) deliver();
}

}  // namespace prososcope::gui
