// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

#include "engine/backend/TorchBackend.h"
#include "engine/store/ModelCard.h"
#include "engine/store/Workspace.h"
#include "engine/training/ExperimentData.h"

namespace prososcope::training {

/// The predictions of a fold's test utterances as they are stored; posteriors: one row for each of them, in their order.
[[nodiscard]] std::vector<store::PredictionRecord> predictionRecords(const ExperimentData& data,
                                                                     const std::filesystem::path& corpusFolder, int fold,
                                                                     const std::vector<std::vector<float>>& posteriors);

/// Unweighted average recall over all given predictions.
[[nodiscard]] double pooledUar(const std::vector<store::PredictionRecord>& predictions, std::size_t classes);

/// Sets a run's counts and pooled figures (UAR with its interval by speakers, accuracy, macro F1) from its predictions. With
/// none only the counts.
void summariseRun(store::RunRecord& run, const std::vector<store::PredictionRecord>& predictions);

/// The card of a model that was trained on all speakers of a finished run; its figure is the one of the folds.
[[nodiscard]] store::ModelCard modelCard(const experiment::Experiment& experiment, const ExperimentData& data,
                                         const backend::RunRequest& request, const store::RunRecord& run);

}  // namespace prososcope::training
