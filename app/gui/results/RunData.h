// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <filesystem>
#include <memory>
#include <vector>

#include "engine/analysis/Classification.h"
#include "engine/core/Progress.h"
#include "engine/store/Workspace.h"
#include "widgets/SpeakerBars.h"

namespace prososcope::gui {

/// Everything that Results shows of one run, read and computed once on a loader thread and then shared unchanged.
/// `audio` holds for each prediction the absolute path of its sound, empty where it is not on this machine.
struct RunData {
    store::RunRecord run;
    std::vector<store::FoldRecord> folds;
    std::vector<store::EpochRecord> epochs;
    std::vector<store::PredictionRecord> predictions;
    std::vector<std::filesystem::path> audio;
    analysis::ConfusionMatrix matrix;
    std::vector<widgets::SpeakerScore> speakers;  ///< by name
    std::size_t absent = 0;                       ///< predictions whose audio is not here
};

/// Reads a run. Predictions with a class outside the run's are left out of the matrix. Relative paths are looked for in the
/// folder of the run's corpus where the workspace knows it, by path and then by utterance id.
[[nodiscard]] core::Result<std::shared_ptr<const RunData>> loadRun(const std::filesystem::path& workspace, std::int64_t id,
                                                                   core::Progress& progress);

/// All predictions as CSV: run, fold, utterance, path, start, end, speaker, gender, truth, predicted, one column of the
/// posterior for each class. Numbers with a dot.
[[nodiscard]] core::Status savePredictions(const RunData& data, const std::filesystem::path& path);

/// Imports each folder of `examples` (text files of Workspace::exportRun) into a workspace without any run, marked as
/// example. Gives the number imported: 0 where the workspace has runs already or there are no examples.
[[nodiscard]] core::Result<int> importExampleRuns(const std::filesystem::path& workspace,
                                                  const std::filesystem::path& examples);

}  // namespace prososcope::gui
