// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/report/Document.h"
#include "engine/report/RunFigures.h"

namespace prososcope::report {

/// The figures of a report, drawn from plain data. Words on them come translated. All are at most kFigureWidth wide.
inline constexpr double kFigureWidth = 680.0;

/// Counts large, row % small; dark cells are large shares of their row.
[[nodiscard]] Drawing confusionFigure(const analysis::ConfusionMatrix& matrix, const std::vector<std::string>& classes,
                                      const Translate& say);
/// A bar from 0 to 1 for each part, with its figure and n; `chance` and `mean` as lines where they are numbers.
[[nodiscard]] Drawing barFigure(const std::vector<analysis::PartScore>& parts, double chance, double mean,
                                const Translate& say);
/// Loss and UAR of the inner speakers over the epochs: every fold thin, the mean of the folds bold.
[[nodiscard]] Drawing curveFigure(const std::vector<store::EpochRecord>& epochs, const Translate& say);
/// Accuracy over the largest posterior, with n of each bin as the size of a bar below.
[[nodiscard]] Drawing reliabilityFigure(const analysis::RunCalibration& calibration, const Translate& say);
/// A point with its interval for each row, on an axis that holds them all; `zero` draws a line at 0.
struct IntervalRow {
    std::string name;
    Scored scored;
    bool alarming = false;
};
[[nodiscard]] Drawing intervalFigure(const std::vector<IntervalRow>& rows, const std::string& axis, bool zero);

}  // namespace prososcope::report
