// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "engine/core/Text.h"

namespace prososcope::models {

/// Frames of sound in one of those that the speller reads.
inline constexpr std::int64_t kSoundFramesHeardAsOne = 4;
/// Frames after one pyramid block, which joins two neighbours: (n + n mod 2) / 2.
[[nodiscard]] constexpr std::int64_t pyramidFrames(std::int64_t frames) { return (frames + frames % 2) / 2; }
/// Frames of what the listener gives the speller, a fourth of those of the sound (rounded up).
[[nodiscard]] constexpr std::int64_t heardFrames(std::int64_t frames) { return pyramidFrames(pyramidFrames(frames)); }

/// What an utterance may be to train an attention recogniser. The longest are those of the authors' code.
struct LasLimits {
    std::int64_t shortestFrames = 4;
    std::int64_t longestFrames = 1710;  ///< of 10 ms; 0: any
    std::int64_t longestSymbols = 399;  ///< of a transcript with its end; 0: any
};

/// Why an utterance of `frames` frames whose transcript has `symbols` symbols, the end included, cannot be learnt from, or
/// nothing. A transcript that is empty, or longer than the frames that the speller reads, is among the reasons.
[[nodiscard]] std::optional<core::Text> unfitUtterance(std::int64_t frames, std::int64_t symbols, const LasLimits& limits = {});
/// The same where only the sound is known, to be transcribed or to give features: long ones are fit.
[[nodiscard]] std::optional<core::Text> unfitSound(std::int64_t frames);

/// Steps after which decoding ends by itself, of `frames` frames of sound: `share` of them (the authors' take 0.166 to 0.24),
/// at least 1.
inline constexpr double kLasStepsOfFrame = 0.24;
[[nodiscard]] std::int64_t decodingSteps(std::int64_t frames, double share = kLasStepsOfFrame);

}  // namespace prososcope::models
