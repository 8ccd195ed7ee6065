// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Characters.h"

#include <algorithm>
#include <array>
#include <clocale>
#include <cwctype>
#include <utility>

namespace prososcope::core {

namespace {

constexpr char32_t kReplacement = 0xFFFD;

/// Unicode's tables, which the C library has under this name whatever the user's language; null where it has not.
locale_t unicodeLocale() {
    static const locale_t locale = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return locale;
}

/// Punctuation and signs above Latin-1 of the scripts that are spoken most; what else lies there is taken for letters.
constexpr std::array<std::pair<char32_t, char32_t>, 40> kSigns = {{
    {0xD7, 0xD7},     {0xF7, 0xF7},       {0x2C2, 0x2DF},     {0x37E, 0x37E},      {0x387, 0x387},   {0x55A, 0x55F},
    {0x589, 0x58A},   {0x5BE, 0x5BE},     {0x5C0, 0x5C0},     {0x5C3, 0x5C3},      {0x5F3, 0x5F4},   {0x600, 0x60F},
    {0x61B, 0x61B},   {0x61E, 0x61F},     {0x66A, 0x66D},     {0x6D4, 0x6D4},      {0x964, 0x965},   {0x970, 0x970},
    {0xE4F, 0xE4F},   {0x104A, 0x104F},   {0x1361, 0x1368},   {0x17D4, 0x17DB},    {0x2010, 0x2BFF}, {0x2E00, 0x2E7F},
    {0x3001, 0x3004}, {0x3008, 0x3020},   {0x3030, 0x3030},   {0x30FB, 0x30FB},    {0xE000, 0xF8FF}, {0xFD3E, 0xFD3F},
    {0xFE10, 0xFE1F}, {0xFE30, 0xFE6F},   {0xFF00, 0xFF0F},   {0xFF1A, 0xFF20},    {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65},
    {0xFFE0, 0xFFFF}, {0x1F000, 0x1FAFF}, {0xE0000, 0xE0FFF}, {0xF0000, 0x10FFFF},
}};

}  // namespace

std::optional<char32_t> takeCharacter(std::string_view text, std::size_t& position) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(position);
    if (first < 0x80) {
        ++position;
        return first;
    }
    const std::size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    if (first < 0xC2 || first > 0xF4 || text.size() - position <= more) return std::nullopt;
    char32_t value = first & (0x3FU >> more);
    for (std::size_t i = 1; i <= more; ++i) {
        if ((byte(position + i) & 0xC0U) != 0x80U) return std::nullopt;
        value = (value << 6U) | (byte(position + i) & 0x3FU);
    }
    constexpr char32_t kLeast[] = {0, 0x80, 0x800, 0x10000};
    if (value < kLeast[more] || !isCharacter(value)) return std::nullopt;
    position += more + 1;
    return value;
}

char32_t nextCharacter(std::string_view text, std::size_t& position) {
    const auto character = takeCharacter(text, position);
    if (!character) ++position;
    return character.value_or(kReplacement);
}

bool isUtf8(std::string_view text) {
    for (std::size_t position = 0; position < text.size();) {
        if (!takeCharacter(text, position)) return false;
    }
    return true;
}

void appendCharacter(std::string& text, char32_t character) {
    const auto add = [&](char32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
    const auto tail = [&](unsigned shift) { add(0x80U | ((character >> shift) & 0x3FU)); };
    if (character < 0x80) {
        add(character);
    } else if (character < 0x800) {
        add(0xC0U | (character >> 6U));
        tail(0);
    } else if (character < 0x10000) {
        add(0xE0U | (character >> 12U));
        tail(6);
        tail(0);
    } else {
        add(0xF0U | (character >> 18U));
        tail(12);
        tail(6);
        tail(0);
    }
}

std::string lowerCase(std::string_view text) {
    std::string lower;
    lower.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t start = i;
        const char32_t character = nextCharacter(text, i);
        if (character < 0x80) {
            lower += static_cast<char>(character >= U'A' && character <= U'Z' ? character + 32 : character);
        } else if (character == kReplacement || unicodeLocale() == nullptr) {
            lower.append(text.substr(start, i - start));
        } else {
            appendCharacter(lower, static_cast<char32_t>(::towlower_l(static_cast<wint_t>(character), unicodeLocale())));
        }
    }
    return lower;
}

bool isUpperCase(char32_t character) {
    if (character < 0x80) return character >= U'A' && character <= U'Z';
    return unicodeLocale() != nullptr && ::iswupper_l(static_cast<wint_t>(character), unicodeLocale()) != 0;
}

bool isLowerCase(char32_t character) {
    if (character < 0x80) return character >= U'a' && character <= U'z';
    return unicodeLocale() != nullptr && ::iswlower_l(static_cast<wint_t>(character), unicodeLocale()) != 0;
}

bool isSpace(char32_t character) {
    return character <= 0x20 || character == 0x7F || character == 0x85 || character == 0xA0 || character == 0x1680 ||
           (character >= 0x2000 && character <= 0x200B) || character == 0x200E || character == 0x200F || character == 0x2028 ||
           character == 0x2029 || character == 0x202F || character == 0x205F || character == 0x3000 || character == 0xFEFF;
}

bool isLetter(char32_t character) {
    if (character < 0x80) return (character | 32U) >= U'a' && (character | 32U) <= U'z';
    if (character < 0xC0) return character == 0xAA || character == 0xB5 || character == 0xBA;
    if (character == kReplacement || isSpace(character)) return false;
    return std::none_of(kSigns.begin(), kSigns.end(),
                        [&](const auto& range) { return character >= range.first && character <= range.second; });
}

}  // namespace prososcope::core
