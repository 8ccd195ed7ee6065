// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phonetics/LetterRules.h"

#include <algorithm>
#include <array>
#include <string>

#include "engine/core/Characters.h"
#include "engine/phonetics/Arpabet.h"

namespace prososcope::phonetics {

using core::lowerCase;
using core::nextCharacter;

namespace {

/// The letters `text` between `before` and `after` are spoken as `phones`. In the surroundings # is the edge of the word, V a
/// vowel letter, C a consonant letter, F one of e, i, y, and * any number of consonant letters; small letters are themselves.
/// The first rule that fits counts.
struct Rule {
    std::string_view before;
    std::string_view text;
    std::string_view after;
    std::string_view phones;
};

// clang-format off
constexpr Rule kRules[] = {
    // a
    {"#", "a", "#", "AH"}, {"#", "are", "#", "AA R"}, {"", "augh", "", "AO"}, {"", "au", "", "AO"}, {"", "aw", "", "AO"},
    {"", "aigh", "", "EY"}, {"", "air", "", "EH R"}, {"", "ai", "", "EY"}, {"", "ayor", "", "EY ER"}, {"", "ay", "", "EY"},
    {"#w", "ar", "", "AO R"}, {"w", "ar", "", "AO R"}, {"qu", "ar", "", "AO R"}, {"", "arr", "", "EH R"}, {"", "are", "#", "EH R"},
    {"", "ar", "i", "EH R"}, {"C", "ard", "#", "ER D"}, {"", "ary", "#", "EH R IY"}, {"VC", "ar", "#", "ER"}, {"", "ar", "C", "AA R"},
    {"", "ar", "#", "AA R"}, {"w", "a", "s", "AA"}, {"w", "a", "n", "AA"}, {"w", "a", "t", "AO"}, {"", "alk", "", "AO K"},
    {"", "all", "", "AO L"}, {"", "alt", "", "AO L T"}, {"", "ald", "", "AO L D"}, {"", "alm", "", "AA M"}, {"V*", "al", "#", "AH L"},
    {"V*", "al", "l", "AH"}, {"V*", "ally", "#", "AH L IY"}, {"V*", "able", "#", "AH B AH L"}, {"V*", "age", "#", "IH JH"},
    {"V*", "ate", "#", "EY T"}, {"", "ation", "", "EY SH AH N"}, {"V*", "ative", "#", "AH T IH V"}, {"", "ange", "", "EY N JH"}, {"", "anging", "#", "EY N JH IH NG"}, {"", "aste", "", "EY S T"}, {"", "a", "x", "AE"},
    {"#", "a", "CC", "AE"}, {"#", "a", "CV", "AH"}, {"V*", "ance", "#", "AH N S"}, {"V*", "ant", "#", "AH N T"}, {"V*", "an", "#", "AH N"},
    {"V*", "as", "#", "AH S"}, {"", "ae", "", "IY"}, {"", "a", "Ce#", "EY"}, {"", "a", "Ces#", "EY"}, {"", "a", "Ced#", "EY"}, {"", "a", "Cing", "EY"}, {"", "a", "Cle", "EY"},
    {"", "a", "CioV", "EY"}, {"", "a", "tio", "EY"}, {"", "a", "#", "AH"}, {"", "a", "cC", "AE"}, {"", "a", "CC", "AE"}, {"V*", "a", "CV", "AH"}, {"", "aa", "", "AA"}, {"", "a", "", "AE"},
    // b
    {"m", "b", "#", ""}, {"", "bb", "", "B"}, {"", "bt", "#", "T"}, {"", "b", "", "B"},
    // c
    {"", "cch", "", "K"}, {"s", "ch", "", "K"}, {"", "chr", "", "K R"}, {"", "chn", "", "K N"}, {"#", "ch", "l", "K"}, {"", "tch", "", "CH"}, {"", "ch", "", "CH"}, {"", "ck", "", "K"}, {"", "cqu", "", "K W"},
    {"", "cc", "i", "CH"}, {"", "cc", "e", "K S"}, {"", "cc", "", "K"}, {"s", "c", "F", ""}, {"", "cious", "", "SH AH S"}, {"", "cia", "l", "SH AH"}, {"", "cian", "", "SH AH N"}, {"", "cien", "", "SH AH N"},
    {"", "c", "F", "S"}, {"", "cz", "", "CH"}, {"", "c", "", "K"},
    // d
    {"", "dge", "", "JH"}, {"", "dg", "F", "JH"}, {"", "dd", "", "D"}, {"", "dj", "", "JH"}, {"", "dt", "#", "T"}, {"", "d", "", "D"},
    // e
    {"", "eauti", "", "Y UW T AH"}, {"", "eau", "", "OW"}, {"", "eigh", "", "EY"}, {"", "ear", "C", "ER"}, {"", "ear", "", "IH R"}, {"", "eer", "", "IH R"}, {"", "ead", "", "EH D"}, {"", "ealth", "", "EH L TH"}, {"", "ea", "th", "EH"}, {"", "ea", "sur", "EH"}, {"", "ea", "vy", "EH"}, {"", "ea", "", "IY"},
    {"", "ee", "", "IY"}, {"c", "ei", "", "IY"}, {"", "eir", "", "EH R"}, {"", "ei", "", "AY"}, {"", "eu", "", "UW"}, {"r", "ew", "", "UW"}, {"l", "ew", "", "UW"}, {"", "ew", "", "UW"}, {"", "ey", "#", "IY"}, {"", "ey", "", "EY"},
    {"", "eo", "", "IY AH"}, {"", "ere", "#", "IH R"}, {"", "err", "", "EH R"}, {"", "er", "V", "ER"}, {"", "er", "", "ER"}, {"t", "ed", "#", "IH D"}, {"d", "ed", "#", "IH D"},
    {"V*p", "ed", "#", "T"}, {"V*k", "ed", "#", "T"}, {"V*f", "ed", "#", "T"}, {"V*s", "ed", "#", "T"}, {"V*h", "ed", "#", "T"}, {"V*c", "ed", "#", "T"}, {"V*x", "ed", "#", "T"}, {"V*", "ed", "#", "D"},
    {"s", "es", "#", "IH Z"}, {"z", "es", "#", "IH Z"}, {"x", "es", "#", "IH Z"}, {"c", "es", "#", "IH Z"}, {"g", "es", "#", "IH Z"}, {"ch", "es", "#", "IH Z"}, {"sh", "es", "#", "IH Z"},
    {"Vp", "es", "#", "S"}, {"Vt", "es", "#", "S"}, {"Vk", "es", "#", "S"}, {"Vf", "es", "#", "S"}, {"V*", "es", "#", "Z"},
    {"V*", "e", "ment", ""}, {"V*", "e", "ly#", ""}, {"V*", "e", "ness", ""}, {"V*", "e", "less", ""}, {"V*", "e", "ful", ""}, {"V*", "e", "#", ""}, {"V*", "e", "'s#", ""}, {"", "e", "#", "IY"},
    {"#", "en", "C", "EH N"}, {"#", "ex", "V", "IH G Z"}, {"#", "ex", "", "IH K S"}, {"#r", "e", "CV", "IH"}, {"#d", "e", "CV", "IH"}, {"#b", "e", "CV", "IH"}, {"#pr", "e", "CV", "IY"}, {"#", "e", "CV", "IH"},
    {"V*", "en", "#", "AH N"}, {"V*", "ens", "#", "AH N Z"}, {"V*", "el", "#", "AH L"}, {"V*", "els", "#", "AH L Z"}, {"V*", "ent", "", "AH N T"}, {"V*", "ence", "#", "AH N S"}, {"V*", "ency", "#", "AH N S IY"}, {"V*", "ess", "#", "AH S"}, {"V*", "et", "#", "AH T"}, {"V*", "ets", "#", "AH T S"}, {"V*", "est", "#", "AH S T"},
    {"", "e", "x", "EH"}, {"", "e", "Ce#", "IY"}, {"V*", "e", "CV", "AH"}, {"", "e", "", "EH"},
    // f
    {"", "ff", "", "F"}, {"#o", "f", "#", "V"}, {"", "f", "", "F"},
    // g
    {"#", "gn", "", "N"}, {"", "gn", "#", "N"}, {"", "gns", "#", "N Z"}, {"", "gg", "", "G"}, {"", "ght", "", "T"}, {"#", "gh", "", "G"}, {"", "gh", "", ""}, {"", "geous", "", "JH AH S"}, {"", "gious", "", "JH AH S"}, {"", "gue", "#", "G"}, {"", "gui", "", "G IH"},
    {"#", "get", "", "G EH T"}, {"#", "giv", "", "G IH V"}, {"#", "girl", "", "G ER L"}, {"#", "gi", "ld", "G IH"}, {"n", "g", "er#", "G"}, {"n", "g", "#", ""}, {"", "g", "F", "JH"}, {"", "g", "", "G"},
    // h
    {"#", "hono", "r", "AA N"}, {"#", "hour", "", "AW ER"}, {"#", "h", "eir", ""}, {"V", "h", "C", ""}, {"V", "h", "#", ""}, {"r", "h", "", ""}, {"", "h", "V", "HH"}, {"", "h", "", ""},
    // i
    {"#", "i", "#", "AY"}, {"#", "i'", "", "AY"}, {"", "igh", "", "AY"}, {"", "ign", "#", "AY N"}, {"", "ier", "#", "IY ER"}, {"", "iers", "#", "IY ER Z"}, {"", "ied", "#", "IY D"}, {"", "ies", "#", "IY Z"}, {"", "ield", "", "IY L D"}, {"", "ie", "#", "IY"}, {"", "ie", "C", "IY"},
    {"", "ique", "#", "IY K"}, {"", "ir", "V", "AY R"}, {"", "irr", "", "IH R"}, {"", "ir", "", "ER"}, {"", "ind", "#", "AY N D"}, {"", "ild", "#", "AY L D"}, {"V*", "ing", "", "IH NG"}, {"", "iz", "e", "AY Z"}, {"", "is", "e", "AY Z"}, {"V*", "ine", "#", "IY N"}, {"V*", "ile", "#", "AH L"}, {"V*", "ive", "#", "IH V"}, {"V*", "ite", "#", "AY T"}, {"V*", "ice", "#", "AH S"},
    {"", "ia", "", "IY AH"}, {"", "io", "", "IY OW"}, {"", "iou", "s", "IY AH"}, {"", "iu", "m", "IY AH"}, {"", "i", "x", "IH"}, {"", "i", "Ce#", "AY"}, {"", "i", "Ces#", "AY"}, {"", "i", "Ced#", "AY"}, {"", "i", "Cing#", "AY"}, {"", "i", "Cer#", "AY"}, {"", "i", "#", "IY"}, {"V*", "i", "CV", "AH"}, {"", "i", "", "IH"},
    // j, k, l
    {"", "j", "", "JH"}, {"#", "kn", "", "N"}, {"", "kk", "", "K"}, {"", "kh", "", "K"}, {"", "k", "", "K"},
    {"C", "le", "#", "AH L"}, {"C", "les", "#", "AH L Z"}, {"C", "led", "#", "AH L D"}, {"", "ll", "", "L"}, {"o", "l", "k", ""}, {"ou", "l", "d", ""}, {"", "l", "", "L"},
    // m, n
    {"", "mm", "", "M"}, {"#", "mc", "", "M AH K"}, {"", "mn", "#", "M"}, {"", "m", "", "M"},
    {"", "nge", "", "N JH"}, {"", "ng", "ing#", "NG"}, {"", "ng", "F", "N JH"}, {"", "ng", "#", "NG"}, {"", "ngs", "#", "NG Z"}, {"", "ng", "th", "NG K"}, {"", "n", "g", "NG"}, {"", "n", "k", "NG"}, {"", "nx", "", "NG K S"}, {"", "nn", "", "N"}, {"", "n", "", "N"},
    // o
    {"", "oar", "", "AO R"}, {"", "oa", "", "OW"}, {"", "oeu", "", "UW"}, {"", "oe", "", "OW"}, {"", "oir", "", "OY R"}, {"", "oi", "", "OY"}, {"", "oor", "", "AO R"}, {"", "ook", "", "UH K"}, {"", "ood", "", "UH D"}, {"", "oo", "", "UW"}, {"", "ough", "t", "AO"}, {"r", "ough", "#", "AH F"}, {"", "ough", "", "OW"},
    {"", "ould", "", "UH D"}, {"", "ous", "#", "AH S"}, {"", "ously", "#", "AH S L IY"}, {"", "our", "#", "AO R"}, {"", "our", "", "AO R"}, {"", "oung", "", "AH NG"}, {"", "ouble", "", "AH B AH L"}, {"", "oup", "", "UW P"}, {"", "ou", "", "AW"}, {"", "own", "", "OW N"}, {"", "ow", "#", "OW"}, {"", "ow", "", "AW"}, {"", "oy", "", "OY"},
    {"w", "or", "C", "ER"}, {"V*", "or", "#", "ER"}, {"V*", "ors", "#", "ER Z"}, {"", "orr", "", "AO R"}, {"", "or", "", "AO R"}, {"", "old", "", "OW L D"}, {"", "oll", "", "OW L"}, {"", "olk", "", "OW K"}, {"", "ost", "#", "OW S T"}, {"c", "ome", "#", "AH M"}, {"s", "ome", "", "AH M"}, {"", "one", "#", "OW N"}, {"", "olo", "gy", "AA L AH"}, {"", "other", "", "AH DH ER"},
    {"V*", "on", "#", "AH N"}, {"V*", "ons", "#", "AH N Z"}, {"V*", "om", "#", "AH M"}, {"V*", "ol", "#", "AH L"}, {"#c", "o", "nC", "AH"}, {"#c", "o", "mC", "AH"}, {"", "o", "x", "AA"}, {"", "o", "Ce#", "OW"}, {"", "o", "Ces#", "OW"}, {"", "o", "Ced#", "OW"}, {"", "o", "Cing", "OW"}, {"", "o", "#", "OW"}, {"", "os", "#", "OW Z"}, {"", "o", "CC", "AA"}, {"V*", "o", "CV", "AH"}, {"#C", "o", "CV", "OW"}, {"", "o", "", "AA"},
    // p, q, r
    {"", "pph", "", "F"}, {"", "ph", "", "F"}, {"#", "ps", "", "S"}, {"#", "pn", "", "N"}, {"", "pp", "", "P"}, {"", "p", "", "P"},
    {"", "que", "#", "K"}, {"", "qu", "", "K W"}, {"", "q", "", "K"}, {"", "rh", "", "R"}, {"", "rr", "", "R"}, {"", "re", "#", "ER"}, {"", "r", "", "R"},
    // s
    {"#", "sch", "oo", "S K"}, {"#", "sch", "ol", "S K"}, {"#", "sch", "em", "S K"}, {"#", "sch", "ed", "S K"}, {"", "sch", "", "SH"}, {"V", "sion", "", "ZH AH N"}, {"", "ssion", "", "SH AH N"}, {"", "sion", "", "SH AH N"}, {"V", "su", "al", "ZH UW"}, {"V", "su", "re", "ZH"}, {"", "sh", "", "SH"}, {"", "ssu", "r", "SH UH"}, {"", "ss", "", "S"}, {"", "sth", "", "S TH"}, {"", "sm", "#", "Z AH M"}, {"#i", "s", "#", "Z"}, {"#a", "s", "#", "Z"}, {"#wa", "s", "#", "Z"}, {"#hi", "s", "#", "Z"},
    {"p", "s", "#", "S"}, {"t", "s", "#", "S"}, {"k", "s", "#", "S"}, {"f", "s", "#", "S"}, {"u", "s", "#", "S"}, {"i", "s", "#", "S"}, {"'", "s", "#", "Z"}, {"C", "s", "#", "Z"}, {"a", "s", "#", "Z"}, {"o", "s", "#", "Z"}, {"y", "s", "#", "Z"}, {"e", "s", "#", "Z"}, {"w", "s", "#", "Z"}, {"V", "s", "e#", "Z"}, {"V", "s", "ing", "Z"}, {"V", "s", "F", "Z"}, {"V", "s", "b", "Z"}, {"", "s", "", "S"},
    // t
    {"", "tion", "", "SH AH N"}, {"", "tious", "", "SH AH S"}, {"", "tia", "l", "SH AH"}, {"", "tien", "t", "SH AH N"}, {"s", "tle", "#", "AH L"}, {"s", "t", "en#", ""}, {"", "ture", "#", "CH ER"}, {"", "tures", "#", "CH ER Z"}, {"", "tu", "a", "CH UW"}, {"#", "the", "#", "DH AH"}, {"#", "th", "is", "DH"}, {"#", "th", "at", "DH"}, {"#", "th", "e", "DH"}, {"#", "th", "us", "DH"}, {"V", "th", "er", "DH"}, {"V", "th", "e#", "DH"}, {"", "thm", "", "DH AH M"}, {"", "th", "", "TH"}, {"", "tsch", "", "CH"}, {"", "tt", "", "T"}, {"", "tz", "", "T S"}, {"", "t", "", "T"},
    // u
    {"#", "un", "C", "AH N"}, {"#", "uni", "", "Y UW N AH"}, {"#", "us", "e", "Y UW Z"}, {"g", "u", "V", ""}, {"", "uy", "", "AY"}, {"", "ui", "", "UW"}, {"", "ue", "#", "UW"}, {"V*", "ure", "#", "ER"}, {"", "ure", "#", "Y UH R"}, {"", "urr", "", "ER"}, {"", "ur", "V", "Y UH R"}, {"", "ur", "", "ER"}, {"", "ull", "", "UH L"}, {"V*", "ul", "#", "AH L"}, {"V*", "um", "#", "AH M"}, {"V*", "us", "#", "AH S"},
    {"", "u", "x", "AH"}, {"r", "u", "CV", "UW"}, {"l", "u", "CV", "UW"}, {"j", "u", "CV", "UW"}, {"ch", "u", "CV", "UW"}, {"n", "u", "CV", "UW"}, {"t", "u", "CV", "UW"}, {"d", "u", "CV", "UW"}, {"s", "u", "CV", "UW"}, {"V*", "u", "l", "Y AH"}, {"C", "u", "CV", "Y UW"}, {"", "u", "#", "UW"}, {"#", "u", "CV", "Y UW"}, {"", "u", "CC", "AH"}, {"", "u", "C", "AH"}, {"", "u", "", "UW"},
    // v, w, x, y, z
    {"", "vv", "", "V"}, {"", "v", "", "V"}, {"#", "who", "", "HH UW"}, {"#", "wh", "", "W"}, {"", "wh", "", "W"}, {"#", "wr", "", "R"}, {"", "w", "C", ""}, {"", "w", "#", ""}, {"", "w", "", "W"},
    {"#", "x", "", "Z"}, {"", "xious", "", "K SH AH S"}, {"", "xc", "F", "K S"}, {"", "x", "", "K S"}, {"#", "y", "V", "Y"}, {"#*", "y", "#", "AY"}, {"", "ying", "#", "IY IH NG"}, {"", "y", "#", "IY"}, {"", "ys", "#", "IY Z"}, {"", "y", "Ce#", "AY"}, {"", "y", "V", "Y"}, {"", "y", "", "IH"},
    {"", "zz", "", "Z"}, {"", "z", "", "Z"}, {"", "'", "", ""}, {"", "-", "", ""},
};
// clang-format on

bool isVowelLetter(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }
bool isConsonantLetter(char c) { return c >= 'a' && c <= 'z' && !isVowelLetter(c); }

/// Whether `pattern` fits the text that goes on at `at`, forwards (step 1) or, read from its end, backwards (step -1); text
/// begins and ends with #.
bool fits(std::string_view pattern, std::string_view text, std::ptrdiff_t at, int step) {
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char wanted = step > 0 ? pattern[i] : pattern[pattern.size() - 1 - i];
        if (wanted == '*') {
            while (at >= 0 && at < static_cast<std::ptrdiff_t>(text.size()) &&
                   isConsonantLetter(text[static_cast<std::size_t>(at)]))
                at += step;
            continue;
        }
        if (at < 0 || at >= static_cast<std::ptrdiff_t>(text.size())) return false;
        const char c = text[static_cast<std::size_t>(at)];
        const bool good = wanted == 'V'   ? isVowelLetter(c)
                          : wanted == 'C' ? isConsonantLetter(c)
                          : wanted == 'F' ? c == 'e' || c == 'i' || c == 'y'
                                          : c == wanted;
        if (!good) return false;
        at += step;
    }
    return true;
}

/// Small Latin letters without accents, with apostrophes and hyphens, between two #.
std::string lettersOf(std::string_view word) {
    struct Accented {
        std::u32string_view letters;
        std::string_view plain;
    };
    constexpr std::array<Accented, 14> kAccents = {{{U"àáâãäåāăą", "a"},
                                                    {U"çćčĉ", "c"},
                                                    {U"ďđð", "d"},
                                                    {U"èéêëēęě", "e"},
                                                    {U"ğģ", "g"},
                                                    {U"ìíîïīı", "i"},
                                                    {U"łľĺ", "l"},
                                                    {U"ñńňņ", "n"},
                                                    {U"òóôõöøōő", "o"},
                                                    {U"řŕ", "r"},
                                                    {U"śšşș", "s"},
                                                    {U"ùúûüūůű", "u"},
                                                    {U"ýÿ", "y"},
                                                    {U"źżž", "z"}}};
    std::string letters = "#";
    const std::string lower = lowerCase(word);
    for (std::size_t i = 0; i < lower.size();) {
        const char32_t c = nextCharacter(lower, i);
        if ((c >= U'a' && c <= U'z') || c == U'\'' || c == U'-') {
            letters += static_cast<char>(c);
        } else if (c == U'ß') {
            letters += "ss";
        } else if (c == U'æ' || c == U'œ') {
            letters += 'e';
        } else {
            for (const auto& accent : kAccents) {
                if (accent.letters.find(c) != std::u32string_view::npos) letters += accent.plain;
            }
        }
    }
    return letters + "#";
}

}  // namespace

Pronunciation spellEnglish(std::string_view word) {
    const std::string text = lettersOf(word);
    Pronunciation phones;
    for (std::size_t i = 1; i + 1 < text.size();) {
        const std::string_view rest = std::string_view(text).substr(i);
        const auto* rule = std::find_if(std::begin(kRules), std::end(kRules), [&](const Rule& r) {
            return r.text.front() == rest.front() && rest.starts_with(r.text) &&
                   fits(r.before, text, static_cast<std::ptrdiff_t>(i) - 1, -1) &&
                   fits(r.after, rest, static_cast<std::ptrdiff_t>(r.text.size()), 1);
        });
        if (rule == std::end(kRules)) {
            ++i;
            continue;
        }
        auto said = arpabetPronunciation(rule->phones).value_or(Pronunciation());
        for (auto& phone : said) phones.push_back(std::move(phone));
        i += rule->text.size();
    }
    bool first = true;
    for (auto& phone : phones) {
        if (phone.nucleus) phone.stress = first ? 1 : 0;
        first = first && !phone.nucleus;
    }
    return phones;
}

}  // namespace prososcope::phonetics
