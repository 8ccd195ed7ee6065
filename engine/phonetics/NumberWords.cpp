// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phonetics/NumberWords.h"

#include <array>

namespace prososcope::phonetics {

namespace {

using std::string_view;
constexpr std::uint32_t kHundred = 100;
constexpr std::uint32_t kThousand = 1000;
constexpr std::uint32_t kMillion = 1'000'000;

constexpr std::array<string_view, 20> kEnglish = {
    "zero", "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
    "ten",  "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::array<string_view, 10> kEnglishTens = {"",      "",      "twenty",  "thirty", "forty",
                                                      "fifty", "sixty", "seventy", "eighty", "ninety"};
constexpr std::array<string_view, 20> kEnglishOrdinals = {"zeroth",    "first",     "second",      "third",      "fourth",
                                                          "fifth",     "sixth",     "seventh",     "eighth",     "ninth",
                                                          "tenth",     "eleventh",  "twelfth",     "thirteenth", "fourteenth",
                                                          "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"};

constexpr std::array<string_view, 20> kGerman = {
    "null", "eins", "zwei",  "drei",     "vier",     "fünf",     "sechs",    "sieben",   "acht",     "neun",
    "zehn", "elf",  "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"};
constexpr std::array<string_view, 10> kGermanTens = {"",        "",        "zwanzig", "dreißig", "vierzig",
                                                     "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"};

constexpr std::array<string_view, 20> kPolish = {"zero",       "jeden",      "dwa",          "trzy",        "cztery",
                                                 "pięć",       "sześć",      "siedem",       "osiem",       "dziewięć",
                                                 "dziesięć",   "jedenaście", "dwanaście",    "trzynaście",  "czternaście",
                                                 "piętnaście", "szesnaście", "siedemnaście", "osiemnaście", "dziewiętnaście"};
constexpr std::array<string_view, 10> kPolishTens = {"",
                                                     "",
                                                     "dwadzieścia",
                                                     "trzydzieści",
                                                     "czterdzieści",
                                                     "pięćdziesiąt",
                                                     "sześćdziesiąt",
                                                     "siedemdziesiąt",
                                                     "osiemdziesiąt",
                                                     "dziewięćdziesiąt"};
constexpr std::array<string_view, 10> kPolishHundreds = {"",        "sto",      "dwieście",  "trzysta",  "czterysta",
                                                         "pięćset", "sześćset", "siedemset", "osiemset", "dziewięćset"};
// Without the ending -y or -i (-ego or -iego).
constexpr std::array<string_view, 20> kPolishOrdinals = {"zerow",    "pierwsz",  "drug",       "trzec",     "czwart",
                                                         "piąt",     "szóst",    "siódm",      "ósm",       "dziewiąt",
                                                         "dziesiąt", "jedenast", "dwunast",    "trzynast",  "czternast",
                                                         "piętnast", "szesnast", "siedemnast", "osiemnast", "dziewiętnast"};
constexpr std::array<string_view, 10> kPolishOrdinalTens = {"",
                                                            "",
                                                            "dwudziest",
                                                            "trzydziest",
                                                            "czterdziest",
                                                            "pięćdziesiąt",
                                                            "sześćdziesiąt",
                                                            "siedemdziesiąt",
                                                            "osiemdziesiąt",
                                                            "dziewięćdziesiąt"};

void append(std::string& text, string_view word) {
    if (word.empty()) return;
    if (!text.empty()) text += ' ';
    text += word;
}

std::string englishBelowThousand(std::uint32_t number) {
    std::string text;
    if (number >= kHundred) {
        append(text, kEnglish[number / kHundred]);
        append(text, "hundred");
        number %= kHundred;
        if (number == 0) return text;
    }
    if (number < kEnglish.size()) {
        append(text, kEnglish[number]);
    } else {
        append(text, kEnglishTens[number / 10]);
        if (number % 10 != 0) append(text, kEnglish[number % 10]);
    }
    return text;
}

std::string english(std::uint32_t number) {
    std::string text;
    for (const auto& [size, name] : {std::pair{kMillion, "million"}, std::pair{kThousand, "thousand"}}) {
        if (number < size) continue;
        append(text, englishBelowThousand(number / size));
        append(text, name);
        number %= size;
    }
    if (number > 0 || text.empty()) append(text, englishBelowThousand(number));
    return text;
}

/// One word; `ein` where more follows or the number is a part of a longer word.
std::string germanBelowThousand(std::uint32_t number, bool partOfWord) {
    std::string text;
    if (number >= kHundred) {
        const auto hundreds = number / kHundred;
        text += hundreds == 1 ? "ein" : std::string(kGerman[hundreds]);
        text += "hundert";
        number %= kHundred;
        if (number == 0) return text;
    }
    if (number == 1) {
        text += partOfWord ? "ein" : "eins";
    } else if (number < kGerman.size()) {
        text += kGerman[number];
    } else {
        if (number % 10 != 0) text += (number % 10 == 1 ? "ein" : std::string(kGerman[number % 10])) + "und";
        text += kGermanTens[number / 10];
    }
    return text;
}

std::string german(std::uint32_t number) {
    std::string text;
    if (number >= kMillion) {
        const auto millions = number / kMillion;
        text = millions == 1 ? "eine Million" : germanBelowThousand(millions, true) + " Millionen";
        number %= kMillion;
        if (number == 0) return text;
    }
    std::string word;
    if (number >= kThousand) {
        word = germanBelowThousand(number / kThousand, true) + "tausend";
        number %= kThousand;
    }
    if (number > 0 || (word.empty() && text.empty())) word += germanBelowThousand(number, false);
    append(text, word);
    return text;
}

std::string polishBelowThousand(std::uint32_t number) {
    std::string text;
    append(text, kPolishHundreds[number / kHundred]);
    const auto rest = number % kHundred;
    if (rest < kPolish.size()) {
        if (rest > 0 || number == 0) append(text, kPolish[rest]);
    } else {
        append(text, kPolishTens[rest / 10]);
        if (rest % 10 != 0) append(text, kPolish[rest % 10]);
    }
    return text;
}

std::string polish(std::uint32_t number) {
    std::string text;
    const auto group = [&](std::uint32_t size, string_view one, string_view few, string_view many) {
        const auto count = number / size;
        if (count == 0) return;
        if (count > 1) append(text, polishBelowThousand(count));
        append(text, polishForm(count, one, few, many));
        number %= size;
    };
    group(kMillion, "milion", "miliony", "milionów");
    group(kThousand, "tysiąc", "tysiące", "tysięcy");
    if (number > 0 || text.empty()) append(text, polishBelowThousand(number));
    return text;
}

std::string germanOrdinal(std::uint32_t number, OrdinalForm form) {
    // The last two digits decide: erste, dritte, siebte, achte, -te up to 19, else -ste.
    const auto rest = number % kHundred;
    std::string text = german(number);
    const auto replaceEnd = [&](string_view end, string_view by) { text.replace(text.size() - end.size(), end.size(), by); };
    if (rest == 1) {
        replaceEnd("eins", "erste");
    } else if (rest == 3) {
        replaceEnd("drei", "dritte");
    } else if (rest == 7) {
        replaceEnd("sieben", "siebte");
    } else if (rest == 8) {
        text += "e";
    } else {
        text += (rest >= 2 && rest < kGerman.size()) || number == 0 ? "te" : "ste";
    }
    if (form == OrdinalForm::Oblique) text += "n";
    return text;
}

std::string englishOrdinal(std::uint32_t number) {
    std::string text = english(number);
    const auto space = text.rfind(' ');
    const auto start = space == std::string::npos ? 0 : space + 1;
    const std::string last = text.substr(start);
    text.erase(start);
    for (std::size_t i = 0; i < kEnglish.size(); ++i) {
        if (last == kEnglish[i]) return text.append(kEnglishOrdinals[i]);
    }
    if (last.ends_with('y')) return text + last.substr(0, last.size() - 1) + "ieth";
    return text + last + "th";
}

std::string polishOrdinalWord(string_view stem, OrdinalForm form) {
    std::string word(stem);
    const bool soft = stem == "trzec" || stem == "drug";
    if (form == OrdinalForm::Oblique) return word + (soft ? "iego" : "ego");
    return word + (soft ? "i" : "y");
}

std::optional<std::string> polishOrdinal(std::uint32_t number, OrdinalForm form) {
    if (number >= kHundred) return {};
    if (number < kPolishOrdinals.size()) return polishOrdinalWord(kPolishOrdinals[number], form);
    std::string text = polishOrdinalWord(kPolishOrdinalTens[number / 10], form);
    if (number % 10 != 0) append(text, polishOrdinalWord(kPolishOrdinals[number % 10], form));
    return text;
}

}  // namespace

std::optional<NumberLanguage> numberLanguageOf(string_view language) {
    const auto code = language.substr(0, language.find_first_of("-_"));
    if (code == "en" || code == "eng") return NumberLanguage::English;
    if (code == "de" || code == "deu" || code == "ger") return NumberLanguage::German;
    if (code == "pl" || code == "pol") return NumberLanguage::Polish;
    return {};
}

std::string_view polishForm(std::uint32_t number, string_view one, string_view few, string_view many) {
    if (number == 1) return one;
    const auto ten = number % 10;
    const auto hundred = number % kHundred;
    const bool teen = hundred >= 12 && hundred <= 14;
    return ten >= 2 && ten <= 4 && !teen ? few : many;
}

std::string cardinal(std::uint32_t number, NumberLanguage language) {
    switch (language) {
        case NumberLanguage::English:
            return english(number);
        case NumberLanguage::German:
            return german(number);
        case NumberLanguage::Polish:
            return polish(number);
    }
    return {};
}

std::string yearWords(std::uint32_t number, NumberLanguage language) {
    constexpr std::uint32_t kFirst = 1100;
    constexpr std::uint32_t kLast = 2099;
    const auto century = number / kHundred;
    const auto rest = number % kHundred;
    if (number < kFirst || number > kLast || language == NumberLanguage::Polish || (century == 20 && rest < 10))
        return cardinal(number, language);
    if (language == NumberLanguage::German) {
        if (number >= 2000) return german(number);
        return germanBelowThousand(century, true) + "hundert" + (rest > 0 ? germanBelowThousand(rest, false) : "");
    }
    std::string text = english(century);
    append(text, rest == 0 ? "hundred" : rest < 10 ? "oh" : "");
    if (rest > 0) append(text, english(rest));
    return text;
}

std::optional<std::string> ordinal(std::uint32_t number, NumberLanguage language, OrdinalForm form) {
    switch (language) {
        case NumberLanguage::English:
            return englishOrdinal(number);
        case NumberLanguage::German:
            return germanOrdinal(number, form);
        case NumberLanguage::Polish:
            return polishOrdinal(number, form);
    }
    return {};
}

std::string digitWords(string_view digits, NumberLanguage language) {
    std::string text;
    for (const char c : digits) {
        if (c < '0' || c > '9') continue;
        append(text, cardinal(static_cast<std::uint32_t>(c - '0'), language));
    }
    return text;
}

}  // namespace prososcope::phonetics
