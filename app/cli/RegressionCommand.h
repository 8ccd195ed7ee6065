// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "app/cli/CommandLine.h"
#include "engine/experiment/RegressionExperiment.h"

namespace prososcope::cli {

/// Runs an experiment of the kind "neural-regression" whose corpus is in the workspace: prints its tables and stores them with
/// all that they are made of in WORKSPACE/regressions/NAME. device: empty, or in the place of the file's.
int runRegression(const CommandLine& line, experiment::RegressionExperiment experiment, const std::string& device);

}  // namespace prososcope::cli
