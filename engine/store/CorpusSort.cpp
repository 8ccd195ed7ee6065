// SPDX-License-Identifier: GPL-3.0-or-later
// The order of rows by a column. Every order is stable: equal rows stay as stored.
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

#include "engine/store/CorpusIndexImpl.h"

namespace prososcope::store {

namespace {

void stopIfAsked(const core::Progress& progress) {
    if (progress.stopRequested()) throw DatabaseError{core::cancelled().value()};
}

/// By the rank of each word: one pass to count, one to place.
std::vector<std::uint32_t> byRank(const WordColumn& column, const RowList& rows, bool descending,
                                  const core::Progress& progress) {
    const std::size_t ranks = column.values.size();
    const std::size_t unknown = column.rank[0];  // the empty word, last
    const auto keyOf = [&](std::uint32_t row) {
        const std::size_t rank = column.rank[column.codes[row]];
        return descending && rank != unknown ? ranks - 2 - rank : rank;
    };
    std::vector<std::size_t> places(ranks + 1, 0);
    eachRow(rows, progress, [&](std::uint32_t row) { ++places[keyOf(row) + 1]; });
    for (std::size_t i = 1; i < places.size(); ++i) places[i] += places[i - 1];
    std::vector<std::uint32_t> sorted(rows.size());
    eachRow(rows, progress, [&](std::uint32_t row) { sorted[places[keyOf(row)]++] = row; });
    return sorted;
}

struct Keyed {
    std::uint64_t key = 0;
    std::uint32_t row = 0;
};

/// A whole number in the order of doubles; unknown ones come last.
std::uint64_t orderedBits(double value, bool descending) {
    if (std::isnan(value)) return ~std::uint64_t{0};
    auto bits = std::bit_cast<std::uint64_t>(value == 0.0 ? 0.0 : value);  // -0 is 0
    bits = (bits >> 63U) != 0 ? ~bits : bits | (std::uint64_t{1} << 63U);
    return descending ? ~bits : bits;
}

/// By eleven bits at a time from the lowest on; passes in which all keys agree are left out.
void radixSort(std::vector<Keyed>& rows, const core::Progress& progress) {
    constexpr unsigned kBits = 11;
    constexpr std::size_t kBins = std::size_t{1} << kBits;
    std::vector<Keyed> other(rows.size());
    for (unsigned shift = 0; shift < 64; shift += kBits) {
        stopIfAsked(progress);
        std::vector<std::size_t> places(kBins + 1, 0);
        const auto digit = [shift](std::uint64_t key) { return static_cast<std::size_t>(key >> shift) & (kBins - 1); };
        for (const auto& one : rows) ++places[digit(one.key) + 1];
        if (std::find(places.begin() + 1, places.end(), rows.size()) != places.end()) continue;
        for (std::size_t i = 1; i <= kBins; ++i) places[i] += places[i - 1];
        for (const auto& one : rows) other[places[digit(one.key)]++] = one;
        rows.swap(other);
    }
}

std::vector<std::uint32_t> rowsOf(const std::vector<Keyed>& keyed) {
    std::vector<std::uint32_t> rows(keyed.size());
    std::transform(keyed.begin(), keyed.end(), rows.begin(), [](const Keyed& one) { return one.row; });
    return rows;
}

std::vector<std::uint32_t> byNumber(const std::vector<double>& column, const RowList& rows, bool descending,
                                    const core::Progress& progress) {
    std::vector<Keyed> keyed;
    keyed.reserve(rows.size());
    eachRow(rows, progress, [&](std::uint32_t row) { keyed.push_back({orderedBits(column[row], descending), row}); });
    radixSort(keyed, progress);
    return rowsOf(keyed);
}

/// All texts of a column in memory.
class Texts {
public:
    Texts(CorpusColumns& columns, const std::string& field, core::Progress& progress) {
        columns.eachTextBlock(field, progress, [&](std::size_t first, std::vector<std::byte> bytes, const TextBlock& block) {
            m_blocks.push_back({first, std::move(bytes), block});
            return true;
        });
        for (const auto& edit : columns.edits()) {
            if (edit.field == field) m_edited[edit.row] = edit.value;
        }
    }
    [[nodiscard]] std::string_view operator[](std::uint32_t row) const {
        if (!m_edited.empty()) {
            if (const auto edited = m_edited.find(row); edited != m_edited.end()) return edited->second;
        }
        const auto next = std::upper_bound(m_blocks.begin(), m_blocks.end(), row,
                                           [](std::uint32_t wanted, const Block& block) { return wanted < block.first; });
        if (next == m_blocks.begin()) return {};
        const auto& block = *std::prev(next);
        // A block of nothing but empty texts is not stored.
        return row - block.first < block.texts.rows() ? block.texts.text(row - block.first) : std::string_view();
    }

private:
    struct Block {
        std::size_t first;
        std::vector<std::byte> bytes;
        TextBlock texts;
    };
    std::vector<Block> m_blocks;
    std::unordered_map<std::uint32_t, std::string> m_edited;
};

/// By bytes, eight at a time: those that agree in them are ordered by the next eight.
class TextSort {
public:
    TextSort(const Texts& texts, bool descending, const core::Progress& progress)
        : m_texts(texts), m_descending(descending), m_progress(progress) {}

    void sort(std::span<Keyed> rows, std::size_t from) const {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (i % kIndexRows == 0) stopIfAsked(m_progress);
            rows[i].key = keyOf(m_texts[rows[i].row], from);
        }
        const auto less = [](const Keyed& a, const Keyed& b) { return a.key != b.key ? a.key < b.key : a.row < b.row; };
        if (!std::is_sorted(rows.begin(), rows.end(), less)) std::sort(rows.begin(), rows.end(), less);
        for (std::size_t first = 0; first < rows.size();) {
            std::size_t end = first + 1;
            while (end < rows.size() && rows[end].key == rows[first].key) ++end;
            if (end - first > 1 && goesOn(rows[first].key)) sort(rows.subspan(first, end - first), from + 8);
            first = end;
        }
    }

private:
    [[nodiscard]] std::uint64_t keyOf(std::string_view text, std::size_t from) const {
        if (text.empty()) return ~std::uint64_t{0};
        std::array<unsigned char, 8> bytes{};
        if (from < text.size()) std::memcpy(bytes.data(), text.data() + from, std::min<std::size_t>(8, text.size() - from));
        std::uint64_t key = 0;
        for (const unsigned char byte : bytes) key = (key << 8U) | byte;
        return m_descending ? ~key : key;
    }
    /// A text that ends within the eight bytes has a zero byte there: texts hold none.
    [[nodiscard]] bool goesOn(std::uint64_t key) const {
        if (key == ~std::uint64_t{0} && !m_descending) return false;
        return ((m_descending ? ~key : key) & 0xffU) != 0;
    }

    const Texts& m_texts;
    bool m_descending;
    const core::Progress& m_progress;
};

std::vector<std::uint32_t> byText(CorpusColumns& columns, const std::string& field, const RowList& rows, bool descending,
                                  core::Progress& progress) {
    const Texts texts(columns, field, progress);
    std::vector<Keyed> keyed;
    keyed.reserve(rows.size());
    eachRow(rows, progress, [&](std::uint32_t row) { keyed.push_back({0, row}); });
    TextSort(texts, descending, progress).sort(keyed, 0);
    return rowsOf(keyed);
}

}  // namespace

RowList sortedRows(CorpusColumns& columns, RowList rows, const CorpusField& field, bool descending, core::Progress& progress) {
    switch (field.kind) {
        case FieldKind::Word:
            return RowList(byRank(columns.words(field.name, progress), rows, descending, progress));
        case FieldKind::Number:
            return RowList(byNumber(columns.numbers(field.name, progress), rows, descending, progress));
        case FieldKind::Text:
            break;
    }
    return RowList(byText(columns, field.name, rows, descending, progress));
}

}  // namespace prososcope::store
