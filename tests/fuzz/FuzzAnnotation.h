// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "engine/annotation/AnnotationFile.h"
#include "engine/annotation/Edits.h"
#include "tests/fuzz/FuzzTarget.h"

/// What each reader promises for any bytes: it fails with a sentence, or yields a valid annotation that is written as it
/// was read, and, once edited, is read back with the same labels.
namespace fuzz {

using namespace prososcope::annotation;  // NOLINT: for the targets only

[[noreturn]] inline void broken(const char* promise) {
    std::fprintf(stderr, "broken promise: %s\n", promise);
    std::abort();
}

inline std::size_t labels(const Annotation& annotation) {
    std::size_t count = 0;
    for (const auto& tier : annotation.tiers()) {
        for (const auto& item : tier->items) count += item.label.empty() ? 0 : 1;
    }
    return count;
}

inline void check(std::string_view bytes, FileFormat format) {
    const auto read = parseAnnotation(bytes, format, "fuzz");
    if (!read) {
        if (read.error().message().empty()) broken("an error has a sentence");
        return;
    }
    const auto& annotation = read->annotation;
    if (!annotation.problems().empty()) broken("what is read is valid");
    const auto same = formatAnnotation(annotation, format);
    if (!same || *same != bytes) broken("an unmodified file is written as it was");
    if (annotation.tiers().empty()) return;
    const auto edit = renameTier(annotation, annotation.tier(0).header.id, "renamed");
    if (!edit) broken("a tier can be renamed");
    const auto changed = apply(annotation, *edit);
    if (!changed || !changed->problems().empty()) broken("an edit keeps the annotation valid");
    const auto written = formatAnnotation(*changed, format);
    if (!written) broken("what was read can be written");
    const auto again = parseAnnotation(*written, format, "fuzz", {changed->end()});
    if (!again) broken("what was written can be read");
    if (losses(*changed, format).empty() && labels(again->annotation) != labels(*changed)) broken("no label is lost");
}

inline int run(const std::uint8_t* data, std::size_t size, FileFormat format) {
    check({reinterpret_cast<const char*>(data), size}, format);
    return 0;
}

}  // namespace fuzz
