// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace prososcope::analysis {

/// What the edits of an alignment cost; the cheapest alignment is the one that counts. All the same: the fewest edits
/// (Levenshtein 1966).
struct EditCosts {
    unsigned substitution = 1;
    unsigned deletion = 1;
    unsigned insertion = 1;
};
/// Those of NIST's sclite, by which published error rates of phones and words are counted: a substitution costs less than a
/// deletion with an insertion, but three of them as much as two of each.
inline constexpr EditCosts kScliteCosts{4, 3, 3};

/// How a hypothesis differs from its reference, counted along one alignment of the lowest cost. Among alignments as cheap, a
/// substitution is taken before an insertion before a deletion, from the beginnings on, as sclite does. Adding the counts of
/// several pairs pools them.
struct EditCounts {
    std::size_t hits = 0;
    std::size_t substitutions = 0;
    std::size_t deletions = 0;
    std::size_t insertions = 0;

    [[nodiscard]] std::size_t edits() const { return substitutions + deletions + insertions; }
    [[nodiscard]] std::size_t referenceUnits() const { return hits + substitutions + deletions; }
    /// Edits over the units of the reference; 0 where both are empty, infinite where only the reference is.
    [[nodiscard]] double rate() const;
    [[nodiscard]] std::size_t cost(const EditCosts& costs) const {
        return costs.substitution * substitutions + costs.deletion * deletions + costs.insertion * insertions;
    }
    EditCounts& operator+=(const EditCounts& other);
};

/// Of sequences of any units: words, phones, emotion-tagged units. Pure; memory of one row.
[[nodiscard]] EditCounts unitErrors(std::span<const std::string> reference, std::span<const std::string> hypothesis,
                                    const EditCosts& costs = {});
/// Of words, divided at white space; case and punctuation count.
[[nodiscard]] EditCounts wordErrors(std::string_view reference, std::string_view hypothesis);
/// Of characters (UTF-8), blanks between words included.
[[nodiscard]] EditCounts characterErrors(std::string_view reference, std::string_view hypothesis);

}  // namespace prososcope::analysis
