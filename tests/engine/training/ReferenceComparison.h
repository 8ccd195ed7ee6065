// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "engine/store/Npy.h"

/// Compares what the program writes of a reference case with the case's own files, with the tolerances of the references' own
/// checker. Each answers what is wrong, or nothing.
namespace reference {

inline constexpr double kTolerance = 1e-4;

inline double rms(const std::vector<double>& values) {
    double squares = 0.0;
    for (const double value : values) squares += value * value;
    return values.empty() ? 0.0 : std::sqrt(squares / static_cast<double>(values.size()));
}

inline QString comparedArrays(const std::filesystem::path& ours, const std::filesystem::path& theirs) {
    const auto a = prososcope::store::readNpy(ours);
    const auto b = prososcope::store::readNpy(theirs);
    if (!a || !b) return "cannot be read";
    if (a->shape != b->shape) return "has another shape";
    const double level = rms({b->values.begin(), b->values.end()});
    for (std::size_t i = 0; i < b->values.size(); ++i) {
        const auto x = static_cast<double>(a->values[i]);
        const auto y = static_cast<double>(b->values[i]);
        if (!(std::abs(x - y) <= kTolerance * std::max(std::abs(y), level)))
            return QString("value %1: %2 instead of %3").arg(i).arg(x).arg(y);
    }
    return {};
}

inline prososcope::core::CsvTable tableAt(const std::filesystem::path& file) {
    const auto text = prososcope::core::readFile(file);
    return text ? prososcope::core::parseCsv(*text, file.string()).value_or(prososcope::core::CsvTable())
                : prososcope::core::CsvTable();
}

/// Rows by what stands before their last cell, in any order; what is zero in theory may be absent.
inline QString comparedGradients(const prososcope::core::CsvTable& ours, const prososcope::core::CsvTable& theirs) {
    const auto byName = [](const prososcope::core::CsvTable& table) {
        std::map<std::vector<std::string>, double> norms;
        for (const auto& row : table.rows)
            norms[{row.begin(), row.end() - 1}] = prososcope::core::parseNumber(row.back()).value_or(std::nan(""));
        return norms;
    };
    const auto a = byName(ours);
    const auto b = byName(theirs);
    std::vector<double> norms;
    for (const auto& [name, norm] : b) norms.push_back(norm);
    const double level = rms(norms);
    const double top = *std::max_element(norms.begin(), norms.end());
    for (const auto& [name, norm] : a)
        if (!b.contains(name) && !(norm <= 1e-6 * top)) return QString("has a row more: ") + name.back().c_str();
    for (const auto& [name, norm] : b) {
        const auto found = a.find(name);
        if (found == a.end() && norm <= 1e-6 * top) continue;
        const double given = found == a.end() ? std::nan("") : found->second;
        if (!(std::abs(given - norm) <= kTolerance * std::max(norm, 0.01 * level)))
            return QString("%1: %2 instead of %3").arg(name.back().c_str()).arg(given).arg(norm);
    }
    return {};
}

inline QString comparedTables(const std::filesystem::path& ours, const std::filesystem::path& theirs) {
    using prososcope::core::parseNumber;
    const auto a = tableAt(ours);
    const auto b = tableAt(theirs);
    const auto name = theirs.filename().string();
    if (b.rows.empty() || a.columns != b.columns) return "has other columns";
    if (name.ends_with("gradients.csv")) return comparedGradients(a, b);
    if (a.rows.size() != b.rows.size()) return "has other rows";
    const double share = name.ends_with("_running.csv") ? 1.0 : 0.01;
    for (std::size_t c = 0; c < b.columns.size(); ++c) {
        std::vector<double> column;
        for (const auto& row : b.rows) column.push_back(parseNumber(row[c]).value_or(0.0));
        const double level = rms(column);
        for (std::size_t r = 0; r < b.rows.size(); ++r) {
            const auto x = parseNumber(a.rows[r][c]);
            const auto y = parseNumber(b.rows[r][c]);
            const bool same = y ? x && std::abs(*x - *y) <= kTolerance * std::max({std::abs(*y), share * level, 1e-12})
                                : a.rows[r][c] == b.rows[r][c];
            if (!same) return QString("row %1: %2 instead of %3").arg(r).arg(a.rows[r][c].c_str()).arg(b.rows[r][c].c_str());
        }
    }
    return {};
}

/// All files of `theirs`, and whether there are at least `fewest`.
inline QString comparedFolders(const std::filesystem::path& ours, const std::filesystem::path& theirs, int fewest) {
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(theirs)) {
        const auto mine = ours / entry.path().filename();
        const auto wrong =
            entry.path().extension() == ".npy" ? comparedArrays(mine, entry.path()) : comparedTables(mine, entry.path());
        if (!wrong.isEmpty()) return QString::fromStdString(entry.path().filename().string()) + " " + wrong;
        ++files;
    }
    return files < fewest ? QString("only %1 files").arg(files) : QString();
}

/// A copy of a case without its results, which may be spoilt.
inline void copyCase(const std::filesystem::path& from, const std::filesystem::path& to) {
    namespace fs = std::filesystem;
    fs::remove_all(to);
    fs::create_directories(to);
    for (const auto& entry : fs::recursive_directory_iterator(from)) {
        const auto relative = fs::relative(entry.path(), from);
        if (*relative.begin() == "out") continue;
        if (entry.is_directory()) {
            fs::create_directories(to / relative);
        } else {
            fs::create_directories((to / relative).parent_path());
            fs::copy_file(entry.path(), to / relative);
            fs::permissions(to / relative, fs::perms::owner_all);
        }
    }
}

}  // namespace reference
