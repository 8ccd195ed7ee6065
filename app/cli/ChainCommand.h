// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>

#include "app/cli/CommandLine.h"
#include "engine/experiment/Chain.h"

namespace prososcope::cli {

/// Runs one stage and prints its result; goes on with that run where one is given. The exit code.
using RunStage = std::function<int(const experiment::ChainStage& stage, std::optional<std::int64_t> resume)>;

/// The stages of a chain that are not done yet, in their order; one that was interrupted goes on. What is done, and as which
/// experiment, stands in WORKSPACE/chains/NAME.json: a stage whose experiment has changed, or one that it goes on from, is done
/// anew. The first stage that fails ends it. The exit code.
int runChain(const CommandLine& line, const experiment::Chain& chain, const RunStage& runStage);

}  // namespace prososcope::cli
