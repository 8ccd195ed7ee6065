// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine_thread/RemainingTime.h"

#include <algorithm>
#include <cmath>

namespace prososcope::engine_thread {

namespace {
constexpr double kMemorySeconds = 30.0;
constexpr double kSilentSeconds = 1.0;
constexpr double kSilentFraction = 0.01;
}  // namespace

double RemainingTime::update(double fraction, double elapsedSeconds) {
    if (!std::isfinite(fraction) || !std::isfinite(elapsedSeconds)) return -1.0;
    fraction = std::clamp(fraction, 0.0, 1.0);
    if (fraction < m_fraction || elapsedSeconds < m_elapsed) {
        m_speed = 0.0;
        m_fraction = fraction;
        m_elapsed = elapsedSeconds;
        return -1.0;
    }
    const double step = elapsedSeconds - m_elapsed;
    if (step > 0.0) {
        const double now = (fraction - m_fraction) / step;
        // early on the plain mean since the start, later an exponential one
        const double weight = 1.0 - std::exp(-step / std::clamp(elapsedSeconds, step, kMemorySeconds));
        m_speed = m_speed > 0.0 ? m_speed + weight * (now - m_speed) : fraction / std::max(elapsedSeconds, 1e-9);
        m_fraction = fraction;
        m_elapsed = elapsedSeconds;
    }
    if (fraction >= 1.0) return 0.0;
    if (elapsedSeconds < kSilentSeconds || fraction < kSilentFraction || !(m_speed > 0.0)) return -1.0;
    return (1.0 - fraction) / m_speed;
}

}  // namespace prososcope::engine_thread
