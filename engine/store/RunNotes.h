// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/core/Result.h"
#include "engine/store/Workspace.h"

/// What a person says of stored runs: tags, a comment, and that some are to go. A running training does not write over it.
/// All fail with NotFound where a run is not there.
namespace prososcope::store {

/// Words without spaces at their ends, each once, none empty; replaces those there were.
core::Status setRunTags(Workspace& workspace, std::int64_t run, const std::vector<std::string>& tags);
core::Status setRunComment(Workspace& workspace, std::int64_t run, const std::string& comment);

/// Deleted runs are kept out of `Workspace::runs` but stay, with all their predictions, until they are removed for good. All of
/// the runs or none; one that is running in a living process is refused.
core::Status deleteRuns(Workspace& workspace, std::span<const std::int64_t> runs);
core::Status restoreRuns(Workspace& workspace, std::span<const std::int64_t> runs);
[[nodiscard]] core::Result<std::vector<RunRecord>> deletedRuns(const Workspace& workspace);  ///< last deleted first
/// Removes for good, with their checkpoints, what was deleted `days` ago or earlier, and gives how many.
core::Result<std::size_t> removeDeletedRuns(Workspace& workspace, int days);
/// The same of these runs alone; those that are not deleted, or not there any more, stay as they are.
core::Result<std::size_t> removeDeletedRuns(Workspace& workspace, std::span<const std::int64_t> runs);

}  // namespace prososcope::store
