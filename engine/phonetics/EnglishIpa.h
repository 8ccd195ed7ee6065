// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>

#include "engine/phonetics/Ipa.h"

namespace prososcope::phonetics {

/// The ARPAbet phones of an English word whose IPA espeak-ng has given in segments ("h", "ə", "l", "ˈoʊ").
/// Rules: as in CMUdict an r after an r-coloured or reduced vowel is part of it ("hurry": HH ER IY, "around": ER AW N D), and
/// AE before r is EH ("marry": M EH R IY); a syllabic n, l or m is AH and the consonant; the flap is T; a glottal stop is T
/// before a syllabic n ("button") and else no phone. A vowel takes the stress mark of its segment, else stress 0. What no rule
/// covers is counted in `unknown` and left out.
[[nodiscard]] Pronunciation arpabetFromIpa(std::span<const std::string> segments, UnknownSymbols& unknown);

}  // namespace prososcope::phonetics
