// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/layers/LayersBackend.h"

#include "engine/backend/TorchBackend.h"

namespace prososcope::gui {

LayersBackend LayersBackend::ofEngine() {
    LayersBackend made;
    made.describe = [](const store::ModelEntry& model) -> core::Result<backend::EncoderInfo> {
        auto torch = backend::torchBackend();
        if (!torch) return core::fail(torch.error());
        return (*torch)->encoders().describe(model.card);
    };
    made.open = [](const store::ModelEntry& model,
                   std::optional<std::uint64_t> untrainedSeed) -> core::Result<std::unique_ptr<backend::Encoder>> {
        auto torch = backend::torchBackend();
        if (!torch) return core::fail(torch.error());
        return (*torch)->encoders().open(model, "cpu", 0, untrainedSeed);
    };
    return made;
}

}  // namespace prososcope::gui
