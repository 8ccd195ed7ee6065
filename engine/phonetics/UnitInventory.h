// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Result.h"

namespace prososcope::phonetics {

/// The outputs of a network: each unit has an index, behind four special symbols as in fairseq's dictionaries, the first of
/// which is the blank of CTC. Written as a text file with a line a symbol in the order of the indices, the number of its
/// occurrences behind it. A value; any thread may read it.
class UnitInventory {
public:
    static constexpr int kBlank = 0;      ///< <s>
    static constexpr int kPadding = 1;    ///< <pad>
    static constexpr int kEnd = 2;        ///< </s>
    static constexpr int kUnknown = 3;    ///< <unk>
    static constexpr int kFirstUnit = 4;  ///< of the units themselves, which are in byte order

    /// No units, only the special symbols.
    UnitInventory();

    /// Collects units; `build` gives them their indices.
    class Counter {
    public:
        /// The units of one utterance.
        void add(std::span<const std::string> units);
        /// Units that are to have an index even if they never occur.
        void want(std::span<const std::string> units);
        [[nodiscard]] UnitInventory build() const;

    private:
        std::map<std::string, std::uint64_t> m_counts;
    };

    /// Errors name `source` and the line. A file without the special symbols, as fairseq writes it, is read as if they stood
    /// before its first line. Lines that begin with "# " are comments.
    [[nodiscard]] static core::Result<UnitInventory> parse(std::string_view bytes, std::string_view source);
    [[nodiscard]] static core::Result<UnitInventory> read(const std::filesystem::path& path);
    [[nodiscard]] std::string format() const;
    [[nodiscard]] core::Status write(const std::filesystem::path& path) const;

    /// All symbols with the special ones: the number of outputs of a network.
    [[nodiscard]] std::size_t size() const { return m_symbols.size(); }
    [[nodiscard]] const std::vector<std::string>& symbols() const { return m_symbols; }
    [[nodiscard]] std::uint64_t count(std::size_t index) const { return m_counts[index]; }
    [[nodiscard]] std::optional<int> indexOf(std::string_view symbol) const;

    /// Targets of a sequence; a unit without an index becomes <unk> and is counted in `strangers`.
    [[nodiscard]] std::vector<int> encode(std::span<const std::string> units, std::size_t* strangers = nullptr) const;
    /// The units of indices, special symbols and impossible indices left out.
    [[nodiscard]] std::vector<std::string> decode(std::span<const int> indices) const;

    bool operator==(const UnitInventory&) const = default;

private:
    void append(std::string symbol, std::uint64_t count);
    std::vector<std::string> m_symbols;
    std::vector<std::uint64_t> m_counts;
    std::map<std::string, int, std::less<>> m_indices;
};

}  // namespace prososcope::phonetics
