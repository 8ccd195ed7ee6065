// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string_view>

namespace prososcope::core {

/// The program's log: to stderr (warnings and errors) and, once `logToFile` was called, to a rotating file in the
/// data folder, whose first lines name versions and devices. Any thread.
enum class LogLevel { Debug, Info, Warning, Error };
void log(LogLevel level, std::string_view message);
void logToFile(const std::filesystem::path& file);
void setQuiet(bool quiet);  ///< nothing but errors on stderr

/// Version of the program and of the libraries it was built with, a line each.
[[nodiscard]] std::string_view programVersion();

}  // namespace prososcope::core
