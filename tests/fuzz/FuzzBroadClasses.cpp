// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phonetics/Arpabet.h"
#include "engine/phonetics/BroadClasses.h"
#include "tests/fuzz/FuzzPhonetics.h"

/// Any bytes give a sentence or classes for every ARPAbet phone.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace prososcope::phonetics;
    const auto classes = BroadClasses::parse(fuzz::textOf(data, size), "fuzz");
    if (!classes) return fuzz::checkError(classes.error());
    for (const auto name : kArpabet) {
        const auto index = classes->classOf(*arpabetPhone(name));
        if (!index || *index >= classes->symbols().size()) fuzz::broken("every phone has a class");
    }
    for (const auto& symbol : classes->symbols()) {
        if (symbol.empty() || symbol.find('_') != std::string::npos) fuzz::broken("a symbol can carry a tag");
    }
    return 0;
}

std::vector<std::string> fuzzSamples() {
    return {
        "# comment\nV monophthong diphthong\nS P B T stop\nA CH JH affricate\nF HH fricative\nN nasal\nL L R liquid\nG glide\n",
        "all monophthong diphthong stop affricate fricative nasal liquid glide\r\nx t tʰ ʃ\r\n",
        "V AA AE AH AO AW AY EH ER EY IH IY OW OY UH UW\nC P B T D K G CH JH F V TH DH S Z SH ZH HH M N NG L R W Y # all\n",
    };
}
