// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"

namespace prososcope::corpus {

/// What can be said of the recording of an utterance without knowing what is spoken. Levels are in dB relative to full scale
/// (0 dB: a sample of magnitude 1, and a mean square of 1), -inf for digital silence.
/// Clipped samples stand in runs in one channel: at least 3 at full scale (magnitude 32766/32768 or more), or at least 4 that
/// are exactly equal and no smaller in magnitude than any other of that channel, above -20 dB: a recording that was made
/// quieter after it was clipped. Silence is the share of frames of 20 ms that are 40 dB or more below the loudest one, or below
/// -60 dB. The level is that of the other frames together.
struct SoundQuality {
    double seconds = 0.0;
    int rateHz = 0;
    int channels = 0;
    double peakDb = 0.0;
    double levelDb = 0.0;
    double silence = 0.0;  ///< 0 .. 1
    std::int64_t clipped = 0;
    std::string content;  ///< SHA-256 over rate, channels and samples (24 bits); empty for digital silence
};

/// Reads a span of a file in blocks; `endSeconds` below 0: to the end. Fails where it cannot be read or holds no sample there.
/// Any thread.
[[nodiscard]] core::Result<SoundQuality> measureQuality(const std::filesystem::path& path, double startSeconds,
                                                        double endSeconds, core::Progress& progress);

}  // namespace prososcope::corpus
