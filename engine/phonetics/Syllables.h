// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/phonetics/BroadClasses.h"
#include "engine/phonetics/Phone.h"

namespace prososcope::phonetics {

/// Which consonants may begin a syllable.
enum class OnsetRule {
    English,   ///< the clusters that begin English words; ARPAbet phones
    Sonority,  ///< any language: consonants that rise clearly in sonority, a sibilant before a stop, nasal or fricative; never
               ///< ŋ
    Single,    ///< exactly one consonant, as in Arabic
};
/// The rule of a language (ISO 639): English for "en", Single for "ar", else Sonority.
[[nodiscard]] OnsetRule onsetRuleOf(std::string_view language);

/// One syllable of a word: the phones begin <= i < end, of which `nucleus` is the nucleus.
struct Syllable {
    std::size_t begin = 0;
    std::size_t nucleus = 0;
    std::size_t end = 0;
    bool operator==(const Syllable&) const = default;
};

/// Syllables by maximal onset: of the consonants between two nuclei the longest legal onset goes to the right. What stands
/// before the first nucleus and after the last stays there. Every phone is in one syllable. A word without a vowel ("hmm",
/// "shh") is one syllable about its most sonorous phone. An empty word has none.
[[nodiscard]] std::vector<Syllable> syllablesOf(const Pronunciation& phones, OnsetRule rule);

/// Whether English words may begin a syllable so: any consonant but NG; stop or voiceless fricative and liquid or W; S and
/// what may follow it; a consonant and Y, before UW only. None at all is legal.
[[nodiscard]] bool isEnglishOnset(std::span<const Phone> consonants, const Phone& nucleus);

/// What a syllable is called when it is a unit.
enum class SyllableLabel {
    Shape,        ///< V, CV, VC or CVC: consonants before and after the nucleus, however many
    Anonymous,    ///< "syl" for every one
    Nucleus,      ///< the symbol of its nucleus
    BroadString,  ///< the classes of its phones: "FSLV" (with - between where a symbol is longer than one character)
    Full,         ///< its phones with - between: "S-T-R-EH-NG-K-TH"
};
inline constexpr std::string_view kAnonymousSyllable = "syl";
[[nodiscard]] std::string_view syllableLabelName(SyllableLabel label);  ///< "shape", "broad-string", ...
[[nodiscard]] std::optional<SyllableLabel> syllableLabelFromName(std::string_view name);

/// A phone that has no class is "?" in the broad string.
[[nodiscard]] std::string labelOf(const Pronunciation& phones, const Syllable& syllable, SyllableLabel label,
                                  const BroadClasses& classes);

}  // namespace prososcope::phonetics
