// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phonetics/Arpabet.h"

#include <algorithm>

namespace prososcope::phonetics {

namespace {

constexpr Manner kMono = Manner::Monophthong;
constexpr Manner kDiph = Manner::Diphthong;

constexpr std::array<Manner, kArpabet.size()> kManners = {kMono,
                                                          kMono,
                                                          kMono,
                                                          kMono,
                                                          kDiph,
                                                          kDiph,  // AA .. AY
                                                          Manner::Stop,
                                                          Manner::Affricate,
                                                          Manner::Stop,
                                                          Manner::Fricative,  // B CH D DH
                                                          kMono,
                                                          kMono,
                                                          kDiph,
                                                          Manner::Fricative,  // EH ER EY F
                                                          Manner::Stop,
                                                          Manner::Fricative,
                                                          kMono,
                                                          kMono,
                                                          Manner::Affricate,  // G HH IH IY JH
                                                          Manner::Stop,
                                                          Manner::Liquid,
                                                          Manner::Nasal,
                                                          Manner::Nasal,
                                                          Manner::Nasal,  // K L M N NG
                                                          kDiph,
                                                          kDiph,
                                                          Manner::Stop,
                                                          Manner::Liquid,
                                                          Manner::Fricative,
                                                          Manner::Fricative,  // OW .. SH
                                                          Manner::Stop,
                                                          Manner::Fricative,
                                                          kMono,
                                                          kMono,
                                                          Manner::Fricative,  // T TH UH UW V
                                                          Manner::Glide,
                                                          Manner::Glide,
                                                          Manner::Fricative,
                                                          Manner::Fricative};  // W Y Z ZH

}  // namespace

std::optional<std::size_t> arpabetIndex(std::string_view name) {
    const auto* found = std::lower_bound(kArpabet.begin(), kArpabet.end(), name);
    if (found == kArpabet.end() || *found != name) return {};
    return static_cast<std::size_t>(found - kArpabet.begin());
}

std::optional<Phone> arpabetPhone(std::string_view text) {
    if (text.empty() || text.size() > 3) return {};
    int stress = -1;
    if (text.back() >= '0' && text.back() <= '2') {
        stress = text.back() - '0';
        text.remove_suffix(1);
    }
    char upper[3] = {};
    for (std::size_t i = 0; i < text.size(); ++i)
        upper[i] = static_cast<char>(text[i] >= 'a' && text[i] <= 'z' ? text[i] - 32 : text[i]);
    const auto index = arpabetIndex({upper, text.size()});
    if (!index) return {};
    const Manner manner = kManners[*index];
    const bool vowel = manner == kMono || manner == kDiph;
    if (!vowel && stress >= 0) return {};
    return Phone{std::string(kArpabet[*index]), manner, vowel, stress};
}

std::optional<Pronunciation> arpabetPronunciation(std::string_view text) {
    Pronunciation phones;
    for (std::size_t i = 0; i < text.size();) {
        const auto start = text.find_first_not_of(" \t", i);
        if (start == std::string_view::npos) break;
        const auto end = std::min(text.find_first_of(" \t", start), text.size());
        auto phone = arpabetPhone(text.substr(start, end - start));
        if (!phone) return {};
        phones.push_back(std::move(*phone));
        i = end;
    }
    return phones;
}

}  // namespace prososcope::phonetics
