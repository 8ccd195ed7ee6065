// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <deque>
#include <functional>
#include <mutex>

namespace prososcope::engine_thread {

/// Calls for the thread that this lives in, posted by any thread and made in order by its event loop. What is posted is handed
/// over under a mutex of our own, so that a thread sanitizer sees it pass (Qt's is hidden from it). The destructor drops what
/// waits; those who post must have ended by then.
class Inbox : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    void post(std::function<void()> call);

protected:
    bool event(QEvent* event) override;

private:
    std::mutex m_mutex;
    std::deque<std::function<void()>> m_calls;  // guarded
};

}  // namespace prososcope::engine_thread
