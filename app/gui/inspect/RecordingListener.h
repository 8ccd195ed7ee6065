// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QPointer>
#include <any>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "app/gui/Loader.h"
#include "app/gui/inspect/RecordingModel.h"
#include "engine/store/ModelCard.h"

namespace prososcope::engine_thread {
class EngineThread;
}

namespace prososcope::gui {

/// Base of those that let a model listen to recordings, one at a time, as jobs of the worker: progress and Cancel are the
/// status line's. What was heard stays with its recording as long as that is open. GUI thread.
class RecordingListener : public QObject {
    Q_OBJECT
public:
    /// `engine` is borrowed and outlives this.
    explicit RecordingListener(engine_thread::EngineThread* engine, QObject* parent = nullptr);
    ~RecordingListener() override;

    [[nodiscard]] const std::vector<store::ModelEntry>& models() const { return m_models; }
    /// Looks for models; `modelsListed` follows.
    virtual void listModels() = 0;
    /// Name of the model that is to listen.
    void choose(const QString& model) { m_chosen = model; }
    [[nodiscard]] const QString& chosen() const { return m_chosen; }
    /// The chosen one, or the first where that is not there; null: there is none.
    [[nodiscard]] const store::ModelEntry* model() const;
    /// Looks for models first: a training may have made one. Null: nothing is wished.
    void wish(RecordingModel* recording);
    /// What is to be listened to now that the models are listed, once; null: nothing, or it is closed.
    [[nodiscard]] RecordingModel* takeWish();
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
    template <typename Heard>
    void listen(RecordingModel* recording, const QString& title, std::function<core::Result<Heard>(core::Progress&)> work) {
        enqueue(recording, title, [work = std::move(work)](core::Progress& progress) -> core::Result<std::any> {
            auto heard = work(progress);
            if (!heard) return core::fail(heard.error());
            return std::any(std::shared_ptr<const Heard>(std::make_shared<Heard>(std::move(*heard))));
        });
    }
    /// Null: nothing is known of it.
    template <typename Heard>
    [[nodiscard]] std::shared_ptr<const Heard> known(const RecordingModel* recording) const {
        const auto heard = m_known.constFind(recording);
        return heard == m_known.constEnd() ? nullptr : std::any_cast<std::shared_ptr<const Heard>>(*heard);
    }

private:
    void enqueue(RecordingModel* recording, const QString& title, std::function<core::Result<std::any>(core::Progress&)> work);

    engine_thread::EngineThread* m_engine;
    std::vector<store::ModelEntry> m_models;
    QHash<const RecordingModel*, std::any> m_known;
    QString m_chosen;
    QPointer<RecordingModel> m_wished;
    quint64 m_job = 0;
    Loader m_loader;  // last: its destructor waits before anything above goes
};

/// Whether it is the same model with the same weights.
[[nodiscard]] bool isSameModel(const store::ModelEntry& a, const store::ModelEntry& b);

}  // namespace prososcope::gui
