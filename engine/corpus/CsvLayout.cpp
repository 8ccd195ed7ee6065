// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <fstream>
#include <set>

#include "engine/core/Characters.h"
#include "engine/core/Csv.h"
#include "engine/corpus/AudioFinder.h"
#include "engine/corpus/Columns.h"
#include "engine/corpus/CorpusFiles.h"
#include "engine/corpus/ImportPreview.h"
#include "engine/corpus/Layouts.h"
#include "engine/corpus/TableRows.h"
#include "engine/corpus/Words.h"

// Tables of any origin: the lists of Nkululeko and of other toolkits, pandas' output, exports of spreadsheets. Settings: "file"
// (one or several tables, separated by commas), the name of a field for its column ("speaker=Sprecher"; empty: none), "audio"
// (folder that the paths are relative to), "map" (labels, "wut=angry"), "scale" ("valence=1:5"), "separator".
namespace prososcope::corpus {

namespace {

namespace fs = std::filesystem;
using core::ErrorKind;
using core::fail;

constexpr std::size_t kBeginning = 1 << 18;  ///< of a table, enough to tell what it holds
constexpr const char* kNoText = TRANSLATABLE("Engine", "%1 is no text. Save it again as CSV in UTF-8.");

std::vector<std::string_view> settingNames() {
    std::vector<std::string_view> names = {"file", "audio", "map", "scale", "separator"};
    names.insert(names.end(), fieldNames().begin(), fieldNames().end());
    return names;
}

bool isTableFile(const fs::path& path) {
    const std::string ending = core::lowerCase(path.extension().string());
    return ending == ".csv" || ending == ".tsv" || ending == ".tab";
}

core::Result<core::CsvTable> parseTable(std::string_view text, const fs::path& path, const std::string& separator,
                                        std::vector<std::size_t>* damaged) {
    const char mark = separator == "tab" ? '\t' : separator.size() == 1 ? separator[0] : guessSeparator(text);
    auto table = core::parseCsv(text, path.string(), mark, damaged);
    if (table) {
        for (auto& column : table->columns) column = std::string(trimmed(column));
    }
    return table;
}

/// What is known of one table's columns: guesses, corrected by the settings.
core::Result<ColumnGuess> columnsOf(const core::CsvTable& table, const fs::path& folder, const fs::path& file,
                                    const ImportOptions& options) {
    ColumnGuess guess = guessColumns(table, folder);
    std::string present;
    for (const auto& column : table.columns) present += (present.empty() ? "" : ", ") + column;
    if (present.size() > 300) present = present.substr(0, 300) + "...";
    for (const auto name : fieldNames()) {
        const std::string field(name);
        const auto setting = options.settings.find(field);
        if (setting == options.settings.end()) continue;
        guess.columns.erase(field);
        std::erase(guess.byContent, field);
        if (field == "emotion") guess.emotionIsUnsure = false;
        if (setting->second.empty()) continue;
        if (!table.column(setting->second)) {
            return fail(ErrorKind::BadInput, {TRANSLATABLE("Engine", "%1 has no column \"%2\" for %3 (it has %4)."),
                                              {file.string(), setting->second, field, present}});
        }
        std::erase_if(guess.columns, [&](const auto& pair) { return pair.second == setting->second; });
        std::erase(guess.numbers, setting->second);
        guess.columns[field] = setting->second;
    }
    if (!guess.columns.contains("path")) {
        return fail(
            ErrorKind::BadInput,
            {TRANSLATABLE("Engine", "No column of %1 names recordings (it has %2). Name the column with the setting path."),
             {file.string(), present}});
    }
    return guess;
}

/// The whole lines at the beginning of a table.
core::Result<core::CsvTable> beginningOf(const fs::path& folder, const fs::path& file, const std::string& separator) {
    std::ifstream stream(folder / file, std::ios::binary);
    std::string bytes(kBeginning, '\0');
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(stream.gcount()));
    if (bytes.size() == kBeginning) bytes.resize(bytes.rfind('\n') + 1);  // a whole line was cut, or nothing is left
    const auto text = decodeCorpusText(bytes, file.string());
    if (!text || text->text.find('\0') != std::string::npos) return fail(ErrorKind::BadInput, {kNoText, {file.string()}});
    std::vector<std::size_t> damaged;
    return parseTable(text->text, file, separator, &damaged);
}

/// Whether the beginning of a table names recordings and emotions, or the settings say which columns do.
bool looksUsable(const fs::path& folder, const fs::path& file, const ImportOptions& options) {
    const auto table = beginningOf(folder, file, valueOr(options.settings, "separator"));
    if (!table) return false;
    const auto columns = columnsOf(*table, folder, file, options);
    return columns && columns->isUsable();
}

/// The part of a corpus that a file's name tells: "emotion_train.csv".
std::string splitOf(const fs::path& file) {
    std::string stem = file.stem().string();
    std::replace_if(
        stem.begin(), stem.end(), [](char c) { return c == '_' || c == '-' || c == '.' || c == ' '; }, ' ');
    std::string split;
    for (const auto word : piecesOf(stem, ' ')) {
        if (word.size() < 3) continue;
        if (const auto known = knownSplit(word)) split = *known;
    }
    return split;
}

std::vector<fs::path> tableFiles(CorpusFiles& files) {
    std::vector<fs::path> tables;
    for (const auto& file : files.files({})) {
        if (isTableFile(file)) tables.push_back(file);
    }
    return tables;
}

std::vector<fs::path> usableTables(const fs::path& folder, const ImportOptions& options, CorpusFiles& files) {
    auto usable = tableFiles(files);
    const bool only = usable.size() == 1;
    const bool told = std::any_of(fieldNames().begin(), fieldNames().end(),
                                  [&](const auto field) { return options.settings.contains(std::string(field)); });
    if (only && told) return usable;  // what is wrong with it is said when it is read
    std::erase_if(usable, [&](const auto& file) { return !looksUsable(folder, file, options); });
    return usable;
}

bool fitsCsv(const fs::path& folder) {
    CorpusFiles files(folder);
    const auto tables = tableFiles(files);
    return std::any_of(tables.begin(), tables.end(), [&](const fs::path& file) { return looksUsable(folder, file, {}); });
}

/// The tables to read: those that the setting names; else all usable ones that are parts of one corpus by their names, or
/// else the first one.
core::Result<std::vector<fs::path>> chosenTables(const fs::path& folder, const ImportOptions& options, CorpusFiles& files) {
    const std::string setting = valueOr(options.settings, "file");
    std::vector<fs::path> chosen;
    if (!setting.empty()) {
        for (const auto name : piecesOf(setting, ',')) {
            const auto path = fs::path(std::string(name)).lexically_normal();
            if (!staysInside(path) || !files.isFile(path)) {
                return fail(ErrorKind::NotFound,
                            {TRANSLATABLE("Engine", "There is no table %1 in %2. Check the setting \"file\"."),
                             {std::string(name), folder.string()}});
            }
            chosen.push_back(path);
        }
        return chosen;
    }
    const auto usable = usableTables(folder, options, files);
    if (usable.empty()) {
        return fail(ErrorKind::BadInput,
                    {TRANSLATABLE("Engine",
                                  "%1 holds no table whose columns name recordings and emotions. Name the table with the "
                                  "setting file, and its columns with the settings path and emotion."),
                     {folder.string()}});
    }
    std::copy_if(usable.begin(), usable.end(), std::back_inserter(chosen),
                 [](const fs::path& file) { return !splitOf(file).empty(); });
    if (chosen.size() < 2) chosen = {usable.front()};
    for (const auto& file : usable) {
        if (std::find(chosen.begin(), chosen.end(), file) == chosen.end()) {
            files.note(TRANSLATABLE("Engine", "Further tables that were not read: %1 (%2). The setting \"file\" chooses."),
                       file.string());
        }
    }
    return chosen;
}

/// "valence=1:5, arousal=0:1".
core::Result<std::map<std::string, Scale>> parseScales(const std::string& setting) {
    const auto pairs = parsePairs(setting, "scale");
    if (!pairs) return fail(pairs.error());
    std::map<std::string, Scale> scales;
    for (const auto& [name, ends] : *pairs) {
        const auto pieces = piecesOf(ends, ':');
        const auto end = [&](std::size_t i) { return i < pieces.size() ? finiteNumber(pieces[i]) : std::nullopt; };
        const double low = end(0).value_or(0.0);
        const double high = end(1).value_or(low);
        if (pieces.size() != 2 || !(low < high)) {
            return fail(ErrorKind::BadInput,
                        {TRANSLATABLE("Engine", "\"%1=%2\" is no scale. Write it as valence=1:5."), {name, ends}});
        }
        scales[name] = {low, high};
    }
    return scales;
}

void remarkColumns(const ColumnGuess& guess, const fs::path& file, Corpus& corpus) {
    std::string list;
    for (const auto& field : guess.byContent) {
        const auto column = guess.columns.find(field);
        if (column == guess.columns.end()) continue;  // a setting gave it to another field
        list += (list.empty() ? "" : ", ") + field + " = " + column->second;
    }
    if (!list.empty()) {
        corpus.remarks.emplace_back(
            TRANSLATABLE("Engine", "Columns of %1 chosen by what they hold: %2. The settings of these names choose others."),
            std::vector<std::string>{file.string(), list});
    }
    if (!guess.columns.contains("emotion")) {
        corpus.remarks.emplace_back(TRANSLATABLE("Engine", "No column of %1 holds emotions."),
                                    std::vector<std::string>{file.string()});
    }
}

/// What one import gathers from its tables.
struct Gathered {
    Corpus corpus;
    LabelWords words;
    std::map<std::string, Scale> scales;  ///< as guessed from the values of all tables
    std::size_t byName = 0;
};

/// Adds the rows of a table whose columns are known.
void addRows(const core::CsvTable& table, const ColumnGuess& columns, const fs::path& file, AudioFinder& finder,
             CorpusFiles& files, Gathered& gathered) {
    const TableRows rows(table, columns.columns, columns.numbers);
    const std::string split = splitOf(file);
    for (const auto& cells : table.rows) {
        Utterance utterance = rows.read(cells, files);
        const std::string named = utterance.path.string();
        auto place = finder.find(named);
        if (!place) {
            files.note(TRANSLATABLE("Engine", "Left out, no path inside the corpus folder: %1 (%2)."),
                       named.empty() ? "\"\"" : named);
            continue;
        }
        if (utterance.endSeconds >= 0.0 && utterance.endSeconds <= utterance.startSeconds) {
            files.note(TRANSLATABLE("Engine", "Left out, spans that end before they begin: %1 (%2)."), named);
            continue;
        }
        utterance.path = std::move(*place);
        utterance.emotion = gathered.words.word(utterance.emotion);
        if (utterance.split.empty()) utterance.split = split;
        gathered.corpus.utterances.push_back(std::move(utterance));
    }
    gathered.byName += finder.foundByName();
}

core::Status addTable(const fs::path& folder, const fs::path& file, const ImportOptions& options, CorpusFiles& files,
                      Gathered& gathered) {
    const auto text = files.text(file);
    if (!text) {
        return fail(ErrorKind::BadInput, {kNoText, {file.string()}});
    }
    std::vector<std::size_t> damaged;
    const auto table = parseTable(*text, file, valueOr(options.settings, "separator"), &damaged);
    if (!table) return fail(table.error());
    for (const auto line : damaged) {
        files.note(TRANSLATABLE("Engine", "Left out, damaged lines of tables: %1 (%2)."),
                   file.string() + ":" + std::to_string(line));
    }
    const auto columns = columnsOf(*table, folder, file, options);
    if (!columns) return fail(columns.error());
    remarkColumns(*columns, file, gathered.corpus);
    for (const auto& [name, scale] : columns->scales) {  // the widest of all tables
        auto& widest = gathered.scales.emplace(name, scale).first->second;
        widest = {std::min(widest.low, scale.low), std::max(widest.high, scale.high)};
    }
    std::vector<fs::path> bases;
    if (const auto audio = valueOr(options.settings, "audio"); !audio.empty()) bases.emplace_back(audio);
    bases.push_back(file.parent_path());
    AudioFinder finder(folder, std::move(bases));
    addRows(*table, *columns, file, finder, files, gathered);
    return {};
}

/// The scales of the dimensions: as set, else as guessed, which is said.
void setScales(const std::map<std::string, Scale>& set, Gathered& gathered) {
    Corpus& corpus = gathered.corpus;
    corpus.scales = gathered.scales;
    std::string guesses;
    for (const auto& [name, scale] : gathered.scales) {
        if (set.contains(name)) continue;
        guesses +=
            (guesses.empty() ? "" : ", ") + name + " " + core::numberText(scale.low) + ":" + core::numberText(scale.high);
    }
    for (const auto& [name, scale] : set) corpus.scales[name] = scale;
    if (guesses.empty()) return;
    corpus.remarks.emplace_back(
        TRANSLATABLE("Engine", "Scales guessed from the values: %1. The setting \"scale\" corrects them."),
        std::vector<std::string>{guesses});
}

core::Result<Corpus> readCsv(const fs::path& folder, const ImportOptions& options, core::Progress& progress) {
    auto map = parsePairs(valueOr(options.settings, "map"), "map");
    if (!map) return fail(map.error());
    const auto scales = parseScales(valueOr(options.settings, "scale"));
    if (!scales) return fail(scales.error());
    CorpusFiles files(folder);
    const auto tables = chosenTables(folder, options, files);
    if (!tables) return fail(tables.error());
    Gathered gathered{{}, LabelWords(std::move(*map)), {}, 0};
    gathered.corpus.layout = "csv";
    for (const auto& file : *tables) {
        if (progress.stopRequested()) return core::cancelled();
        if (const auto added = addTable(folder, file, options, files, gathered); !added) return fail(added.error());
    }
    setScales(*scales, gathered);
    Corpus& corpus = gathered.corpus;
    gathered.words.addRemark(corpus);
    if (gathered.byName > 0) {
        corpus.remarks.emplace_back(
            TRANSLATABLE("Engine", "Recordings found by their name alone, elsewhere in the folder or with another ending: %1."),
            std::vector<std::string>{std::to_string(gathered.byName)});
    }
    files.addRemarks(corpus);
    remarkSpeakerless(corpus);
    return std::move(corpus);
}

}  // namespace

core::Result<TablePreview> previewTable(const fs::path& folder, const ImportOptions& options) {
    TablePreview preview;
    CorpusFiles files(folder);
    preview.tables = tableFiles(files);
    auto chosen = chosenTables(folder, options, files);
    if (!chosen && valueOr(options.settings, "file").empty() && !preview.tables.empty())
        chosen = std::vector<fs::path>{preview.tables.front()};
    if (!chosen) return fail(chosen.error());
    preview.chosen = std::move(*chosen);
    auto beginning = beginningOf(folder, preview.chosen.front(), valueOr(options.settings, "separator"));
    if (!beginning) return fail(beginning.error());
    preview.beginning = std::move(*beginning);
    preview.guess = guessColumns(preview.beginning, folder);
    return preview;
}

Layout csvLayout() { return {"csv", settingNames(), fitsCsv, readCsv}; }

}  // namespace prososcope::corpus
