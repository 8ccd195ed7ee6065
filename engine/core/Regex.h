// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/Result.h"

namespace prososcope::core {

/// A compiled regular expression of PCRE2 over UTF-8. Cheap to copy; any thread. Steps, depth and memory of a match are
/// limited, so that no pattern and no text can make a search take longer than some milliseconds.
class Regex {
public:
    struct Options {
        bool literal = false;       ///< the pattern is plain text
        bool caseSensitive = true;  ///< else letters are compared by Unicode's rules, so that Ä finds ä
        bool wholeText = false;     ///< the pattern is the whole text, not a part of it
        bool wrongBytes = false;    ///< text that is not UTF-8 is searched around its wrong bytes; else it has no match
    };
    /// Fails on an empty or very long pattern and on a wrong one, saying where and why.
    [[nodiscard]] static Result<Regex> create(std::string_view pattern, const Options& options);
    [[nodiscard]] static Result<Regex> create(std::string_view pattern) { return create(pattern, Options()); }

    using Span = std::pair<std::size_t, std::size_t>;  ///< first and last byte (exclusive)
    enum class Outcome { Match, NoMatch, TooManySteps };
    struct Found {
        Outcome outcome = Outcome::NoMatch;
        /// The whole match, then each group of the pattern; a group that took no part is nothing.
        std::vector<std::optional<Span>> groups;
    };
    /// The first match.
    [[nodiscard]] Found search(std::string_view text) const;
    /// The span of the first match from byte `from` on; a match that would take too many steps is none.
    [[nodiscard]] std::optional<Span> find(std::string_view text, std::size_t from = 0) const;

    /// Names of groups with their places in `Found::groups`, in byte order. A name may come several times, for alternatives.
    [[nodiscard]] const std::vector<std::pair<std::string, std::size_t>>& names() const;

private:
    struct Code;
    std::shared_ptr<const Code> m_code;
};

}  // namespace prososcope::core
