// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/CommandLine.h"

namespace prososcope::cli {

/// "report", below "runs".
void addReportCommand(CLI::App& runs, CommandLine& line);
/// "reproduce": the tables of papers beside the workspace's runs.
void addReproduceCommand(CLI::App& app, CommandLine& line);

/// "dialogues" and "recognition", below "runs".
void addDialogueCommands(CLI::App& runs, CommandLine& line);

}  // namespace prososcope::cli
