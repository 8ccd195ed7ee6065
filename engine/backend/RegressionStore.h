// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "engine/backend/RegressionRun.h"
#include "engine/backend/TorchBackend.h"

namespace prososcope::backend {

/// The tables as `prososcope-cli run --json` gives them, and as they are stored.
[[nodiscard]] nlohmann::json regressionTablesJson(const std::vector<RegressionTableResult>& tables);

/// Writes a result into a folder: experiment.toml, result.json (read by experiment::readStoredRegression), a CSV of each table,
/// of the speakers' errors and of the predictions. result.json comes last.
[[nodiscard]] core::Status storeRegression(const std::filesystem::path& folder,
                                           const experiment::RegressionExperiment& experiment,
                                           const store::ActivationSetInfo& info,
                                           const std::vector<RegressionTableResult>& tables);

/// What was done of an experiment.
struct RegressionOutcome {
    std::filesystem::path folder;  ///< where it is stored
    std::vector<RegressionTableResult> tables;
    std::size_t continued = 0;         ///< utterances whose activations an earlier pass had taken
    std::vector<std::string> leftOut;  ///< why utterances have no activations
};

/// Runs an experiment in a workspace: activations of its network on its corpus (stored ones where there are), then its tables,
/// stored in WORKSPACE/regressions/NAME. Fails with a sentence where the corpus, a target or the network is not there, as
/// takeActivations and runRegressions do, and with Cancelled; activations that were taken are kept then.
[[nodiscard]] core::Result<RegressionOutcome> runRegressionExperiment(const experiment::RegressionExperiment& experiment,
                                                                      const std::filesystem::path& workspace,
                                                                      TorchBackend& torch, int threads,
                                                                      core::Progress& progress);

}  // namespace prososcope::backend
