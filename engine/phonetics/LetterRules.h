// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "engine/phonetics/Phone.h"

namespace prososcope::phonetics {

/// A guess at how an English word is spoken, from its letters alone: rules of spelling with their surroundings, tried in order,
/// about one phone in six wrong. For words that neither a lexicon nor espeak-ng knows. Accents are taken off Latin letters;
/// other characters are passed over, so a word of another script gives nothing. Stress is on the first vowel.
/// tests/bench/BenchPhonetics prints how often the phones agree with CMUdict's.
[[nodiscard]] Pronunciation spellEnglish(std::string_view word);

}  // namespace prososcope::phonetics
