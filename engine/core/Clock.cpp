// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Clock.h"

#include <array>
#include <cstdio>
#include <ctime>

namespace prososcope::core {

namespace {
constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kThousandth = 1'000'000;
}  // namespace

std::int64_t nowNs() {
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    return static_cast<std::int64_t>(now.tv_sec) * kSecond + now.tv_nsec;
}

std::string utcNow(bool thousandths) {
    const std::int64_t now = nowNs();
    const auto seconds = static_cast<std::time_t>(now / kSecond);
    std::tm utc{};
    ::gmtime_r(&seconds, &utc);
    std::array<char, 48> text{};
    const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &utc);
    if (thousandths) {
        std::snprintf(text.data() + length, text.size() - length, ".%03d", static_cast<int>(now % kSecond / kThousandth));
    }
    return std::string(text.data()) + "Z";
}

}  // namespace prososcope::core
