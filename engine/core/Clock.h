// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace prososcope::core {

/// UTC as ISO 8601, "2026-03-01T12:00:00Z"; with thousandths of a second "2026-03-01T12:00:00.123Z". Any thread.
[[nodiscard]] std::string utcNow(bool thousandths = false);
/// Nanoseconds since 1970, as files have them.
[[nodiscard]] std::int64_t nowNs();

}  // namespace prososcope::core
