// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"

namespace prososcope::phonetics {

/// A program to run once: no shell is involved, the arguments reach it as they are.
struct ChildProcess {
    std::filesystem::path program;  ///< absolute
    std::vector<std::string> arguments;
    std::string input;  ///< for its standard input, which is closed behind it
    std::chrono::milliseconds limit{60000};
};
struct ChildResult {
    int exitCode = 0;
    std::string output;
    std::string errors;
};

/// Runs it and waits, reading what it writes while it is fed. It is ended, with nothing left behind, when the time is over,
/// when asked to stop and when it writes more than 256 MB. Ctrl+C in the terminal reaches this program only.
/// `onOutput` is called on this thread with all that was written so far. Any thread.
[[nodiscard]] core::Result<ChildResult> runChild(const ChildProcess& child, const core::Progress& progress,
                                                 const std::function<void(std::string_view output)>& onOutput = {});

/// The executable file of that name in the folders of PATH (absolute ones only), or nothing.
[[nodiscard]] std::optional<std::filesystem::path> findProgram(std::string_view name);

}  // namespace prososcope::phonetics
