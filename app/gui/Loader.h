// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QString>
#include <functional>
#include <memory>
#include <stop_token>

#include "app/engine_thread/Inbox.h"
#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/core/WorkerPool.h"

namespace prososcope::gui {

/// Reads what a page shows (runs, corpora, experiment files) on a small pool of its own, so that neither the GUI thread
/// nor the engine's jobs wait. `done` is called on the GUI thread, at most once: a newer load with the same slot drops and
/// stops the older one. The destructor asks everything to stop and waits for the step under way. Work opens its own Workspace
/// and touches no widget. GUI thread.
class Loader : public QObject {
    Q_OBJECT
public:
    explicit Loader(QObject* parent = nullptr);
    ~Loader() override;

    template <typename T>
    void load(const QString& slot, std::function<core::Result<T>(core::Progress&)> work,
              std::function<void(core::Result<T>)> done) {
        auto result = std::make_shared<core::Result<T>>(core::cancelled());
        start(
            slot, [work = std::move(work), result](core::Progress& progress) { *result = work(progress); },
            [done = std::move(done), result] { done(std::move(*result)); });
    }
    /// Writes what a person has changed: one after the other in the order of the calls, none dropped; the destructor waits
    /// until all are done, though `done` is not called any more then.
    template <typename T>
    void write(std::function<core::Result<T>()> work, std::function<void(core::Result<T>)> done) {
        auto result = std::make_shared<core::Result<T>>(core::cancelled());
        startWriting([work = std::move(work), result] { *result = work(); },
                     [done = std::move(done), result] { done(std::move(*result)); });
    }
    /// Nothing waits or runs.
    [[nodiscard]] bool isIdle() const { return m_running == 0; }

private:
    struct Ticket {
        std::stop_source stop;
        quint64 number = 0;
    };
    void start(const QString& slot, std::function<void(core::Progress&)> work, std::function<void()> done);
    void startWriting(std::function<void()> work, std::function<void()> done);
    void delivered(const QString& slot, quint64 number, const std::function<void()>& done);

    QHash<QString, Ticket> m_tickets;
    quint64 m_next = 0;
    int m_running = 0;
    engine_thread::Inbox m_inbox;
    core::WorkerPool m_pool{2};
    core::WorkerPool m_writer{1};
};

}  // namespace prososcope::gui
