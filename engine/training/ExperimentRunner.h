// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/backend/TorchBackend.h"

namespace prososcope::training {

/// Runs an experiment from the corpus to the stored summary: labels, folds, features (cached), one training per fold,
/// predictions of the test speakers, metrics with intervals, and the model trained on all speakers where the experiment asks
/// for it. Everything is stored as it comes, so that a killed process resumes from the last epoch's checkpoint.
/// Folds run side by side, each with its own network and random streams: with t threads and f folds, min(t, f) at a time
/// with t / min(t, f) compute threads each, so that the numbers do not depend on which fold finishes first.
[[nodiscard]] core::Result<store::RunRecord> runExperiment(const backend::RunRequest& request, backend::RunObserver& observer,
                                                           core::Progress& progress);

/// The number of compute threads that 0 stands for: the machine's cores, at most 8.
[[nodiscard]] int defaultThreads();

}  // namespace prososcope::training
