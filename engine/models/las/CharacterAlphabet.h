// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace prososcope::models {

/// A text as symbols to be learnt.
struct EncodedText {
    std::vector<std::int64_t> symbols;           ///< with kLasEnd at the end
    std::map<std::string, std::size_t> unknown;  ///< characters that the alphabet lacks, left out, with how often
};

/// The symbols of an attention recogniser: padding, start, end and the blank between words, then characters (UTF-8).
class CharacterAlphabet {
public:
    /// The 30 symbols of the authors' code: a to z after the four.
    [[nodiscard]] static CharacterAlphabet english();
    /// The characters of texts in lower case, by code point. Apostrophes and hyphens are none: they are left out of words.
    [[nodiscard]] static CharacterAlphabet ofTexts(const std::set<std::string>& texts);
    /// As a model's card holds them, `symbols()` of the same alphabet.
    explicit CharacterAlphabet(std::vector<std::string> symbols);

    /// A text as training::spokenText makes it: words in lower case, one blank between two.
    [[nodiscard]] EncodedText encode(std::string_view text) const;
    /// Symbols as text: those without a character (padding, start, end) are left out, blanks at the ends, too.
    [[nodiscard]] std::string decode(const std::vector<std::int64_t>& symbols) const;
    /// "<PAD>", "<SOS>", "<EOS>", "<SPACE>", "a", ..
    [[nodiscard]] const std::vector<std::string>& symbols() const { return m_symbols; }

private:
    std::vector<std::string> m_symbols;
    std::map<std::string, std::int64_t, std::less<>> m_places;
};

}  // namespace prososcope::models
