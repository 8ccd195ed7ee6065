// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/backend/TorchBackend.h"

namespace prososcope::engine_thread {
class EngineThread;
}

namespace prososcope::gui {

/// How the Inspect workspace reaches models: a handful of functions, so that tests put a model of their own in the place
/// of LibTorch. `models` may be called on any thread, `lookModel` only within a look, `jobModel` and `file` within a job,
/// `timeline` within either. Errors are those of the functions behind.
struct EmotionBackend {
    std::function<std::vector<store::ModelEntry>()> models;
    std::function<core::Result<backend::EmotionModel*>(const store::ModelEntry&)> lookModel;
    std::function<core::Result<std::unique_ptr<backend::EmotionModel>>(const store::ModelEntry&)> jobModel;
    std::function<core::Result<std::vector<backend::TimelineRow>>(backend::EmotionModel&, const std::filesystem::path&,
                                                                  const backend::TimelineSettings&, double, double,
                                                                  core::Progress&)>
        timeline;
    std::function<core::Result<backend::Posteriors>(backend::EmotionModel&, const std::filesystem::path&)> file;

    /// The program's own: models of the workspace and those bundled, run by LibTorch.
    [[nodiscard]] static EmotionBackend ofEngine(engine_thread::EngineThread* engine);
};

}  // namespace prososcope::gui
