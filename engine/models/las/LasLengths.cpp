// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/las/LasLengths.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace prososcope::models {

namespace {

std::optional<core::Text> tooShort(std::int64_t frames, std::int64_t fewest) {
    if (frames >= fewest) return {};
    return core::Text(TRANSLATABLE("Engine", "The sound has %1 frames; the recogniser needs at least %2."),
                      {std::to_string(frames), std::to_string(fewest)});
}

}  // namespace

std::optional<core::Text> unfitSound(std::int64_t frames) { return tooShort(frames, LasLimits().shortestFrames); }

std::optional<core::Text> unfitUtterance(std::int64_t frames, std::int64_t symbols, const LasLimits& limits) {
    if (auto reason = tooShort(frames, std::max<std::int64_t>(limits.shortestFrames, 1))) return reason;
    if (symbols <= 1) return core::Text(TRANSLATABLE("Engine", "The transcript is empty."));
    if (limits.longestFrames > 0 && frames > limits.longestFrames) {
        return core::Text(TRANSLATABLE("Engine", "The sound has %1 frames, more than %2."),
                          {std::to_string(frames), std::to_string(limits.longestFrames)});
    }
    if (limits.longestSymbols > 0 && symbols > limits.longestSymbols) {
        return core::Text(TRANSLATABLE("Engine", "The transcript has %1 symbols, more than %2."),
                          {std::to_string(symbols), std::to_string(limits.longestSymbols)});
    }
    if (symbols > heardFrames(frames)) {
        return core::Text(
            TRANSLATABLE("Engine",
                         "The transcript has %1 symbols, more than the %2 frames that the recogniser joins the sound to."),
            {std::to_string(symbols), std::to_string(heardFrames(frames))});
    }
    return {};
}

std::int64_t decodingSteps(std::int64_t frames, double share) {
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(std::floor(share * static_cast<double>(frames))));
}

}  // namespace prososcope::models
