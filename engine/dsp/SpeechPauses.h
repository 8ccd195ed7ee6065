// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/audio/AudioFile.h"
#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/dsp/Intensity.h"

namespace prososcope::dsp {

/// What counts as speech. A threshold on the intensity as in the field's usual silence detection, which also follows the
/// noise; the values are the standard ones, chosen on EmoDB's phone labels with pauses of silence and of noise planted.
struct SpeechSettings {
    double minimumPitchHz = 100.0;  ///< of the intensity: a window of 64 ms
    double stepSeconds = 0.01;
    double belowSpeechDecibels = 30.0;  ///< the threshold lies this far below the level of the speech around it,
    double noiseShare = 0.18;           ///< or above the noise by this share of what speech and noise lie apart,
    double leastAboveNoise = 3.0;       ///< but by this at least
    double mostAboveNoise = 7.0;        ///< and by this at most (dB), whichever is higher
    double hysteresisDecibels = 3.0;    ///< speech rises this far above the threshold somewhere, a pause falls as far below
    double leastRange = 10.0;           ///< dB between speech and noise; where they are closer, nothing is speech
    double windowSeconds = 30.0;        ///< around each moment, from which the levels of speech and noise are taken
    double minimumPause = 0.2;          ///< seconds; shorter ones (closures of plosives) belong to the speech around them
    double minimumSpeech = 0.1;         ///< seconds; shorter stretches are clicks
    bool operator==(const SpeechSettings&) const = default;
};

/// The stretches of speech in a recording of `seconds`, in their order, by the intensity alone: where it lies above a
/// threshold that follows the levels of speech (99th percentile) and of noise (5th) in a window around each moment. Levels
/// more than 60 dB below the speech count as the noise they cannot be told from, so that digital silence moves nothing.
/// Nothing depends on the gain of the recording. Borders are where the intensity crosses the threshold, between frames.
/// A stationary sound (noise, hum, a tone) and silence have no speech; neither has an empty track. Pure; any thread.
[[nodiscard]] std::vector<TimeRange> findSpeech(const IntensityTrack& intensity, double seconds,
                                                const SpeechSettings& settings = {});

/// The same of a file of any length, read once in blocks: the intensity of the mean of its channels above 100 Hz, without the
/// rumble and hum below. A file shorter than the window has no speech. Fails where the file cannot be read, a setting
/// is impossible, or progress asks to stop.
[[nodiscard]] core::Result<std::vector<TimeRange>> findSpeech(audio::AudioReader& reader, const SpeechSettings& settings,
                                                              core::Progress& progress);

/// What lies between stretches in 0..seconds: the pauses, those at the ends included.
[[nodiscard]] std::vector<TimeRange> pausesBetween(const std::vector<TimeRange>& speech, double seconds);

}  // namespace prososcope::dsp
