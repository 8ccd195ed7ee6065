// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Csv.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace prososcope::core {

namespace {

/// Reads one record from `text` at `position`; quotes may hold separators and line ends. `quoted` stays true where a
/// quote is never closed.
std::vector<std::string> readRecord(std::string_view text, std::size_t& position, std::size_t& line, char separator,
                                    bool& quoted) {
    std::vector<std::string> cells(1);
    quoted = false;
    while (position < text.size()) {
        const char c = text[position++];
        if (quoted) {
            if (c == '"') {
                if (position < text.size() && text[position] == '"') {
                    cells.back() += '"';
                    ++position;
                } else {
                    quoted = false;
                }
            } else {
                if (c == '\n') ++line;
                cells.back() += c;
            }
        } else if (c == '"' && cells.back().empty()) {
            quoted = true;
        } else if (c == separator) {
            cells.emplace_back();
        } else if (c == '\n') {
            ++line;
            break;
        } else if (c == '\r' && position < text.size() && text[position] == '\n') {
            continue;
        } else {
            cells.back() += c;
        }
    }
    return cells;
}

tl::unexpected<Error> neverClosed(std::string_view source, std::size_t line) {
    return fail(ErrorKind::BadInput,
                {TRANSLATABLE("Engine", "%1, line %2: a quote is opened and never closed. Correct that line."),
                 {std::string(source), std::to_string(line)}});
}

template <typename T, typename... Format>
std::string toText(T value, Format... format) {
    std::array<char, 1600> buffer{};  // -1.8e308 with 1000 digits after the dot fits
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format...);
    return {buffer.data(), result.ptr};
}

}  // namespace

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
    const auto found = std::find(columns.begin(), columns.end(), name);
    if (found == columns.end()) return std::nullopt;
    return static_cast<std::size_t>(found - columns.begin());
}

Result<CsvTable> parseCsv(std::string_view text, std::string_view source, char separator, std::vector<std::size_t>* damaged) {
    constexpr std::size_t kMostOpenQuotes = 100;  // each costs a look at the rest of the text
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    CsvTable table;
    std::size_t position = 0;
    std::size_t line = 1;
    bool openQuote = false;
    table.columns = readRecord(text, position, line, separator, openQuote);
    if (openQuote) return neverClosed(source, 1);
    if (text.empty() || (table.columns.size() == 1 && table.columns[0].empty())) {
        return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "%1 is empty: a header row with column names is expected."),
                                          {std::string(source)}});
    }
    std::size_t openQuotes = 0;
    while (position < text.size()) {
        const std::size_t recordLine = line;
        const std::size_t recordStart = position;
        if (text[position] == '\n' || text.substr(position, 2) == "\r\n") {  // blank line
            position += text[position] == '\n' ? 1 : 2;
            ++line;
            continue;
        }
        auto cells = readRecord(text, position, line, separator, openQuote);
        if (openQuote) {
            if (damaged == nullptr || ++openQuotes > kMostOpenQuotes) return neverClosed(source, recordLine);
            damaged->push_back(recordLine);  // that line alone is lost
            position = std::min(text.find('\n', recordStart), text.size() - 1) + 1;
            line = recordLine + 1;
            continue;
        }
        if (cells.size() != table.columns.size()) {
            if (damaged != nullptr) {
                damaged->push_back(recordLine);
                continue;
            }
            return fail(ErrorKind::BadInput,
                        {TRANSLATABLE("Engine", "%1, line %2: %3 cells, but the header has %4. Correct that line."),
                         {std::string(source), std::to_string(recordLine), std::to_string(cells.size()),
                          std::to_string(table.columns.size())}});
        }
        table.rows.push_back(std::move(cells));
    }
    return table;
}

std::string csvCell(std::string_view text, char separator) {
    const bool needsQuotes =
        text.find_first_of("\"\r\n") != std::string_view::npos || text.find(separator) != std::string_view::npos;
    if (!needsQuotes) return std::string(text);
    std::string cell = "\"";
    for (const char c : text) {
        if (c == '"') cell += '"';
        cell += c;
    }
    return cell + '"';
}

std::string formatCsv(const CsvTable& table, char separator) {
    std::string text;
    const auto addRow = [&](const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (i > 0) text += separator;
            text += csvCell(cells[i], separator);
        }
        if (cells.size() == 1 && cells[0].empty()) text += "\"\"";  // else a blank line, which readers skip
        text += '\n';
    };
    addRow(table.columns);
    for (const auto& row : table.rows) addRow(row);
    return text;
}

std::string numberText(double value) { return toText(value); }
std::string numberText(float value) { return toText(value); }
std::string cellText(double value) { return std::isfinite(value) ? numberText(value) : std::string(); }
std::string cellText(float value) { return std::isfinite(value) ? numberText(value) : std::string(); }
std::string fixedText(double value, int digits) {
    digits = std::clamp(digits, 0, 1000);
    return toText(value, std::chars_format::fixed, digits);
}

std::optional<double> parseNumber(std::string_view text) {
    double value = 0.0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec != std::errc{} || result.ptr != text.data() + text.size() || text.empty()) return std::nullopt;
    return value;
}

}  // namespace prososcope::core
