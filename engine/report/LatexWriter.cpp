// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/report/Escape.h"
#include "engine/report/Report.h"

namespace prososcope::report {

namespace {

constexpr std::size_t kLongest = 36;  // characters of a column that is not wrapped

std::size_t longest(const Table& table, std::size_t column) {
    std::size_t most = 0;
    for (const auto& row : table.rows) most = std::max(most, row[column].size());
    return most;
}

/// Columns of numbers at the right, of long texts wrapped, each with its share of the line.
std::string columnTypes(const Table& table) {
    std::size_t wide = 0;
    for (std::size_t i = 0; i < table.columns.size(); ++i) wide += longest(table, i) > kLongest ? 1 : 0;
    std::string types;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const bool numeric = i < table.numeric.size() && table.numeric[i];
        if (longest(table, i) > kLongest)
            types += wide > 1 ? "p{0.28\\linewidth}" : "p{0.5\\linewidth}";
        else
            types += numeric ? "r" : "l";
    }
    return types;
}

std::string rowText(const std::vector<std::string>& cells, bool alarming) {
    std::string text;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string cell = escapedLatex(cells[i]);
        text += (i == 0 ? "  " : " & ") + (alarming && !cell.empty() ? "\\textcolor{red}{" + cell + "}" : cell);
    }
    return text + " \\\\\n";
}

}  // namespace

std::string latexText(const Table& table) {
    const bool red = std::ranges::find(table.alarming, true) != table.alarming.end();
    std::string text = "% Needs \\usepackage{booktabs";
    text += red ? ",xcolor}" : "}";
    text += " and \\usepackage[T1]{fontenc}, \\usepackage{textcomp}; input in UTF-8.\n";
    text +=
        "\\begin{table}\n  \\centering\n  \\caption{" + escapedLatex(table.caption) + "}\n  \\label{tab:" + table.name + "}\n";
    text += "  \\begin{tabular}{" + columnTypes(table) + "}\n  \\toprule\n" + rowText(table.columns, false) + "  \\midrule\n";
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        text += rowText(table.rows[i], i < table.alarming.size() && table.alarming[i]);
    text += "  \\bottomrule\n  \\end{tabular}\n";
    if (!table.note.empty()) text += "\n  \\smallskip\\footnotesize " + escapedLatex(table.note) + "\n";
    return text + "\\end{table}\n";
}

}  // namespace prososcope::report
