// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace prososcope::annotation {

/// One change to a text: what stands from `begin` to `end` (bytes; equal for an insertion) becomes `text`.
struct TextPatch {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string text;
};

/// text[begin, end) with all patches in; they lie inside it and do not overlap, in any order. At one place insertions go
/// before what is replaced there, and keep their order. Pure.
[[nodiscard]] std::string patched(std::string_view text, std::size_t begin, std::size_t end, std::vector<TextPatch> patches);

}  // namespace prososcope::annotation
