// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Result.h"
#include "engine/experiment/Experiment.h"

namespace prososcope::experiment {

/// One run of a file that describes several.
struct SweepRun {
    Experiment experiment;
    std::string
        point;  ///< what the sweep sets, the seed apart: "training.epochs = 20, model.cost = 0.1"; empty without a sweep
};

/// What an experiment file describes: one run, or one for each combination of what [sweep] lists and each seed. [sweep] gives a
/// list of values for any key of the file, by its path: training.learning_rate = [1e-3, 2e-3]; `seeds` = [1, 2, 3] beside
/// `seed`. Every combination is checked as a file of its own, so nothing starts where one of them is wrong. The last key of
/// [sweep] varies fastest, seeds fastest of all.
struct ExperimentGroup {
    std::string name;
    std::vector<SweepRun> runs;  ///< at least one, at most kMostRuns
};
inline constexpr std::size_t kMostRuns = 1000;

[[nodiscard]] core::Result<ExperimentGroup> readExperiments(const std::filesystem::path& file);
/// folder: what the path of a label scheme is relative to.
[[nodiscard]] core::Result<ExperimentGroup> parseExperiments(std::string_view toml, std::string_view source,
                                                             const std::filesystem::path& folder = {});

}  // namespace prososcope::experiment
