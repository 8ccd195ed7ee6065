// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phonetics/Phone.h"

#include <algorithm>
#include <array>

namespace prososcope::phonetics {

namespace {
constexpr std::array<std::string_view, kMannerCount> kNames = {"monophthong", "diphthong", "stop",   "affricate",
                                                               "fricative",   "nasal",     "liquid", "glide"};
}

std::string_view mannerName(Manner manner) { return kNames[static_cast<std::size_t>(manner)]; }

std::optional<Manner> mannerFromName(std::string_view name) {
    const auto* found = std::find(kNames.begin(), kNames.end(), name);
    if (found == kNames.end()) return {};
    return static_cast<Manner>(found - kNames.begin());
}

std::string phoneText(const Pronunciation& phones, bool withStress) {
    std::string text;
    for (const auto& phone : phones) {
        if (!text.empty()) text += ' ';
        text += phone.symbol;
        if (withStress && phone.stress >= 0) text += std::to_string(phone.stress);
    }
    return text;
}

}  // namespace prososcope::phonetics
