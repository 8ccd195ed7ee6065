// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/analysis/Comparison.h"
#include "engine/store/Workspace.h"

namespace prososcope::analysis {

/// A run as it is compared: its classes, and what it predicted.
struct ComparedRun {
    std::vector<std::string> classes;
    std::vector<store::PredictionRecord> predictions;
};

/// Two runs on the utterances that both have predicted, by id and span of the recording.
struct RunComparison {
    UarComparison uar;
    std::size_t utterances = 0;  ///< compared
    std::size_t speakers = 0;
    std::size_t onlyFirst = 0;  ///< utterances that only the first run has predicted; they are left out
    std::size_t onlySecond = 0;
};
/// Classes are matched by name. Fails with a sentence where the runs have different classes, where they say different truths of
/// an utterance, and where they share none. Stops when asked.
[[nodiscard]] core::Result<RunComparison> compareRuns(const ComparedRun& first, const ComparedRun& second,
                                                      core::Progress& progress);

}  // namespace prososcope::analysis
