// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/core/Csv.h"
#include "engine/report/Escape.h"
#include "engine/report/Report.h"

namespace prososcope::report {

namespace {

// Characters of a line of the class article at 10 points, and of \footnotesize in it.
constexpr double kLatexLine = 69.0;
constexpr double kSmallLine = 86.0;
constexpr double kBetween = 1.5;  // columns, in characters
constexpr double kNarrowest = 9.0;
// A column of words is wrapped where one of its cells is longer.
constexpr std::size_t kLongest = 36;
constexpr std::size_t kLongestSmall = 12;

std::size_t longest(const Table& table, std::size_t column) {
    std::size_t most = 0;
    for (const auto& row : table.rows) most = std::max(most, row[column].size());
    return most;
}

/// How a table is set so that it fits between the margins.
struct Setting {
    std::string columns;
    bool small = false;
};

/// Columns of numbers at the right; of long texts wrapped, sharing what the others leave of the line.
Setting settingOf(const Table& table) {
    const std::size_t count = table.columns.size();
    const auto numeric = [&](std::size_t i) {
        return i < table.numeric.size() && table.numeric[i] && longest(table, i) <= kLongest;
    };
    std::vector<double> widths;
    double sum = kBetween * static_cast<double>(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t cells = longest(table, i);
        widths.push_back(static_cast<double>(std::max(cells, table.columns[i].size())));
        sum += cells > kLongest && !numeric(i) ? static_cast<double>(kLongest) : widths.back();
    }
    Setting setting;
    setting.small = sum > kLatexLine;
    const double line = setting.small ? kSmallLine : kLatexLine;
    const auto isWrapped = [&](std::size_t i) {
        return !numeric(i) && longest(table, i) > (setting.small ? kLongestSmall : kLongest);
    };
    double left = line - kBetween * static_cast<double>(count);
    double wanted = 0.0;  // by wrapped columns: longer texts get more, not in proportion
    for (std::size_t i = 0; i < count; ++i) {
        if (isWrapped(i))
            wanted += std::sqrt(widths[i]);
        else
            left -= widths[i];
    }
    for (std::size_t i = 0; i < count; ++i) {
        if (!isWrapped(i)) {
            setting.columns += numeric(i) ? "r" : "l";
            continue;
        }
        const double characters = std::max(kNarrowest, left * std::sqrt(widths[i]) / wanted);
        setting.columns +=
            ">{\\raggedright\\arraybackslash}p{" + core::fixedText(std::min(characters / line, 0.5), 2) + "\\linewidth}";
    }
    return setting;
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
    const auto setting = settingOf(table);
    std::string text = "% Needs \\usepackage{array,booktabs";
    text += red ? ",xcolor}" : "}";
    text += " and \\usepackage[T1]{fontenc}, \\usepackage{textcomp}; input in UTF-8.\n";
    text +=
        "\\begin{table}\n  \\centering\n  \\caption{" + escapedLatex(table.caption) + "}\n  \\label{tab:" + table.name + "}\n";
    if (setting.small) text += "  \\footnotesize\\setlength{\\tabcolsep}{3pt}\n";
    text += "  \\begin{tabular}{" + setting.columns + "}\n  \\toprule\n" + rowText(table.columns, false) + "  \\midrule\n";
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        text += rowText(table.rows[i], i < table.alarming.size() && table.alarming[i]);
    text += "  \\bottomrule\n  \\end{tabular}\n";
    if (!table.note.empty()) text += "\n  \\smallskip\\footnotesize " + escapedLatex(table.note) + "\n";
    return text + "\\end{table}\n";
}

}  // namespace prososcope::report
