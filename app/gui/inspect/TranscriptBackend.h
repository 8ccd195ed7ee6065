// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "app/gui/inspect/SecondsSpan.h"
#include "engine/backend/TranscriptAlignment.h"
#include "engine/store/ModelCard.h"

namespace prososcope::gui {

/// How Inspect reaches recognisers, so that tests put one of their own in the place of LibTorch. `models` is called on a
/// loader's thread, `align` within a job. Errors are those of the functions behind.
struct TranscriptBackend {
    std::function<std::vector<store::ModelEntry>()> models;
    std::function<core::Result<backend::TranscriptAlignment>(const store::ModelEntry&, const std::filesystem::path&,
                                                             const SecondsSpan&, core::Progress&)>
        align;

    /// The program's own: the recognisers of a workspace and those bundled, run by LibTorch.
    [[nodiscard]] static TranscriptBackend ofEngine(const std::filesystem::path& workspace);
};

}  // namespace prososcope::gui
