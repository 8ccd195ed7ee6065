// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phonetics/SpokenForms.h"

#include <algorithm>
#include <array>

#include "engine/core/Characters.h"

namespace prososcope::phonetics {

using core::appendCharacter;
using core::isDigit;
using core::isLetter;
using core::lowerCase;

namespace {

using std::string_view;
using std::u32string_view;

struct Form {
    NumberLanguage language;
    string_view text;
    string_view words;
};
constexpr auto kEn = NumberLanguage::English;
constexpr auto kDe = NumberLanguage::German;
constexpr auto kPl = NumberLanguage::Polish;

constexpr std::array kAbbreviations = {
    Form{kEn, "mr.", "mister"},
    Form{kEn, "mr", "mister"},
    Form{kEn, "mrs.", "missus"},
    Form{kEn, "mrs", "missus"},
    Form{kEn, "ms.", "miz"},
    Form{kEn, "dr.", "doctor"},
    Form{kEn, "dr", "doctor"},
    Form{kEn, "prof.", "professor"},
    Form{kEn, "st.", "saint"},
    Form{kEn, "vs.", "versus"},
    Form{kEn, "vs", "versus"},
    Form{kEn, "etc.", "et cetera"},
    Form{kEn, "etc", "et cetera"},
    Form{kEn, "e.g.", "for example"},
    Form{kEn, "i.e.", "that is"},
    Form{kEn, "jr.", "junior"},
    Form{kEn, "sr.", "senior"},
    Form{kEn, "approx.", "approximately"},
    Form{kEn, "dept.", "department"},
    Form{kEn, "inc.", "incorporated"},
    Form{kEn, "ltd.", "limited"},
    Form{kDe, "z.b.", "zum Beispiel"},
    Form{kDe, "d.h.", "das heißt"},
    Form{kDe, "u.a.", "unter anderem"},
    Form{kDe, "z.t.", "zum Teil"},
    Form{kDe, "usw.", "und so weiter"},
    Form{kDe, "usf.", "und so fort"},
    Form{kDe, "bzw.", "beziehungsweise"},
    Form{kDe, "dr.", "Doktor"},
    Form{kDe, "prof.", "Professor"},
    Form{kDe, "hr.", "Herr"},
    Form{kDe, "fr.", "Frau"},
    Form{kDe, "nr.", "Nummer"},
    Form{kDe, "ca.", "zirka"},
    Form{kDe, "str.", "Straße"},
    Form{kDe, "st.", "Sankt"},
    Form{kDe, "vgl.", "vergleiche"},
    Form{kDe, "evtl.", "eventuell"},
    Form{kDe, "ggf.", "gegebenenfalls"},
    Form{kDe, "mind.", "mindestens"},
    Form{kDe, "max.", "maximal"},
    Form{kDe, "inkl.", "inklusive"},
    Form{kPl, "np.", "na przykład"},
    Form{kPl, "itd.", "i tak dalej"},
    Form{kPl, "itp.", "i tym podobne"},
    Form{kPl, "m.in.", "między innymi"},
    Form{kPl, "tzn.", "to znaczy"},
    Form{kPl, "tj.", "to jest"},
    Form{kPl, "dr", "doktor"},
    Form{kPl, "prof.", "profesor"},
    Form{kPl, "mgr", "magister"},
    Form{kPl, "wg", "według"},
    Form{kPl, "ul.", "ulica"},
    Form{kPl, "nr", "numer"},
    Form{kPl, "ok.", "około"},
    Form{kPl, "godz.", "godzina"},
    Form{kPl, "tzw.", "tak zwany"},
    Form{kPl, "ds.", "do spraw"},
};

/// What is counted or paid: the forms for 1, for 2 to 4 (Polish), and for many.
struct Measure {
    NumberLanguage language;
    string_view text;
    string_view one;
    string_view few;
    string_view many;
};
constexpr std::array kMeasures = {
    Measure{kEn, "km", "kilometer", "kilometers", "kilometers"},
    Measure{kEn, "cm", "centimeter", "centimeters", "centimeters"},
    Measure{kEn, "mm", "millimeter", "millimeters", "millimeters"},
    Measure{kEn, "kg", "kilogram", "kilograms", "kilograms"},
    Measure{kEn, "$", "dollar", "dollars", "dollars"},
    Measure{kEn, "£", "pound", "pounds", "pounds"},
    Measure{kEn, "€", "euro", "euros", "euros"},
    Measure{kDe, "km", "Kilometer", "Kilometer", "Kilometer"},
    Measure{kDe, "cm", "Zentimeter", "Zentimeter", "Zentimeter"},
    Measure{kDe, "mm", "Millimeter", "Millimeter", "Millimeter"},
    Measure{kDe, "kg", "Kilogramm", "Kilogramm", "Kilogramm"},
    Measure{kDe, "$", "Dollar", "Dollar", "Dollar"},
    Measure{kDe, "£", "Pfund", "Pfund", "Pfund"},
    Measure{kDe, "€", "Euro", "Euro", "Euro"},
    Measure{kPl, "km", "kilometr", "kilometry", "kilometrów"},
    Measure{kPl, "cm", "centymetr", "centymetry", "centymetrów"},
    Measure{kPl, "mm", "milimetr", "milimetry", "milimetrów"},
    Measure{kPl, "kg", "kilogram", "kilogramy", "kilogramów"},
    Measure{kPl, "zł", "złoty", "złote", "złotych"},
    Measure{kPl, "gr", "grosz", "grosze", "groszy"},
    Measure{kPl, "$", "dolar", "dolary", "dolarów"},
    Measure{kPl, "£", "funt", "funty", "funtów"},
    Measure{kPl, "€", "euro", "euro", "euro"},
};

constexpr std::array<string_view, 24> kMonths = {"januar",   "februar",  "märz",      "april",        "mai",       "juni",
                                                 "juli",     "august",   "september", "oktober",      "november",  "dezember",
                                                 "stycznia", "lutego",   "marca",     "kwietnia",     "maja",      "czerwca",
                                                 "lipca",    "sierpnia", "września",  "października", "listopada", "grudnia"};
/// German words before which and after which a number with a dot is an ordinal.
constexpr std::array<string_view, 8> kGermanOblique = {"am", "dem", "den", "des", "zum", "vom", "im", "beim"};
constexpr std::array<string_view, 3> kGermanPlain = {"der", "die", "das"};

template <std::size_t N>
bool contains(const std::array<string_view, N>& list, string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

string_view pick(NumberLanguage language, string_view english, string_view german, string_view polish) {
    return language == kEn ? english : language == kDe ? german : polish;
}

bool isMoney(char32_t c) { return c == U'$' || c == U'£' || c == U'€'; }

std::string utf8(char32_t c) {
    std::string text;
    appendCharacter(text, c);
    return text;
}

std::size_t digitsAt(u32string_view text, std::size_t i) {
    std::size_t count = 0;
    while (i + count < text.size() && isDigit(text[i + count])) ++count;
    return count;
}

std::string ascii(u32string_view digits) {
    std::string text;
    for (const char32_t c : digits) text += static_cast<char>(c);
    return text;
}

/// Digits before the decimal mark, without the separators of thousands, and where they end.
std::string wholePart(u32string_view text, std::size_t& i, NumberLanguage language, bool& grouped) {
    const char32_t separator = language == kEn ? U',' : U'.';
    const std::size_t first = digitsAt(text, i);
    std::string digits = ascii(text.substr(i, first));
    i += first;
    constexpr std::size_t kGroup = 3;
    while (first <= kGroup && i < text.size() && text[i] == separator && digitsAt(text, i + 1) == kGroup) {
        digits += ascii(text.substr(i + 1, kGroup));
        i += 1 + kGroup;
        grouped = true;
    }
    return digits;
}

/// The value where it can be said as a number; nothing for what is read digit by digit ("007", telephone numbers).
std::optional<std::uint32_t> valueOf(const std::string& digits) {
    constexpr std::size_t kMostDigits = 9;
    if (digits.size() > kMostDigits || (digits.size() > 1 && digits.front() == '0')) return {};
    return static_cast<std::uint32_t>(std::stoul(digits));
}

std::string plural(std::string words) {
    if (words.ends_with('y')) return words.replace(words.size() - 1, 1, "ies");
    return words + (words.ends_with("x") ? "es" : "s");
}

std::string clockWords(std::uint32_t hour, std::uint32_t minute, NumberLanguage language) {
    const std::string hours = cardinal(hour, language);
    const std::string minutes = cardinal(minute, language);
    if (language == kDe) return (hour == 1 ? std::string("ein") : hours) + " Uhr" + (minute > 0 ? " " + minutes : "");
    if (minute > 0) return hours + (language == kEn && minute < 10 ? " oh " : " ") + minutes;
    return language == kEn && hour >= 1 && hour <= 12 ? hours + " o'clock" : hours;
}

/// The ordinal that text behind a number makes of it, and how many characters that takes.
std::optional<std::string> ordinalHere(u32string_view rest, std::uint32_t value, const SpokenContext& context,
                                       NumberLanguage language, std::size_t& length) {
    if (language == kEn) {
        if (rest.size() < 2 || (rest.size() > 2 && isLetter(rest[2]))) return {};
        const std::string ending = lowerCase(utf8(rest[0]) + utf8(rest[1]));
        if (ending != "st" && ending != "nd" && ending != "rd" && ending != "th") return {};
        length += 2;
        return ordinal(value, language);
    }
    if (rest.empty() || rest[0] != U'.' || (rest.size() > 1 && isDigit(rest[1]))) return {};
    const bool month = contains(kMonths, context.after);
    if (language == kPl) {
        if (!month) return {};
        auto words = ordinal(value, language, OrdinalForm::Oblique);
        if (words) ++length;
        return words;
    }
    if (context.after.empty()) return {};
    const bool oblique = contains(kGermanOblique, context.before);
    if (!oblique && !contains(kGermanPlain, context.before) && !month) return {};
    ++length;
    return ordinal(value, language, oblique ? OrdinalForm::Oblique : OrdinalForm::Plain);
}

}  // namespace

std::optional<std::string> abbreviationWords(string_view lower, NumberLanguage language) {
    for (const auto& form : kAbbreviations) {
        if (form.language == language && form.text == lower) return std::string(form.words);
    }
    return {};
}

std::optional<std::string> measureWords(string_view lower, std::optional<std::uint32_t> number, NumberLanguage language) {
    for (const auto& measure : kMeasures) {
        if (measure.language != language || measure.text != lower) continue;
        // A fraction takes the plural, in Polish the genitive singular, which we do not have: the form for 2.
        if (!number) return std::string(language == kPl ? measure.few : measure.many);
        return std::string(polishForm(*number, measure.one, measure.few, measure.many));
    }
    return {};
}

string_view signWord(char32_t sign, NumberLanguage language) {
    switch (sign) {
        case U'+':
            return pick(language, "plus", "plus", "plus");
        case U'=':
            return pick(language, "equals", "gleich", "równa się");
        case U'&':
            return pick(language, "and", "und", "i");
        case U'%':
            return pick(language, "percent", "Prozent", "procent");
        case U'°':
            return pick(language, "degrees", "Grad", "stopni");
        default:
            return {};
    }
}

std::optional<SpokenNumber> readNumber(u32string_view text, const SpokenContext& context, NumberLanguage language) {
    std::size_t i = 0;
    std::string words;
    if (i + 1 < text.size() && (text[i] == U'-' || text[i] == U'+') && (isDigit(text[i + 1]) || isMoney(text[i + 1]))) {
        words = text[i] == U'-' ? "minus " : "plus ";
        ++i;
    }
    char32_t money = 0;
    if (i < text.size() && isMoney(text[i])) money = text[i++];
    if (i >= text.size() || !isDigit(text[i])) return {};

    bool grouped = false;
    const std::size_t begin = i;
    const std::string digits = wholePart(text, i, language, grouped);
    auto value = valueOf(digits);

    constexpr std::size_t kClockDigits = 2;
    if (!grouped && digits.size() <= kClockDigits && i < text.size() && text[i] == U':' &&
        digitsAt(text, i + 1) == kClockDigits) {
        const auto hour = static_cast<std::uint32_t>(std::stoul(digits));
        const auto minute = static_cast<std::uint32_t>(std::stoul(ascii(text.substr(i + 1, kClockDigits))));
        if (hour <= 24 && minute < 60 && money == 0)
            return SpokenNumber{clockWords(hour, minute, language), i + 3, {}, language == kDe && context.after == "uhr"};
    }
    const char32_t decimalMark = language == kEn ? U'.' : U',';
    std::string decimals;
    if (i < text.size() && text[i] == decimalMark && digitsAt(text, i + 1) > 0) {
        decimals = ascii(text.substr(i + 1, digitsAt(text, i + 1)));
        i += 1 + decimals.size();
    }
    if (money == 0 && i < text.size() && isMoney(text[i])) money = text[i++];

    if (!value && decimals.empty() && money == 0) return SpokenNumber{words + digitWords(digits, language), i, {}, false};
    const std::string whole = value ? cardinal(*value, language) : digitWords(digits, language);
    if (money != 0) {
        const bool one = value == 1U && language == kDe;
        words += (one ? "ein" : whole) + " " + *measureWords(utf8(money), value.value_or(2), language);
        constexpr std::size_t kCents = 2;
        if (decimals.size() == kCents) {
            if (decimals != "00") words += " " + cardinal(static_cast<std::uint32_t>(std::stoul(decimals)), language);
        } else if (!decimals.empty()) {
            words += " " + digitWords(decimals, language);
        }
        return SpokenNumber{std::move(words), i, value, false};
    }
    if (!decimals.empty()) {
        words +=
            whole + " " + std::string(pick(language, "point", "Komma", "przecinek")) + " " + digitWords(decimals, language);
        return SpokenNumber{std::move(words), i, {}, false};
    }
    if (auto said = ordinalHere(text.substr(i), *value, context, language, i))
        return SpokenNumber{words + *said, i, value, false};
    const bool year = !grouped && begin == 0 && digits.size() == 4;
    std::string said = year ? yearWords(*value, language) : whole;
    if (language == kEn && i < text.size() && text[i] == U's' && (i + 1 == text.size() || !isLetter(text[i + 1]))) {
        said = plural(std::move(said));
        ++i;
    }
    return SpokenNumber{words + said, i, value, false};
}

}  // namespace prososcope::phonetics
