// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phonetics/TextNormaliser.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "engine/core/Characters.h"
#include "engine/phonetics/SpokenForms.h"

namespace prososcope::phonetics {

using core::appendCharacter;
using core::isCombining;
using core::isDigit;
using core::isLetter;
using core::isSpace;
using core::lowerCase;
using core::nextCharacter;

namespace {

using std::u32string;
using std::u32string_view;

constexpr char32_t kReplacement = 0xFFFD;
constexpr std::size_t kLongestEvent = 60;  // characters

/// English words that begin with an apostrophe, which else is a quotation mark.
constexpr std::array<std::string_view, 14> kLeadingApostrophe = {
    "'bout", "'cause", "'course", "'cuse", "'em", "'gain", "'kay", "'m", "'n", "'round", "'s", "'til", "'tis", "'twas"};

std::string utf8(u32string_view characters) {
    std::string text;
    for (const char32_t c : characters) appendCharacter(text, c);
    return text;
}

/// Decoded, with one apostrophe, one hyphen and one minus; dashes and what is no text part words.
u32string charactersOf(std::string_view text) {
    u32string characters;
    characters.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        char32_t c = nextCharacter(text, i);
        if (c == 0x2019 || c == 0x2018 || c == 0x2BC || c == 0xB4 || c == 0x60 || c == 0xFF07) c = U'\'';
        if (c == 0x2010 || c == 0x2011 || c == 0x2212) c = U'-';
        if (c == 0xAD) continue;  // a soft hyphen is not heard
        if (c == kReplacement || isSpace(c)) c = U' ';
        characters += c;
    }
    return characters;
}

/// Puts a space in the place of each bracketed event.
void takeEvents(u32string& text, NormalisedText& result) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != U'[' && text[i] != U'<') continue;
        const char32_t close = text[i] == U'[' ? U']' : U'>';
        const auto end = text.find(close, i + 1);
        if (end == u32string::npos || end - i - 1 > kLongestEvent) continue;
        const auto inside = u32string_view(text).substr(i + 1, end - i - 1);
        // "3 < 5 and 7 > 6" is no event.
        const bool named = text[i] == U'[' || (!inside.empty() && (isLetter(inside[0]) || inside[0] == U'/'));
        if (!named || inside.find(text[i]) != u32string_view::npos) continue;
        std::string name = utf8(inside);
        name.erase(0, std::min(name.find_first_not_of(' '), name.size()));
        name.erase(name.find_last_not_of(' ') + 1);
        ++result.events[name];
        std::fill(text.begin() + static_cast<std::ptrdiff_t>(i), text.begin() + static_cast<std::ptrdiff_t>(end) + 1, U' ');
        i = end;
    }
}

/// A text without any small letter is a manner of writing, not of speaking.
void lowerCapitals(u32string& text) {
    if (std::any_of(text.begin(), text.end(), core::isLowerCase)) return;
    const std::string lower = lowerCase(utf8(text));
    text = {};
    for (std::size_t i = 0; i < lower.size();) text += nextCharacter(lower, i);
}

std::vector<u32string_view> tokensOf(u32string_view text) {
    std::vector<u32string_view> tokens;
    for (std::size_t i = 0; (i = text.find_first_not_of(U' ', i)) != u32string_view::npos;) {
        const auto end = std::min(text.find(U' ', i), text.size());
        tokens.push_back(text.substr(i, end - i));
        i = end;
    }
    return tokens;
}

bool isWordCharacter(char32_t c) { return isLetter(c) || isCombining(c); }

/// Letters and digits of a token in lower case.
std::string bare(u32string_view token) {
    u32string kept;
    for (const char32_t c : token) {
        if (isWordCharacter(c) || isDigit(c)) kept += c;
    }
    return lowerCase(utf8(kept));
}

/// A token without quotation marks and brackets around it, and without what ends a clause, dots excepted.
u32string_view unquoted(u32string_view token) {
    const auto inner = [](char32_t c) {
        return isWordCharacter(c) || isDigit(c) || c == U'.' || c == U'-' || c == U'+' || c == U'$' || c == U'£' || c == U'€' ||
               c == U'%' || c == U'°' || c == U'&' || c == U'=' || c == U'\'';
    };
    while (!token.empty() && !inner(token.front())) token.remove_prefix(1);
    while (!token.empty() && !inner(token.back())) token.remove_suffix(1);
    return token;
}

/// The letters of initials such as "U.S.A." or "p.m", at least two; empty for anything else.
u32string initialsOf(u32string_view token) {
    u32string letters;
    for (std::size_t i = 0; i < token.size(); i += 2) {
        if (!isLetter(token[i]) || (i + 1 < token.size() && token[i + 1] != U'.')) return {};
        letters += token[i];
    }
    return letters.size() >= 2 ? letters : u32string();
}

/// Turns tokens into words one after the other.
class Speller {
public:
    Speller(std::vector<u32string_view> tokens, std::string_view language, std::vector<std::string>& words)
        : m_tokens(std::move(tokens)), m_numbers(numberLanguageOf(language)), m_words(words) {
        m_english = m_numbers == NumberLanguage::English;
    }

    void run() {
        for (std::size_t i = 0; i < m_tokens.size();) {
            const std::size_t taken = m_numbers ? knownForm(i) : 0;
            if (taken == 0) spell(withMoney(i), i);
            i += std::max<std::size_t>(taken, 1) + (std::exchange(m_skipNext, false) ? 1 : 0);
        }
    }

private:
    void addWords(std::string_view words) {
        for (std::size_t i = 0; i < words.size();) {
            const auto end = std::min(words.find(' ', i), words.size());
            if (end > i) m_words.emplace_back(words.substr(i, end - i));
            i = end + 1;
        }
    }

    /// "3,50 €" as one piece, so that the decimals are small money.
    u32string withMoney(std::size_t i) {
        u32string token(m_tokens[i]);
        if (!m_numbers || !isDigit(token.back()) || i + 1 == m_tokens.size()) return token;
        const auto sign = unquoted(m_tokens[i + 1]);
        if (sign == U"€" || sign == U"$" || sign == U"£") {
            token += sign;
            m_skipNext = true;
        }
        return token;
    }

    void addForm(std::string_view words) {
        addWords(words);
        m_afterNumber = false;
    }

    /// Abbreviations and initials: how many tokens they took.
    std::size_t knownForm(std::size_t i) {
        const auto token = unquoted(m_tokens[i]);
        const std::string lower = lowerCase(utf8(token));
        if (i + 1 < m_tokens.size() && token.ends_with(U'.')) {
            if (const auto words = abbreviationWords(lower + lowerCase(utf8(unquoted(m_tokens[i + 1]))), *m_numbers)) {
                addForm(*words);
                return 2;
            }
        }
        if (const auto words = abbreviationWords(lower, *m_numbers)) {
            addForm(*words);
            return 1;
        }
        if (m_afterNumber) {
            const std::string measure = lower.ends_with('.') ? lower.substr(0, lower.size() - 1) : lower;
            if (addMeasure(measure)) return 1;
        }
        for (const char32_t letter : initialsOf(token))
            m_words.push_back(lowerCase(utf8({&letter, 1})) + (m_english ? "." : ""));
        return initialsOf(token).empty() ? 0 : 1;
    }

    void spell(u32string_view token, std::size_t index) {
        m_afterNumber = false;
        SpokenContext context;
        if (index > 0) context.before = bare(m_tokens[index - 1]);
        if (index + 1 < m_tokens.size()) context.after = bare(m_tokens[index + 1]);
        for (std::size_t i = 0; i < token.size();) {
            if (m_numbers) {
                const bool hyphen = i > 0 && (token[i] == U'-' || token[i] == U'+');
                if (const auto number = hyphen ? std::nullopt : readNumber(token.substr(i), context, *m_numbers)) {
                    addWords(number->words);
                    m_afterNumber = true;
                    m_lastNumber = number->value;
                    m_skipNext = m_skipNext || number->takesNext;
                    i += number->length;
                    i += measureBehind(token.substr(i));
                    continue;
                }
                if (const auto word = signWord(token[i], *m_numbers); !word.empty()) {
                    addWords(word);
                    ++i;
                    continue;
                }
            }
            const std::size_t length = wordLength(token, i);
            if (length > 0) addWord(token.substr(i, length), token);
            i += std::max<std::size_t>(length, 1);
        }
    }

    /// What the number before it counts; German counts "ein Kilometer".
    bool addMeasure(std::string_view lower) {
        const auto words = measureWords(lower, m_lastNumber, *m_numbers);
        if (!words) return false;
        if (*m_numbers == NumberLanguage::German && m_lastNumber == 1U && m_words.back() == "eins") m_words.back() = "ein";
        addWords(*words);
        m_afterNumber = false;
        return true;
    }

    /// "5km": the measure that follows a number at once.
    std::size_t measureBehind(u32string_view rest) {
        std::size_t length = 0;
        while (length < rest.size() && isWordCharacter(rest[length])) ++length;
        if (length == 0) return 0;
        return addMeasure(lowerCase(utf8(rest.substr(0, length)))) ? length : 0;
    }

    /// How far the word that begins at `i` goes; 0 where none begins.
    [[nodiscard]] std::size_t wordLength(u32string_view token, std::size_t i) const {
        const auto letter = [&](std::size_t at) {
            return at < token.size() && (isWordCharacter(token[at]) || (!m_numbers && isDigit(token[at])));
        };
        const auto digit = [&](std::size_t at) { return !m_numbers && at < token.size() && isDigit(token[at]); };
        const auto sign = [&](std::size_t at) {
            return at < token.size() && u32string_view(U"%€$£°").find(token[at]) != u32string_view::npos;
        };
        std::size_t end = i;
        const bool apostrophe = token[i] == U'\'' && letter(i + 1);
        const bool signed_ = !m_numbers && i == 0 && (token[i] == U'-' || sign(i)) && digit(i + 1);
        if (!letter(i) && !apostrophe && !signed_) return 0;
        ++end;
        while (end < token.size()) {
            const char32_t c = token[end];
            const bool joined = (c == U'\'' || c == U'-') && letter(end + 1) && letter(end - 1);
            const bool inNumber = (c == U'.' || c == U',' || c == U':' || c == U'/') && digit(end - 1) && digit(end + 1);
            const bool behindNumber = !m_numbers && sign(end) && digit(end - 1);
            if (!letter(end) && !joined && !inNumber && !behindNumber) break;
            ++end;
        }
        if (end < token.size() && token[end] == U'\'' && letter(end - 1)) ++end;
        return end - i;
    }

    /// Apostrophes around a word are quotation marks but for those of short forms.
    void addWord(u32string_view word, u32string_view token) {
        std::string text = utf8(word);
        const std::string lower = lowerCase(text);
        if (text.starts_with('\'') &&
            !(m_english && std::find(kLeadingApostrophe.begin(), kLeadingApostrophe.end(), lower) != kLeadingApostrophe.end()))
            text.erase(0, 1);
        const bool quoted = token.starts_with(U'\'');
        const bool shortForm = m_english && !quoted && (lower.ends_with("in'") || lower.ends_with("s'"));
        if (text.ends_with('\'') && !shortForm) text.pop_back();
        if (!text.empty()) m_words.push_back(std::move(text));
    }

    std::vector<u32string_view> m_tokens;
    std::optional<NumberLanguage> m_numbers;
    bool m_english = false;
    std::vector<std::string>& m_words;
    bool m_afterNumber = false;
    bool m_skipNext = false;
    std::optional<std::uint32_t> m_lastNumber;
};

}  // namespace

std::size_t NormalisedText::eventCount() const {
    std::size_t sum = 0;
    for (const auto& [name, count] : events) sum += count;
    return sum;
}

NormalisedText normaliseText(std::string_view text, std::string_view language) {
    NormalisedText result;
    u32string characters = charactersOf(text);
    takeEvents(characters, result);
    lowerCapitals(characters);
    Speller(tokensOf(characters), language, result.words).run();
    return result;
}

}  // namespace prososcope::phonetics
