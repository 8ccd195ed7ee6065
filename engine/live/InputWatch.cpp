// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/live/InputWatch.h"

#include <utility>

namespace prososcope::live {

namespace {

constexpr double kSilenceSeconds = 3.0;
constexpr double kSilenceAgain = 30.0;  // seconds
constexpr double kClippingAgain = 5.0;
constexpr double kClippedShare = 0.001;
constexpr double kTimeTolerance = 1e-6;  // sums of blocks are not exact

}  // namespace

InputWatch::Finding InputWatch::add(std::span<const float> mono, std::size_t clipped, double rateHz) {
    m_seconds += static_cast<double>(mono.size()) / rateHz;
    // A muted device gives zeros, or another value that does not change.
    std::size_t still = 0;
    for (const float sample : mono) still = std::exchange(m_last, sample) == sample ? still + 1 : 0;
    const bool sound = still < mono.size();
    m_still = (sound ? 0.0 : m_still) + static_cast<double>(still) / rateHz;
    m_toldSilence = m_toldSilence && !sound;
    if (m_still > kSilenceSeconds && !m_toldSilence && m_seconds - m_silenceTold >= kSilenceAgain) {
        m_toldSilence = true;
        m_silenceTold = m_seconds;
        return Finding::OnlySilence;
    }

    m_counted += mono.size();
    m_clipped += clipped;
    if (static_cast<double>(m_counted) < rateHz) return Finding::None;
    const bool clips = static_cast<double>(m_clipped) >= kClippedShare * static_cast<double>(m_counted);
    m_counted = 0;
    m_clipped = 0;
    if (!clips || m_seconds - m_clippingTold < kClippingAgain - kTimeTolerance) return Finding::None;
    m_clippingTold = m_seconds;
    return Finding::Clipped;
}

}  // namespace prososcope::live
