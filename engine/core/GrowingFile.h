// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

#include "engine/core/Result.h"

namespace prososcope::core {

/// A file that is worth having while it is still being written: a recording, its journal. What was written is in the system's
/// hands at once, so that a killed program loses none of it; `sync` puts it on the disk, against power failures. For files
/// that are to be there whole or not at all see SafeFile. A full disk, and a file that may grow no further, are NoSpace;
/// what was written before stays. One thread.
class GrowingFile {
public:
    /// A new file; fails where something has that name. Its folder is made.
    [[nodiscard]] static Result<GrowingFile> create(const std::filesystem::path& path);
    /// One that is there, to go on with it.
    [[nodiscard]] static Result<GrowingFile> open(const std::filesystem::path& path);
    ~GrowingFile();
    GrowingFile(GrowingFile&& other) noexcept;
    GrowingFile& operator=(GrowingFile&&) = delete;
    GrowingFile(const GrowingFile&) = delete;
    GrowingFile& operator=(const GrowingFile&) = delete;

    Status append(std::span<const std::byte> bytes) { return writeAt(m_size, bytes); }
    Status append(std::string_view text) { return append(std::as_bytes(std::span(text.data(), text.size()))); }
    Status writeAt(std::uint64_t offset, std::span<const std::byte> bytes);
    /// The number of bytes there were.
    [[nodiscard]] Result<std::size_t> readAt(std::uint64_t offset, std::span<std::byte> bytes) const;
    Status truncate(std::uint64_t size);
    Status sync();
    /// Marks it as in use by this process, until it is closed, however the process ends. False where another has done so.
    [[nodiscard]] bool lock();

    [[nodiscard]] std::uint64_t size() const { return m_size; }
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    GrowingFile(std::filesystem::path path, int descriptor, std::uint64_t size)
        : m_path(std::move(path)), m_descriptor(descriptor), m_size(size) {}
    std::filesystem::path m_path;
    int m_descriptor;
    std::uint64_t m_size;
};

}  // namespace prososcope::core
