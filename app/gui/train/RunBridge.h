// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <atomic>
#include <memory>
#include <mutex>
#include <variant>
#include <vector>

#include "app/engine_thread/Inbox.h"
#include "engine/backend/TorchBackend.h"

namespace prososcope::gui {

struct RunBegun {
    store::RunRecord run;
    int folds = 0;
};
struct FoldEnded {
    store::FoldRecord fold;
    double testUar = 0.0;
};
/// What a person should know of it.
struct RunRemark {
    core::Text text;
};
/// What a training tells, in its order.
using RunEvent = std::variant<RunBegun, store::FoldRecord, store::EpochRecord, FoldEnded, RunRemark>;

/// Carries what a training tells from the worker to the window: the observer side only appends to a list; the window is woken
/// by one queued signal and takes the list at most 30 times a second. `observer` outlives the bridge (the job holds it), so
/// that a page may go while its training is being cancelled. The bridge is made and used on the GUI thread.
class RunBridge : public QObject {
    Q_OBJECT
public:
    explicit RunBridge(QObject* parent = nullptr);
    ~RunBridge() override;

    [[nodiscard]] std::shared_ptr<backend::RunObserver> observer() const;
    /// Hands out what has come at once, such as when the job is done.
    void flush();

Q_SIGNALS:
    void events(const std::vector<prososcope::gui::RunEvent>& events);

private:
    class Mailbox;
    std::shared_ptr<Mailbox> m_mailbox;
    QTimer m_pause;
    engine_thread::Inbox m_inbox;
};

}  // namespace prososcope::gui
