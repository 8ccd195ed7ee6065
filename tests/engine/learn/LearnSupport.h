// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/core/Csv.h"
#include "engine/core/Random.h"
#include "engine/core/SafeFile.h"
#include "engine/learn/Matrix.h"

/// A table of numbers as the reference values are stored; NaN where a cell is no number. For tests only.
struct NumberTable {
    std::vector<std::string> columns;
    prososcope::learn::Matrix<double> values;

    static NumberTable read(const std::filesystem::path& path) {
        const auto table = prososcope::core::parseCsv(prososcope::core::readFile(path).value(), path.string()).value();
        NumberTable result{table.columns, prososcope::learn::Matrix<double>(table.rows.size(), table.columns.size())};
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            for (std::size_t c = 0; c < table.columns.size(); ++c)
                result.values.at(i, c) = prososcope::core::parseNumber(table.rows[i][c]).value_or(std::nan(""));
        }
        return result;
    }
    [[nodiscard]] std::vector<double> column(const std::string& name) const {
        std::vector<double> result;
        for (std::size_t c = 0; c < columns.size(); ++c) {
            if (columns[c] != name) continue;
            for (std::size_t i = 0; i < values.rows; ++i) result.push_back(values.at(i, c));
        }
        return result;
    }
};

inline prososcope::learn::Matrix<float> toFloat(const prososcope::learn::Matrix<double>& matrix) {
    prososcope::learn::Matrix<float> result(matrix.rows, matrix.columns);
    for (std::size_t i = 0; i < matrix.values.size(); ++i) result.values[i] = static_cast<float>(matrix.values[i]);
    return result;
}

/// Classes as clouds around means of their own, `apart` deviations along each of the first columns, of several speakers.
struct LabelledRows {
    prososcope::learn::Matrix<float> rows;
    std::vector<int> labels;
    std::vector<std::string> speakers;
};
inline LabelledRows makeClouds(std::size_t count, std::size_t columns, int classes, double apart, std::uint64_t seed,
                               std::size_t speakers = 10) {
    prososcope::core::Random random(seed);
    LabelledRows result{prososcope::learn::Matrix<float>(count, columns), {}, {}};
    for (std::size_t i = 0; i < count; ++i) {
        const int label = static_cast<int>(random.below(static_cast<std::uint64_t>(classes)));
        result.labels.push_back(label);
        result.speakers.push_back("s" + std::to_string(i % speakers));
        for (std::size_t c = 0; c < columns; ++c) {
            const double mean =
                static_cast<int>(c) % classes == label && c < 2 * static_cast<std::size_t>(classes) ? apart : 0.0;
            result.rows.at(i, c) = static_cast<float>(mean + random.normal());
        }
    }
    return result;
}
