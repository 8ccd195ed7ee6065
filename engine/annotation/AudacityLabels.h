// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/annotation/AnnotationFile.h"

namespace prososcope::annotation {

/// Audacity's label track: a line for each label with start, end and text, tab-separated; a second line "\", low, high for
/// its frequency range (kept). Labels with duration become the interval tier "labels", those without the point tier
/// "points"; overlapping labels get tiers of their own. Writing puts all tiers into one track, sorted by time.
[[nodiscard]] core::Result<ReadAnnotation> parseAudacityLabels(std::string_view bytes, std::string_view source,
                                                               const ReadOptions& options);
[[nodiscard]] std::string formatAudacityLabels(const Annotation& annotation);
[[nodiscard]] std::vector<core::Text> audacityLosses(const Annotation& annotation);

}  // namespace prososcope::annotation
