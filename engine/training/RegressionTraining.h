// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/experiment/Experiment.h"
#include "engine/learn/Matrix.h"
#include "engine/training/ClassicalSettings.h"

namespace prososcope::training {

/// Standardised rows of a fold. `origin` names the utterance of each training row. Views: what they refer to must outlive them.
struct RegressionRows {
    const learn::Matrix<float>& train;
    const learn::Matrix<float>& test;
    const std::vector<std::size_t>& origin;
};
/// What linear regression predicts for the test rows, [row][dimension], each dimension by itself: the columns with the
/// largest F scores of the training rows where the settings say so, then ordinary least squares, or ridge with the penalty of
/// the largest CCC (Lin 1989) over the training rows, each predicted by the fold of speakers that tests it; ties to the larger
/// penalty.
[[nodiscard]] core::Result<std::vector<std::vector<float>>> trainRegression(const RegressionRows& rows,
                                                                            const experiment::LabelledUtterances& labelled,
                                                                            const ClassicalSettings& settings, int threads,
                                                                            core::Progress& progress);

}  // namespace prososcope::training
