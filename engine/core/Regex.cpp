// SPDX-License-Identifier: GPL-3.0-or-later
#define PCRE2_CODE_UNIT_WIDTH 8
#include "engine/core/Regex.h"

#include <pcre2.h>

#include <array>
#include <cstdint>

namespace prososcope::core {

struct Regex::Code {
    pcre2_code* code = nullptr;
    pcre2_match_context* limits = nullptr;
    std::vector<std::pair<std::string, std::size_t>> names;

    Code() = default;
    Code(const Code&) = delete;
    Code& operator=(const Code&) = delete;
    ~Code() {
        pcre2_code_free(code);
        pcre2_match_context_free(limits);
    }

    void readNames() {
        std::uint32_t count = 0;
        std::uint32_t size = 0;
        PCRE2_SPTR table = nullptr;
        pcre2_pattern_info(code, PCRE2_INFO_NAMECOUNT, &count);
        pcre2_pattern_info(code, PCRE2_INFO_NAMEENTRYSIZE, &size);
        pcre2_pattern_info(code, PCRE2_INFO_NAMETABLE, &table);
        for (std::uint32_t i = 0; i < count; ++i) {
            const auto* entry = table + i * size;
            names.emplace_back(reinterpret_cast<const char*>(entry + 2), std::size_t{entry[0]} << 8U | entry[1]);
        }
    }
};

Result<Regex> Regex::create(std::string_view pattern, const Options& options) {
    if (pattern.empty()) return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "Enter a text to find.")});
    if (pattern.size() > 10'000) return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "The text to find is too long.")});
    std::uint32_t flags = PCRE2_UTF | (options.literal ? PCRE2_LITERAL : PCRE2_UCP | PCRE2_DUPNAMES | PCRE2_NEVER_BACKSLASH_C);
    if (!options.caseSensitive) flags |= PCRE2_CASELESS;
    if (options.wrongBytes) flags |= PCRE2_MATCH_INVALID_UTF;
    const std::uint32_t extra = options.wholeText ? PCRE2_EXTRA_MATCH_LINE : 0U;
    if (options.wholeText && !options.literal) flags |= PCRE2_DOLLAR_ENDONLY;
    auto code = std::make_shared<Code>();
    pcre2_compile_context* context = pcre2_compile_context_create(nullptr);
    pcre2_set_compile_extra_options(context, extra);
    int error = 0;
    PCRE2_SIZE offset = 0;
    code->code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(), flags, &error, &offset, context);
    pcre2_compile_context_free(context);
    if (code->code == nullptr) {
        std::array<unsigned char, 256> message{};
        pcre2_get_error_message(error, message.data(), message.size());
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "The regular expression is wrong at character %1: %2."),
                                          {std::to_string(offset + 1), reinterpret_cast<const char*>(message.data())}});
    }
    // Plain text is searched faster so; patterns are not, because their limits on steps would not hold.
    if (options.literal) static_cast<void>(pcre2_jit_compile(code->code, PCRE2_JIT_COMPLETE));
    code->limits = pcre2_match_context_create(nullptr);
    pcre2_set_match_limit(code->limits, 100'000);
    pcre2_set_depth_limit(code->limits, 10'000);
    pcre2_set_heap_limit(code->limits, 20'000);  // KiB
    code->readNames();
    Regex regex;
    regex.m_code = std::move(code);
    return regex;
}

Regex::Found Regex::search(std::string_view text) const {
    Found found;
    pcre2_match_data* data = pcre2_match_data_create_from_pattern(m_code->code, nullptr);
    const int count =
        pcre2_match(m_code->code, reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), 0, 0, data, m_code->limits);
    if (count >= 0) {
        found.outcome = Outcome::Match;
        const PCRE2_SIZE* places = pcre2_get_ovector_pointer(data);
        for (std::uint32_t i = 0; i < pcre2_get_ovector_count(data); ++i) {
            const bool took = static_cast<int>(i) < count && places[2 * i] != PCRE2_UNSET && places[2 * i] <= places[2 * i + 1];
            found.groups.push_back(took ? std::optional(Span(places[2 * i], places[2 * i + 1])) : std::nullopt);
        }
    } else if (count == PCRE2_ERROR_MATCHLIMIT || count == PCRE2_ERROR_DEPTHLIMIT || count == PCRE2_ERROR_HEAPLIMIT) {
        found.outcome = Outcome::TooManySteps;
    }
    pcre2_match_data_free(data);
    return found;
}

std::optional<Regex::Span> Regex::find(std::string_view text, std::size_t from) const {
    pcre2_match_data* data = pcre2_match_data_create(1, nullptr);
    const int count =
        pcre2_match(m_code->code, reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), from, 0, data, m_code->limits);
    std::optional<Span> span;
    if (count >= 0) span = Span(pcre2_get_ovector_pointer(data)[0], pcre2_get_ovector_pointer(data)[1]);
    pcre2_match_data_free(data);
    return span;
}

const std::vector<std::pair<std::string, std::size_t>>& Regex::names() const { return m_code->names; }

}  // namespace prososcope::core
