// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

namespace prososcope::cli {

class CommandLine;

// Commands below `corpus`, a file each.
void addCorpusRowCommands(CLI::App& group, CommandLine& line);     ///< rows
void addCorpusQualityCommand(CLI::App& group, CommandLine& line);  ///< quality
void addCorpusExportCommand(CLI::App& group, CommandLine& line);   ///< export
void addLabelCommands(CLI::App& group, CommandLine& line);         ///< edit, edits, undo, redo

}  // namespace prososcope::cli
