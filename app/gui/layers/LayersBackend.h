// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "engine/backend/EncoderBackend.h"
#include "engine/store/ModelCard.h"

namespace prososcope::gui {

/// How Layers reaches networks, so that tests put one of their own in the place of LibTorch. `describe` is called on a loader's
/// thread, `open` within a job. Errors are those of the functions behind.
struct LayersBackend {
    std::function<core::Result<backend::EncoderInfo>(const store::ModelEntry&)> describe;
    std::function<core::Result<std::unique_ptr<backend::Encoder>>(const store::ModelEntry&,
                                                                  std::optional<std::uint64_t> untrainedSeed)>
        open;

    /// The program's own, run by LibTorch.
    [[nodiscard]] static LayersBackend ofEngine();
};

}  // namespace prososcope::gui
