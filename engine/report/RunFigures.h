// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/Bootstrap.h"
#include "engine/analysis/Classification.h"
#include "engine/analysis/Regression.h"
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

/// A figure with its 95 % interval by bootstrap over speakers.
struct Scored {
    double value = 0.0;
    analysis::Interval interval;
};

struct ClassScores {
    std::string name;
    std::size_t count = 0;  ///< utterances of the class
    double precision = 0.0, recall = 0.0, f1 = 0.0;
};

/// Recall (UAR) of a speaker, or of all speakers of a gender.
struct PartRecall {
    std::string name, gender;
    std::size_t count = 0;
    double uar = 0.0;
};

/// Rows whose largest posterior lies between low and high.
struct ReliabilityBin {
    double low = 0.0, high = 0.0;
    std::size_t count = 0;
    double confidence = 0.0, accuracy = 0.0;  ///< means; NaN in an empty bin
};
struct Calibration {
    double error = 0.0;  ///< analysis::calibrationError
    double brier = 0.0;
    std::vector<ReliabilityBin> bins;
};

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
    analysis::Spread foldUar;  ///< of the folds' own UAR
    std::vector<ClassScores> classes;
    std::vector<PartRecall> bySpeaker, byGender;  ///< by name
    std::optional<Calibration> calibration;       ///< where every prediction has its posteriors
    std::vector<DimensionScores> dimensions;
    double meanConcordance = 0.0;

    [[nodiscard]] bool hasClasses() const { return matrix.total() > 0; }
};
/// Fails with Cancelled.
[[nodiscard]] core::Result<RunFigures> computeFigures(const StoredRun& stored, core::Progress& progress);

inline constexpr int kDraws = 2000;  ///< of the bootstrap

}  // namespace prososcope::report
