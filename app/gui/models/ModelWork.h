// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <any>
#include <atomic>
#include <functional>
#include <memory>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"

namespace prososcope::engine_thread {
class EngineThread;
}

namespace prososcope::gui {

/// One thing at a time that is done with a model, as a look: a training does not hold it up. Each start ends in exactly one
/// `ended`. GUI thread.
class ModelWork : public QObject {
    Q_OBJECT
public:
    ModelWork(engine_thread::EngineThread* engine, QObject* parent);

    using Work = std::function<core::Result<std::any>(core::Progress& progress)>;
    using Told = std::function<QString(const std::any& result)>;
    /// work: done on another thread. told: its result as a sentence, made on this one. Does nothing while one is running.
    void start(const Work& work, const Told& told);
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_running; }

Q_SIGNALS:
    void progress(double fraction);
    /// What came out, or why nothing did; empty after Cancel.
    void ended(const QString& sentence, bool error);

private:
    engine_thread::EngineThread* m_engine;
    std::shared_ptr<std::atomic<double>> m_fraction;
    QTimer m_poll;
    bool m_running = false;
};

}  // namespace prososcope::gui
