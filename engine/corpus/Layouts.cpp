// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/Layouts.h"

#include <algorithm>
#include <cstdint>

#include "engine/core/Characters.h"

namespace prososcope::corpus {

const std::vector<Layout>& allLayouts() {
    static const std::vector<Layout> kLayouts = {iemocapLayout(),  emoDbLayout(),      ravdessLayout(),  cremaDLayout(),
                                                 nemoLayout(),     mspPodcastLayout(), vctkLayout(),     libriSpeechLayout(),
                                                 ljSpeechLayout(), fsddLayout(),       manifestLayout(), audformatLayout(),
                                                 kaldiLayout(),    csvLayout(),        patternLayout(),  annotatedLayout()};
    return kLayouts;
}

std::string someOf(const std::vector<std::string>& names) {
    constexpr std::size_t kShown = 5;
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), kShown); ++i) text += (i > 0 ? ", " : "") + names[i];
    if (names.size() > kShown) text += ", ...";
    return text;
}

std::string idOf(const std::filesystem::path& relative) {
    auto id = relative;
    return id.replace_extension().generic_string();
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kSpaces = " \t\r\n";
    const auto first = text.find_first_not_of(kSpaces);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kSpaces) - first + 1);
}

bool isText(std::string_view bytes) { return bytes.find('\0') == std::string_view::npos && core::isUtf8(bytes); }

}  // namespace prososcope::corpus
