// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Result.h"

namespace prososcope::core {

/// A table with named columns, as in a CSV file with one header row (RFC 4180; UTF-8 with or without a byte-order
/// mark; LF or CRLF; quotes doubled inside quotes). Every row has as many cells as the header.
struct CsvTable {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;

    [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
};

/// `source` names the file in errors. A row with another number of cells is an error that names its line; with `damaged`,
/// such rows are left out and their lines put there, for tables of other people that are worth having without them.
[[nodiscard]] Result<CsvTable> parseCsv(std::string_view text, std::string_view source, char separator = ',',
                                        std::vector<std::size_t>* damaged = nullptr);
[[nodiscard]] std::string formatCsv(const CsvTable& table, char separator = ',');
/// One cell, quoted where needed.
[[nodiscard]] std::string csvCell(std::string_view text, char separator = ',');

/// A number with a dot whatever the locale, the shortest text that reads back as the same value.
[[nodiscard]] std::string numberText(double value);
[[nodiscard]] std::string numberText(float value);
/// The same for a cell of a table: empty where the number is not finite.
[[nodiscard]] std::string cellText(double value);
[[nodiscard]] std::string cellText(float value);
/// With `digits` after the dot.
[[nodiscard]] std::string fixedText(double value, int digits);
/// The whole text as a number with a dot, else nothing.
[[nodiscard]] std::optional<double> parseNumber(std::string_view text);

}  // namespace prososcope::core
