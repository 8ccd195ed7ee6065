// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/core/Csv.h"
#include "engine/corpus/Columns.h"
#include "engine/corpus/Corpus.h"

namespace prososcope::corpus {

/// What an import with these options would read, for a person who is choosing them: the corpus with its utterances in byte
/// order of their ids, before any sound is opened, and how many of the recordings are not there. Fails as `importCorpus` does.
struct ImportPreview {
    Corpus corpus;
    std::size_t missing = 0;
};
[[nodiscard]] core::Result<ImportPreview> previewImport(const std::filesystem::path& folder, const ImportOptions& options,
                                                        core::Progress& progress);

/// The table that the layout "csv" reads from a folder, or the first of several: its columns with what they are taken for
/// before the settings of that layout correct it. Of the settings "file" and "separator" count. Where no table is usable as it
/// is, the first one of the folder. Reads a quarter of a megabyte of each table at most. Fails where there is no table.
struct TablePreview {
    std::vector<std::filesystem::path> tables;  ///< that lie in the folder, relative to it
    std::vector<std::filesystem::path> chosen;  ///< those that are read; what follows is of the first
    core::CsvTable beginning;
    ColumnGuess guess;
};
[[nodiscard]] core::Result<TablePreview> previewTable(const std::filesystem::path& folder, const ImportOptions& options);

/// What the layout "pattern" reads from the names in a folder: at most `most` of them, those that do not fit first, since they
/// tell what is wrong, and how many there are. Fails where the settings are wrong.
struct PatternPreview {
    struct Name {
        std::string path;  ///< relative, '/' between folders
        bool fits = false;
        std::map<std::string, std::string> groups;  ///< of the pattern, as they stand in the name
    };
    std::vector<std::string> groups;  ///< names, in the order of the pattern's text
    std::vector<Name> names;
    std::size_t recordings = 0;
    std::size_t fitting = 0;
};
[[nodiscard]] core::Result<PatternPreview> previewPattern(const std::filesystem::path& folder, const ImportOptions& options,
                                                          std::size_t most, core::Progress& progress);

}  // namespace prososcope::corpus
