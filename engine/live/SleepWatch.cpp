// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/live/SleepWatch.h"

#include <ctime>
#include <utility>

#include "engine/core/SteadyClock.h"

namespace prososcope::live {

namespace {

constexpr double kShortestSleep = 2.0;  // seconds

/// The one that counts sleep too, where the system has it.
std::int64_t alwaysNow() {
#ifdef CLOCK_BOOTTIME
    timespec now{};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    return static_cast<std::int64_t>(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
#else
    return core::steadyNow();
#endif
}

}  // namespace

SleepWatch::Clocks SleepWatch::Clocks::system() { return {&core::steadyNow, &alwaysNow}; }

SleepWatch::SleepWatch(Clocks clocks) : m_clocks(std::move(clocks)), m_steady(m_clocks.steady()), m_always(m_clocks.always()) {}

double SleepWatch::sleptSeconds() {
    const std::int64_t steady = m_clocks.steady();
    const std::int64_t always = m_clocks.always();
    const double passed = 1e-9 * static_cast<double>(always - std::exchange(m_always, always));
    const double awake = 1e-9 * static_cast<double>(steady - std::exchange(m_steady, steady));
    const double slept = std::exchange(m_working, false) ? passed - awake : passed;
    return slept > kShortestSleep ? slept : 0.0;
}

}  // namespace prososcope::live
