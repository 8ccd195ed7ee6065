// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <compare>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "engine/analysis/Calibration.h"
#include "engine/analysis/Classification.h"
#include "engine/analysis/DimensionScores.h"
#include "engine/analysis/RunComparison.h"
#include "engine/analysis/RunFigures.h"
#include "engine/analysis/SeedComparison.h"
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
    std::vector<widgets::SpeakerScore> speakers, genders;  ///< by name
    std::vector<analysis::ClassScore> classScores;         ///< in the order of the classes; empty without any
    std::optional<analysis::RunCalibration> calibration;
    std::vector<analysis::DimensionScore> dimensions;
    std::set<std::string> doubtful;  ///< PredictionRecord::utterance of those marked when the run was read
    std::size_t absent = 0;          ///< predictions whose audio is not here
    bool dialogues = false;          ///< its corpora, where the workspace has them, name dialogues
};

/// Where an utterance of a run belongs in the workspace: the corpus that it is of, and its id there. In a run on several
/// corpora
/// ("emodb+ravdess") ids begin with the corpus's name (see corpus::amongOthers).
struct UtterancePlace {
    std::string corpus, utterance;
    auto operator<=>(const UtterancePlace&) const = default;
};
[[nodiscard]] UtterancePlace placeOf(const store::RunRecord& run, const std::string& utterance);

/// The names of a run's classes, in their order.
[[nodiscard]] QStringList classNames(const store::RunRecord& run);
/// Of fold `index`: its name, or its number where it has none.
[[nodiscard]] QString foldName(const RunData& data, int index);

/// Reads a run. Predictions with a class outside the run's are left out of the matrix. Relative paths are looked for in the
/// folder of the run's corpus where the workspace knows it, by path and then by utterance id.
[[nodiscard]] core::Result<std::shared_ptr<const RunData>> loadRun(const std::filesystem::path& workspace, std::int64_t id,
                                                                   core::Progress& progress);

/// Two runs side by side, the one shown first.
struct RunPair {
    std::shared_ptr<const RunData> first;
    store::RunRecord second;
    analysis::RunComparison figures;
    /// Where both are one of several seeds of their settings, all of these runs, by seed; a reason where they do not compare.
    std::optional<core::Result<analysis::SeedComparison>> seeds;
};
[[nodiscard]] core::Result<std::shared_ptr<const RunPair>> loadPair(const std::filesystem::path& workspace,
                                                                    const std::shared_ptr<const RunData>& first,
                                                                    std::int64_t second, core::Progress& progress);

/// All predictions as CSV: run, fold, utterance, path, start, end, speaker, gender, truth, predicted, one column of the
/// posterior for each class, for each dimension what it is and what was predicted. Numbers with a dot.
[[nodiscard]] core::Status savePredictions(const RunData& data, const std::filesystem::path& path);

/// Imports each folder of `examples` (text files of Workspace::exportRun) into a workspace without any run, marked as
/// example. Gives the number imported: 0 where the workspace has runs already or there are no examples.
[[nodiscard]] core::Result<int> importExampleRuns(const std::filesystem::path& workspace,
                                                  const std::filesystem::path& examples);

}  // namespace prososcope::gui
