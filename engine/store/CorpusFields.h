// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/corpus/Corpus.h"

namespace prososcope::store {

/// How the values of a field are kept and compared. Words have few different values (speaker, emotion) and are filtered by
/// them; texts may differ in every row (id, path, transcript) and are searched; numbers are filtered by a range.
enum class FieldKind { Word, Text, Number };

/// A column of the corpus index by name: "emotion", "seconds", "numbers.naturalness", "quality.level". One list of them serves
/// writing, filtering, sorting, editing and the columns of tables. "corpus" and "layout" are words that are the same for a
/// whole corpus; "seconds" is the duration of the utterance, "raters" the number of its ratings.
struct CorpusField {
    std::string name;
    FieldKind kind = FieldKind::Word;
    bool editable = false;  ///< by store::editLabels
    bool operator==(const CorpusField&) const = default;
};

/// The fields of every utterance, in the order of tables; without "corpus", "layout" and those of numbers and quality.
[[nodiscard]] const std::vector<CorpusField>& standardFields();
/// Any field by its name; nothing where no field can have it.
[[nodiscard]] std::optional<CorpusField> corpusField(std::string_view name);

/// Beginnings of the names of further numeric columns: of Utterance::numbers, and of what the quality report measured.
inline constexpr std::string_view kNumbersPrefix = "numbers.";
inline constexpr std::string_view kQualityPrefix = "quality.";

/// The value of a word or text of an utterance; empty for other fields.
[[nodiscard]] std::string fieldText(const corpus::Utterance& utterance, std::string_view field);
/// The value of a number; NaN where it is unknown, and for other fields.
[[nodiscard]] double fieldNumber(const corpus::Utterance& utterance, std::string_view field);
/// Sets an editable field from its text; false where the field cannot be edited or the text is no number. An empty text is
/// "unknown".
bool setField(corpus::Utterance& utterance, std::string_view field, const std::string& value);

}  // namespace prososcope::store
