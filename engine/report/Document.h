// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "engine/core/Csv.h"
#include "engine/core/Text.h"
#include "engine/report/Drawing.h"

namespace prososcope::report {

/// Gives a sentence of the engine in a person's language; English where none is given.
using Translate = std::function<std::string(const core::Text&)>;

/// A report as a list of blocks, plain text as it is read: what writes it to a format escapes it. Nothing here knows a format.
struct Heading {
    std::string text;
    int level = 1;  ///< 1: a part, 2: a section of it
};
struct Paragraph {
    std::string text;
    bool alarming = false;  ///< figures that are too good
};
struct Fact {
    std::string label, value;
    bool alarming = false;
};
struct Facts {
    std::vector<Fact> facts;
};
struct Table {
    std::string name;  ///< file-safe: "run-1-scores"
    std::string caption;
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;  ///< as read, each as long as `columns`
    std::vector<bool> numeric;                   ///< by column; those stand at the right
    std::vector<bool> alarming;                  ///< by row; may be empty
    std::string note;
    core::CsvTable data;  ///< the same for machines, numbers in full; where it has no column the rows are the data
};
struct Figure {
    std::string caption;
    Drawing drawing;
};
struct Verbatim {
    std::string text;
};
using Block = std::variant<Heading, Paragraph, Facts, Table, Figure, Verbatim>;

struct Document {
    std::string title;
    std::string subtitle;
    std::string language = "en";
    std::vector<Block> blocks;
};

/// A table for machines.
[[nodiscard]] inline core::CsvTable csvOf(const Table& table) {
    return table.data.columns.empty() ? core::CsvTable{table.columns, table.rows} : table.data;
}

}  // namespace prososcope::report
