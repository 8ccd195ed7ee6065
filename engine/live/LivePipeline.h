// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <span>
#include <stop_token>

#include "engine/live/LiveControl.h"
#include "engine/live/LiveRecogniser.h"
#include "engine/live/LiveSource.h"

namespace prososcope::live {

/// Where results and what a person should know go; called on the thread of `runLive`.
struct LiveOutput {
    std::function<void(const LiveResult&)> result;
    /// What a person should know: the device is lost or back, muted, too loud; another could not be opened; the computer slept;
    /// the model is slower than the sound, and keeps up again. One sentence, once each time.
    std::function<void(const core::Text&)> notice = {};
    /// Every stretch of mono sound as it came and its rate, before it is judged; not kept beyond the call.
    std::function<void(std::span<const float> mono, double rateHz)> sound = {};
    /// At every turn, some tens of milliseconds apart whether sound comes or not.
    std::function<void()> turn = {};
    std::function<void(const LiveSource&)> source = {};  ///< what is heard from now on: at the start and after each switch
};

/// Reads `source` and hands its sound to `recogniser` until it ends, fails, or `stop` asks for the end, which is answered
/// within a tenth of a second and one prediction (or the opening of a device, a second or so). The result is fine when the end
/// of a recording or a stop was reached. A lost device is told and waited for. Blocks; Live gives it a thread of its own.
/// Wishes come through `control`, where there is one.
[[nodiscard]] core::Status runLive(LiveSource& source, LiveRecogniser& recogniser, const LiveOutput& output,
                                   const std::stop_token& stop, LiveControl* control = nullptr);

}  // namespace prososcope::live
