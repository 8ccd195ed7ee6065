// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <vector>

#include "engine/annotation/Annotation.h"
#include "engine/annotation/Measure.h"
#include "engine/audio/AudioFile.h"

namespace prososcope::annotation {

/// What was written for one stretch of a recording.
struct SavedInterval {
    std::filesystem::path sound;
    std::optional<std::filesystem::path> annotation;
};

/// Writes the part of a recording as WAV (all its channels, its rate; 16 bit, or float where it holds more) and, where there
/// is an annotation, the same part of it (`extract`) as TextGrid under the same name. Each file is complete or absent, and one
/// that is there already is replaced. Fails with a sentence where the part holds no sample or a file cannot be written. Reads
/// and writes in blocks.
[[nodiscard]] core::Result<SavedInterval> saveInterval(audio::AudioReader& reader, const Annotation* annotation,
                                                       const Interval& part, const std::filesystem::path& goal,
                                                       core::Progress& progress);

/// Every span into `folder` as "<recording>_<label>.wav" with the annotation beside it. Names are made safe; where one is
/// taken the next free number follows, so that nothing is ever overwritten. Points, and parts beyond the recording, are left
/// out. What was written before a failure or a stop stays.
[[nodiscard]] core::Result<std::vector<SavedInterval>> saveIntervals(audio::AudioReader& reader, const Annotation* annotation,
                                                                     std::span<const MeasuredSpan> spans,
                                                                     const std::filesystem::path& folder,
                                                                     core::Progress& progress);

}  // namespace prososcope::annotation
