// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>

namespace prososcope::core {

/// Nanoseconds of the steady clock, the scale on which moments of sound and of results are told between threads. Any thread,
/// also within a device's callback.
[[nodiscard]] inline std::int64_t steadyNow() noexcept {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace prososcope::core
