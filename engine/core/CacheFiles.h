// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

namespace prososcope::core {

/// A file of a cache, which may be removed at any time.
struct CacheFile {
    std::filesystem::path path;
    std::int64_t bytes = 0;
    std::int64_t usedNs = 0;  ///< since 1970
};

/// The files with this ending in a folder and below it, those used longest ago first. Links are not followed; what cannot be
/// read is passed over.
[[nodiscard]] std::vector<CacheFile> cacheFiles(const std::filesystem::path& folder, std::string_view ending);
[[nodiscard]] std::int64_t totalBytes(const std::vector<CacheFile>& files);

/// The time of a file's last change stands for that of its last use.
void markUsed(const std::filesystem::path& path);

/// Removes files from the front of the list until `most` bytes are left, but none that was used at `keepSinceNs` or later.
/// Gives how many bytes are left.
std::int64_t trimCache(const std::vector<CacheFile>& files, std::int64_t most, std::int64_t keepSinceNs = INT64_MAX);

}  // namespace prososcope::core
