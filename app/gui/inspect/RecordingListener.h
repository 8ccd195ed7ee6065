// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <any>
#include <functional>
#include <vector>

#include "app/gui/Loader.h"
#include "engine/store/ModelCard.h"

namespace prososcope::engine_thread {
class EngineThread;
}

namespace prososcope::gui {

class RecordingModel;

/// Base of those that let a model listen to recordings, one at a time, as jobs of the worker: progress and Cancel are the
/// status line's. What was heard stays with its recording as long as that is open. GUI thread.
class RecordingListener : public QObject {
    Q_OBJECT
public:
    /// `engine` is borrowed and outlives this.
    explicit RecordingListener(engine_thread::EngineThread* engine, QObject* parent = nullptr);
    ~RecordingListener() override;

    [[nodiscard]] const std::vector<store::ModelEntry>& models() const { return m_models; }
    /// The model of that name, or the first one; null: there is none.
    [[nodiscard]] const store::ModelEntry* model(const QString& name) const;
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_job != 0; }
    [[nodiscard]] bool isIdle() const { return m_job == 0 && m_loader.isIdle(); }

Q_SIGNALS:
    void modelsListed();
    /// Something was heard, or the work has begun or ended.
    void changed();
    void failed(const QString& problem);

protected:
    /// `models` is called on a loader's thread; `modelsListed` follows.
    void list(const std::function<std::vector<store::ModelEntry>()>& models);
    /// Does nothing while a recording is being listened to. `work` is a job's; what it gives is kept.
    void listen(RecordingModel* recording, const QString& title, std::function<core::Result<std::any>(core::Progress&)> work);
    /// Without a value: nothing is known of it.
    [[nodiscard]] std::any known(const RecordingModel* recording) const { return m_known.value(recording); }

private:
    engine_thread::EngineThread* m_engine;
    std::vector<store::ModelEntry> m_models;
    QHash<const RecordingModel*, std::any> m_known;
    quint64 m_job = 0;
    Loader m_loader;  // last: its destructor waits before anything above goes
};

/// Whether it is the same model with the same weights.
[[nodiscard]] bool isSameModel(const store::ModelEntry& a, const store::ModelEntry& b);

}  // namespace prososcope::gui
