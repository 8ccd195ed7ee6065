// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace prososcope::core {

/// Which process owns a running run: enough to tell later whether it still lives, although process ids are used again.
/// Read from /proc; any thread.
struct ProcessIdentity {
    std::string host;  ///< host name
    std::string boot;  ///< the kernel's boot id: no process survives a restart
    std::string pids;  ///< the process id namespace: ids of another container say nothing here
    std::int64_t pid = 0;
    std::int64_t start = 0;  ///< in clock ticks since boot

    [[nodiscard]] static ProcessIdentity own();
    /// True only where it is certain. An owner on another host or in another container may still run.
    [[nodiscard]] bool isGone() const;
};

/// Who runs this process; the user's number where it has no name. Any thread.
[[nodiscard]] std::string loginName();

}  // namespace prososcope::core
