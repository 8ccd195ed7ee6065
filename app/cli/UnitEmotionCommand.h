// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "app/cli/CommandLine.h"
#include "app/cli/RunPrinter.h"
#include "engine/corpus/Corpus.h"
#include "engine/experiment/UnitEmotionExperiment.h"

namespace prososcope::cli {

/// Trains networks of emotion-dependent units, a line for each look, tells recall, error rates and how votes were decided, and
/// keeps the result as a run; tables lie below WORKSPACE/unit-emotion/NAME. The same call again goes on from the last
/// checkpoints. The exit code.
int runUnitEmotion(const CommandLine& line, store::Workspace& workspace, const experiment::UnitEmotionExperiment& experiment,
                   const corpus::Corpus& corpus, const std::vector<corpus::Corpus>& testCorpora, const std::string& command);

/// A stored run of that kind, see runStoredUnitEmotion.
[[nodiscard]] EndedRun resumeUnitEmotion(const CommandLine& line, store::Workspace& workspace, std::int64_t run);

/// "units": the phonetic units of recordings with their emotion, and their vote.
void addUnitsCommand(CLI::App& app, CommandLine& line);

}  // namespace prososcope::cli
