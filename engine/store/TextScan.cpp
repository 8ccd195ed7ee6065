// SPDX-License-Identifier: GPL-3.0-or-later
#define PCRE2_CODE_UNIT_WIDTH 8
#include "engine/store/TextScan.h"

#include <pcre2.h>

#include <optional>
#include <string>

namespace prososcope::store {

struct TextScan::Code {
    pcre2_code* code = nullptr;
    pcre2_match_data* match = nullptr;

    Code() = default;
    Code(const Code&) = delete;
    Code& operator=(const Code&) = delete;
    ~Code() {
        pcre2_match_data_free(match);
        pcre2_code_free(code);
    }

    /// First and last byte (exclusive) of the next match from `from` on.
    [[nodiscard]] std::optional<std::size_t> find(std::string_view text, std::size_t from) const {
        const int count = pcre2_match(code, reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), from, 0, match, nullptr);
        if (count < 0) return std::nullopt;
        return pcre2_get_ovector_pointer(match)[0];
    }
};

core::Result<TextScan> TextScan::create(std::string_view piece) {
    constexpr std::size_t kLongest = 10'000;
    auto code = std::make_shared<Code>();
    int error = 0;
    PCRE2_SIZE offset = 0;
    if (!piece.empty() && piece.size() <= kLongest) {
        code->code =
            pcre2_compile(reinterpret_cast<PCRE2_SPTR>(piece.data()), piece.size(),
                          PCRE2_UTF | PCRE2_LITERAL | PCRE2_CASELESS | PCRE2_MATCH_INVALID_UTF, &error, &offset, nullptr);
    }
    if (code->code == nullptr) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "\"%1\" cannot be searched for. Enter a shorter text in UTF-8."),
                           {std::string(piece.substr(0, 100))}});
    }
    static_cast<void>(pcre2_jit_compile(code->code, PCRE2_JIT_COMPLETE));  // without it the search is slower
    code->match = pcre2_match_data_create(1, nullptr);
    TextScan scan;
    scan.m_code = std::move(code);
    return scan;
}

bool TextScan::isIn(std::string_view text) const { return m_code->find(text, 0).has_value(); }

void TextScan::rowsOf(const TextBlock& block, const std::function<void(std::size_t)>& found) const {
    std::size_t row = 0;
    std::size_t from = 0;
    while (row < block.rows()) {
        const auto at = m_code->find(block.bytes(), from);
        if (!at) return;
        // Matches lie close together or far apart: steps that double find the row in both cases.
        std::size_t step = 1;
        while (row + step < block.rows() && block.end(row + step) < *at) step *= 2;
        std::size_t low = step == 1 ? row : row + step / 2;
        std::size_t high = std::min(row + step, block.rows() - 1);
        while (low < high) {
            const std::size_t middle = low + (high - low) / 2;
            if (block.end(middle) < *at)
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
