// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"

namespace prososcope::core {

enum class HashKind { Sha256, Md5 };  ///< MD5 only to compare with sums that publishers of corpora give

/// Incremental digest. Add bytes in any pieces, then read the lower-case hexadecimal digest once.
class Hash {
public:
    explicit Hash(HashKind kind = HashKind::Sha256);
    ~Hash();
    Hash(Hash&&) noexcept;
    Hash& operator=(Hash&&) noexcept;
    Hash(const Hash&) = delete;
    Hash& operator=(const Hash&) = delete;

    void add(std::span<const std::byte> bytes);
    void add(std::string_view text) { add(std::as_bytes(std::span(text.data(), text.size()))); }
    [[nodiscard]] std::string hex();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

[[nodiscard]] std::string sha256(std::string_view text);
/// Digest of a file's bytes, read in blocks. Fails where the file cannot be read; stops when asked.
[[nodiscard]] Result<std::string> hashFile(const std::filesystem::path& path, Progress& progress,
                                           HashKind kind = HashKind::Sha256);

}  // namespace prososcope::core
