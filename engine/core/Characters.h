// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace prososcope::core {

/// The character at `position`, which moves behind it; nothing where the bytes are no UTF-8 (Unicode 15, table 3-7).
[[nodiscard]] std::optional<char32_t> takeCharacter(std::string_view text, std::size_t& position);
/// Reads the character at `position` and moves behind it. A byte that is no UTF-8 is taken alone, as U+FFFD.
[[nodiscard]] char32_t nextCharacter(std::string_view text, std::size_t& position);
void appendCharacter(std::string& text, char32_t character);
[[nodiscard]] bool isUtf8(std::string_view text);
/// Whether a number is a character that UTF-8 can hold, 0 and halves of surrogates left out.
[[nodiscard]] constexpr bool isCharacter(unsigned long code) {
    return code > 0 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
}

/// Lower case by Unicode's rules, character by character, whatever the locale; one beginning is never made of two.
[[nodiscard]] std::string lowerCase(std::string_view text);

[[nodiscard]] bool isUpperCase(char32_t character);
[[nodiscard]] bool isLowerCase(char32_t character);
/// Letters of any script, and the marks that combine with them.
[[nodiscard]] bool isLetter(char32_t character);
[[nodiscard]] inline bool isDigit(char32_t character) { return character >= U'0' && character <= U'9'; }
[[nodiscard]] bool isSpace(char32_t character);
/// The accents and marks that stand above, below or behind the character before them.
[[nodiscard]] inline bool isCombining(char32_t character) {
    return (character >= 0x300 && character <= 0x36F) || (character >= 0x1AB0 && character <= 0x1AFF) ||
           (character >= 0x1DC0 && character <= 0x1DFF) || (character >= 0x20D0 && character <= 0x20FF);
}

}  // namespace prososcope::core
