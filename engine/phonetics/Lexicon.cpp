// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/phonetics/Lexicon.h"

#include <algorithm>
#include <optional>

#include "engine/annotation/TextEncoding.h"
#include "engine/core/Characters.h"
#include "engine/core/SafeFile.h"
#include "engine/phonetics/Arpabet.h"
#include "engine/phonetics/Ipa.h"

namespace prososcope::phonetics {

using core::lowerCase;

namespace {

constexpr std::size_t kLargestFile = std::size_t{256} << 20;
constexpr std::size_t kLongestWord = 200;  // bytes
constexpr std::size_t kMostPhones = 500;
constexpr std::size_t kNamedLines = 10;

std::vector<std::string_view> tokensOf(std::string_view line) {
    std::vector<std::string_view> tokens;
    for (std::size_t i = 0; (i = line.find_first_not_of(" \t\f\v", i)) != std::string_view::npos;) {
        const auto end = std::min(line.find_first_of(" \t\f\v", i), line.size());
        tokens.push_back(line.substr(i, end - i));
        i = end;
    }
    return tokens;
}

/// "word" of "word(2)"; the number only counts the pronunciations, whose order is that of the file.
std::string_view withoutVariant(std::string_view word) {
    if (word.size() < 4 || word.back() != ')') return word;
    const auto open = word.rfind('(');
    if (open == std::string_view::npos || open == 0 || open + 2 >= word.size()) return word;
    const auto digits = word.substr(open + 1, word.size() - open - 2);
    const bool number = std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    return number ? word.substr(0, open) : word;
}

}  // namespace

/// Fills a lexicon line by line.
struct Lexicon::Reader {
    Lexicon& lexicon;
    std::unordered_map<std::string, std::uint16_t, Hash, std::equal_to<>> arpabet{};
    std::unordered_map<std::string, std::uint16_t, Hash, std::equal_to<>> ipa{};
    std::vector<std::uint32_t> last{};  // of each entry that is a word's first: its last pronunciation

    std::optional<std::uint16_t> remember(Phone phone) {
        if (lexicon.m_phones.size() > 0xFFFF) return {};
        lexicon.m_phones.push_back(std::move(phone));
        return static_cast<std::uint16_t>(lexicon.m_phones.size() - 1);
    }

    std::optional<std::uint16_t> idOf(std::string_view token, bool asIpa) {
        auto& known = asIpa ? ipa : arpabet;
        if (const auto found = known.find(token); found != known.end()) return found->second;
        std::optional<Phone> phone;
        if (asIpa) {
            UnknownSymbols unknown;
            auto phones = ipaPhones(token, IpaText::Segment, unknown);
            if (unknown.empty() && phones.size() == 1) phone = std::move(phones.front());
        } else {
            phone = arpabetPhone(token);
        }
        if (!phone) return {};
        const auto id = remember(std::move(*phone));
        if (id) known.emplace(std::string(token), *id);
        return id;
    }

    /// All phones or, where one is unknown, what is wrong.
    core::Text readPhones(const std::vector<std::string_view>& tokens, std::vector<std::uint16_t>& ids) {
        std::string_view stranger;
        for (const bool asIpa : {false, true}) {
            ids.clear();
            for (std::size_t i = 1; i < tokens.size(); ++i) {
                const auto id = idOf(tokens[i], asIpa);
                if (!id) {
                    if (stranger.empty()) stranger = tokens[i];
                    break;
                }
                ids.push_back(*id);
            }
            if (ids.size() + 1 == tokens.size()) return {};
        }
        return {TRANSLATABLE("Engine", "%1 is no phone of ARPAbet or IPA."), {std::string(stranger)}};
    }

    /// Adds the entry of a line, or tells what is wrong with it.
    core::Text add(std::vector<std::string_view> tokens) {
        const auto comment =
            std::find_if(tokens.begin() + 1, tokens.end(), [](std::string_view token) { return token.front() == '#'; });
        tokens.erase(comment, tokens.end());
        if (tokens.size() < 2) return {TRANSLATABLE("Engine", "The word has no phones."), {}};
        if (tokens.front().size() > kLongestWord || tokens.size() > kMostPhones)
            return {TRANSLATABLE("Engine", "The entry is too long."), {}};
        std::vector<std::uint16_t> ids;
        if (auto why = readPhones(tokens, ids); !why.empty()) return why;

        const auto number = static_cast<std::uint32_t>(lexicon.m_entries.size());
        const auto [place, fresh] = lexicon.m_words.emplace(lowerCase(withoutVariant(tokens.front())), number);
        if (!fresh) {
            std::uint32_t entry = place->second;
            for (;; entry = lexicon.m_entries[entry].next) {
                const auto& known = lexicon.m_entries[entry];
                const auto begin = lexicon.m_phoneIds.begin() + known.begin;
                if (std::equal(begin, begin + known.count, ids.begin(), ids.end())) return {};
                if (known.next == kNone) break;
            }
            lexicon.m_entries[entry].next = number;
        } else {
            lexicon.m_order.emplace_back(&place->first, number);
        }
        lexicon.m_entries.push_back(
            {static_cast<std::uint32_t>(lexicon.m_phoneIds.size()), static_cast<std::uint32_t>(ids.size()), kNone});
        lexicon.m_phoneIds.insert(lexicon.m_phoneIds.end(), ids.begin(), ids.end());
        return {};
    }

    void readLine(std::string_view line, std::size_t number) {
        const auto tokens = tokensOf(line);
        if (tokens.empty() || tokens.front().starts_with(";;;")) return;
        // "#HASH-MARK" is a word of some releases, other lines with # are comments.
        const bool comment = tokens.front().front() == '#';
        auto why = comment && tokens.front().size() == 1 ? core::Text() : add(tokens);
        if (why.empty() || comment) return;
        ++lexicon.m_badLines;
        if (lexicon.m_firstBad.size() < kNamedLines) lexicon.m_firstBad.push_back({number, std::move(why)});
    }
};

core::Result<Lexicon> Lexicon::parse(std::string_view bytes, std::string_view source) {
    const auto decoded = annotation::decodeText(bytes, source);
    if (!decoded) return core::fail(decoded.error());
    Lexicon lexicon;
    Reader reader{lexicon};
    const std::string_view text = decoded->text;
    std::size_t number = 0;
    for (std::size_t i = 0; i < text.size();) {
        const auto end = std::min(text.find_first_of("\r\n", i), text.size());
        reader.readLine(text.substr(i, end - i), ++number);
        i = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
    }
    if (lexicon.m_entries.empty())
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "%1 is no lexicon: no line of it is a word followed by its phones."),
                           {std::string(source)}});
    if (lexicon.m_badLines > 0) {
        std::string lines;
        for (const auto& bad : lexicon.m_firstBad) lines += (lines.empty() ? "" : ", ") + std::to_string(bad.line);
        if (lexicon.m_badLines > lexicon.m_firstBad.size()) lines += ", …";
        lexicon.m_remark = {TRANSLATABLE("Engine", "%1: lines that cannot be read were left out (%2 in all; line %3)."),
                            {std::string(source), std::to_string(lexicon.m_badLines), lines}};
    }
    return lexicon;
}

core::Result<Lexicon> Lexicon::read(const std::filesystem::path& path) {
    const auto bytes = core::readFile(path, kLargestFile);
    if (!bytes) return core::fail(bytes.error());
    return parse(*bytes, path.string());
}

const Lexicon::Entry* Lexicon::entryOf(std::string_view word) const {
    const bool plain = std::none_of(word.begin(), word.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c & 0x80) != 0; });
    const auto found = plain ? m_words.find(word) : m_words.find(lowerCase(word));
    return found == m_words.end() ? nullptr : &m_entries[found->second];
}

Pronunciation Lexicon::phonesOf(const Entry& entry) const {
    Pronunciation phones;
    phones.reserve(entry.count);
    for (std::uint32_t i = 0; i < entry.count; ++i) phones.push_back(m_phones[m_phoneIds[entry.begin + i]]);
    return phones;
}

bool Lexicon::contains(std::string_view word) const { return entryOf(word) != nullptr; }

std::vector<Pronunciation> Lexicon::find(std::string_view word) const {
    std::vector<Pronunciation> all;
    for (const Entry* entry = entryOf(word); entry != nullptr; entry = entry->next == kNone ? nullptr : &m_entries[entry->next])
        all.push_back(phonesOf(*entry));
    return all;
}

Pronunciation Lexicon::first(std::string_view word) const {
    const Entry* entry = entryOf(word);
    return entry == nullptr ? Pronunciation() : phonesOf(*entry);
}

void Lexicon::forEach(const std::function<void(std::string_view, const Pronunciation&)>& visit) const {
    for (const auto& [word, entry] : m_order) visit(*word, phonesOf(m_entries[entry]));
}

}  // namespace prososcope::phonetics
