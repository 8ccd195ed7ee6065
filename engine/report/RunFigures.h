// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/Bootstrap.h"
#include "engine/analysis/Calibration.h"
#include "engine/analysis/Classification.h"
#include "engine/analysis/DimensionScores.h"
#include "engine/analysis/Regression.h"
#include "engine/analysis/RunFigures.h"
#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/store/Workspace.h"

namespace prososcope::report {

/// All that the workspace holds of one run.
struct StoredRun {
    store::RunRecord run;
    std::vector<store::FoldRecord> folds;
    std::vector<store::EpochRecord> epochs;
    std::vector<store::PredictionRecord> predictions;
};
/// Fails with NotFound where the run is not there.
[[nodiscard]] core::Result<StoredRun> loadStoredRun(const store::Workspace& workspace, std::int64_t id);

using Scored = analysis::ScoreWithInterval;

struct DimensionScores {
    std::string name;
    std::size_t count = 0;  ///< utterances with a rating
    analysis::RegressionScores scores;
    analysis::Interval concordance;  ///< 95 %, over speakers
};

/// What a report says of a run, computed from its predictions by the functions of engine/analysis. Predictions with a class
/// outside the run's are left out of all class figures.
struct RunFigures {
    std::size_t utterances = 0, speakers = 0;
    std::size_t genders = 0;  ///< that are known
    analysis::ConfusionMatrix matrix;
    Scored uar, accuracy, macroF1;
    analysis::Spread foldUar;                   ///< of the folds' own UAR
    std::vector<analysis::ClassScore> classes;  ///< in the order of the run's classes
    std::vector<analysis::PartScore> bySpeaker, byGender;
    std::optional<analysis::RunCalibration> calibration;
    std::vector<DimensionScores> dimensions;
    double meanConcordance = 0.0;

    [[nodiscard]] bool hasClasses() const { return matrix.total() > 0; }
};
/// Fails with Cancelled.
[[nodiscard]] core::Result<RunFigures> computeFigures(const StoredRun& stored, core::Progress& progress);

inline constexpr int kDraws = 2000;  ///< of the bootstrap

}  // namespace prososcope::report
