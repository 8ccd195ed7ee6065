// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/live/LiveBackend.h"

#include "engine/backend/UnitEmotionBackend.h"

namespace prososcope::gui {

LiveBackend LiveBackend::ofEngine(const std::filesystem::path& workspace) {
    LiveBackend made;
    made.models = [models = workspace / "models"] {
        auto found = store::findModels(models);
        std::erase_if(found, [](const auto& model) { return model.card.kind == backend::kUnitEmotionKind; });  // no streams
        return found;
    };
    made.openModel = [](const store::ModelEntry& model) -> core::Result<std::unique_ptr<backend::EmotionModel>> {
        auto torch = backend::torchBackend();
        if (!torch) return core::fail(torch.error());
        return (*torch)->openModel(model, "cpu", 1);
    };
    made.openSource = [](const LiveChoice& choice) {
        return choice.isRecording() ? live::fileSource(choice.file.toStdString(), true)
                                    : live::microphoneSource(choice.device.toStdString());
    };
    made.makeInput = [] { return audio::makeInputStream(); };
    made.openRecogniser = [](const store::ModelEntry& model) -> core::Result<std::unique_ptr<backend::Recogniser>> {
        auto torch = backend::torchBackend();
        if (!torch) return core::fail(torch.error());
        return (*torch)->recognisers().open(model, "cpu", 1);
    };
    return made;
}

}  // namespace prososcope::gui
