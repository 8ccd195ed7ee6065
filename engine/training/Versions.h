// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace prososcope::training {

/// Versions of the program, of every library that may change a number, and of the compiler, as one line of JSON: stored
/// with every run.
[[nodiscard]] std::string versionsJson();

}  // namespace prososcope::training
