// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phonetics/EnglishIpa.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "engine/core/Characters.h"
#include "engine/phonetics/Arpabet.h"

namespace prososcope::phonetics {

using core::appendCharacter;
using core::isDigit;
using core::isSpace;
using core::nextCharacter;

namespace {

using Rule = std::pair<std::string_view, std::string_view>;

/// IPA and its phones; of several that fit, the longest counts. The last lines are sounds of other languages in names.
constexpr std::array<Rule, 87> kRules = {{
    {"ɑː", "AA"}, {"ɑ", "AA"},  {"ɒ", "AA"},  {"æ", "AE"},  {"a", "AE"},   {"ʌ", "AH"},      {"ə", "AH"},   {"ɐ", "AH"},
    {"ɔː", "AO"}, {"ɔ", "AO"},  {"oː", "AO"}, {"aʊ", "AW"}, {"aɪ", "AY"},  {"ɛ", "EH"},      {"e", "EH"},   {"ɛː", "EH"},
    {"ɜː", "ER"}, {"ɜ", "ER"},  {"ɚ", "ER"},  {"ɝ", "ER"},  {"eɪ", "EY"},  {"eː", "EY"},     {"ɪ", "IH"},   {"ᵻ", "IH"},
    {"ɨ", "IH"},  {"i", "IY"},  {"iː", "IY"}, {"oʊ", "OW"}, {"əʊ", "OW"},  {"o", "OW"},      {"ɔɪ", "OY"},  {"ʊ", "UH"},
    {"ᵿ", "UH"},  {"u", "UW"},  {"uː", "UW"}, {"ʉ", "UW"},  {"n̩", "AH N"}, {"l̩", "AH L"},    {"m̩", "AH M"}, {"aː", "AA"},
    {"p", "P"},   {"b", "B"},   {"t", "T"},   {"d", "D"},   {"k", "K"},    {"ɡ", "G"},       {"g", "G"},    {"ɾ", "T"},
    {"tʃ", "CH"}, {"dʒ", "JH"}, {"f", "F"},   {"v", "V"},   {"θ", "TH"},   {"ð", "DH"},      {"s", "S"},    {"z", "Z"},
    {"ʃ", "SH"},  {"ʒ", "ZH"},  {"h", "HH"},  {"m", "M"},   {"n", "N"},    {"ŋ", "NG"},      {"l", "L"},    {"ɫ", "L"},
    {"ɹ", "R"},   {"r", "R"},   {"j", "Y"},   {"w", "W"},   {"ʔ", ""},     {"ʔn̩", "T AH N"}, {"ʲ", ""},     {"ː", ""},
    {"x", "K"},   {"ç", "HH"},  {"ɬ", "L"},   {"ʁ", "R"},   {"y", "UW"},   {"yː", "UW"},     {"ø", "ER"},   {"œ", "ER"},
    {"ɲ", "N Y"}, {"ʎ", "L Y"}, {"ɣ", "G"},   {"β", "B"},   {"ɑ̃", "AA N"}, {"ɔ̃", "AO N"},    {"ɛ̃", "AE N"},
}};

const Rule* ruleAt(std::string_view text) {
    const Rule* best = nullptr;
    for (const auto& rule : kRules) {
        if (text.starts_with(rule.first) && (best == nullptr || rule.first.size() > best->first.size())) best = &rule;
    }
    return best;
}

/// Whether an r is no phone of its own after what is there; the vowel before it becomes as CMUdict writes it.
bool joinsVowel(Pronunciation& phones, bool reduced) {
    if (phones.empty()) return false;
    auto& last = phones.back();
    if (last.symbol == "AH" && reduced) last.symbol = "ER";
    if (last.symbol == "AE") last.symbol = "EH";
    return last.symbol == "ER" || last.symbol == "R";
}

bool isPartOfNothing(char32_t c) {
    return isDigit(c) || c == U'-' || c == U'.' || c == U'_' || c == 0x361 || c == 0x200D || isSpace(c);
}

}  // namespace

Pronunciation arpabetFromIpa(std::span<const std::string> segments, UnknownSymbols& unknown) {
    // Stress belongs to the vowel of its segment, so it is kept as a number beside each piece of text.
    std::vector<std::pair<std::string, int>> pieces;
    for (const auto& segment : segments) {
        std::string text;
        int stress = 0;
        for (std::size_t i = 0; i < segment.size();) {
            const char32_t c = nextCharacter(segment, i);
            if (c == U'ˈ' || c == U'ˌ') {
                stress = c == U'ˈ' ? 1 : 2;
            } else if (!isPartOfNothing(c)) {
                appendCharacter(text, c);
            }
        }
        // A glottal stop and the syllabic n after it are one rule.
        if (text == "n̩" && !pieces.empty() && pieces.back().first == "ʔ") {
            pieces.back().first += text;
        } else {
            pieces.emplace_back(std::move(text), stress);
        }
    }
    Pronunciation phones;
    bool reduced = false;  // the last vowel is one of the reduced ones
    for (const auto& [text, pieceStress] : pieces) {
        int stress = pieceStress;
        for (std::size_t i = 0; i < text.size();) {
            const Rule* rule = ruleAt(std::string_view(text).substr(i));
            if (rule == nullptr) {
                const std::size_t start = i;
                (void)nextCharacter(text, i);
                unknown.add(std::string_view(text).substr(start, i - start));
                continue;
            }
            i += rule->first.size();
            auto said = arpabetPronunciation(rule->second).value_or(Pronunciation());
            for (auto& phone : said) {
                if (phone.symbol == "R" && joinsVowel(phones, reduced)) continue;
                if (phone.nucleus) phone.stress = std::exchange(stress, 0);
                phones.push_back(std::move(phone));
            }
            if (rule->second != "R") reduced = rule->first == "ə" || rule->first == "ɐ";
        }
    }
    return phones;
}

}  // namespace prososcope::phonetics
