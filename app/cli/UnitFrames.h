// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "app/cli/ActivationOptions.h"
#include "engine/backend/RecordingSpan.h"

namespace prososcope::cli {

/// What `activations --frames` is asked.
struct UnitFramesOptions {
    std::string recording;
    std::vector<std::string> units;  ///< "3/17", "3" for all of a layer; none: every unit
    backend::RecordingSpan span;
};

void addUnitFramesOptions(CLI::App& command, UnitFramesOptions& options);

/// Writes what units say over time of a recording as CSV (to stdout without `goal`) or NumPy's array [frames, units].
[[nodiscard]] int writeUnitFrames(const CommandLine& line, const ActivationOptions& options, const UnitFramesOptions& frames,
                                  const std::string& goal);

}  // namespace prososcope::cli
