// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/CommandLine.h"
#include "engine/corpus/Corpus.h"
#include "engine/experiment/RecogniserExperiment.h"

namespace prososcope::cli {

/// Trains a recogniser, a line for each epoch, and tells its errors; what it gave lies below WORKSPACE/recognisers/NAME. The
/// same call again goes on from the last checkpoint. The exit code.
int runRecogniser(const CommandLine& line, store::Workspace& workspace, const experiment::RecogniserExperiment& experiment,
                  const corpus::Corpus& corpus, const std::string& command);

/// One training for each speaker of the corpus by name: that one is tested, the next chooses the epoch, whatever the experiment
/// says of them; NAME-SPEAKER each, and at the end the errors of all. Trainings that ended are tested again from their
/// checkpoints, so that the same call goes on. Likewise.
int runRecogniserForEverySpeaker(const CommandLine& line, store::Workspace& workspace,
                                 const experiment::RecogniserExperiment& experiment, const corpus::Corpus& corpus,
                                 const std::string& command);

/// One training for each session of the corpus by name: its speakers are tested, those of the session before it choose the
/// epoch, whatever the experiment says; NAME-SESSION each, and what all of them tested below WORKSPACE/recognisers/NAME.
/// Likewise.
int runRecogniserForEverySession(const CommandLine& line, store::Workspace& workspace,
                                 const experiment::RecogniserExperiment& experiment, const corpus::Corpus& corpus,
                                 const std::string& command);

/// Two trainings of recognisers by name: the difference of their character errors on the utterances that both have tested, the
/// second subtracted, with its interval. The exit code.
int compareRecognisers(const CommandLine& line, const std::string& first, const std::string& second);

}  // namespace prososcope::cli
