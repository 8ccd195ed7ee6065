// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace prososcope::core {

/// What tells that a file is the one that was seen before. A value.
struct FileStamp {
    std::int64_t size = 0;
    std::int64_t modifiedNs = 0;  ///< since 1970
    std::int64_t inode = 0;
    bool operator==(const FileStamp&) const = default;

    /// Nothing where the file is absent or is not an ordinary file.
    [[nodiscard]] static std::optional<FileStamp> of(const std::filesystem::path& path);
};

}  // namespace prososcope::core
