// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace prososcope::engine_thread {

/// Estimates the seconds that a job still needs from its fraction done. The speed is a running mean over about the last 30 s
/// of the present part of the job (features, then folds); nothing is said within the first second or below 1 % of a part.
/// What was done before (a training that is resumed jumps to its place) is not taken for speed. Fractions that jump back
/// start it anew. A plain value, one thread.
class RemainingTime {
public:
    /// Another kind of work follows, of which the speed so far tells nothing.
    void beginPart();
    /// elapsedSeconds since the job started, growing; returns seconds left, or -1 while unknown.
    double update(double fraction, double elapsedSeconds);

private:
    double m_fraction = 0.0;
    double m_elapsed = 0.0;
    double m_partFraction = 0.0;
    double m_partElapsed = 0.0;
    double m_speed = 0.0;  // fraction per second
    bool m_jumped = false;
    bool m_fresh = false;
};

}  // namespace prososcope::engine_thread
