// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Progress.h"

#include <algorithm>
#include <utility>

namespace prososcope::core {

namespace {
constexpr std::chrono::milliseconds kShortestInterval{33};
}

Progress::Progress(std::stop_token stop, Sink sink) : m_stop(std::move(stop)) {
    if (sink) {
        m_shared = std::make_shared<Shared>();
        m_shared->sink = std::move(sink);
    }
}

void Progress::report(double fraction, const Text& what) {
    if (!m_shared) return;
    const double whole = m_from + (m_to - m_from) * std::clamp(fraction, 0.0, 1.0);
    const auto now = std::chrono::steady_clock::now();
    const bool end = whole >= 1.0 && !m_shared->finished;
    if (m_shared->any && !end && now - m_shared->last < kShortestInterval) return;
    m_shared->any = true;
    m_shared->finished = whole >= 1.0;
    m_shared->last = now;
    m_shared->sink(whole, what);
}

Progress Progress::part(double from, double to) const {
    Progress result = *this;
    result.m_from = m_from + (m_to - m_from) * from;
    result.m_to = m_from + (m_to - m_from) * to;
    return result;
}

}  // namespace prososcope::core
