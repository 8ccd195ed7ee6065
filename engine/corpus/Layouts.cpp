// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/Layouts.h"

#include <algorithm>
#include <cstdint>

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

bool isUtf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
        if (length == 0 || i + length > text.size() || lead == 0) return false;
        std::uint32_t code = length == 1 ? lead : lead & (0xffU >> (length + 1));
        for (std::size_t k = 1; k < length; ++k) {
            const auto next = static_cast<unsigned char>(text[i + k]);
            if ((next & 0xc0U) != 0x80U) return false;
            code = (code << 6U) | (next & 0x3fU);
        }
        const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
        if (overlong || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return false;
        i += length;
    }
    return true;
}

}  // namespace prososcope::corpus
