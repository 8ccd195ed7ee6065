// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>
#include <array>
#include <string>

#include "engine/backend/RecordingSpan.h"

namespace prososcope::cli {

/// `prefix`start and `prefix`end of a stretch; `recording` is what they are seconds of, in the help.
std::array<CLI::Option*, 2> addSpanOptions(CLI::App& command, backend::RecordingSpan& span, const std::string& prefix = "--",
                                           const std::string& recording = "the recording");

}  // namespace prososcope::cli
