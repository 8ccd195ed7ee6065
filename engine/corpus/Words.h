// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/Result.h"
#include "engine/corpus/Corpus.h"

/// Words that corpora use for the same thing, in several languages. Pure functions; any thread.
namespace prososcope::corpus {

/// The program's own word for a label that is written out in one of several languages ("Anger", "Freude", "tristesse") or as
/// one of the usual short forms of three letters ("ang"); nothing for other labels. One letter is never enough: "F" is happy
/// in one corpus and fearful in another.
[[nodiscard]] std::optional<std::string> emotionWord(std::string_view label);
/// "female" or "male" of the words of several languages and their first letters; nothing of other words.
[[nodiscard]] std::optional<std::string> knownGender(std::string_view text);
/// "train", "development", "test", "test2" ... of the words that corpora use for their parts; nothing of other words.
[[nodiscard]] std::optional<std::string> knownSplit(std::string_view text);
/// ISO 639-1 of a name ("German"), a code of three letters ("deu", "ger") or a locale ("de-DE"); other words as they are.
[[nodiscard]] std::string languageCode(std::string_view text);
/// What tables write for "no value": nothing, nan, NaT, None, null, NA, N/A, <NA>.
[[nodiscard]] bool isMissing(std::string_view text);
/// Seconds of "1.5", "1.5s", "1500ms", "00:01:02.5", "1:02.5", "0 days 00:00:01.500000" or "P0DT0H0M1.5S". Nothing for other
/// texts and for what is not finite.
[[nodiscard]] std::optional<double> parseSeconds(std::string_view text);

/// Pairs as in "W=angry,F=happy" (separated by commas or semicolons). Fails where a pair lacks "=", a left side is empty or
/// comes twice; `setting` is named in the error.
[[nodiscard]] core::Result<std::map<std::string, std::string>> parsePairs(std::string_view text, std::string_view setting);

/// Labels of a corpus in the program's words: by the user's own pairs first, else by `emotionWord`, else as they are. Counts
/// what it changed, for one remark. One thread.
class LabelWords {
public:
    explicit LabelWords(std::map<std::string, std::string> own = {}) : m_own(std::move(own)) {}
    [[nodiscard]] std::string word(std::string_view label);
    void addRemark(Corpus& corpus) const;

private:
    std::map<std::string, std::string> m_own;
    std::map<std::string, std::string> m_changed;
};

}  // namespace prososcope::corpus
