// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/learn/Matrix.h"

namespace prososcope::learn {

/// Which columns a linear regression is given.
enum class ColumnChoice {
    TrainingFold,  ///< the best by F score over the training rows of each fold
    AllRows,       ///< the best over all rows: the test speaker helps to choose, which leaks and makes errors too small
    Everything,    ///< all columns
    Mean           ///< none: the training rows' mean is predicted, the least that a system must do better than
};

struct SpeakerRegressionSettings {
    ColumnChoice choice = ColumnChoice::TrainingFold;
    std::size_t count = 100;  ///< columns chosen; more than there are: all that are not constant
    int threads = 1;          ///< folds at the same time; of large rows each holds a copy of its training part
};

/// One speaker, predicted by what the others teach.
struct LeftOutSpeaker {
    std::string speaker;
    std::size_t rows = 0;
    double meanSquaredError = 0.0;
    std::vector<std::size_t> columns;  ///< chosen ones by falling F score; empty where all or none are taken
};

struct SpeakerRegression {
    std::vector<double> predictions;       ///< of each row, by the fold that leaves its speaker out
    std::vector<LeftOutSpeaker> speakers;  ///< by name
    double mean = 0.0;                     ///< of the speakers' mean squared errors, each speaker alike
    double variance = 0.0;                 ///< over speakers, divisor their number, as numpy's default
    double deviation = 0.0;                ///< its root
    bool leaks = false;                    ///< columns were chosen with the test speakers' help
};

/// A linear regression on some of the columns of a row.
struct ColumnRegression {
    std::vector<std::size_t> columns;  ///< by falling F score
    std::vector<double> weights;       ///< of each
    double intercept = 0.0;
    /// row: of all columns.
    [[nodiscard]] double predict(std::span<const float> row) const;
};

/// The regression of a fold below, fitted to all rows for use on others: the `count` best columns by F score, fewer where fewer
/// are not constant. Fails with a sentence on values that are not finite, other counts and where all columns are constant, and
/// with Cancelled.
[[nodiscard]] core::Result<ColumnRegression> regressOnBestColumns(MatrixView<float> rows, std::span<const double> target,
                                                                  std::size_t count, core::Progress& progress);

/// The regression of the neural-features paper: ordinary least squares with intercept, one speaker left out after the other, of
/// the smallest norm where columns depend on each other (singular values below machineSmallest are 0), columns chosen by the F
/// score of a regression on one (FScores.h), ties to the lower. target: of each row, finite. The same for any number of
/// threads. Fails with a sentence on values that are not finite, other counts and fewer than two speakers, and with Cancelled.
[[nodiscard]] core::Result<SpeakerRegression> regressLeavingSpeakersOut(MatrixView<float> rows, std::span<const double> target,
                                                                        std::span<const std::string> speakers,
                                                                        const SpeakerRegressionSettings& settings,
                                                                        core::Progress& progress);

}  // namespace prososcope::learn
