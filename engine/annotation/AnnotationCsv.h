// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/annotation/AnnotationFile.h"

namespace prososcope::annotation {

/// A table with a header and a row for each item: tier, start, end, label (also under the names that Praat's tables and other
/// programs give them, in any order and case); separated by commas, semicolons or tabs. A row without an end, or whose end
/// is its start, is a point; without a tier column there is one tier. Further columns, the separator, the encoding and
/// number texts stay. A table that lists unlabelled intervals too is written with them.
[[nodiscard]] core::Result<ReadAnnotation> parseAnnotationCsv(std::string_view bytes, std::string_view source,
                                                              const ReadOptions& options);
[[nodiscard]] std::string formatAnnotationCsv(const Annotation& annotation);
[[nodiscard]] std::vector<core::Text> csvLosses(const Annotation& annotation);

}  // namespace prososcope::annotation
