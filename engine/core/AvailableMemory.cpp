// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/AvailableMemory.h"

#include <fstream>
#include <limits>
#include <string>

namespace prososcope::core {

std::uint64_t availableMemory() {
    constexpr std::uint64_t kKilobyte = 1024;
    std::ifstream file("/proc/meminfo");
    for (std::string word; file >> word;) {
        if (word == "MemAvailable:") {
            std::uint64_t kilobytes = 0;
            return file >> kilobytes ? kilobytes * kKilobyte : 0;
        }
        file.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
    }
    return 0;
}

}  // namespace prososcope::core
