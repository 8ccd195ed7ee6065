// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/store/Workspace.h"

/// Whether a classifier is as often right as it claims to be: reliability diagrams (DeGroot and Fienberg 1983; Guo et al.
/// 2017). The measures of one number are in Classification.h. Pure functions; any thread.
namespace prososcope::analysis {

/// The rows whose largest probability is above `low` and at most `high` (the first bin takes 0 too).
struct ReliabilityBin {
    double low = 0.0;
    double high = 1.0;
    std::size_t rows = 0;
    double probability = 0.0;  ///< mean of the largest one; NaN without rows
    double accuracy = 0.0;     ///< share of them that are right; NaN without rows
};
/// Bins of equal width; of probabilities [rows, truth's classes]. Empty where there is no row.
[[nodiscard]] std::vector<ReliabilityBin> reliabilityBins(std::span<const double> probabilities, std::span<const int> truth,
                                                          std::size_t classes, std::size_t bins = 15);

/// Calibration of a run's posteriors. Predictions without a posterior for every class are left out.
struct RunCalibration {
    std::vector<ReliabilityBin> bins;
    double error = 0.0;        ///< expected calibration error, Guo et al. 2017
    double brier = 0.0;        ///< Brier 1950, 0 .. 2
    double probability = 0.0;  ///< mean of the largest posterior
    double accuracy = 0.0;     ///< of the class with the largest posterior
    std::size_t rows = 0;
};
/// Nothing where no prediction has posteriors.
[[nodiscard]] std::optional<RunCalibration> runCalibration(std::span<const store::PredictionRecord> predictions,
                                                           std::size_t classes);

}  // namespace prososcope::analysis
