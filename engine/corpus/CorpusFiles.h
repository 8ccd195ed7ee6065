// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/Csv.h"
#include "engine/corpus/Corpus.h"

namespace prososcope::corpus {

/// Text of any origin as UTF-8 without byte-order mark: UTF-8, UTF-16, or else Windows-1252, which holds Latin-1.
struct CorpusText {
    std::string text;
    bool windows1252 = false;  ///< neither UTF-8 nor UTF-16
};
[[nodiscard]] core::Result<CorpusText> decodeCorpusText(std::string_view bytes, std::string_view source);

/// The eyes of a layout: lists the folders and reads the texts of one corpus, and keeps what it met on the way, counted and
/// named, for the remarks. Paths are relative to the corpus folder. Lists are in byte order; hidden files and the companions
/// "._name" are skipped; folders that cannot be opened, names that are not UTF-8, texts that cannot be read and damaged rows
/// are noted, never an error. Links to folders are followed where a layout names the folder, and not while walking a tree, so
/// that loops end. One thread.
class CorpusFiles {
public:
    explicit CorpusFiles(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    [[nodiscard]] bool isFolder(const std::filesystem::path& path) const;
    [[nodiscard]] bool isFile(const std::filesystem::path& path) const;
    /// What lies directly in a folder; nothing where there is no such folder.
    [[nodiscard]] std::vector<std::filesystem::path> files(const std::filesystem::path& path);
    [[nodiscard]] std::vector<std::filesystem::path> folders(const std::filesystem::path& path);
    /// Sound files directly in a folder by their stems; of two with one stem, the first in byte order.
    [[nodiscard]] std::map<std::string, std::filesystem::path> recordings(const std::filesystem::path& path);
    /// All files below a folder.
    [[nodiscard]] std::vector<std::filesystem::path> filesBelow(const std::filesystem::path& path);

    enum class Encoding {
        Expected,    ///< UTF-8 is published; another one is noted
        Windows1252  ///< published so
    };
    /// Nothing where the file is absent (not noted) or cannot be read (noted).
    [[nodiscard]] std::optional<std::string> text(const std::filesystem::path& path, Encoding encoding = Encoding::Expected);
    /// A table with a header row, its column names trimmed. Nothing as for `text`, and where there is no header.
    [[nodiscard]] std::optional<core::CsvTable> table(const std::filesystem::path& path, char separator = ',');

    /// Counts `name` under a sentence with %1 for how many and %2 for the first few names.
    void note(const char* sentence, std::string name) { m_notes[sentence].push_back(std::move(name)); }
    /// The sentences of all notes, in the byte order of their sources.
    void addRemarks(Corpus& corpus) const;

private:
    enum class Kind { File, Folder };
    std::vector<std::filesystem::path> list(const std::filesystem::path& path, Kind kind, bool followLinks);

    std::filesystem::path m_folder;
    std::map<std::string, std::vector<std::string>> m_notes;
    std::set<std::string> m_closed;  // folders noted already: files and folders in them are listed one after the other
};

/// The whole text as a finite number with a dot; nothing of "nan" and "inf", by which tables mean that there is none.
[[nodiscard]] std::optional<double> finiteNumber(std::string_view text);

/// Cells of a row by column name, trimmed; a column that the table lacks reads as empty.
class TableRow {
public:
    TableRow(const core::CsvTable& table, const std::vector<std::string>& cells) : m_table(table), m_cells(cells) {}
    [[nodiscard]] std::string operator[](std::string_view column) const;
    [[nodiscard]] std::optional<double> number(std::string_view column) const { return finiteNumber((*this)[column]); }

private:
    const core::CsvTable& m_table;
    const std::vector<std::string>& m_cells;
};

/// The lines of a text without their ends (LF or CRLF), empty ones left out.
[[nodiscard]] std::vector<std::string_view> linesOf(std::string_view text);
/// Pieces between separators, trimmed; with a space as separator, the words between any white space.
[[nodiscard]] std::vector<std::string_view> piecesOf(std::string_view line, char separator);
/// The value of a key, or an empty one.
template <typename Map>
[[nodiscard]] typename Map::mapped_type valueOr(const Map& map, const typename Map::key_type& key) {
    const auto found = map.find(key);
    return found == map.end() ? typename Map::mapped_type() : found->second;
}
/// "female" or "male" where the word is known (see `knownGender`), nothing of "unknown", other words in lower case.
[[nodiscard]] std::string genderWord(std::string_view text);

/// The first line of a text file, for looks that read no more; empty where there is none.
[[nodiscard]] std::string firstLineOf(const std::filesystem::path& file);
/// Files "STEM.TextGrid" among `files`, as those with words and phones that aligners write.
[[nodiscard]] std::map<std::string, std::vector<AlignmentFile>> textGridsOf(const std::vector<std::filesystem::path>& files);
/// Says how many utterances have no speaker.
void remarkSpeakerless(Corpus& corpus);

/// What is published of a whole copy; 0 and an empty map are not compared.
struct Published {
    std::size_t utterances = 0;
    std::size_t speakers = 0;
    std::map<std::string, std::size_t> emotions;
};
/// A sentence for each that a corpus does not meet; labels are compared where the number of utterances is right.
[[nodiscard]] std::vector<core::Text> compareWith(const Published& published, const Corpus& corpus);

}  // namespace prososcope::corpus
