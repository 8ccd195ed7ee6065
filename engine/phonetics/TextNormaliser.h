// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace prososcope::phonetics {

/// A transcript as the words that were spoken.
struct NormalisedText {
    std::vector<std::string> words;
    std::map<std::string, std::size_t> events;  ///< what stood in brackets ("LAUGHTER", "sil"), with how often
    [[nodiscard]] std::size_t eventCount() const;
};

/// Words of a transcript of a language (ISO 639).
/// All languages: `[LAUGHTER]` and `<noise>` are events, no words; typographic apostrophes become ', which stays within words,
/// as hyphens do; other punctuation goes. A text in capitals alone becomes lower case; elsewhere case is kept.
/// English, German and Polish: numbers become words (cardinals up to 999,999,999 with separators of thousands, decimals,
/// years, simple ordinals, clock times, per cent, money; longer ones digit by digit), so do common abbreviations ("Dr.",
/// "z. B.", "m.in."), + = & % and °; initials become the names of their letters, written as CMUdict does ("u. s. a.").
/// Other languages: numbers stay as they are, with their sign and separators, for espeak-ng to read.
/// Any bytes are safe; what is no UTF-8 parts words.
[[nodiscard]] NormalisedText normaliseText(std::string_view text, std::string_view language);

}  // namespace prososcope::phonetics
