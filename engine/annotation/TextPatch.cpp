// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/annotation/TextPatch.h"

#include <algorithm>
#include <utility>

namespace prososcope::annotation {

std::string patched(std::string_view text, std::size_t begin, std::size_t end, std::vector<TextPatch> patches) {
    std::stable_sort(patches.begin(), patches.end(), [](const TextPatch& a, const TextPatch& b) {
        return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
    });
    std::string result;
    std::size_t position = begin;
    for (const auto& patch : patches) {
        result += text.substr(position, patch.begin - position);
        result += patch.text;
        position = patch.end;
    }
    result += text.substr(position, end - position);
    return result;
}

}  // namespace prososcope::annotation
