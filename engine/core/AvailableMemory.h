// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace prososcope::core {

/// Bytes that programs may still take without the system having to swap; 0 where it does not say. Any thread.
[[nodiscard]] std::uint64_t availableMemory();

}  // namespace prososcope::core
