// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/UnitRecogniser.h"

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
    : RecordingListener(engine, parent), m_backend(std::move(backend)) {}

void UnitRecogniser::recognise(RecordingModel* recording, const store::ModelEntry& model) {
    if (recording == nullptr) return;
    const std::filesystem::path path(recording->path().toStdString());
    listen<RecognisedUnits>(recording, tr("Recognising units in %1").arg(recording->name()),
                            [heed = m_backend.listen, model, path](core::Progress& progress) -> core::Result<RecognisedUnits> {
                                auto heard = heed(model, path, progress);
                                if (!heard) return core::fail(heard.error());
                                return RecognisedUnits{model, std::move(*heard)};
                            });
}

}  // namespace prososcope::gui
