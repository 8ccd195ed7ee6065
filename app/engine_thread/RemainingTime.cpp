// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine_thread/RemainingTime.h"

#include <algorithm>
#include <cmath>

namespace prososcope::engine_thread {

namespace {
constexpr double kMemorySeconds = 30.0;
constexpr double kSilentSeconds = 1.0;
constexpr double kSilentFraction = 0.01;
constexpr double kJumpFraction = 0.02;
constexpr double kJumpFactor = 20.0;
}  // namespace

void RemainingTime::beginPart() {
    m_speed = 0.0;
    m_jumped = false;
    m_fresh = true;
}

double RemainingTime::update(double fraction, double elapsedSeconds) {
    if (!std::isfinite(fraction) || !std::isfinite(elapsedSeconds)) return -1.0;
    fraction = std::clamp(fraction, 0.0, 1.0);
    if (fraction < m_fraction || elapsedSeconds < m_elapsed) beginPart();
    const double step = elapsedSeconds - m_elapsed;
    const double moved = fraction - m_fraction;
    const bool far = moved > kJumpFraction && (m_speed > 0.0 ? moved > kJumpFactor * m_speed * step : !m_jumped);
    if (m_fresh || (far && m_partElapsed > 0.0)) {
        m_jumped = !m_fresh;
        m_fresh = false;
        m_partFraction = fraction;
        m_partElapsed = elapsedSeconds;
    } else if (step > 0.0) {
        // early on the plain mean since the part began, later an exponential one
        const double lasted = std::max(elapsedSeconds - m_partElapsed, step);
        const double weight = 1.0 - std::exp(-step / std::min(lasted, kMemorySeconds));
        m_speed = m_speed > 0.0 ? m_speed + weight * (moved / step - m_speed) : (fraction - m_partFraction) / lasted;
    }
    m_fraction = fraction;
    m_elapsed = elapsedSeconds;
    if (fraction >= 1.0) return 0.0;
    if (elapsedSeconds - m_partElapsed < kSilentSeconds || fraction - m_partFraction < kSilentFraction || !(m_speed > 0.0))
        return -1.0;
    return (1.0 - fraction) / m_speed;
}

}  // namespace prososcope::engine_thread
