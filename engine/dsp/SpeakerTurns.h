// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "engine/audio/AudioFile.h"
#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/dsp/SpeechPauses.h"

namespace prososcope::dsp {

struct SpeakerSettings {
    SpeechSettings speech;          ///< where to look for speakers at all
    double windowSeconds = 2.0;     ///< of speech on either side of a possible change
    double changePenalty = 1.0;     ///< lambda of the criterion at a change: higher finds fewer changes
    double speakerPenalty = 2.0;    ///< lambda where segments are joined: higher finds fewer speakers
    double shortestTurn = 1.0;      ///< seconds of speech
    std::size_t mostSpeakers = 20;  ///< segments are joined until no more are left
    bool operator==(const SpeakerSettings&) const = default;
};

/// A stretch in which one person speaks, in seconds; speakers are numbered from 0 in the order in which they first speak.
struct SpeakerTurn {
    TimeRange time;
    std::size_t speaker = 0;
};

/// Who speaks when, without knowing anybody: 19 mel cepstral coefficients every 10 ms of speech, changes where two
/// Gaussians describe both sides better than one by the Bayesian information criterion (Chen and Gopalakrishnan 1998, Speaker,
/// environment and channel change detection and clustering), segments joined by the same criterion until none is left
/// to join, then borders drawn anew by the best path through the speakers' Gaussians. Pauses belong to nobody. The file is
/// read twice, in blocks; memory is 76 bytes for each 10 ms of speech. A first guess for a person to correct: voices that
/// change (emotion, distance) are split, and similar ones joined. Fails where the file cannot be read or progress stops.
[[nodiscard]] core::Result<std::vector<SpeakerTurn>> findSpeakers(audio::AudioReader& reader, const SpeakerSettings& settings,
                                                                  core::Progress& progress);

}  // namespace prososcope::dsp
