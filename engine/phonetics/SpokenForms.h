// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/phonetics/NumberWords.h"

namespace prososcope::phonetics {

/// What stands around a piece of text: the neighbouring pieces in lower case without punctuation.
struct SpokenContext {
    std::string before;
    std::string after;
};

/// The words of a common abbreviation ("dr." -> "doctor"), written in lower case with its dots and without spaces.
/// `afterNumber` also knows measures ("km"), and `number` decides the form where the language has several.
[[nodiscard]] std::optional<std::string> abbreviationWords(std::string_view lower, NumberLanguage language);
[[nodiscard]] std::optional<std::string> measureWords(std::string_view lower, std::optional<std::uint32_t> number,
                                                      NumberLanguage language);

/// The word of + = & % or °, or nothing.
[[nodiscard]] std::string_view signWord(char32_t sign, NumberLanguage language);

/// A number that was read from a text.
struct SpokenNumber {
    std::string words;
    std::size_t length = 0;  ///< characters that it took
    std::optional<std::uint32_t> value;
    bool takesNext = false;  ///< the piece behind it is in the words already: "10:30 Uhr"
};
/// The number that begins at the start of `text`: sign, money, separators of thousands, decimals, clock time, ordinal ending,
/// per cent, decade ("1990s"). Nothing where no number begins there.
[[nodiscard]] std::optional<SpokenNumber> readNumber(std::u32string_view text, const SpokenContext& context,
                                                     NumberLanguage language);

}  // namespace prososcope::phonetics
