// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/CommandLine.h"

namespace prososcope::cli {

void addProjectCommand(CLI::App& app, CommandLine& line);

}  // namespace prososcope::cli
