// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/phonetics/EspeakProcess.h"
#include "engine/phonetics/Ipa.h"
#include "engine/phonetics/Lexicon.h"
#include "engine/phonetics/Syllables.h"

namespace prososcope::phonetics {

/// Who said how a word is spoken.
enum class PronunciationSource { UserLexicon, Cmudict, Espeak, LetterRules, None };
[[nodiscard]] std::string_view sourceName(
    PronunciationSource source);  ///< "lexicon", "cmudict", "espeak-ng", "letters", "none"

struct PronouncedWord {
    std::string text;                   ///< as it was asked for
    std::vector<Pronunciation> spoken;  ///< usually one word; several for compounds and numbers; none where nobody knows it
    PronunciationSource source = PronunciationSource::None;
    bool operator==(const PronouncedWord&) const = default;
};

struct PronouncerOptions {
    std::string language = "en";        ///< ISO 639
    std::filesystem::path userLexicon;  ///< in CMUdict's format, asked first; ARPAbet or IPA
    std::filesystem::path cmudict;      ///< empty: the one that set-up has brought
    bool useEspeak = true;
    std::filesystem::path espeak;  ///< empty: espeak-ng in PATH
};

/// The pronunciations of words: from the user's lexicon, for English from CMUdict, else from espeak-ng (all unknown words of a
/// call in one process), for English without espeak-ng from letter rules. English phones are ARPAbet, others IPA. Words are
/// asked for alone, so what neighbours do to each other (liaison, sandhi) is not heard. What was asked once is remembered. One
/// thread at a time.
class Pronouncer {
public:
    /// Reads the lexicons. Fails where the user's cannot be read or the language is no language tag; an absent CMUdict or
    /// espeak-ng is a remark as long as something else speaks the language.
    [[nodiscard]] static core::Result<Pronouncer> open(const PronouncerOptions& options);

    /// One result a word, in order. Fails where espeak-ng is needed and absent or fails, and when stopped.
    [[nodiscard]] core::Result<std::vector<PronouncedWord>> pronounce(std::span<const std::string> words,
                                                                      core::Progress& progress);

    [[nodiscard]] const std::string& language() const { return m_options.language; }
    [[nodiscard]] OnsetRule onsetRule() const { return onsetRuleOf(m_options.language); }
    /// What is absent and what was left out so far, for people.
    [[nodiscard]] std::vector<core::Text> remarks() const;

private:
    Pronouncer() = default;
    [[nodiscard]] std::optional<PronouncedWord> fromLexicons(const std::string& word) const;
    [[nodiscard]] std::optional<PronouncedWord> entryOf(std::string_view word) const;
    [[nodiscard]] PronouncedWord fromEspeak(const std::string& word, const EspeakLine& line);
    [[nodiscard]] bool english() const { return onsetRule() == OnsetRule::English; }

    PronouncerOptions m_options;
    Lexicon m_user;
    Lexicon m_cmudict;
    std::optional<EspeakProcess> m_espeak;
    std::optional<core::Error> m_noEspeak;
    std::vector<core::Text> m_remarks;
    UnknownSymbols m_unknown;
    std::size_t m_silent = 0;  // words that nobody could say
    std::map<std::string, PronouncedWord> m_known;
};

/// The CMUdict to use: PROSOSCOPE_CMUDICT, the one beside the program's resources, or the one that
/// packaging/fetch-cmudict.sh has put into the cache. Empty where there is none.
[[nodiscard]] std::filesystem::path findCmudict();
/// One sentence on how to get it.
[[nodiscard]] core::Text cmudictAdvice();

}  // namespace prososcope::phonetics
