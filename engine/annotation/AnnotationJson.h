// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/annotation/AnnotationFile.h"

namespace prososcope::annotation {

/// Our own form, which holds all that an annotation has: {"format": "prososcope-annotation", "version": 1, "start", "end",
/// "tiers": [{"name", "kind": "interval" or "point", "parent": place of the parent in "tiers", "link": "aligned",
/// "subdivision" or "association", "vocabulary": {"name", "entries": [{"label", "description"}]}, "items": [{"start", "end",
/// "label"}]}]}. Times in seconds; a point has no end. Further keys of the document, its tiers and items stay.
[[nodiscard]] core::Result<ReadAnnotation> parseAnnotationJson(std::string_view bytes, std::string_view source,
                                                               const ReadOptions& options);
/// `withIds`: items and tiers carry their ids, so that an autosave keeps what ties them to the preserved parts of a file.
[[nodiscard]] std::string formatAnnotationJson(const Annotation& annotation, bool withIds = false);

/// For autosaves: the annotation of a text written with ids, tied to what `preserved` holds (null for none).
[[nodiscard]] core::Result<Annotation> restoreAnnotationJson(std::string_view bytes, std::string_view source,
                                                             std::shared_ptr<const Preserved> preserved);

}  // namespace prososcope::annotation
