// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace prososcope::store {

/// Rows in a block of the corpus index: large enough that a column of ten million rows is read in a few hundredths of a
/// second, small enough that a step can be interrupted.
inline constexpr std::size_t kIndexRows = 65536;

/// A piece of a column as it lies in the database: its first byte tells the form. Codes take 1, 2 or 4 bytes each, numbers 4
/// where no digit is lost, else 8; a value that all rows share is stored once. Texts are their ends, 4 bytes each, and their
/// bytes, of at most 4 GB together. Little-endian. Unpacking fills `rows` whole; false: the block is damaged.
[[nodiscard]] std::vector<std::byte> packCodes(std::span<const std::uint32_t> rows);
[[nodiscard]] std::vector<std::byte> packNumbers(std::span<const double> rows);
[[nodiscard]] std::vector<std::byte> packTexts(std::span<const std::string> rows);
[[nodiscard]] bool unpackCodes(std::span<const std::byte> block, std::span<std::uint32_t> rows);
[[nodiscard]] bool unpackNumbers(std::span<const std::byte> block, std::span<double> rows);

/// Texts in place: a view of a block, valid while its bytes are. Between two texts stands one zero byte.
class TextBlock {
public:
    /// False where the block is damaged or holds another number of rows.
    [[nodiscard]] bool open(std::span<const std::byte> block, std::size_t rows);
    [[nodiscard]] std::size_t rows() const { return m_rows; }
    [[nodiscard]] std::string_view text(std::size_t row) const;
    /// All texts with the zero bytes between them; where the text of a row begins in it.
    [[nodiscard]] std::string_view bytes() const { return m_bytes; }
    [[nodiscard]] std::size_t begin(std::size_t row) const;
    [[nodiscard]] std::size_t end(std::size_t row) const;  ///< of the text, where its zero byte stands

private:
    std::span<const std::byte> m_ends;
    std::string_view m_bytes;
    std::size_t m_rows = 0;
};

}  // namespace prososcope::store
