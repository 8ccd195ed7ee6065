// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/core/Result.h"
#include "engine/store/Safetensors.h"

namespace prososcope::store {

/// The tensors of a safetensors file that is in memory or mapped already; their bytes are views into it, at any address.
struct SafetensorsContent {
    std::vector<TensorView> tensors;  ///< in the order of their data
    std::map<std::string, std::string> metadata;
};

/// Checked as SafetensorsFile says. `path` names the source in errors.
[[nodiscard]] core::Result<SafetensorsContent> readSafetensors(std::span<const std::byte> content,
                                                               const std::filesystem::path& path);

}  // namespace prososcope::store
