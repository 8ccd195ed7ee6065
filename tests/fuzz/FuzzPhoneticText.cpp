// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phonetics/EnglishIpa.h"
#include "engine/phonetics/EspeakProcess.h"
#include "engine/phonetics/LetterRules.h"
#include "engine/phonetics/Syllables.h"
#include "engine/phonetics/TextNormaliser.h"
#include "tests/fuzz/FuzzPhonetics.h"

namespace {

using namespace prososcope::phonetics;

void checkSyllables(const Pronunciation& phones) {
    std::size_t at = 0;
    for (const auto& syllable : syllablesOf(phones, OnsetRule::Sonority)) {
        if (syllable.begin != at || syllable.nucleus < syllable.begin || syllable.nucleus >= syllable.end)
            fuzz::broken("syllables follow each other");
        at = syllable.end;
    }
    if (at != phones.size()) fuzz::broken("every phone is in a syllable");
}

}  // namespace

/// Transcripts, IPA and lines of espeak-ng: no text ends the program, words are words, phones have symbols.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = fuzz::textOf(data, size);
    for (const char* language : {"en", "de", "pl", "fr"}) {
        for (const auto& word : normaliseText(text, language).words) {
            if (word.empty() || word.find_first_of(" \t\r\n") != std::string::npos) fuzz::broken("a word is a word");
            checkSyllables(spellEnglish(word));
        }
    }
    if (cleanEspeakLine(text).find_first_of("\r\n[]<>") != std::string::npos) fuzz::broken("a clean line is one line");
    UnknownSymbols unknown;
    checkSyllables(ipaPhones(text, IpaText::Running, unknown));
    for (const bool tonal : {false, true}) {
        for (const auto& word : parseEspeakLine(text, tonal)) {
            if (word.empty()) fuzz::broken("a word has segments");
            for (const auto& phone : arpabetFromIpa(word, unknown)) {
                if (phone.symbol.empty()) fuzz::broken("a phone has a symbol");
            }
            for (const auto& segment : word) {
                for (const auto& phone : ipaPhones(segment, IpaText::Segment, unknown)) {
                    if (phone.symbol.empty()) fuzz::broken("a phone has a symbol");
                }
            }
        }
    }
    if (unknown.empty() != unknown.sentence().empty()) fuzz::broken("what is unknown is told");
    return 0;
}

std::vector<std::string> fuzzSamples() {
    return {
        "Well, it's $5.50 at 10:30 [LAUGHTER] on the 21st; 1,000,000 of 3.14 % in 1984, e.g. U.S. <s> x-ray 'cause",
        "Am 3. Mai 1984 um 10:30 Uhr, z. B. 12,5 % von 2.500 € — „Straße“ 5km +3 -4",
        "3. maja 22 zł, 1 zł, m.in. prof. ŁÓDŹ 007 12345678901",
        "pf_ˈy_ts_ə d_ˈɔø_t_ʃ (en)_ɡ_ˈuː_ɡ_əl_(de) n_ˈiɜ_ χ_ˈɑu2_ ts._ˈonɡ5_ b_ˈʌ_ʔ_n̩",
        "ˌɪntəˈnæʃnəl t͡sʲiɲ vl̩k haʊs ni˧˥ mā r̝eka bɔ̃",
    };
}
