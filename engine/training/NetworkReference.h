// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "engine/core/Result.h"

namespace prososcope::training {

/// What this program computes of a reference case of the kind `kind` (the word in its config.json): `in` holds config.json,
/// model.safetensors and in/, and the folder `out` gets the files of the case's out/. False, with nothing written, for a kind
/// that no network here has. Fails with one sentence on a case that is incomplete.
[[nodiscard]] core::Result<bool> writeNetworkReference(const std::string& kind, const std::filesystem::path& in,
                                                       const std::filesystem::path& out);

}  // namespace prososcope::training
