// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "engine/backend/TorchBackend.h"
#include "engine/backend/UnitEmotionBackend.h"
#include "engine/store/Workspace.h"

namespace prososcope::backend {

struct UnitEmotionRunOutcome {
    store::RunRecord run;
    UnitEmotionOutcome outcome;
};

/// Trains a stored run of kind "unit-emotion", one that waits or one that was interrupted, cancelled or failed, and keeps its
/// results in it: folds and looks as they come, predictions and figures at the end; results and checkpoints lie in
/// WORKSPACE/unit-emotion/NAME, so that the same run goes on where it was. The observer hears of looks as epochs, whose number
/// is that of the update; `progress` says the last look in words. Cancelled leaves the run as Cancelled, a failure as Failed
/// with its sentence. Fails where the run is finished, begun by another process, or of another kind. The training's thread.
[[nodiscard]] core::Result<UnitEmotionRunOutcome> runStoredUnitEmotion(UnitEmotionBackend& backend, store::Workspace& workspace,
                                                                       std::int64_t id, RunObserver& observer,
                                                                       core::Progress& progress);

}  // namespace prososcope::backend
