// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/experiment/Experiment.h"
#include "engine/experiment/Sweep.h"
#include "engine/store/Workspace.h"

namespace prososcope::experiment {

/// The record of a run that has not begun: what its experiment says of it, to be put into the queue (store/RunQueue.h).
[[nodiscard]] store::RunRecord waitingRecord(const Experiment& experiment);
/// All runs of a file, with what each sets. Where there are several they are a group, named after the experiment and this
/// moment. command: the line that repeats them; onlyFolds: empty for all.
[[nodiscard]] std::vector<store::RunRecord> waitingRecords(const ExperimentGroup& group, const std::string& command,
                                                           const std::vector<int>& onlyFolds);

}  // namespace prososcope::experiment
