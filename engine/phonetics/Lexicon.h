// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/core/Result.h"
#include "engine/phonetics/Phone.h"

namespace prososcope::phonetics {

/// A line of a lexicon that could not be read.
struct BadLine {
    std::size_t line = 0;  ///< from 1
    core::Text why;
};

/// Words with their pronunciations, as in CMUdict: `WORD  W ER1 D`, further pronunciations as `WORD(2)`, comments behind
/// `;;;` or `#`, in either case, with or without a byte-order mark, any line ends, UTF-8 or Latin-1. Phones are ARPAbet
/// names, with stress digits or without; a line of another language gives IPA instead, one phone between spaces.
/// Words are found in either case. A line that cannot be read is left out, counted, and named where it is among the first
/// ten. Immutable after it was read; any thread may ask.
class Lexicon {
public:
    /// An empty lexicon.
    Lexicon() = default;
    Lexicon(Lexicon&&) = default;
    Lexicon& operator=(Lexicon&&) = default;
    Lexicon(const Lexicon&) = delete;
    Lexicon& operator=(const Lexicon&) = delete;
    /// Fails where no line at all is an entry, naming `source`.
    [[nodiscard]] static core::Result<Lexicon> parse(std::string_view bytes, std::string_view source);
    [[nodiscard]] static core::Result<Lexicon> read(const std::filesystem::path& path);

    [[nodiscard]] std::size_t words() const { return m_words.size(); }
    [[nodiscard]] std::size_t pronunciations() const { return m_entries.size(); }
    [[nodiscard]] std::size_t badLines() const { return m_badLines; }
    [[nodiscard]] const std::vector<BadLine>& firstBadLines() const { return m_firstBad; }
    /// What was left out, for people; empty where all was read.
    [[nodiscard]] core::Text remark() const { return m_remark; }

    [[nodiscard]] bool contains(std::string_view word) const;
    /// All pronunciations of a word in the order of the file; empty where it is unknown.
    [[nodiscard]] std::vector<Pronunciation> find(std::string_view word) const;
    /// The first one, empty where the word is unknown. No entry is empty.
    [[nodiscard]] Pronunciation first(std::string_view word) const;
    /// Calls with every word (lower case) and its first pronunciation, in the order of the file.
    void forEach(const std::function<void(std::string_view word, const Pronunciation& phones)>& visit) const;

private:
    static constexpr std::uint32_t kNone = 0xFFFFFFFF;
    struct Entry {
        std::uint32_t begin = 0;  // in m_phoneIds
        std::uint32_t count = 0;
        std::uint32_t next = kNone;  // the word's next pronunciation
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    struct Reader;
    [[nodiscard]] Pronunciation phonesOf(const Entry& entry) const;
    [[nodiscard]] const Entry* entryOf(std::string_view word) const;

    std::vector<Phone> m_phones;            // each different phone once
    std::vector<std::uint16_t> m_phoneIds;  // of all entries, one behind the other
    std::vector<Entry> m_entries;
    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> m_words;  // lower case, to the first entry
    std::vector<std::pair<const std::string*, std::uint32_t>> m_order;              // of the file; keys stay where they are
    std::size_t m_badLines = 0;
    std::vector<BadLine> m_firstBad;
    core::Text m_remark;
};

}  // namespace prososcope::phonetics
