// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/CorpusBlocks.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

namespace prososcope::store {

static_assert(std::endian::native == std::endian::little, "blocks are stored as they lie in memory");

namespace {

constexpr char kSameCode = 'c';
constexpr char kSameNumber = 'n';
constexpr char kBytes = '1';
constexpr char kShorts = '2';
constexpr char kWords = '4';
constexpr char kFloats = 'f';
constexpr char kDoubles = 'd';
constexpr char kTexts = 't';

template <typename Stored, typename Value>
std::vector<std::byte> packed(char form, std::span<const Value> rows) {
    std::vector<std::byte> block(1 + rows.size() * sizeof(Stored));
    block[0] = static_cast<std::byte>(form);
    auto* goal = block.data() + 1;
    for (const Value value : rows) {
        const auto stored = static_cast<Stored>(value);
        std::memcpy(goal, &stored, sizeof(Stored));
        goal += sizeof(Stored);
    }
    return block;
}

template <typename Stored, typename Value>
bool unpacked(std::span<const std::byte> content, std::span<Value> rows, bool same = false) {
    if (content.size() != sizeof(Stored) * (same ? 1 : rows.size())) return false;
    const auto* source = content.data();
    for (auto& value : rows) {
        Stored stored{};
        std::memcpy(&stored, source, sizeof(Stored));
        value = static_cast<Value>(stored);
        if (!same) source += sizeof(Stored);
    }
    return true;
}

bool sameNumber(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

}  // namespace

std::vector<std::byte> packCodes(std::span<const std::uint32_t> rows) {
    const std::uint32_t most = rows.empty() ? 0 : *std::max_element(rows.begin(), rows.end());
    const bool same = !rows.empty() && std::all_of(rows.begin(), rows.end(), [&](std::uint32_t code) { return code == most; });
    if (same) return packed<std::uint32_t>(kSameCode, rows.first(1));
    if (most <= 0xff) return packed<std::uint8_t>(kBytes, rows);
    if (most <= 0xffff) return packed<std::uint16_t>(kShorts, rows);
    return packed<std::uint32_t>(kWords, rows);
}

std::vector<std::byte> packNumbers(std::span<const double> rows) {
    const bool same =
        !rows.empty() && std::all_of(rows.begin(), rows.end(), [&](double value) { return sameNumber(value, rows[0]); });
    if (same) return packed<double>(kSameNumber, rows.first(1));
    const bool small = std::all_of(rows.begin(), rows.end(), [](double value) {
        return (std::isinf(value) || !(std::abs(value) > std::numeric_limits<float>::max())) &&
               sameNumber(static_cast<double>(static_cast<float>(value)), value);
    });
    return small ? packed<float>(kFloats, rows) : packed<double>(kDoubles, rows);
}

std::vector<std::byte> packTexts(std::span<const std::string> rows) {
    std::size_t bytes = 0;
    for (const auto& text : rows) bytes += text.size() + 1;
    std::vector<std::byte> block(1 + rows.size() * sizeof(std::uint32_t) + bytes);
    block[0] = static_cast<std::byte>(kTexts);
    auto* ends = block.data() + 1;
    auto* goal = ends + rows.size() * sizeof(std::uint32_t);
    std::uint32_t end = 0;
    for (const auto& text : rows) {
        std::memcpy(goal, text.data(), text.size());
        // A zero byte inside a text would look like the end of it to a search.
        std::replace(goal, goal + text.size(), std::byte{0}, static_cast<std::byte>(' '));
        goal += text.size();
        *goal++ = std::byte{0};
        end += static_cast<std::uint32_t>(text.size()) + 1;
        std::memcpy(ends, &end, sizeof(end));
        ends += sizeof(end);
    }
    return block;
}

bool unpackCodes(std::span<const std::byte> block, std::span<std::uint32_t> rows) {
    if (block.empty()) return false;
    switch (static_cast<char>(block[0])) {
        case kSameCode:
            return unpacked<std::uint32_t>(block.subspan(1), rows, true);
        case kBytes:
            return unpacked<std::uint8_t>(block.subspan(1), rows);
        case kShorts:
            return unpacked<std::uint16_t>(block.subspan(1), rows);
        case kWords:
            return unpacked<std::uint32_t>(block.subspan(1), rows);
        default:
            return false;
    }
}

bool unpackNumbers(std::span<const std::byte> block, std::span<double> rows) {
    if (block.empty()) return false;
    switch (static_cast<char>(block[0])) {
        case kSameNumber:
            return unpacked<double>(block.subspan(1), rows, true);
        case kFloats:
            return unpacked<float>(block.subspan(1), rows);
        case kDoubles:
            return unpacked<double>(block.subspan(1), rows);
        default:
            return false;
    }
}

bool TextBlock::open(std::span<const std::byte> block, std::size_t rows) {
    m_rows = 0;
    const std::size_t head = 1 + rows * sizeof(std::uint32_t);
    if (block.size() < head || static_cast<char>(block[0]) != kTexts) return false;
    m_ends = block.subspan(1, rows * sizeof(std::uint32_t));
    m_bytes = {reinterpret_cast<const char*>(block.data()) + head, block.size() - head};
    m_rows = rows;
    std::size_t last = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        const std::size_t next = end(row) + 1;
        if (next <= last || next > m_bytes.size()) {
            m_rows = 0;
            return false;
        }
        last = next;
    }
    return last == m_bytes.size();
}

std::size_t TextBlock::begin(std::size_t row) const { return row == 0 ? 0 : end(row - 1) + 1; }

std::size_t TextBlock::end(std::size_t row) const {
    std::uint32_t next = 0;
    std::memcpy(&next, m_ends.data() + row * sizeof(next), sizeof(next));
    return static_cast<std::size_t>(next) - 1;
}

std::string_view TextBlock::text(std::size_t row) const {
    const std::size_t first = begin(row);
    return m_bytes.substr(first, end(row) - first);
}

}  // namespace prososcope::store
