// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/live/LivePace.h"

#include <algorithm>
#include <utility>

namespace prososcope::live {

namespace {

constexpr double kWidened = 1.5;   // of the hop that was set
constexpr double kSlowWork = 0.8;  // of the hop that was set
constexpr double kTogetherSeconds = 5.0;
constexpr int kInTimeHops = 12;

}  // namespace

bool isWidened(const LiveResult& hop, double setHopSeconds) {
    return hop.kind == LiveResult::Kind::Hop && hop.hopSeconds > kWidened * setHopSeconds;
}

LivePace::Change LivePace::add(const LiveResult& result) {
    if (result.kind != LiveResult::Kind::Hop) return Change::None;
    const double busy = std::max(std::exchange(m_busyBefore, result.busyMilliseconds), result.busyMilliseconds);
    if (isWidened(result, m_setHopSeconds) && busy >= 1e3 * kSlowWork * m_setHopSeconds) {
        const bool again = result.endSeconds - m_widenedAt <= kTogetherSeconds;
        m_widenedAt = result.endSeconds;
        m_widenedHop = result.hopSeconds;
        m_inTime = 0;
        if (m_tooSlow || !again) return Change::None;
        m_tooSlow = true;
        return Change::TooSlow;
    }
    if (!m_tooSlow || result.window.empty() || ++m_inTime < kInTimeHops) return Change::None;
    m_tooSlow = false;
    return Change::InTime;
}

}  // namespace prososcope::live
