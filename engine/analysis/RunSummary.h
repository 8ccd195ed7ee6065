// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/store/Workspace.h"

namespace prososcope::analysis {

/// Unweighted average recall over all given predictions.
[[nodiscard]] double pooledUar(const std::vector<store::PredictionRecord>& predictions, std::size_t classes);

/// Sets a run's counts and pooled figures from its predictions: UAR with its interval by speakers, accuracy and macro F1 where
/// it has classes, the mean CCC with its interval where it has dimensions. With none only the counts.
void summariseRun(store::RunRecord& run, const std::vector<store::PredictionRecord>& predictions);

}  // namespace prososcope::analysis
