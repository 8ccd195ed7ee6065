// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "engine/corpus/CorpusFiles.h"
#include "engine/corpus/Layouts.h"
#include "tests/fuzz/FuzzTarget.h"

/// What the readers of corpora promise for any bytes: text is UTF-8, numbers are finite, nothing that has to be there is empty.
namespace fuzz {

[[noreturn]] inline void brokenCorpus(const char* promise) {
    std::fprintf(stderr, "broken promise: %s\n", promise);
    std::abort();
}

inline void keep(bool promise, const char* text) {
    if (!promise) brokenCorpus(text);
}

inline void keepFinite(const std::optional<double>& number) { keep(!number || std::isfinite(*number), "numbers are finite"); }

inline void keepRating(const prososcope::corpus::Rating& rating) {
    keepFinite(rating.valence);
    keepFinite(rating.arousal);
    keepFinite(rating.dominance);
    for (const auto& label : rating.labels) keep(!label.empty(), "labels of raters are words");
}

inline std::string_view bytesOf(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

}  // namespace fuzz
