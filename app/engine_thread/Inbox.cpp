// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine_thread/Inbox.h"

#include <QCoreApplication>
#include <QEvent>
#include <utility>

namespace prososcope::engine_thread {

void Inbox::post(std::function<void()> call) {
    {
        const std::lock_guard lock(m_mutex);
        m_calls.push_back(std::move(call));
    }
    QCoreApplication::postEvent(this, new QEvent(QEvent::User));
}

bool Inbox::event(QEvent* event) {
    if (event->type() != QEvent::User) return QObject::event(event);
    std::function<void()> call;
    {
        const std::lock_guard lock(m_mutex);
        if (m_calls.empty()) return true;
        call = std::move(m_calls.front());
        m_calls.pop_front();
    }
    call();  // may end this inbox
    return true;
}

}  // namespace prososcope::engine_thread
