// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/las/CharacterAlphabet.h"

#include <array>

#include "engine/core/Characters.h"
#include "engine/models/las/LasSettings.h"

namespace prososcope::models {

namespace {

constexpr std::array kSpecial = {"<PAD>", "<SOS>", "<EOS>", "<SPACE>"};
constexpr std::int64_t kBlank = 3;

/// What stands within words and is no character to be spelt.
bool isSilent(std::string_view character) { return character == "'" || character == "-"; }

template <typename Visit>
void eachCharacter(std::string_view text, const Visit& visit) {
    for (std::size_t at = 0; at < text.size();) {
        const auto begin = at;
        static_cast<void>(core::nextCharacter(text, at));
        visit(text.substr(begin, at - begin));
    }
}

}  // namespace

CharacterAlphabet::CharacterAlphabet(std::vector<std::string> symbols) : m_symbols(std::move(symbols)) {
    for (std::size_t i = kSpecial.size(); i < m_symbols.size(); ++i) m_places[m_symbols[i]] = static_cast<std::int64_t>(i);
    m_places[" "] = kBlank;
}

CharacterAlphabet CharacterAlphabet::english() {
    std::vector<std::string> symbols(kSpecial.begin(), kSpecial.end());
    for (char letter = 'a'; letter <= 'z'; ++letter) symbols.emplace_back(1, letter);
    return CharacterAlphabet(std::move(symbols));
}

CharacterAlphabet CharacterAlphabet::ofTexts(const std::set<std::string>& texts) {
    std::set<std::string> found;  // byte order of UTF-8 is that of code points
    for (const auto& text : texts) {
        eachCharacter(text, [&](std::string_view character) {
            if (character != " " && !isSilent(character)) found.emplace(character);
        });
    }
    std::vector<std::string> symbols(kSpecial.begin(), kSpecial.end());
    symbols.insert(symbols.end(), found.begin(), found.end());
    return CharacterAlphabet(std::move(symbols));
}

EncodedText CharacterAlphabet::encode(std::string_view text) const {
    EncodedText made;
    eachCharacter(text, [&](std::string_view character) {
        if (isSilent(character)) return;
        if (const auto found = m_places.find(character); found != m_places.end())
            made.symbols.push_back(found->second);
        else
            ++made.unknown[std::string(character)];
    });
    made.symbols.push_back(kLasEnd);
    return made;
}

std::string CharacterAlphabet::decode(const std::vector<std::int64_t>& symbols) const {
    std::string text;
    for (const auto symbol : symbols) {
        if (symbol == kBlank)
            text += ' ';
        else if (symbol > kBlank && symbol < static_cast<std::int64_t>(m_symbols.size()))
            text += m_symbols[static_cast<std::size_t>(symbol)];
    }
    const auto first = text.find_first_not_of(' ');
    return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

}  // namespace prososcope::models
