// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace prososcope::engine_thread {

/// Estimates the seconds that a job still needs from its fraction done. The speed is a running mean over about the last 30 s,
/// so that slow starts (loading features) are forgotten; nothing is said within the first second or below 1 %. Fractions that
/// jump back start it anew. A plain value, one thread.
class RemainingTime {
public:
    /// elapsedSeconds since the job started, growing; returns seconds left, or -1 while unknown.
    double update(double fraction, double elapsedSeconds);

private:
    double m_fraction = 0.0;
    double m_elapsed = 0.0;
    double m_speed = 0.0;  // fraction per second
};

}  // namespace prososcope::engine_thread
