// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "engine/core/Result.h"
#include "engine/store/Workspace.h"

/// Trainings that wait for their turn. They are runs of the workspace in state Waiting, with their resolved experiment, so that
/// a queue outlives the program; a waiting run is started by resuming it (see backend::RunRequest).
namespace prososcope::store {

/// Puts runs at the end of the queue, all or none, and gives their ids in order. Asked of each: name, experiment, corpus.
core::Result<std::vector<std::int64_t>> addWaitingRuns(Workspace& workspace, const std::vector<RunRecord>& runs);
/// In the order in which they come; without `experiment`, which Workspace::run gives.
[[nodiscard]] core::Result<std::vector<RunRecord>> waitingRuns(const Workspace& workspace);
/// Puts a waiting run before another one, or at the end where `before` is 0. Fails with NotFound where it waits no longer.
core::Status moveWaitingRun(Workspace& workspace, std::int64_t run, std::int64_t before);
/// Takes a run out of the queue; nothing of it stays. Fails with NotFound where it waits no longer.
core::Status removeWaitingRun(Workspace& workspace, std::int64_t run);
/// Makes a waiting run this process's running one; false where another process was first or it waits no longer.
core::Result<bool> claimWaitingRun(Workspace& workspace, std::int64_t run);
/// The same of a stored run that is to be trained, as it was read; of one that was interrupted nothing is written. Fails with
/// Taken and one sentence where it is finished or running, or another process was first.
core::Status claimRun(Workspace& workspace, const RunRecord& run);

}  // namespace prososcope::store
