// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QPointer>
#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include "app/gui/Loader.h"
#include "engine/backend/UnitEmotionBackend.h"

namespace prososcope::engine_thread {
class EngineThread;
}

namespace prososcope::gui {

class RecordingModel;

/// How Inspect reaches models of emotion-dependent units, so that tests put one of their own in the place of LibTorch. `models`
/// is called on a loader's thread, `listen` within a job. Errors are those of the functions behind.
struct UnitRecognitionBackend {
    std::function<std::vector<store::ModelEntry>()> models;
    std::function<core::Result<backend::UnitListening>(const store::ModelEntry&, const std::filesystem::path&, core::Progress&)>
        listen;

    /// The program's own: the models of a workspace and those bundled, run by LibTorch.
    [[nodiscard]] static UnitRecognitionBackend ofEngine(const std::filesystem::path& workspace);
};

/// The phonetic units of a recording by one model.
struct RecognisedUnits {
    store::ModelEntry model;
    backend::UnitListening heard;
};

/// Recognises the units of recordings, one at a time, as jobs of the worker: progress and Cancel are the status line's. What
/// was heard stays with its recording as long as that is open. GUI thread.
class UnitRecogniser : public QObject {
    Q_OBJECT
public:
    /// `engine` is borrowed and outlives this.
    UnitRecogniser(UnitRecognitionBackend backend, engine_thread::EngineThread* engine, QObject* parent = nullptr);
    ~UnitRecogniser() override;

    /// For tests.
    void setBackend(UnitRecognitionBackend backend) { m_backend = std::move(backend); }

    /// Looks for models; `modelsListed` follows.
    void listModels();
    [[nodiscard]] const std::vector<store::ModelEntry>& models() const { return m_models; }
    /// Does nothing while a recording is being listened to.
    void recognise(RecordingModel* recording, const store::ModelEntry& model);
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_job != 0; }
    [[nodiscard]] bool isIdle() const { return m_job == 0 && m_loader.isIdle(); }
    /// Null: nothing is known of it.
    [[nodiscard]] std::shared_ptr<const RecognisedUnits> of(const RecordingModel* recording) const;

Q_SIGNALS:
    void modelsListed();
    /// Something was heard, or the work has begun or ended.
    void changed();
    void failed(const QString& problem);

private:
    UnitRecognitionBackend m_backend;
    engine_thread::EngineThread* m_engine;
    std::vector<store::ModelEntry> m_models;
    QHash<const RecordingModel*, std::shared_ptr<const RecognisedUnits>> m_known;
    quint64 m_job = 0;
    Loader m_loader;  // last: its destructor waits before anything above goes
};

}  // namespace prososcope::gui
