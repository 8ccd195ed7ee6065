// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phonetics/Ipa.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "engine/core/Characters.h"

namespace prososcope::phonetics {

using core::appendCharacter;
using core::isCombining;
using core::isDigit;
using core::isSpace;
using core::nextCharacter;

namespace {

using std::u32string_view;

constexpr u32string_view kVowels = U"iyɨʉɯuɪʏʊeøɘɵɤoəɛεœɜɞʌɔæɐaɶɑɒɚɝᵻᵿɿʅ";
constexpr u32string_view kStops = U"pbtdʈɖcɟkgɡqɢʔʡɓɗʄɠʛʘǀǃǂǁ";
constexpr u32string_view kAffricates = U"ʦʣʧʤʨʥ";
constexpr u32string_view kFricatives = U"ɸβfvθðszʃʒɕʑʂʐçʝxɣχħʕhɦɧɬɮʜʢʍ";
constexpr u32string_view kNasals = U"mɱnɳɲŋɴ";
constexpr u32string_view kLiquids = U"lɫɭʎʟɹɻrɾɽʀʁɺʙ";
constexpr u32string_view kGlides = U"jwɥɰʋ";
constexpr u32string_view kRetroflex = U"tdsznlr";
constexpr u32string_view kRetroflexed = U"ʈɖʂʐɳɭɽ";

/// Letters with an accent of their own: the letter and the accent.
struct Composed {
    char32_t letter;
    char32_t base;
    char32_t mark;
};
constexpr char32_t kTilde = 0x303;
constexpr char32_t kTone = 0x301;  // any accent of tone: it is left out
constexpr std::array<Composed, 33> kComposed = {{
    {U'ã', U'a', kTilde}, {U'õ', U'o', kTilde}, {U'ĩ', U'i', kTilde}, {U'ũ', U'u', kTilde}, {U'ẽ', U'e', kTilde},
    {U'ñ', U'n', kTilde}, {U'ä', U'a', 0x308},  {U'ö', U'o', 0x308},  {U'ü', U'u', 0x308},  {U'ë', U'e', 0x308},
    {U'ï', U'i', 0x308},  {U'á', U'a', kTone},  {U'à', U'a', kTone},  {U'â', U'a', kTone},  {U'ǎ', U'a', kTone},
    {U'ā', U'a', kTone},  {U'é', U'e', kTone},  {U'è', U'e', kTone},  {U'ê', U'e', kTone},  {U'ě', U'e', kTone},
    {U'ē', U'e', kTone},  {U'í', U'i', kTone},  {U'ì', U'i', kTone},  {U'î', U'i', kTone},  {U'ǐ', U'i', kTone},
    {U'ī', U'i', kTone},  {U'ó', U'o', kTone},  {U'ò', U'o', kTone},  {U'ô', U'o', kTone},  {U'ú', U'u', kTone},
    {U'ù', U'u', kTone},  {U'û', U'u', kTone},  {U'ǔ', U'u', kTone},
}};

/// Pairs of vowels that are taken for one phone in running text.
constexpr std::array<u32string_view, 29> kDiphthongs = {U"aɪ", U"aʊ", U"ɔɪ", U"eɪ", U"oʊ", U"əʊ", U"ɪə", U"eə", U"ʊə", U"ɛə",
                                                        U"ɔʏ", U"ɔø", U"œʏ", U"œy", U"ɛɪ", U"ʌɪ", U"ʌʊ", U"aʏ", U"ai", U"au",
                                                        U"ei", U"oi", U"ou", U"ɔi", U"ɐɪ", U"ɐʊ", U"aə", U"ui", U"iu"};
/// Stop and fricative of one affricate; those before `kTieNeeded` also in running text without a tie.
constexpr std::array<u32string_view, 18> kAffricatePairs = {U"tʃ", U"dʒ", U"tɕ", U"dʑ", U"ʈʂ", U"ɖʐ", U"ts", U"dz", U"pf",
                                                            U"bv", U"kx", U"qχ", U"tɬ", U"dɮ", U"tʂ", U"dʐ", U"cç", U"ɟʝ"};
constexpr std::size_t kTieNeeded = 6;

bool within(u32string_view set, char32_t character) { return set.find(character) != u32string_view::npos; }

std::optional<Manner> mannerOfLetter(char32_t letter) {
    if (within(kVowels, letter)) return Manner::Monophthong;
    if (within(kStops, letter)) return Manner::Stop;
    if (within(kAffricates, letter)) return Manner::Affricate;
    if (within(kFricatives, letter)) return Manner::Fricative;
    if (within(kNasals, letter)) return Manner::Nasal;
    if (within(kLiquids, letter)) return Manner::Liquid;
    if (within(kGlides, letter)) return Manner::Glide;
    return {};
}

bool isTie(char32_t c) { return c == 0x361 || c == 0x35C || c == 0x200D; }
bool isSyllabic(char32_t c) { return c == 0x329 || c == 0x30D; }
constexpr char32_t kNotSyllabic = 0x32F;
constexpr char32_t kRaised = 0x31D;

/// Marks of tone, and what separates: no part of any symbol.
bool isDropped(char32_t c) {
    return c == 0x300 || c == 0x301 || c == 0x302 || c == 0x304 || c == 0x30B || c == 0x30C || c == 0x30F ||
           (c >= 0x1DC4 && c <= 0x1DC9) || (c >= 0x2E5 && c <= 0x2E9) || (c >= 0xA700 && c <= 0xA71F) || isDigit(c) ||
           within(U"¹²³⁴⁵⁰.-_|‖‿↗↘ꜛꜜ/[]()!?,;:'*", c) || isSpace(c) || c == 0x200C;
}

/// Marks that stay with the letter before them.
bool isMark(char32_t c) { return isCombining(c) || within(U"ːˑʰʲʷˠˤⁿˡʱʼᵝ˞ʴᶣᵊ˺", c); }

/// Letters in order with their marks, before phones are made of them.
struct Letter {
    char32_t base = 0;
    std::u32string marks;
    Manner manner = Manner::Stop;
    int stress = 0;          // of a mark before it
    bool tied = false;       // to the letter before it
    bool separated = false;  // from the letter before it
    [[nodiscard]] bool isVowel() const { return manner == Manner::Monophthong; }
    [[nodiscard]] bool has(char32_t mark) const { return marks.find(mark) != std::u32string::npos; }
};

std::vector<Letter> lettersOf(std::string_view text, IpaText kind, UnknownSymbols& unknown) {
    std::vector<Letter> letters;
    int stress = 0;
    bool tied = false;
    bool separated = false;
    const auto addMark = [&](char32_t mark) {
        if (!letters.empty() && !separated) letters.back().marks += mark;
    };
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t start = i;
        char32_t c = nextCharacter(text, i);
        char32_t composedMark = 0;
        for (const auto& composed : kComposed) {
            if (composed.letter != c) continue;
            c = composed.base;
            composedMark = composed.mark;
            break;
        }
        if (c == U'ˈ' || c == U'ˌ') {
            stress = c == U'ˈ' ? 1 : 2;
        } else if (isTie(c)) {
            tied = !letters.empty();
        } else if (c == U'.' && kind == IpaText::Segment && !letters.empty() && letters.back().marks.empty() &&
                   within(kRetroflex, letters.back().base)) {
            // What is left of an ASCII notation in some of espeak-ng's symbols.
            letters.back().base = kRetroflexed[kRetroflex.find(letters.back().base)];
            if (letters.size() > 1 && letters[letters.size() - 2].base == U't') letters[letters.size() - 2].base = U'ʈ';
        } else if (kind == IpaText::Segment && !letters.empty() && letters.back().marks.empty() &&
                   ((c == U'.' && letters.back().base == U'i') || (c == U'-' && letters.back().base == U'o'))) {
            letters.back().base = c == U'.' ? U'ɨ' : U'ɤ';
        } else if (isDropped(c)) {
            separated = separated || isSpace(c) || c == U'.' || c == U'_' || c == U'|';
        } else if (isMark(c)) {
            addMark(c);
        } else if (const auto manner = mannerOfLetter(c)) {
            letters.push_back({c == U'g' ? U'ɡ' : c, {}, *manner, stress, tied, separated});
            if (composedMark != 0 && composedMark != kTone) letters.back().marks += composedMark;
            stress = 0;
            tied = separated = false;
        } else {
            unknown.add(text.substr(start, i - start));
        }
    }
    return letters;
}

bool isPair(char32_t first, char32_t second, std::size_t known) {
    return std::any_of(kAffricatePairs.begin(), kAffricatePairs.begin() + static_cast<std::ptrdiff_t>(known),
                       [&](u32string_view pair) { return pair[0] == first && pair[1] == second; });
}

bool joinsVowel(const Letter& first, const Letter& second, IpaText kind) {
    if (!first.isVowel() || !second.isVowel()) return false;
    if (second.tied || second.has(kNotSyllabic)) return true;
    if (second.separated) return false;
    if (kind == IpaText::Segment) return true;
    return first.marks.empty() && std::any_of(kDiphthongs.begin(), kDiphthongs.end(), [&](u32string_view pair) {
               return pair[0] == first.base && pair[1] == second.base;
           });
}

bool joinsAffricate(const Letter& first, const Letter& second, IpaText kind) {
    if (first.manner != Manner::Stop || second.manner != Manner::Fricative) return false;
    if (second.tied) return true;
    return !second.separated && isPair(first.base, second.base, kind == IpaText::Segment ? kAffricatePairs.size() : kTieNeeded);
}

/// The phone that begins with letters[i]; moves i behind it.
Phone phoneAt(const std::vector<Letter>& letters, std::size_t& i, IpaText kind) {
    const Letter& first = letters[i];
    Phone phone;
    phone.manner = first.manner;
    std::u32string marks;
    const auto take = [&](const Letter& letter) {
        appendCharacter(phone.symbol, letter.base);
        for (const char32_t mark : letter.marks) appendCharacter(phone.symbol, mark);
        marks += letter.marks;
        ++i;
    };
    take(first);
    if (first.isVowel()) {
        phone.nucleus = !first.has(kNotSyllabic);
        while (i < letters.size() && joinsVowel(letters[i - 1], letters[i], kind)) {
            phone.nucleus = phone.nucleus || !letters[i].has(kNotSyllabic);
            if (letters[i].base != letters[i - 1].base) {
                phone.manner = Manner::Diphthong;
                take(letters[i]);
            } else {
                ++i;  // a vowel written twice is a long one, and espeak-ng has marked it so
            }
        }
        if (!phone.nucleus) phone.manner = Manner::Glide;
        return phone;
    }
    if (i < letters.size() && joinsAffricate(first, letters[i], kind)) {
        phone.manner = Manner::Affricate;
        take(letters[i]);
    } else if (first.base == U'n' && i < letters.size() && letters[i].base == U'ɡ' && kind == IpaText::Segment) {
        phone.symbol = "ŋ";
        ++i;
    } else if (first.base == U'r' && first.has(kRaised)) {
        phone.manner = Manner::Fricative;
    }
    const bool stopped = phone.manner == Manner::Stop || phone.manner == Manner::Affricate;
    if (stopped && kind == IpaText::Segment && i < letters.size() && letters[i].base == U'h') {
        phone.symbol += "ʰ";
        ++i;
    }
    phone.nucleus = std::any_of(marks.begin(), marks.end(), isSyllabic);
    return phone;
}

}  // namespace

void UnknownSymbols::add(const UnknownSymbols& other) {
    for (const auto& [symbol, count] : other.m_counts) m_counts[symbol] += count;
}

std::size_t UnknownSymbols::total() const {
    std::size_t sum = 0;
    for (const auto& [symbol, count] : m_counts) sum += count;
    return sum;
}

core::Text UnknownSymbols::sentence() const {
    if (empty()) return {};
    constexpr std::size_t kNamed = 10;
    std::string list;
    std::size_t named = 0;
    for (const auto& [symbol, count] : m_counts) {
        if (named++ == kNamed) {
            list += ", …";
            break;
        }
        list += (list.empty() ? "" : ", ") + symbol + " (" + std::to_string(count) + ")";
    }
    return {TRANSLATABLE("Engine", "Phonetic symbols that are unknown were left out (%1 in all): %2."),
            {std::to_string(total()), list}};
}

Pronunciation ipaPhones(std::string_view text, IpaText kind, UnknownSymbols& unknown) {
    const auto letters = lettersOf(text, kind, unknown);
    const bool hasVowel = std::any_of(letters.begin(), letters.end(), [](const Letter& letter) { return letter.isVowel(); });
    Pronunciation phones;
    int stress = 0;
    for (std::size_t i = 0; i < letters.size();) {
        if (letters[i].stress != 0) stress = letters[i].stress;
        if (letters[i].base == U'ʔ' && hasVowel && kind == IpaText::Segment && letters.size() > 1) {
            ++i;
            continue;
        }
        auto phone = phoneAt(letters, i, kind);
        if (phone.nucleus) {
            phone.stress = stress;
            stress = 0;
        }
        phones.push_back(std::move(phone));
    }
    return phones;
}

std::string withoutMarks(std::string_view symbol) {
    std::string base;
    for (std::size_t i = 0; i < symbol.size();) {
        const std::size_t start = i;
        const char32_t c = nextCharacter(symbol, i);
        if (!isMark(c)) base.append(symbol.substr(start, i - start));
    }
    return base;
}

}  // namespace prososcope::phonetics
