// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/analysis/Bootstrap.h"
#include "engine/store/Workspace.h"

namespace prososcope::analysis {

/// A figure with its 95 % interval by bootstrap over speakers; NaN where it is undefined.
struct ScoreWithInterval {
    double value = 0.0;
    Interval interval;
};

/// How well a run predicts one dimension (valence, arousal, ...), over the predictions that have a label and a value for it:
/// Lin's concordance (1989), Pearson's r, and the errors on the corpus's scale.
struct DimensionScore {
    std::string dimension;
    std::size_t utterances = 0;
    std::size_t speakers = 0;
    ScoreWithInterval concordance, pearson, rootMeanSquaredError, meanSquaredError;
};

/// One for each dimension of the run, in order. Deterministic for a seed.
[[nodiscard]] std::vector<DimensionScore> dimensionScores(std::span<const store::PredictionRecord> predictions,
                                                          std::span<const std::string> dimensions, int repetitions = 2000,
                                                          std::uint64_t seed = 1);

/// The mean over the dimensions of their concordance, which is a run's one figure; NaN where that of one is undefined.
[[nodiscard]] ScoreWithInterval meanConcordance(std::span<const store::PredictionRecord> predictions, std::size_t dimensions,
                                                int repetitions = 2000, std::uint64_t seed = 1);

}  // namespace prososcope::analysis
