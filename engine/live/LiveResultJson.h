// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "engine/live/LiveRecogniser.h"

namespace prososcope::live {

/// "no speech", "unsure", "certain"
[[nodiscard]] std::string_view stateName(LiveResult::State state);

/// A result as one object of JSON, as `prososcope-cli live --json` prints it and recordings hold it: kind, start, end, state,
/// label (null unless certain), posteriors and window by class (null without speech), adapting, speech_share, peak, hop,
/// compute_ms, delay_ms, overflows. Seconds and milliseconds to thousandths, posteriors to millionths. `zeroSeconds` is taken
/// from the times: where a recording begins.
[[nodiscard]] nlohmann::json resultJson(const LiveResult& result, const std::vector<std::string>& classes,
                                        double zeroSeconds = 0.0);

/// To thousandths.
[[nodiscard]] double roundedSeconds(double seconds);

}  // namespace prososcope::live
