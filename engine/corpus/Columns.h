// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Csv.h"
#include "engine/corpus/Corpus.h"

namespace prososcope::corpus {

/// What a column of a table, a column of a database or a named group of a pattern may hold of an utterance, in the order in
/// which a person is shown them: path, id, speaker, gender, language, emotion, valence, arousal, dominance, intensity,
/// transcript, dialogue, turn, session, split, start, end, duration.
[[nodiscard]] const std::vector<std::string_view>& fieldNames();
/// The field that a name in one of several languages means: "Speaker ID", "Sprecher", "EmoClass", "file_path". Nothing where
/// no field is meant.
[[nodiscard]] std::optional<std::string> fieldNamed(std::string_view name);

/// Sets a field from text; what tables write for "no value" leaves it as it was. Times are seconds or time deltas (see
/// `parseSeconds`); "duration" sets the end, so start comes first. Gender, split and language are put into the program's words
/// where they are known; emotion is taken as it is. False where a number is needed and there is none.
bool setField(Utterance& utterance, std::string_view field, std::string_view text);

/// Which column of a table holds which field, as far as it can be told from names and contents; a person may correct it.
struct ColumnGuess {
    std::map<std::string, std::string> columns;  ///< field -> column
    std::vector<std::string> byContent;          ///< fields whose column's name said nothing
    bool emotionIsUnsure = false;                ///< its column holds few words that come again and again, no more is known
    std::vector<std::string> numbers;            ///< further columns of numbers
    std::map<std::string, Scale> scales;  ///< of valence, arousal, dominance: the narrowest usual scale that holds all values

    /// Whether it is enough for a corpus: recordings, and an emotion that is no mere suspicion, or a dimension.
    [[nodiscard]] bool isUsable() const;
};
/// Looks at the names of the columns and at the first 2000 rows: paths that exist below `folder` (where it is given) or have
/// the ending of a recording, few different values of which most are words for emotions, genders or splits, time deltas,
/// numbers within a range. Needs no more than a few dozen looks at the disk. Pure otherwise.
[[nodiscard]] ColumnGuess guessColumns(const core::CsvTable& table, const std::filesystem::path& folder = {});

/// The separator of a table's text: the one of , ; tab | that the header has most of outside quotes.
[[nodiscard]] char guessSeparator(std::string_view text);

}  // namespace prososcope::corpus
