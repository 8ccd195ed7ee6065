// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/core/Csv.h"
#include "engine/corpus/Corpus.h"
#include "engine/corpus/CorpusFiles.h"

namespace prososcope::corpus {

/// Reads the rows of a table as utterances, by columns whose fields are known. The table must outlive it. Cells that should be
/// numbers and are none are read as empty and noted. One thread.
class TableRows {
public:
    /// columns: field (see `fieldNames`) -> column; those that the table lacks are passed over. numbers: further columns, kept
    /// under their names.
    TableRows(const core::CsvTable& table, const std::map<std::string, std::string>& columns,
              const std::vector<std::string>& numbers = {});

    [[nodiscard]] Utterance read(const std::vector<std::string>& cells, CorpusFiles& notes) const;

private:
    const core::CsvTable& m_table;
    std::vector<std::pair<std::string, std::size_t>> m_fields;  ///< in the order of `fieldNames`
    std::vector<std::size_t> m_numbers;
};

}  // namespace prososcope::corpus
