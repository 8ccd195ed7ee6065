// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "engine/core/Result.h"

namespace prososcope::checkpoints {

/// A file's bytes, mapped where they lie on disk, so that a file of any size opens at once; or in memory. Immutable, any
/// thread. Only for files that are replaced and never written into: whoever cuts a mapped file short ends the program that
/// reads it.
class FileBytes {
public:
    /// Read into memory where the file system cannot map (then at most 1 GB). Fails where it cannot be read or is no file.
    [[nodiscard]] static core::Result<std::shared_ptr<const FileBytes>> map(const std::filesystem::path& path);
    /// `path` only names the bytes in errors.
    [[nodiscard]] static std::shared_ptr<const FileBytes> inMemory(std::filesystem::path path, std::string bytes);
    ~FileBytes();
    FileBytes(const FileBytes&) = delete;
    FileBytes& operator=(const FileBytes&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    [[nodiscard]] std::span<const std::byte> bytes() const { return m_bytes; }
    /// The process no longer counts these bytes as its memory; whoever reads them again gets them from the file.
    void release(std::span<const std::byte> part) const;

private:
    FileBytes() = default;
    std::filesystem::path m_path;
    std::string m_memory;
    std::span<const std::byte> m_bytes;
    bool m_mapped = false;
};

}  // namespace prososcope::checkpoints
