// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/Progress.h"
#include "engine/core/Result.h"
#include "engine/corpus/Corpus.h"
#include "engine/store/CorpusFields.h"
#include "engine/store/Workspace.h"

namespace prososcope::store {

/// Which rows, and in which order. Everything asked for must hold.
struct CorpusQuery {
    struct Range {
        std::optional<double> low, high;  ///< both ends belong to it; a row without the number does not
    };
    std::vector<std::string> words;                          ///< each is part of some word or text, letter case ignored
    std::map<std::string, std::vector<std::string>> values;  ///< a word field and the values it may have; "" is unknown
    std::map<std::string, Range> ranges;                     ///< by number field
    std::string sortField;                                   ///< as stored (by id) where empty
    bool descending = false;                                 ///< unknown values come last either way
};

/// Rows of an index in some order, by number. An immutable value, cheap to copy: all rows as stored take no memory.
class RowList {
public:
    RowList() = default;
    explicit RowList(std::size_t all) : m_size(all) {}
    explicit RowList(std::vector<std::uint32_t> rows);
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    [[nodiscard]] std::uint32_t operator[](std::size_t place) const {
        return m_rows ? (*m_rows)[place] : static_cast<std::uint32_t>(place);
    }
    /// Where a row stands; nothing where it is not among them.
    [[nodiscard]] std::optional<std::size_t> placeOf(std::uint32_t row) const;

private:
    std::size_t m_size = 0;
    std::shared_ptr<const std::vector<std::uint32_t>> m_rows;  ///< absent: 0, 1, 2, ...
};

/// One row for a table: the utterance with its edits.
struct IndexedUtterance {
    std::uint32_t row = 0;
    std::size_t corpus = 0;  ///< index into CorpusIndex::corpora
    corpus::Utterance utterance;
    std::vector<std::string> edited;        ///< fields that are not as imported
    std::map<std::string, double> quality;  ///< what the quality report measured: "level", "clipped" ...
};

struct ValueCount {
    std::string value;
    std::size_t count = 0;
};

/// Counts of two word fields together, both in the order of tables; values that do not occur are left out.
struct CrossCounts {
    std::vector<std::string> rows, columns;
    std::vector<std::size_t> counts;  ///< row after row
    [[nodiscard]] std::size_t at(std::size_t row, std::size_t column) const { return counts[row * columns.size() + column]; }
};

/// Numbers in bins of one round width from `low` on; what lies beyond the last bin (outliers: at most half a per cent) is
/// counted in `above`.
struct Histogram {
    double low = 0.0, width = 1.0;
    std::vector<std::size_t> counts;
    std::size_t above = 0, known = 0, unknown = 0;
    double least = 0.0, most = 0.0, mean = 0.0, median = 0.0, sum = 0.0;  ///< of the known ones; 0 where there are none
};

/// Numbers of two fields on a plane of cells. Ratings that are given in steps have a cell for each step, centred on it; others
/// are cut into cells of equal width, and a value on the upper end belongs to the last one.
struct PlaneCounts {
    corpus::Scale x, y;  ///< ends of the cells: the corpora's scale where they have one and agree, else those of the values
    std::size_t columns = 0, rows = 0;
    std::vector<std::size_t> counts;  ///< row after row of equal y, from the low end up
    std::size_t known = 0, unknown = 0;
    struct Centre {
        std::string emotion;
        std::size_t count = 0;
        double x = 0.0, y = 0.0;
    };
    std::vector<Centre> centres;  ///< means of the classes that have both numbers, in the order of tables
    [[nodiscard]] std::size_t at(std::size_t column, std::size_t row) const { return counts[row * columns + column]; }
};

/// Answers what a table of a corpus asks, for ten million utterances as for five hundred: filters, orders, counts and pages of
/// rows. Opening reads nothing but the heads. Columns are read when a question needs them (4 to 8 bytes a row and column) and
/// stay; edits of labels are in every answer, whoever made them. It sees one import of each corpus: after another one every
/// call fails with kind Unavailable until `reopen`. All calls stop soon when asked to. One thread at a time; several objects
/// may look at one workspace. Number fields of a corpus, and those of the quality report, are in `fields`.
class CorpusIndex {
public:
    /// All corpora of the workspace where none is named. Fails where one is not there.
    [[nodiscard]] static core::Result<CorpusIndex> open(const std::filesystem::path& workspace,
                                                        const std::vector<std::string>& corpora = {});
    ~CorpusIndex();
    CorpusIndex(CorpusIndex&&) noexcept;
    CorpusIndex& operator=(CorpusIndex&&) noexcept;

    /// Heads without utterances, in the order of their rows.
    [[nodiscard]] const std::vector<corpus::Corpus>& corpora() const;
    [[nodiscard]] std::size_t size() const;
    /// Those in which something is known: the standard ones in their order, then further numbers by name; "corpus" and
    /// "layout" first where there are several corpora.
    [[nodiscard]] core::Result<std::vector<CorpusField>> fields();
    /// What lies in the database now, by numbers and times that change with every import, edit and quality report, whoever made
    /// it; in the order of `corpora`. An import of 0: the corpus is gone. Answers may differ where versions do.
    struct Version {
        std::vector<std::int64_t> imports, edits;
        std::vector<std::string> reports;
        bool operator==(const Version&) const = default;
    };
    [[nodiscard]] core::Result<Version> version();
    /// Forgets all rows and takes the present import.
    core::Status reopen();

    [[nodiscard]] core::Result<RowList> select(const CorpusQuery& query, core::Progress& progress);
    /// `count` rows from `place` on, fewer at the end.
    [[nodiscard]] core::Result<std::vector<IndexedUtterance>> rows(const RowList& list, std::size_t place, std::size_t count,
                                                                   core::Progress& progress);
    /// Number of the row of an utterance.
    [[nodiscard]] core::Result<std::uint32_t> rowOf(std::size_t corpus, const std::string& utterance);

    /// Values of a word field with their counts, in the order of tables; those that occur.
    [[nodiscard]] core::Result<std::vector<ValueCount>> values(const std::string& field, const RowList& list,
                                                               core::Progress& progress);
    [[nodiscard]] core::Result<CrossCounts> cross(const std::string& rowField, const std::string& columnField,
                                                  const RowList& list, core::Progress& progress);
    /// `bins` is the most there may be.
    [[nodiscard]] core::Result<Histogram> histogram(const std::string& field, const RowList& list, std::size_t bins,
                                                    core::Progress& progress);
    /// `bins` is the most cells there may be along an axis.
    [[nodiscard]] core::Result<PlaneCounts> plane(const std::string& xField, const std::string& yField, const RowList& list,
                                                  std::size_t bins, core::Progress& progress);

private:
    CorpusIndex() = default;
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace prososcope::store
