// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phonetics/Lexicon.h"
#include "tests/fuzz/FuzzPhonetics.h"

/// Any bytes give a sentence or words that are found again, each with phones.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto lexicon = prososcope::phonetics::Lexicon::parse(fuzz::textOf(data, size), "fuzz");
    if (!lexicon) return fuzz::checkError(lexicon.error());
    std::size_t words = 0;
    lexicon->forEach([&](std::string_view word, const prososcope::phonetics::Pronunciation& phones) {
        ++words;
        if (phones.empty()) fuzz::broken("an entry has phones");
        if (lexicon->first(word) != phones) fuzz::broken("a word is found");
        if (lexicon->find(word).empty()) fuzz::broken("a word has its pronunciations");
    });
    if (words != lexicon->words() || words == 0) fuzz::broken("every word is visited");
    if ((lexicon->badLines() > 0) == lexicon->remark().empty()) fuzz::broken("bad lines are told");
    return 0;
}

std::vector<std::string> fuzzSamples() {
    return {
        ";;; comment\nHELLO  HH AH0 L OW1\nHELLO(2)  HH EH0 L OW1\nA  AH0\nA(2)  EY1\n#HASH  HH AE1 SH\n",
        "aachen AA1 K AH0 N # place, german\r\n'bout B AW1 T\r\nx-ray EH1 K S R EY2\r\n",
        "\xef\xbb\xbfstraße ʃ t ʁ aː s ə\nzug ts uː k\nich ɪ ç\n",
    };
}
