// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "engine/phonetics/Phone.h"

namespace prososcope::phonetics {

/// The 39 phones of American English as CMUdict writes them, in the order of their names.
/// A stress digit 0, 1 or 2 may follow a vowel ("AH0") and is no part of the phone.
inline constexpr std::array<std::string_view, 39> kArpabet = {
    "AA", "AE", "AH", "AO", "AW", "AY", "B", "CH", "D", "DH", "EH", "ER", "EY", "F",  "G", "HH", "IH", "IY", "JH", "K",
    "L",  "M",  "N",  "NG", "OW", "OY", "P", "R",  "S", "SH", "T",  "TH", "UH", "UW", "V", "W",  "Y",  "Z",  "ZH"};

/// Place of a name in `kArpabet`: exactly these names, upper case, no digit.
[[nodiscard]] std::optional<std::size_t> arpabetIndex(std::string_view name);

/// The phone of a name in either case, with or without a stress digit; nothing for other text and for a digit behind a
/// consonant.
[[nodiscard]] std::optional<Phone> arpabetPhone(std::string_view text);

/// Phones with spaces between ("HH AH0 L OW1"); nothing where one is unknown.
[[nodiscard]] std::optional<Pronunciation> arpabetPronunciation(std::string_view text);

}  // namespace prososcope::phonetics
