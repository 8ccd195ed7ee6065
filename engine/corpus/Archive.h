// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"

namespace prososcope::corpus {

/// What an archive may hold at most; more is refused as hostile.
struct ArchiveLimits {
    std::uint64_t bytes = 10ULL << 30;  ///< of all files unpacked
    std::uint64_t entries = 1000000;
    std::uint64_t freeBytes = 100ULL << 20;  ///< up to here any compression is believed
    std::uint64_t ratio = 200;               ///< beyond that, unpacked bytes per byte of the archive
};

/// Unpacks a zip or tar archive (plain, gzip, bzip2, xz, zstd) through libarchive. Everything goes into a temporary folder
/// beside `targetFolder`, which is renamed when complete; on any failure or when stopped nothing is left. Refuses absolute
/// paths, "..", links, devices, encrypted entries, and what exceeds the limits. `targetFolder` must be absent or empty.
[[nodiscard]] core::Status unpackArchive(const std::filesystem::path& archive, const std::filesystem::path& targetFolder,
                                         core::Progress& progress, const ArchiveLimits& limits = {});

}  // namespace prososcope::corpus
