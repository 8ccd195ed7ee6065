// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/annotation/Annotation.h"
#include "engine/core/Regex.h"

namespace prososcope::annotation {

struct TextQuery {
    std::string pattern;
    bool isRegularExpression = false;  ///< as PCRE2 reads it, in Unicode
    bool caseSensitive = false;
    bool wholeLabel = false;  ///< the pattern is the whole label, not a part of it
};

/// A compiled search for labels. Cheap to copy; any thread. Letters are compared by Unicode's rules, so that Ä finds ä.
class TextMatcher {
public:
    /// Fails on an empty pattern and on a wrong regular expression, saying where and why.
    [[nodiscard]] static core::Result<TextMatcher> create(const TextQuery& query);

    /// First and last byte (exclusive) of the first match in `label`. A match that would take too many steps is none.
    [[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> find(std::string_view label) const {
        return m_regex.find(label);
    }
    [[nodiscard]] bool matches(std::string_view label) const { return find(label).has_value(); }

private:
    explicit TextMatcher(core::Regex regex) : m_regex(std::move(regex)) {}
    core::Regex m_regex;
};

struct FoundLabel {
    Id tier = 0;
    std::size_t item = 0;
    bool operator==(const FoundLabel&) const = default;
};

/// All matches in the given tiers (all tiers if empty), by time, of equal times by tier.
[[nodiscard]] std::vector<FoundLabel> findLabels(const Annotation& annotation, const TextMatcher& matcher,
                                                 std::span<const Id> tiers = {});
/// The match after (or before) the item that is selected now, going on from the other end; nothing where none matches.
/// Without a selection: the first (or last).
[[nodiscard]] std::optional<FoundLabel> findNext(const Annotation& annotation, const TextMatcher& matcher,
                                                 std::span<const Id> tiers, std::optional<FoundLabel> from, bool forward);

/// One line of a concordance: a match with the labels around it, for many files at once.
struct ConcordanceLine {
    std::string tierName;
    FoundLabel place;
    Interval time;
    std::vector<std::string> before;  ///< labels of the same tier, nearest last; empty ones are left out
    std::string label;
    std::vector<std::string> after;  ///< nearest first
    std::optional<std::string> parentLabel;
};
[[nodiscard]] std::vector<ConcordanceLine> concordance(const Annotation& annotation, const TextMatcher& matcher,
                                                       std::span<const Id> tiers, std::size_t context);

}  // namespace prososcope::annotation
