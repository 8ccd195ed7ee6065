// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/ErrorRates.h"

#include <limits>
#include <map>
#include <utility>

namespace prososcope::analysis {

namespace {

/// Along the rows of the table of Levenshtein's distance, each cell with the counts of its alignment.
EditCounts align(std::span<const std::size_t> reference, std::span<const std::size_t> hypothesis, const EditCosts& costs) {
    std::vector<EditCounts> row(hypothesis.size() + 1);
    for (std::size_t j = 0; j < row.size(); ++j) row[j].insertions = j;
    for (const std::size_t unit : reference) {
        EditCounts corner = row[0];
        ++row[0].deletions;
        for (std::size_t j = 0; j < hypothesis.size(); ++j) {
            EditCounts best = corner;
            if (unit == hypothesis[j])
                ++best.hits;
            else
                ++best.substitutions;
            EditCounts inserted = row[j];
            ++inserted.insertions;
            if (inserted.cost(costs) < best.cost(costs)) best = inserted;
            EditCounts deleted = row[j + 1];
            ++deleted.deletions;
            if (deleted.cost(costs) < best.cost(costs)) best = deleted;
            corner = std::exchange(row[j + 1], best);
        }
    }
    return row.back();
}

std::vector<std::string> words(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n\f\v";
    std::vector<std::string> result;
    for (std::size_t from = text.find_first_not_of(kBlanks); from != std::string_view::npos;) {
        const std::size_t to = std::min(text.find_first_of(kBlanks, from), text.size());
        result.emplace_back(text.substr(from, to - from));
        from = text.find_first_not_of(kBlanks, to);
    }
    return result;
}

std::vector<std::string> characters(std::string_view text) {
    std::vector<std::string> result;
    for (const char byte : text) {
        const bool continues = (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
        if (continues && !result.empty())
            result.back() += byte;
        else
            result.emplace_back(1, byte);
    }
    return result;
}

}  // namespace

double EditCounts::rate() const {
    if (referenceUnits() == 0) return edits() == 0 ? 0.0 : std::numeric_limits<double>::infinity();
    return static_cast<double>(edits()) / static_cast<double>(referenceUnits());
}

EditCounts& EditCounts::operator+=(const EditCounts& other) {
    hits += other.hits;
    substitutions += other.substitutions;
    deletions += other.deletions;
    insertions += other.insertions;
    return *this;
}

EditCounts unitErrors(std::span<const std::string> reference, std::span<const std::string> hypothesis, const EditCosts& costs) {
    std::map<std::string_view, std::size_t> numberOf;  // numbers compare faster than texts
    const auto numbers = [&](std::span<const std::string> units) {
        std::vector<std::size_t> result;
        for (const auto& unit : units) result.push_back(numberOf.emplace(unit, numberOf.size()).first->second);
        return result;
    };
    const auto first = numbers(reference);
    return align(first, numbers(hypothesis), costs);
}

EditCounts wordErrors(std::string_view reference, std::string_view hypothesis) {
    return unitErrors(words(reference), words(hypothesis));
}

EditCounts characterErrors(std::string_view reference, std::string_view hypothesis) {
    return unitErrors(characters(reference), characters(hypothesis));
}

}  // namespace prososcope::analysis
