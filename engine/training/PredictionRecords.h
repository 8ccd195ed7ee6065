// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

#include "engine/backend/TorchBackend.h"
#include "engine/store/ModelCard.h"
#include "engine/store/Workspace.h"
#include "engine/training/ExperimentData.h"
#include "engine/training/FoldLearning.h"

namespace prososcope::training {

/// The predictions of a fold's test utterances as they are stored.
[[nodiscard]] std::vector<store::PredictionRecord> predictionRecords(const ExperimentData& data,
                                                                     const std::filesystem::path& corpusFolder, int fold,
                                                                     const FoldOutcome& outcome);

/// The card of a model that was trained on all speakers of a finished run of one system; its figure is the one of the folds.
[[nodiscard]] store::ModelCard modelCard(const experiment::Experiment& experiment, const ExperimentData& data,
                                         const backend::RunRequest& request, const store::RunRecord& run);

}  // namespace prososcope::training
