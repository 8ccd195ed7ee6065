// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <limits>
#include <span>

namespace prososcope::live {

/// Listens to a microphone for what a person should set right: nothing but digital silence for three seconds (muted), or, in a
/// second, a thousandth of the samples at full scale (too loud). Silence is told once, and again after sound came between, at
/// most twice a minute since some microphones are silent in each pause; clipping at most every five seconds. One thread.
class InputWatch {
public:
    enum class Finding { None, OnlySilence, Clipped };
    /// `clipped` of the samples were at full scale in a channel.
    Finding add(std::span<const float> mono, std::size_t clipped, double rateHz);
    /// Another device is heard.
    void reset() { *this = InputWatch(); }

private:
    static constexpr double kNever = -std::numeric_limits<double>::infinity();
    double m_seconds = 0.0;
    float m_last = 0.0F;
    double m_still = 0.0;  // seconds since the last sample that differed from the one before
    bool m_toldSilence = false;
    double m_silenceTold = kNever;
    double m_clippingTold = kNever;
    std::size_t m_counted = 0;  // of the second that runs
    std::size_t m_clipped = 0;
};

}  // namespace prososcope::live
