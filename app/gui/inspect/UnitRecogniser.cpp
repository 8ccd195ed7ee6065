// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/UnitRecogniser.h"

#include <any>

#include "app/engine_thread/EngineThread.h"
#include "app/gui/inspect/RecordingModel.h"
#include "engine/backend/TorchBackend.h"

namespace prososcope::gui {

UnitRecognitionBackend UnitRecognitionBackend::ofEngine(const std::filesystem::path& workspace) {
    UnitRecognitionBackend made;
    made.models = [folder = workspace / "models"] {
        auto models = store::findModels(folder);
        std::erase_if(models, [](const auto& model) { return model.card.kind != backend::kUnitEmotionKind; });
        return models;
    };
    made.listen = [](const store::ModelEntry& model, const std::filesystem::path& recording,
                     core::Progress& progress) -> core::Result<backend::UnitListening> {
        const auto torch = backend::torchBackend();
        if (!torch) return core::fail(torch.error());
        const auto emotions = backend::unitEmotionBackend(**torch);
        if (!emotions) return core::fail(emotions.error());
        const auto listener = (*emotions)->open(model, "cpu", 0);
        if (!listener) return core::fail(listener.error());
        return backend::listenToRecording(**listener, recording, progress);
    };
    return made;
}

UnitRecogniser::UnitRecogniser(UnitRecognitionBackend backend, engine_thread::EngineThread* engine, QObject* parent)
    : QObject(parent), m_backend(std::move(backend)), m_engine(engine) {}

UnitRecogniser::~UnitRecogniser() { cancel(); }

void UnitRecogniser::listModels() {
    using Models = std::vector<store::ModelEntry>;
    m_loader.load<Models>(
        QStringLiteral("models"), [list = m_backend.models](core::Progress&) -> core::Result<Models> { return list(); },
        [this](core::Result<Models> models) {
            if (!models) return;
            m_models = std::move(*models);
            Q_EMIT modelsListed();
        });
}

std::shared_ptr<const RecognisedUnits> UnitRecogniser::of(const RecordingModel* recording) const {
    return m_known.value(recording);
}

void UnitRecogniser::recognise(RecordingModel* recording, const store::ModelEntry& model) {
    if (isRunning() || recording == nullptr) return;
    const std::filesystem::path path(recording->path().toStdString());
    const auto work = [listen = m_backend.listen, model, path](core::Progress& progress) -> core::Result<std::any> {
        auto heard = listen(model, path, progress);
        if (!heard) return core::fail(heard.error());
        return std::any(RecognisedUnits{model, std::move(*heard)});
    };
    const auto done = [this, guard = QPointer(recording)](const core::Result<std::any>& result) {
        m_job = 0;
        if (result && guard) {
            const RecordingModel* key = guard;
            if (!m_known.contains(key)) connect(key, &QObject::destroyed, this, [this, key] { m_known.remove(key); });
            m_known.insert(key, std::make_shared<RecognisedUnits>(std::any_cast<RecognisedUnits>(*result)));
        }
        Q_EMIT changed();
        if (!result && result.error().kind != core::ErrorKind::Cancelled)
            Q_EMIT failed(engine_thread::translated(result.error().text));
    };
    m_job = m_engine->enqueue(tr("Recognising units in %1").arg(recording->name()), this, work, done);
    connect(recording, &QObject::destroyed, this, [this, job = m_job] {
        if (m_job == job) cancel();
    });
    Q_EMIT changed();
}

void UnitRecogniser::cancel() {
    if (m_job != 0) m_engine->cancel(m_job);
}

}  // namespace prososcope::gui
