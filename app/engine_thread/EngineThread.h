// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <any>
#include <functional>
#include <memory>

#include "engine/backend/TorchBackend.h"
#include "engine/core/Progress.h"

namespace prososcope::engine_thread {

/// Runs jobs in order on one worker thread of low priority (nice 10, set before any compute thread exists), which owns the
/// compute device, training and batch inference; and looks (what a person is waiting for) on a second thread with one compute
/// thread and its own model copy. Results and progress come back as signals on the GUI thread. Cancel is acknowledged at once;
/// the job stops at its next check. The destructor cancels and joins.
class EngineThread : public QObject {
    Q_OBJECT
public:
    explicit EngineThread(QString workspaceFolder, QObject* parent = nullptr);
    ~EngineThread() override;

    using JobId = quint64;
    /// A job runs on the worker; what it returns is passed to `done` on the GUI thread. It must check progress.stopRequested().
    using Work = std::function<core::Result<std::any>(core::Progress&)>;
    using Done = std::function<void(core::Result<std::any>)>;
    /// `title` is what the status line shows (translated). `done` is called exactly once, also when cancelled (ErrorKind::
    /// Cancelled), unless `owner` is destroyed first (then the job is cancelled and done is never called).
    JobId enqueue(const QString& title, QObject* owner, Work work, Done done);
    void cancel(JobId job);
    [[nodiscard]] bool isRunning() const;

    /// A look: runs on the look thread, at the front; a newer look with the same `slot` drops the stale one before it starts
    /// and cancels it if running. Same delivery rules.
    void look(const QString& slot, QObject* owner, Work work, Done done);
    /// Drops what is looked at in a slot, as a newer look would; nothing where there is none.
    void dropLook(const QString& slot);

    /// The model for looks, opened once per path on the look thread and kept; call only from within a look's work.
    core::Result<backend::EmotionModel*> lookModel(const std::string& nameOrPath);

    [[nodiscard]] QString workspaceFolder() const;

Q_SIGNALS:
    void jobStarted(quint64 job, const QString& title);
    /// At most 30 a second. remainingSeconds below 0: not known yet.
    void jobProgress(quint64 job, double fraction, const QString& what, double remainingSeconds);
    void jobFinished(quint64 job, bool ok);
    void queueChanged(int waiting);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// A Text of the engine in the user's language.
[[nodiscard]] QString translated(const core::Text& text);

}  // namespace prososcope::engine_thread
