// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/TextScan.h"

#include <algorithm>

namespace prososcope::store {

core::Result<TextScan> TextScan::create(std::string_view piece) {
    auto regex = core::Regex::create(piece, {.literal = true, .caseSensitive = false, .wrongBytes = true});
    if (!regex) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "\"%1\" cannot be searched for. Enter a shorter text in UTF-8."),
                           {std::string(piece.substr(0, 100))}});
    }
    return TextScan(std::move(*regex));
}

bool TextScan::isIn(std::string_view text) const { return m_regex.find(text).has_value(); }

void TextScan::rowsOf(const TextBlock& block, const std::function<void(std::size_t)>& found) const {
    std::size_t row = 0;
    std::size_t from = 0;
    while (row < block.rows()) {
        const auto match = m_regex.find(block.bytes(), from);
        if (!match) return;
        const std::size_t at = match->first;
        // Matches lie close together or far apart: steps that double find the row in both cases.
        std::size_t step = 1;
        while (row + step < block.rows() && block.end(row + step) < at) step *= 2;
        std::size_t low = step == 1 ? row : row + step / 2;
        std::size_t high = std::min(row + step, block.rows() - 1);
        while (low < high) {
            const std::size_t middle = low + (high - low) / 2;
            if (block.end(middle) < at)
                low = middle + 1;
            else
                high = middle;
        }
        row = low;
        found(row);
        ++row;
        if (row < block.rows()) from = block.begin(row);
    }
}

}  // namespace prososcope::store
