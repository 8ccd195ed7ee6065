// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/PairedTest.h"
#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/corpus/Corpus.h"
#include "engine/experiment/RegressionExperiment.h"
#include "engine/learn/NeuralRegression.h"
#include "engine/store/ActivationSet.h"

namespace prososcope::backend {

/// One system on one target.
struct RegressionCell {
    std::string target;
    learn::SpeakerRegression result;
    analysis::Interval interval;                          ///< 95 % of the mean over speakers, by Student's t
    std::optional<analysis::PairedTest> againstFeatures;  ///< its speakers' errors less those of the feature set
};

struct RegressionRow {
    experiment::RegressionSystem system;
    std::size_t columns = 0;            ///< that it could choose from
    std::vector<RegressionCell> cells;  ///< by target
};

struct RegressionTableResult {
    experiment::RegressionTable table;
    std::vector<std::string> utterances;  ///< ids, in the order of the predictions
    std::vector<std::string> speakers;    ///< of each
    std::size_t unrated = 0;              ///< left out, because a target is not known
    std::size_t disagreed = 0;            ///< left out, because raters do not agree on a class
    std::vector<RegressionRow> rows;
};

/// Fills the tables of an experiment: utterances of the set whose targets are all known, speakers left out one after the other.
/// Features of the utterances come from the cache or are computed. Fails with a sentence on a target that the corpus does not
/// have, more layers than there are, fewer than two speakers, values that are not finite, and with Cancelled.
[[nodiscard]] core::Result<std::vector<RegressionTableResult>> runRegressions(
    const experiment::RegressionExperiment& experiment, const corpus::Corpus& corpus, const store::ActivationSet& set,
    const std::filesystem::path& cacheFolder, int threads, core::Progress& progress);

}  // namespace prososcope::backend
