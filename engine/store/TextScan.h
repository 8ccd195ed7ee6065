// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "engine/core/Result.h"
#include "engine/store/CorpusBlocks.h"

namespace prososcope::store {

/// A search for one piece of text in very many, letter case ignored by Unicode's rules. Texts that are not UTF-8 are searched
/// around their wrong bytes. Compiled once; any thread, one at a time.
class TextScan {
public:
    /// Fails where the piece is not UTF-8, is empty or is longer than 10 000 bytes.
    [[nodiscard]] static core::Result<TextScan> create(std::string_view piece);

    [[nodiscard]] bool isIn(std::string_view text) const;
    /// Calls `found` for every row of a block in which it is, in order.
    void rowsOf(const TextBlock& block, const std::function<void(std::size_t)>& found) const;

private:
    struct Code;
    std::shared_ptr<Code> m_code;
};

}  // namespace prososcope::store
