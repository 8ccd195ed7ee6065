// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/core/Result.h"

namespace prososcope::core {

/// Writes a file beside its goal and puts it in place only when it is complete: temporary name in the same
/// folder, fsync, rename, fsync of the folder. Until `commit` the goal is untouched; without `commit` the
/// destructor removes the temporary file. A goal that is a symbolic link stays one: the file it names is replaced.
/// Missing folders are made. One thread.
class SafeFile {
public:
    /// Opens the temporary file.
    [[nodiscard]] static Result<SafeFile> open(const std::filesystem::path& goal);
    ~SafeFile();
    SafeFile(SafeFile&& other) noexcept;
    SafeFile& operator=(SafeFile&&) = delete;
    SafeFile(const SafeFile&) = delete;
    SafeFile& operator=(const SafeFile&) = delete;

    /// Appends; an error (a full disk) is kept and returned by this and every later call.
    Status write(std::span<const std::byte> bytes);
    Status write(std::string_view text) { return write(std::as_bytes(std::span(text.data(), text.size()))); }
    /// Puts the file in place. Without `durable` it may be incomplete after a power failure: for caches that check what
    /// they read.
    Status commit(bool durable = true);
    [[nodiscard]] const std::filesystem::path& temporaryPath() const { return m_temporary; }

private:
    SafeFile() = default;
    std::filesystem::path m_goal;
    std::filesystem::path m_temporary;
    int m_descriptor = -1;
    std::optional<Error> m_error;
};

/// The whole file at once.
[[nodiscard]] Status writeFile(const std::filesystem::path& goal, std::string_view content);
/// The whole file as text or bytes; fails with a sentence above `largest` bytes.
[[nodiscard]] Result<std::string> readFile(const std::filesystem::path& path, std::size_t largest = std::size_t{1} << 30);

}  // namespace prososcope::core
