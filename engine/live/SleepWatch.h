// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>

namespace prososcope::live {

/// Notices that the computer, or this program alone, stood still: a device that was open is better opened anew then. Whoever
/// waits asks `sleptSeconds` at least every few tenths of a second and says `working` before it does anything longer. One
/// thread.
class SleepWatch {
public:
    /// Nanoseconds; the steady clock stands still while the computer sleeps, the other runs on.
    struct Clocks {
        std::function<std::int64_t()> steady;
        std::function<std::int64_t()> always;
        [[nodiscard]] static Clocks system();
    };
    explicit SleepWatch(Clocks clocks = Clocks::system());
    /// How long it stood still since the last call, where that was more than two seconds; else 0.
    [[nodiscard]] double sleptSeconds();
    /// Time may pass until the next call: only sleep of the computer counts.
    void working() { m_working = true; }

private:
    Clocks m_clocks;
    std::int64_t m_steady;
    std::int64_t m_always;
    bool m_working = true;
};

}  // namespace prososcope::live
