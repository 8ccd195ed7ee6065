// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/analysis/Classification.h"
#include "engine/store/Workspace.h"

/// Figures of a run from its predictions, or from a part of them. Predictions whose truth or prediction is no class of the run
/// (a run that predicts dimensions alone) count nowhere. Pure functions; any thread.
namespace prososcope::analysis {

/// A part of the predictions of a run; what is left open leaves all.
struct PredictionSlice {
    int fold = -1;
    std::string speaker = {};
    std::string gender = {};
    bool operator==(const PredictionSlice&) const = default;
};
[[nodiscard]] bool isIn(const store::PredictionRecord& prediction, const PredictionSlice& slice);
[[nodiscard]] ConfusionMatrix confusionOf(std::span<const store::PredictionRecord> predictions, std::size_t classes,
                                          const PredictionSlice& slice = {});

/// The recall of one speaker, or of all speakers of one gender.
struct PartScore {
    std::string name;
    std::string gender;  ///< of a speaker; a gender's own name
    double uar = 0.0;    ///< over the classes that occur; NaN where none does
    std::size_t utterances = 0;
    std::size_t speakers = 1;
};
/// By name; predictions without a name count nowhere.
[[nodiscard]] std::vector<PartScore> scoresBySpeaker(std::span<const store::PredictionRecord> predictions, std::size_t classes);
[[nodiscard]] std::vector<PartScore> scoresByGender(std::span<const store::PredictionRecord> predictions, std::size_t classes);

/// How well one class is recognised; NaN where a figure is undefined.
struct ClassScore {
    double precision = 0.0;
    double recall = 0.0;
    double f1 = 0.0;
    std::size_t truth = 0;      ///< utterances that are of it
    std::size_t predicted = 0;  ///< utterances taken for it
};
[[nodiscard]] std::vector<ClassScore> classScores(const ConfusionMatrix& matrix);

/// Shares of a matrix in [truth, predicted] order: of the truth's row, of the prediction's column. NaN in a row or column
/// without utterances.
[[nodiscard]] std::vector<double> rowShares(const ConfusionMatrix& matrix);
[[nodiscard]] std::vector<double> columnShares(const ConfusionMatrix& matrix);

}  // namespace prososcope::analysis
