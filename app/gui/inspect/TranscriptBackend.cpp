// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/TranscriptBackend.h"

#include "engine/backend/RecogniserBackend.h"
#include "engine/backend/TorchBackend.h"

namespace prososcope::gui {

TranscriptBackend TranscriptBackend::ofEngine(const std::filesystem::path& workspace) {
    TranscriptBackend made;
    made.models = [folder = workspace / "models"] {
        auto models = store::findModels(folder);
        std::erase_if(models, [](const auto& model) { return !experiment::isRecogniserKind(model.card.kind); });
        return models;
    };
    made.align = [](const store::ModelEntry& model, const std::filesystem::path& recording, const SecondsSpan& stretch,
                    core::Progress& progress) -> core::Result<backend::TranscriptAlignment> {
        const auto torch = backend::torchBackend();
        if (!torch) return core::fail(torch.error());
        const auto recogniser = (*torch)->recognisers().open(model, "cpu", 0);
        if (!recogniser) return core::fail(recogniser.error());
        return backend::alignRecording(**recogniser, recording, stretch.start, stretch.end, progress);
    };
    return made;
}

}  // namespace prososcope::gui
