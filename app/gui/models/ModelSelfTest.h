// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <atomic>
#include <memory>

#include "engine/store/ModelCard.h"

namespace prososcope::engine_thread {
class EngineThread;
}

namespace prososcope::gui {

/// Runs a model once over the recording that comes with the program, as a look: a training does not hold it up. Each start ends
/// in exactly one `ended`. GUI thread.
class ModelSelfTest : public QObject {
    Q_OBJECT
public:
    ModelSelfTest(engine_thread::EngineThread* engine, QObject* parent);

    void start(const store::ModelEntry& model);  ///< does nothing while one is running
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
