// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "engine/audio/AudioClip.h"
#include "engine/core/Progress.h"
#include "engine/core/Result.h"

namespace prososcope::backend {

/// A recording, or a stretch of it.
struct RecordingSpan {
    std::filesystem::path recording;
    double startSeconds = 0.0;
    double endSeconds = -1.0;  ///< below 0: to the end
};

/// Its sound as networks take it: one channel, the mean of all, at their rate; without a sample where the span holds none.
/// Fails as audio::decodeAudio does, and with Cancelled.
[[nodiscard]] core::Result<audio::AudioClipPtr> decodeSpan(const RecordingSpan& span, int rateHz, core::Progress& progress);

}  // namespace prososcope::backend
