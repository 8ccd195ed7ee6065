// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/EmotionBackend.h"

#include "app/engine_thread/EngineThread.h"
#include "engine/backend/UnitEmotionBackend.h"

namespace prososcope::gui {

EmotionBackend EmotionBackend::ofEngine(engine_thread::EngineThread* engine) {
    EmotionBackend made;
    const std::filesystem::path models = std::filesystem::path(engine->workspaceFolder().toStdString()) / "models";
    made.models = [models] {
        auto found = store::findModels(models);  // recognisers among them, which know no emotions over time
        std::erase_if(found, [](const auto& model) {
            return (model.card.classes.empty() && model.card.dimensions.empty()) ||
                   model.card.kind == backend::kUnitEmotionKind;
        });
        return found;
    };
    made.lookModel = [engine](const store::ModelEntry& model) { return engine->lookModel(model.tensors.string()); };
    made.jobModel = [](const store::ModelEntry& model) -> core::Result<std::unique_ptr<backend::EmotionModel>> {
        auto torch = backend::torchBackend();
        if (!torch) return core::fail(torch.error());
        return (*torch)->openModel(model, "cpu", 0);
    };
    made.timeline = backend::predictTimeline;
    made.file = [](backend::EmotionModel& model, const std::filesystem::path& path) {
        return backend::predictFile(model, path);
    };
    return made;
}

}  // namespace prososcope::gui
