// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/annotation/AutomaticTiers.h"
#include "engine/core/Progress.h"
#include "engine/dsp/SpeakerTurns.h"

namespace prososcope::annotation {

/// An interval tier that the program proposes: its name, and spans for `intervalsFrom`.
struct DetectedTier {
    std::string name;
    std::vector<Span> spans;
};

/// Reads the recording in blocks and says where there is speech ("speech") and where not ("pause"). Tier "speech".
/// Fails as dsp::findSpeech does. Any thread.
[[nodiscard]] core::Result<DetectedTier> detectSpeech(const std::filesystem::path& recording,
                                                      const dsp::SpeechSettings& settings, core::Progress& progress);

/// The turns of each speaker ("speaker 1", numbered as they first speak); pauses have no label. Tier "speakers".
[[nodiscard]] core::Result<DetectedTier> detectSpeakers(const std::filesystem::path& recording,
                                                        const dsp::SpeakerSettings& settings, core::Progress& progress);

/// A model's class scores for one window of a recording (seconds), one a class; none where it is not predicted.
struct WindowScores {
    double start = 0.0;
    double end = 0.0;
    std::vector<float> scores;
};
struct EmotionSpanSettings {
    std::size_t smoothing = 3;  ///< windows whose mean scores decide, an odd number
    double shortest = 0.5;      ///< seconds; a shorter stretch joins the longer of its neighbours
};
/// The class with the largest score over time. Each window speaks for the stretch around its middle, halfway to the middles
/// of its neighbours, the outer ones to the ends; nothing is said where windows are missing. `windows` rise in time and have as
/// many scores as there are classes. Tier "emotion". Pure.
[[nodiscard]] DetectedTier emotionTier(std::span<const WindowScores> windows, const std::vector<std::string>& classes,
                                       double seconds, const EmotionSpanSettings& settings = {});

}  // namespace prososcope::annotation
