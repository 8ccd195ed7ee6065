// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/annotation/AnnotationFile.h"

namespace prososcope::annotation {

/// The remark of a TextGrid that lasts longer or shorter than its recording, for callers that say it themselves.
inline constexpr const char* kOtherDuration = TRANSLATABLE("Engine", "%1 lasts %2 s, but the recording %3 s.");

/// Praat's TextGrid as text, long or short, as Praat's manual page "TextGrid file formats" defines it: only numbers, quoted
/// strings and flags that stand free count, in their order; everything else is a comment for people. Strings double
/// their quotes and may hold line breaks. UTF-8 with or without mark, UTF-16 in both orders, and Latin-1 are read and
/// written back. The binary form is refused. Tiers that do not span the whole file are filled with empty intervals.
[[nodiscard]] core::Result<ReadAnnotation> parseTextGrid(std::string_view bytes, std::string_view source,
                                                         const ReadOptions& options);
[[nodiscard]] std::string formatTextGrid(const Annotation& annotation);
[[nodiscard]] std::vector<core::Text> textGridLosses(const Annotation& annotation);

}  // namespace prososcope::annotation
