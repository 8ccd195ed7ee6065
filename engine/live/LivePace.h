// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/live/LiveRecogniser.h"

namespace prososcope::live {

/// Whether results were left out before this hop.
[[nodiscard]] bool isWidened(const LiveResult& hop, double setHopSeconds);

/// Whether the model keeps up with the sound, told once when that changes: too slow where two hops within five seconds were
/// widened because the work of the one before took about a hop or more (not where the device gave its sound in lumps); in time
/// again after a dozen hops with speech that were not. One thread.
class LivePace {
public:
    enum class Change { None, TooSlow, InTime };
    explicit LivePace(double setHopSeconds) : m_setHopSeconds(setHopSeconds) {}
    Change add(const LiveResult& result);
    [[nodiscard]] bool tooSlow() const { return m_tooSlow; }
    /// Of the last hop that was widened, seconds.
    [[nodiscard]] double widenedHopSeconds() const { return m_widenedHop; }

private:
    double m_setHopSeconds;
    bool m_tooSlow = false;
    double m_busyBefore = 0.0;  // milliseconds, for the last hop
    double m_widenedAt = -1e9;  // seconds of sound
    double m_widenedHop = 0.0;
    int m_inTime = 0;  // hops with speech since one was widened
};

}  // namespace prososcope::live
