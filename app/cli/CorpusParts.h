// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>

namespace prososcope::cli {

class CommandLine;

/// Says that an edit of labels was stored and how it is taken back, or that there was nothing to change (edit 0).
void printEdit(const CommandLine& line, std::int64_t edit);

// Commands below `corpus`, a file each.
void addCorpusRowCommands(CLI::App& group, CommandLine& line);     ///< rows
void addCorpusQualityCommand(CLI::App& group, CommandLine& line);  ///< quality
void addCorpusExportCommand(CLI::App& group, CommandLine& line);   ///< export
void addLabelCommands(CLI::App& group, CommandLine& line);         ///< edit, edits, undo, redo

}  // namespace prososcope::cli
