// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/store/CorpusBlocks.h"
#include "engine/store/CorpusFields.h"
#include "engine/store/CorpusRows.h"
#include "engine/store/Database.h"

namespace prososcope::store {

/// A column of words in memory: a code for each row, the words by code (0 is the empty one), and the place of each code in the
/// order of tables (classes in the order of every legend, digits by their value, the empty word last).
struct WordColumn {
    std::vector<std::uint32_t> codes;
    std::vector<std::string> values;
    std::vector<std::uint32_t> rank;
};

/// The rows of the opened corpora one after another, numbered from 0, as columns in memory, each read when it is first asked
/// for. Edits of labels are in them. Throws DatabaseError, of kind Cancelled where the progress was asked to stop: nothing
/// half-read is kept. One thread.
class CorpusColumns {
public:
    /// Rows of one stored corpus.
    struct Segment {
        StoredHead head;
        std::size_t first = 0;  ///< number of its first row
        std::size_t rows = 0;
    };
    struct Edit {
        std::uint32_t row = 0;
        std::string field;
        std::string value;
    };

    CorpusColumns(Database& database, std::vector<Segment> segments);

    [[nodiscard]] std::size_t rows() const { return m_rows; }
    [[nodiscard]] const std::vector<Segment>& segments() const { return m_segments; }
    [[nodiscard]] const Segment& segmentOf(std::size_t row) const;
    /// Replaces the edits; columns that they touch are read anew.
    void setEdits(std::vector<Edit> edits);
    [[nodiscard]] const std::vector<Edit>& edits() const { return m_edits; }  ///< by row, of a row by time
    [[nodiscard]] std::span<const Edit> editsOf(std::uint32_t row) const;
    /// Forgets columns whose names begin so.
    void forget(std::string_view prefix);

    [[nodiscard]] const WordColumn& words(const std::string& field, core::Progress& progress);
    [[nodiscard]] const std::vector<double>& numbers(const std::string& field, core::Progress& progress);
    /// Every stored block of a column of texts with the number of its first row; edits are not in them. `visit` returns false
    /// to end.
    void eachTextBlock(const std::string& field, core::Progress& progress,
                       const std::function<bool(std::size_t, std::vector<std::byte>, const TextBlock&)>& visit);
    /// Names of the columns in which something is known, in any order.
    [[nodiscard]] std::vector<std::string> known();

private:
    [[noreturn]] void damaged(const std::string& field) const;
    void eachBlock(const Segment& segment, const std::string& field, core::Progress& progress,
                   const std::function<void(std::size_t, std::size_t, std::span<const std::byte>)>& visit);
    void readWords(WordColumn& column, const std::string& field, core::Progress& progress);

    Database& m_database;
    std::vector<Segment> m_segments;
    std::size_t m_rows = 0;
    std::vector<Edit> m_edits;
    std::map<std::string, WordColumn> m_words;
    std::map<std::string, std::vector<double>> m_numbers;
};

/// Whether `a` comes before `b` where runs of digits count by their value: "2" before "10".
[[nodiscard]] bool naturalLess(std::string_view a, std::string_view b);

}  // namespace prososcope::store
