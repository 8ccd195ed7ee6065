// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prososcope::phonetics {

/// How a speech sound is made. Rhotics count as liquids wherever they are made, r-coloured vowels as monophthongs.
enum class Manner : std::uint8_t { Monophthong, Diphthong, Stop, Affricate, Fricative, Nasal, Liquid, Glide };
inline constexpr std::size_t kMannerCount = 8;

/// "monophthong", "stop", ...: the words that files of classes use.
[[nodiscard]] std::string_view mannerName(Manner manner);
[[nodiscard]] std::optional<Manner> mannerFromName(std::string_view name);

/// One speech sound of any language. Of English the symbol is an ARPAbet name ("AH"), else IPA ("ʃ", "aː", "tɕʰ"), in both
/// cases without stress and tone.
struct Phone {
    std::string symbol;
    Manner manner = Manner::Stop;
    bool nucleus = false;  ///< a vowel or a syllabic consonant: it makes a syllable
    int stress = -1;       ///< of a nucleus: 0 none, 1 primary, 2 secondary; -1 unknown
    bool operator==(const Phone&) const = default;
};

/// The phones of one word in order.
using Pronunciation = std::vector<Phone>;

/// The symbols with spaces between: "HH AH L OW". With stress digits where it is known and asked for: "HH AH0 L OW1".
[[nodiscard]] std::string phoneText(const Pronunciation& phones, bool withStress = false);

}  // namespace prososcope::phonetics
