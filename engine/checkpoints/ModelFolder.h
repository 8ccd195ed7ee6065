// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/Result.h"

namespace prososcope::checkpoints {

inline constexpr const char* kConfigFile = "config.json";

/// Where the parts of a model in the Hugging Face layout lie.
struct ModelPlace {
    std::filesystem::path folder;   ///< of config.json, where there is one
    std::filesystem::path weights;  ///< as Checkpoint::open takes them of a folder; or the file that was named
    bool wholeFolder = false;       ///< no file was named
};

/// The names that a folder's file of weights may have, best first.
[[nodiscard]] const std::vector<std::string>& weightFiles();

/// Of a folder, or of a file of weights. Fails where there is nothing, or a folder without weights.
[[nodiscard]] core::Result<ModelPlace> findModelPlace(const std::filesystem::path& path);

/// A name for the model: that of its folder, or of a file that has a name of its own, as plainModelName has it.
[[nodiscard]] std::string proposedName(const ModelPlace& place);
/// In lower case, other characters than letters, digits, '.', '_' and '-' as '-'; "model" where nothing is left.
[[nodiscard]] std::string plainModelName(const std::string& text);

/// The licence in the front matter of README.md ("license: mit"); empty where it says none.
[[nodiscard]] std::string licenceOf(const std::filesystem::path& folder);

}  // namespace prososcope::checkpoints
