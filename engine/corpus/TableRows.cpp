// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/corpus/TableRows.h"

#include <algorithm>

#include "engine/corpus/Columns.h"
#include "engine/corpus/Layouts.h"
#include "engine/corpus/Words.h"

namespace prososcope::corpus {

namespace {
constexpr const char* kNoNumber = TRANSLATABLE("Engine", "Cells that should be numbers and were read as empty: %1 (%2).");
}

TableRows::TableRows(const core::CsvTable& table, const std::map<std::string, std::string>& columns,
                     const std::vector<std::string>& numbers)
    : m_table(table) {
    for (const auto field : fieldNames()) {
        const auto column = columns.find(std::string(field));
        if (column == columns.end()) continue;
        if (field == "duration" && !columns.contains("start")) continue;  // of the whole file
        if (const auto index = table.column(column->second)) m_fields.emplace_back(field, *index);
    }
    for (const auto& name : numbers) {
        if (const auto index = table.column(name)) m_numbers.push_back(*index);
    }
}

Utterance TableRows::read(const std::vector<std::string>& cells, CorpusFiles& notes) const {
    Utterance utterance;
    for (const auto& [field, index] : m_fields) {
        if (!setField(utterance, field, cells[index])) notes.note(kNoNumber, std::string(trimmed(cells[index])));
    }
    for (const auto index : m_numbers) {
        const auto cell = trimmed(cells[index]);
        if (isMissing(cell)) continue;
        if (const auto value = finiteNumber(cell)) {
            utterance.numbers[m_table.columns[index]] = *value;
        } else {
            notes.note(kNoNumber, std::string(cell));
        }
    }
    return utterance;
}

}  // namespace prososcope::corpus
