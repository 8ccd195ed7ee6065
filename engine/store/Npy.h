// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/core/Result.h"

namespace prososcope::store {

/// The head of NumPy's array file, version 1.0: little-endian float32 in C order, its length a multiple of 64 bytes. The
/// values follow as they are.
[[nodiscard]] std::string npyHeader(std::span<const std::uint64_t> shape);
struct NpyArray {
    std::vector<std::uint64_t> shape;
    std::vector<float> values;
};
/// Reads what writeNpy writes, and what NumPy writes of little-endian float32 in C order. Hostile until checked: fails with a
/// sentence on other kinds, and where the size does not fit the shape.
[[nodiscard]] core::Result<NpyArray> readNpy(const std::filesystem::path& path);
/// A whole file, complete or not at all; `values` holds the product of `shape`. `durable` as in core::SafeFile::commit.
[[nodiscard]] core::Status writeNpy(const std::filesystem::path& goal, std::span<const std::uint64_t> shape,
                                    std::span<const float> values, bool durable = true);

}  // namespace prososcope::store
