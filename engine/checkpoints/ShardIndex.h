// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "engine/core/Result.h"

namespace prososcope::checkpoints {

/// Which file of a folder holds which tensor.
using ShardIndex = std::map<std::string, std::string, std::less<>>;

/// Reads the text of a model.safetensors.index.json or pytorch_model.bin.index.json: its object "weight_map", whatever else
/// it says. Refused: what is no JSON, no or an empty weight_map, one tensor twice, more than 1,000 files, a file name that is
/// more than a name (a folder, "..", an absolute path). `file` names the source in errors.
[[nodiscard]] core::Result<ShardIndex> parseShardIndex(std::string_view text, const std::string& file);

}  // namespace prososcope::checkpoints
