// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/features/FeatureSet.h"

namespace prososcope::store {

/// Files of features, by what reads them: any program, NumPy, Weka, HTK and its relatives, deep-learning libraries.
enum class FeatureFormat { Csv, Npy, Arff, Htk, Safetensors };

/// "csv", "npy", "arff", "htk", "safetensors": the name of a format and, after a dot, the ending of its files.
[[nodiscard]] std::string_view formatName(FeatureFormat format);
[[nodiscard]] std::optional<FeatureFormat> formatNamed(std::string_view name);
/// By a file's ending, any case.
[[nodiscard]] std::optional<FeatureFormat> formatOfFile(const std::filesystem::path& path);
/// NumPy and HTK files have no place for the name of a recording: one each.
[[nodiscard]] bool holdsSeveral(FeatureFormat format);

/// What all recordings of a file of features share. A value.
struct FeatureTable {
    const features::FeatureSet* set = nullptr;  ///< whose rows are computed: of functionals over time their descriptors
    std::string setName;                        ///< as it was asked for
    bool frames = false;                        ///< rows over time, else one row a recording
    /// That of the set; of a row a recording made of a set over time NAME_mean and NAME_sd in pairs.
    std::vector<std::string> columns;

    /// frames: of a set of functionals the rows of its descriptors.
    [[nodiscard]] static FeatureTable of(const features::FeatureSet& set, bool frames);
    /// Whether the one row of a recording is the mean and deviation of rows over time.
    [[nodiscard]] bool summarises() const { return columns.size() != set->columns().size(); }
    /// Everything that changes the values, as one line: rows with another one are not continued.
    [[nodiscard]] std::string signature() const;
};

/// One recording in a file of features. A value.
struct FeatureRecord {
    std::string shown;  ///< its path as a person gave it
    std::string name;   ///< its path below the folder that was given
    std::size_t rows = 0;
    double seconds = 0.0;
};

/// `text` with each byte that is not UTF-8 as %XX, for formats that hold nothing else.
[[nodiscard]] std::string validUtf8(std::string_view text);

}  // namespace prososcope::store
