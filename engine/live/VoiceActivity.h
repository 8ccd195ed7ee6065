// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <vector>

#include "engine/live/VoiceFeatures.h"

namespace prososcope::live {

/// Ten milliseconds of sound: how sure it is that somebody speaks (log odds, 0: undecided), and whether that counts as speech.
struct VoiceFrame {
    float odds = 0.0F;
    bool speech = false;
};

/// Whether somebody speaks, every 10 ms of mono sound at 16 kHz, as it comes. A frame is decided once the 0.26 s behind it
/// are known (`kLookAheadSeconds`). A network of sixteen cells on VoiceFeatures gives the odds, which are averaged over 110 ms.
/// Its weights were fitted on five of EmoDB's ten speakers in pink noise, room noise and the babble of others, and tested on
/// the other five; `tests/bench/BenchVoiceActivity` repeats both and prints what it misses and marks wrongly. Plosives'
/// closures and pauses below 0.2 s within an utterance count as speech. Somebody who speaks louder than the rest is speech,
/// whoever it is: one voice in the background is no noise, many of them at once are. Depends on the gain only near digital
/// silence. One thread.
class VoiceActivity {
public:
    static constexpr int kRateHz = VoiceFeatures::kRateHz;
    static constexpr std::size_t kHop = VoiceFeatures::kHop;
    static constexpr double kFrameSeconds = 0.01;
    static constexpr std::size_t kSmoothingFrames = 11;
    static constexpr std::size_t kLookAheadFrames = VoiceFeatures::kLookAheadRows + kSmoothingFrames / 2;
    /// From a frame's end to the last sample that it needs.
    static constexpr double kLookAheadSeconds = kFrameSeconds * static_cast<double>(kLookAheadFrames) + 0.011;

    /// Blocks of any size; the frames that are decided now are appended. The result does not depend on the blocks.
    void process(std::span<const float> samples, std::vector<VoiceFrame>& frames);
    /// The frames that still waited for what follows.
    void finish(std::vector<VoiceFrame>& frames);

private:
    void take(std::vector<VoiceFrame>& frames);
    void decide(std::vector<VoiceFrame>& frames);

    VoiceFeatures m_features;
    std::vector<VoiceFeatures::Row> m_rows;
    std::deque<float> m_odds;  // before smoothing: of the next frame to decide, of those before it that count, and behind it
    std::size_t m_before = 0;  // how many of them lie before the next frame
};

}  // namespace prososcope::live
