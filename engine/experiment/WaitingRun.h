// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/experiment/Experiment.h"
#include "engine/store/Workspace.h"

namespace prososcope::experiment {

/// The record of a run that has not begun: what its experiment says of it, to be put into the queue (store/RunQueue.h).
[[nodiscard]] store::RunRecord waitingRecord(const Experiment& experiment);

}  // namespace prososcope::experiment
