// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/Result.h"
#include "engine/models/logmel_network/LogMelInput.h"

namespace prososcope::models {

/// Settings from a file, by name; those that are left out keep their defaults. Refuses, with one sentence, an unknown name
/// and a value that is no number, not whole where it counts something, or out of bounds: cards and experiments of strangers
/// reach this, and sizes decide memory.
[[nodiscard]] core::Result<LogMelNetworkSettings> checkedSettings(const std::map<std::string, double>& values, int classes);

}  // namespace prososcope::models
