// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace prososcope::core {

/// The checksum of zip archives (CRC-32, polynomial 0x04c11db7, bits mirrored; "123456789" has 0xcbf43926), continued from the
/// checksum of what came before. By carry-less products where the processor has them, else by tables. Pure; any thread.
[[nodiscard]] std::uint32_t crc32(std::span<const std::byte> bytes, std::uint32_t before = 0);
/// The same by tables alone, which the tests compare it with.
[[nodiscard]] std::uint32_t crc32ByTables(std::span<const std::byte> bytes, std::uint32_t before = 0);

}  // namespace prososcope::core
