// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "engine/core/Text.h"
#include "engine/phonetics/Phone.h"

namespace prososcope::phonetics {

/// Symbols that were not understood, with how often: never dropped in silence. A value type.
class UnknownSymbols {
public:
    void add(std::string_view symbol) { ++m_counts[std::string(symbol)]; }
    void add(const UnknownSymbols& other);
    [[nodiscard]] bool empty() const { return m_counts.empty(); }
    [[nodiscard]] std::size_t total() const;
    [[nodiscard]] const std::map<std::string, std::size_t>& counts() const { return m_counts; }
    /// "2 phonetic symbols were left out because they are unknown: ʘ̬ (1), ∅ (1).", or nothing.
    [[nodiscard]] core::Text sentence() const;

private:
    std::map<std::string, std::size_t> m_counts;
};

/// What is known of the borders between phones in IPA text.
enum class IpaText {
    Running,  ///< none: "ˈtʃɛs". Affricates need a tie, but for tʃ dʒ tɕ dʑ ʈʂ ɖʐ; diphthongs are those that are usual
    Segment,  ///< one phone as espeak-ng separates them: letters that stand together belong together ("ts", "aʊ", "tɕʰ")
};

/// The phones of IPA text. Stress goes to the next nucleus and out of the symbol; tones (letters, digits, accents), syllable
/// dots and ties are left out of it, length and other marks stay ("aː", "n̩", "pʲ"). The manner follows the base letter:
/// ʁ is a liquid, as in French and German, r̝ a fricative, ʔ beside a vowel in one segment no phone of its own (stød).
/// Unknown letters are counted in `unknown` and left out; any bytes are safe.
/// Source of letters and marks: the IPA chart (revised to 2020) and what espeak-ng 1.51 adds to it.
[[nodiscard]] Pronunciation ipaPhones(std::string_view text, IpaText kind, UnknownSymbols& unknown);

/// The symbol of a phone without marks: "t" of "tʰ", "ts" of "tsʲ".
[[nodiscard]] std::string withoutMarks(std::string_view symbol);

}  // namespace prososcope::phonetics
