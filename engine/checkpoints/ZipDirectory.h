// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "engine/core/Result.h"

namespace prososcope::checkpoints {

/// The entries of a zip archive whose files are stored as they are, as PyTorch writes it (also zip64), each a view into the
/// archive's bytes. Refused: compressed or encrypted entries, entries outside the archive or over each other, one name twice,
/// more than 200,000 entries.
class ZipDirectory {
public:
    /// `file` names the archive in errors.
    [[nodiscard]] static core::Result<ZipDirectory> read(std::span<const std::byte> archive, const std::string& file);
    /// A view of an entry's bytes, or nothing.
    [[nodiscard]] const std::span<const std::byte>* find(std::string_view name) const;
    [[nodiscard]] const std::map<std::string, std::span<const std::byte>, std::less<>>& entries() const { return m_entries; }
    /// The checksum (core::crc32) that the directory states of an entry; 0 where there is no such entry or it states none, as
    /// PyTorch writes when it is told to compute none.
    [[nodiscard]] std::uint32_t checksum(std::string_view name) const;

private:
    std::map<std::string, std::span<const std::byte>, std::less<>> m_entries;
    std::map<std::string, std::uint32_t, std::less<>> m_checksums;
};

}  // namespace prososcope::checkpoints
