// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string_view>
#include <utility>

#include "engine/core/Regex.h"
#include "engine/core/Result.h"
#include "engine/store/CorpusBlocks.h"

namespace prososcope::store {

/// A search for one piece of text in very many, letter case ignored by Unicode's rules. Texts that are not UTF-8 are searched
/// around their wrong bytes. Compiled once; any thread.
class TextScan {
public:
    /// Fails where the piece is not UTF-8, is empty or is longer than 10 000 bytes.
    [[nodiscard]] static core::Result<TextScan> create(std::string_view piece);

    [[nodiscard]] bool isIn(std::string_view text) const;
    /// Calls `found` for every row of a block in which it is, in order.
    void rowsOf(const TextBlock& block, const std::function<void(std::size_t)>& found) const;

private:
    explicit TextScan(core::Regex regex) : m_regex(std::move(regex)) {}
    core::Regex m_regex;
};

}  // namespace prososcope::store
