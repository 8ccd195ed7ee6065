// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phonetics/Syllables.h"

#include <algorithm>
#include <array>

#include "engine/core/Characters.h"
#include "engine/phonetics/Ipa.h"

namespace prososcope::phonetics {

using core::nextCharacter;

namespace {

constexpr std::size_t kLongestOnset = 3;

bool isOneOf(std::string_view symbol, std::initializer_list<std::string_view> set) {
    return std::find(set.begin(), set.end(), symbol) != set.end();
}

/// How open the mouth is, in steps. A cluster rises by at least two.
int sonority(const Phone& phone) {
    switch (phone.manner) {
        case Manner::Stop:
        case Manner::Affricate:
            return 1;
        case Manner::Fricative:
            return 2;
        case Manner::Nasal:
            return 3;
        case Manner::Liquid:
            return 4;
        case Manner::Glide:
            return 5;
        case Manner::Monophthong:
        case Manner::Diphthong:
            return 6;
    }
    return 0;
}

bool isSonorityOnset(std::span<const Phone> consonants) {
    if (consonants.empty()) return true;
    if (withoutMarks(consonants.front().symbol) == "ŋ") return false;
    std::size_t first = 0;
    if (consonants.size() > 1 && isOneOf(withoutMarks(consonants[0].symbol), {"s", "ʃ", "ɕ", "ʂ", "z", "ʒ", "S", "SH"}) &&
        sonority(consonants[1]) <= sonority({"", Manner::Nasal, false, -1}))
        first = 1;
    for (std::size_t i = first + 1; i < consonants.size(); ++i) {
        constexpr int kRise = 2;
        if (sonority(consonants[i]) < sonority(consonants[i - 1]) + kRise) return false;
    }
    return true;
}

bool isOnset(std::span<const Phone> consonants, const Phone& nucleus, OnsetRule rule) {
    switch (rule) {
        case OnsetRule::English:
            return isEnglishOnset(consonants, nucleus);
        case OnsetRule::Single:
            return consonants.size() <= 1;
        case OnsetRule::Sonority:
            return isSonorityOnset(consonants);
    }
    return false;
}

std::vector<std::size_t> nucleiOf(const Pronunciation& phones) {
    std::vector<std::size_t> nuclei;
    for (std::size_t i = 0; i < phones.size(); ++i) {
        if (phones[i].nucleus) nuclei.push_back(i);
    }
    if (nuclei.empty() && !phones.empty()) {
        const auto peak = std::max_element(phones.begin(), phones.end(),
                                           [](const Phone& a, const Phone& b) { return sonority(a) < sonority(b); });
        nuclei.push_back(static_cast<std::size_t>(peak - phones.begin()));
    }
    return nuclei;
}

constexpr std::array<std::string_view, 5> kLabelNames = {"shape", "anonymous", "nucleus", "broad-string", "full"};

}  // namespace

OnsetRule onsetRuleOf(std::string_view language) {
    const auto code = language.substr(0, language.find('-'));
    if (code == "en" || code == "eng") return OnsetRule::English;
    if (code == "ar" || code == "ara") return OnsetRule::Single;
    return OnsetRule::Sonority;
}

bool isEnglishOnset(std::span<const Phone> consonants, const Phone& nucleus) {
    const auto at = [&](std::size_t i) -> std::string_view { return consonants[i].symbol; };
    const std::size_t count = consonants.size();
    if (count == 0) return true;
    if (count == 1) return at(0) != "NG";
    const auto last = at(count - 1);
    const bool beforeUw = last == "Y" && nucleus.symbol == "UW";
    if (count == 2) {
        const auto first = at(0);
        if (last == "L") return isOneOf(first, {"P", "B", "K", "G", "F", "S"});
        if (last == "R") return isOneOf(first, {"P", "B", "K", "G", "T", "D", "F", "TH", "SH"});
        if (last == "W") return isOneOf(first, {"T", "D", "K", "G", "S", "HH", "TH"});
        if (last == "Y")
            return beforeUw && isOneOf(first, {"P", "B", "K", "G", "M", "N", "F", "V", "HH", "T", "D", "L", "S", "TH"});
        return first == "S" && isOneOf(last, {"P", "T", "K", "M", "N", "F"});
    }
    if (count != kLongestOnset || at(0) != "S") return false;
    const auto middle = at(1);
    if (middle == "P") return last == "L" || last == "R" || beforeUw;
    if (middle == "T") return last == "R" || beforeUw;
    return middle == "K" && (last == "R" || last == "W" || last == "L" || beforeUw);
}

std::vector<Syllable> syllablesOf(const Pronunciation& phones, OnsetRule rule) {
    const auto nuclei = nucleiOf(phones);
    std::vector<Syllable> syllables;
    syllables.reserve(nuclei.size());
    for (std::size_t i = 0; i < nuclei.size(); ++i) {
        std::size_t begin = 0;
        if (i > 0) {
            begin = nuclei[i];
            const std::size_t run = nuclei[i] - nuclei[i - 1] - 1;
            const std::span<const Phone> all(phones);
            for (std::size_t length = std::min(run, kLongestOnset); length > 0; --length) {
                if (!isOnset(all.subspan(nuclei[i] - length, length), phones[nuclei[i]], rule)) continue;
                begin = nuclei[i] - length;
                break;
            }
            syllables.back().end = begin;
        }
        syllables.push_back({begin, nuclei[i], phones.size()});
    }
    return syllables;
}

std::string_view syllableLabelName(SyllableLabel label) { return kLabelNames[static_cast<std::size_t>(label)]; }

std::optional<SyllableLabel> syllableLabelFromName(std::string_view name) {
    const auto* found = std::find(kLabelNames.begin(), kLabelNames.end(), name);
    if (found == kLabelNames.end()) return {};
    return static_cast<SyllableLabel>(found - kLabelNames.begin());
}

std::string labelOf(const Pronunciation& phones, const Syllable& syllable, SyllableLabel label, const BroadClasses& classes) {
    std::string text;
    switch (label) {
        case SyllableLabel::Shape:
            if (syllable.nucleus > syllable.begin) text += 'C';
            text += 'V';
            if (syllable.end > syllable.nucleus + 1) text += 'C';
            break;
        case SyllableLabel::Anonymous:
            text = kAnonymousSyllable;
            break;
        case SyllableLabel::Nucleus:
            text = phones[syllable.nucleus].symbol;
            break;
        case SyllableLabel::BroadString: {
            const bool shortSymbols = std::all_of(classes.symbols().begin(), classes.symbols().end(), [](const auto& symbol) {
                std::size_t i = 0;
                (void)nextCharacter(symbol, i);
                return i == symbol.size();
            });
            for (std::size_t i = syllable.begin; i < syllable.end; ++i) {
                if (!shortSymbols && i > syllable.begin) text += '-';
                const auto index = classes.classOf(phones[i]);
                text += index ? classes.symbols()[*index] : "?";
            }
            break;
        }
        case SyllableLabel::Full:
            for (std::size_t i = syllable.begin; i < syllable.end; ++i)
                text += (i > syllable.begin ? "-" : "") + phones[i].symbol;
            break;
    }
    return text;
}

}  // namespace prososcope::phonetics
