// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/annotation/AnnotationFile.h"

namespace prososcope::annotation {

/// ELAN's .eaf (EAF schema 2.x and 3.x, times in milliseconds). Annotations become intervals, the gaps between them empty
/// ones; times that the file leaves open are spread evenly between those it gives, and the parts of a symbolic tier over
/// their parent's annotation, as ELAN draws them. Controlled vocabularies come with the tiers that use them.
/// Writing changes TIME_ORDER and what was edited in the tiers; every other byte of the file stays. New tiers get a
/// linguistic type of the right constraint, made where none fits. Other time units are refused.
[[nodiscard]] core::Result<ReadAnnotation> parseElan(std::string_view bytes, std::string_view source,
                                                     const ReadOptions& options);
[[nodiscard]] core::Result<std::string> formatElan(const Annotation& annotation);
[[nodiscard]] std::vector<core::Text> elanLosses(const Annotation& annotation);

}  // namespace prososcope::annotation
