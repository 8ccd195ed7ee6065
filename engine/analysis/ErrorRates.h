// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace prososcope::analysis {

/// How a hypothesis differs from its reference, counted along one alignment with the fewest edits (Levenshtein 1966). The
/// number of edits is unique; among alignments with as few, a substitution is taken before a deletion before an insertion.
/// Adding the counts of several pairs pools them.
struct EditCounts {
    std::size_t hits = 0;
    std::size_t substitutions = 0;
    std::size_t deletions = 0;
    std::size_t insertions = 0;

    [[nodiscard]] std::size_t edits() const { return substitutions + deletions + insertions; }
    [[nodiscard]] std::size_t referenceUnits() const { return hits + substitutions + deletions; }
    /// Edits over the units of the reference; 0 where both are empty, infinite where only the reference is.
    [[nodiscard]] double rate() const;
    EditCounts& operator+=(const EditCounts& other);
};

/// Of sequences of any units: words, phones, emotion-tagged units. Pure; memory of one row.
[[nodiscard]] EditCounts unitErrors(std::span<const std::string> reference, std::span<const std::string> hypothesis);
/// Of words, divided at white space; case and punctuation count.
[[nodiscard]] EditCounts wordErrors(std::string_view reference, std::string_view hypothesis);
/// Of characters (UTF-8), blanks between words included.
[[nodiscard]] EditCounts characterErrors(std::string_view reference, std::string_view hypothesis);

}  // namespace prososcope::analysis
