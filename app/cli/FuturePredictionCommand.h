// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/CommandLine.h"
#include "engine/corpus/Corpus.h"
#include "engine/experiment/FuturePredictionExperiment.h"

namespace prososcope::cli {

/// Trains a network to predict the speech to come, a line for each epoch, and keeps it as a model; its curves lie below
/// WORKSPACE/future-prediction/NAME. The same call again goes on from the last checkpoint. The exit code.
int runFuturePrediction(const CommandLine& line, store::Workspace& workspace,
                        const experiment::FuturePredictionExperiment& experiment, const corpus::Corpus& corpus,
                        const std::string& command);

}  // namespace prososcope::cli
