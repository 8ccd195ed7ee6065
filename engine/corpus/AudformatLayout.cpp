// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "engine/core/Characters.h"
#include "engine/core/Csv.h"
#include "engine/corpus/AudformatHeader.h"
#include "engine/corpus/AudioFinder.h"
#include "engine/corpus/Columns.h"
#include "engine/corpus/CorpusFiles.h"
#include "engine/corpus/Layouts.h"
#include "engine/corpus/TableRows.h"
#include "engine/corpus/Words.h"

// Databases in audformat: db.yaml and db.TABLE.csv beside it. Settings: "table" (the tables that hold the labels, separated by
// commas), "map" (labels, "joy=happy").
namespace prososcope::corpus {

namespace {

namespace fs = std::filesystem;
using core::ErrorKind;
using core::fail;
using Table = AudformatHeader::Table;
using Column = AudformatHeader::Column;

constexpr const char* kHeaderName = "db.yaml";
constexpr std::string_view kLabelFields[] = {"emotion", "valence", "arousal", "dominance"};

bool holdsLabels(const Table& table) {
    return std::any_of(std::begin(kLabelFields), std::end(kLabelFields), [&](auto field) { return table.has(field); });
}

fs::path csvOf(const std::string& table) { return "db." + table + ".csv"; }

/// A table's name without the part of the corpus in it: "emotion.categories.train" and "emotion.categories.test" are one.
std::string groupOf(const Table& table) {
    std::string group;
    for (const auto word : piecesOf(table.id, '.')) {
        if (!knownSplit(word)) group += (group.empty() ? "" : ".") + std::string(word);
    }
    return group;
}

/// The columns of a table that hold one field: the decision, and what single raters said.
struct FieldColumns {
    std::vector<std::size_t> decision;  ///< indices into the CSV table; empty: the raters decide
    std::vector<std::pair<std::string, std::size_t>> raters;
};

class AudformatReader {
public:
    AudformatReader(const fs::path& folder, AudformatHeader header, std::map<std::string, std::string> map)
        : m_folder(folder), m_files(folder), m_header(std::move(header)), m_words(std::move(map)), m_finder(folder, {}) {}

    core::Result<Corpus> read(const std::string& wanted, core::Progress& progress) {
        const auto tables = labelTables(wanted);
        if (!tables) return fail(tables.error());
        for (const auto* table : *tables) {
            if (progress.stopRequested()) return core::cancelled();
            addLabels(*table);
        }
        if (m_read.empty()) return noTable(*tables);
        for (const auto& table : m_header.tables) {
            if (progress.stopRequested()) return core::cancelled();
            if (!table.segmented) addProperties(table);
        }
        addSpeakers();
        return finish();
    }

private:
    /// The tables that hold labels. Without a setting: all of the kind (files or segments) of the first one with emotions.
    core::Result<std::vector<const Table*>> labelTables(const std::string& wanted) {
        std::vector<const Table*> chosen;
        std::string names;
        for (const auto& table : m_header.tables) names += (names.empty() ? "" : ", ") + table.id;
        for (const auto name : piecesOf(wanted, ',')) {
            if (name.empty()) continue;
            const auto found =
                std::find_if(m_header.tables.begin(), m_header.tables.end(), [&](const Table& t) { return t.id == name; });
            if (found == m_header.tables.end()) {
                return fail(ErrorKind::NotFound, {TRANSLATABLE("Engine", "The database in %1 has no table \"%2\". It has: %3."),
                                                  {m_folder.string(), std::string(name), names}});
            }
            chosen.push_back(&*found);
        }
        if (!chosen.empty()) {
            for (const auto* table : chosen) m_groups.insert(groupOf(*table));
            return chosen;
        }
        const Table* first = nullptr;
        for (const auto& table : m_header.tables) {
            if (!holdsLabels(table)) continue;
            const bool better = first == nullptr || (table.has("emotion") && !first->has("emotion")) ||
                                (table.has("emotion") && table.split.empty() && !first->split.empty());
            if (better) first = &table;
        }
        if (first == nullptr) {
            return fail(
                ErrorKind::BadInput,
                {TRANSLATABLE("Engine",
                              "No table of the database in %1 has a scheme named emotion, valence, arousal or dominance "
                              "(tables: %2). Name the table with the setting table."),
                 {m_folder.string(), names}});
        }
        m_groups.insert(groupOf(*first));
        std::string others;
        for (const auto& table : m_header.tables) {
            if (!holdsLabels(table) || table.segmented != first->segmented) continue;
            chosen.push_back(&table);
            if (table.has("emotion") && !m_groups.contains(groupOf(table))) others += (others.empty() ? "" : ", ") + table.id;
        }
        std::stable_partition(chosen.begin(), chosen.end(), [&](const Table* t) { return m_groups.contains(groupOf(*t)); });
        if (!others.empty()) {
            m_corpus.remarks.emplace_back(
                TRANSLATABLE("Engine",
                             "Emotions come from the table %1; others that have some: %2. The setting \"table\" chooses."),
                std::vector<std::string>{first->id, others});
        }
        return chosen;
    }

    /// The rows of a table; nothing where there is no CSV that can be read.
    std::optional<core::CsvTable> tableOf(const std::string& id) {
        if (id.empty() || id.find('/') != std::string::npos || id.find('\0') != std::string::npos) return std::nullopt;
        if (m_files.isFile(csvOf(id))) return m_files.table(csvOf(id));
        if (m_files.isFile("db." + id + ".parquet") || m_files.isFile("db." + id + ".pkl")) {
            m_files.note(TRANSLATABLE("Engine", "Left out, tables that are not stored as CSV: %1 (%2)."), id);
        }
        return std::nullopt;
    }

    core::Result<Corpus> noTable(const std::vector<const Table*>& tables) const {
        for (const auto* table : tables) {
            for (const char* ending : {".parquet", ".pkl"}) {
                if (!m_files.isFile("db." + table->id + ending)) continue;
                return fail(
                    ErrorKind::BadInput,
                    {TRANSLATABLE("Engine",
                                  "The tables of the database in %1 are stored as %2, which is not read here. Save them as "
                                  "CSV: in Python, audformat.Database.load(FOLDER).save(FOLDER, storage_format=\"csv\")."),
                     {m_folder.string(), std::string(ending).substr(1)}});
            }
        }
        return fail(ErrorKind::NotFound, {TRANSLATABLE("Engine", "The database in %1 lacks its table %2."),
                                          {m_folder.string(), csvOf(tables.front()->id).string()}});
    }

    [[nodiscard]] bool isDecision(const std::string& rater) const {
        const auto type = m_header.raterTypes.find(rater);
        const bool decides = type != m_header.raterTypes.end() && (type->second == "vote" || type->second == "truth");
        return decides || core::lowerCase(rater).find("gold") != std::string::npos;
    }

    FieldColumns columnsOf(const Table& table, const core::CsvTable& csv, std::string_view field) const {
        FieldColumns result;
        std::vector<std::pair<const Column*, std::size_t>> all;
        for (const auto& column : table.columns) {
            if (column.field != field) continue;
            if (const auto index = csv.column(column.id)) all.emplace_back(&column, *index);
        }
        for (const auto& [column, index] : all) {
            if (all.size() == 1 || isDecision(column->rater)) {
                result.decision.push_back(index);
            } else {
                result.raters.emplace_back(column->rater.empty() ? column->id : column->rater, index);
            }
        }
        return result;
    }

    /// The utterance of a row, which is made where it is new; null where the row names no recording inside the folder.
    Utterance* utteranceOf(const TableRow& row, bool segmented) {
        const std::string file = row["file"];
        double start = 0.0;
        double end = -1.0;
        if (segmented) {
            const std::string startText = row["start"];
            const std::string endText = row["end"];
            const auto startSeconds = isMissing(startText) ? std::optional(0.0) : parseSeconds(startText);
            const auto endSeconds = isMissing(endText) ? std::optional(-1.0) : parseSeconds(endText);
            if (!startSeconds || !endSeconds || (*endSeconds >= 0.0 && *endSeconds <= *startSeconds)) {
                m_files.note(TRANSLATABLE("Engine", "Left out, spans that cannot be read or are empty: %1 (%2)."),
                             file + " " + startText + " - " + endText);
                return nullptr;
            }
            start = std::max(0.0, *startSeconds);
            end = *endSeconds;
        }
        const auto [known, isNew] = m_index.emplace(std::tuple(file, start, end), m_corpus.utterances.size());
        if (isNew) {
            const auto path = m_finder.find(file);
            if (!path) {
                m_files.note(TRANSLATABLE("Engine", "Left out, no path inside the corpus folder: %1 (%2)."),
                             file.empty() ? "\"\"" : file);
                m_index.erase(known);
                return nullptr;
            }
            Utterance utterance;
            utterance.path = *path;
            utterance.startSeconds = start;
            utterance.endSeconds = end;
            utterance.language = m_header.language;
            m_byFile[file].push_back(m_corpus.utterances.size());
            m_corpus.utterances.push_back(std::move(utterance));
        }
        return &m_corpus.utterances[known->second];
    }

    void addLabels(const Table& table) {
        const auto csv = tableOf(table.id);
        if (!csv) return;
        m_read.insert(table.id);
        std::map<std::string_view, FieldColumns> columns;
        for (const auto field : kLabelFields) columns[field] = columnsOf(table, *csv, field);
        noteScales(table);
        const bool decides = m_groups.contains(groupOf(table));
        std::set<std::size_t> seen;
        for (const auto& cells : csv->rows) {
            auto* utterance = utteranceOf(TableRow(*csv, cells), table.segmented);
            if (utterance == nullptr) continue;
            if (!seen.insert(static_cast<std::size_t>(utterance - m_corpus.utterances.data())).second) {
                m_files.note(TRANSLATABLE("Engine", "Left out, rows of tables that come twice: %1 (%2)."),
                             utterance->path.string());
                continue;
            }
            if (utterance->split.empty()) utterance->split = table.split;
            if (decides) setEmotion(columns["emotion"], cells, *utterance);
            setDimension(columns["valence"], cells, *utterance, "valence", &Utterance::valence, &Rating::valence);
            setDimension(columns["arousal"], cells, *utterance, "arousal", &Utterance::arousal, &Rating::arousal);
            setDimension(columns["dominance"], cells, *utterance, "dominance", &Utterance::dominance, &Rating::dominance);
            setOthers(table, *csv, cells, *utterance);
        }
    }

    static Rating& ratingOf(Utterance& utterance, const std::string& rater) {
        for (auto& rating : utterance.ratings) {
            if (rating.rater == rater) return rating;
        }
        utterance.ratings.emplace_back();
        utterance.ratings.back().rater = rater;
        return utterance.ratings.back();
    }

    void setEmotion(const FieldColumns& columns, const std::vector<std::string>& cells, Utterance& utterance) {
        std::map<std::string, std::size_t> votes;
        for (const auto& [rater, index] : columns.raters) {
            const std::string word = m_words.word(cells[index]);
            if (word.empty()) continue;
            ratingOf(utterance, rater).labels.push_back(word);
            ++votes[word];
        }
        for (const auto index : columns.decision) {
            if (utterance.emotion.empty()) utterance.emotion = m_words.word(cells[index]);
        }
        if (!columns.decision.empty() || votes.empty() || !utterance.emotion.empty()) return;
        const auto most = std::max_element(votes.begin(), votes.end(), [](auto& a, auto& b) { return a.second < b.second; });
        const auto same = std::count_if(votes.begin(), votes.end(), [&](auto& vote) { return vote.second == most->second; });
        utterance.emotion = same > 1 ? std::string(kNoAgreement) : most->first;
    }

    void setDimension(const FieldColumns& columns, const std::vector<std::string>& cells, Utterance& utterance,
                      const char* field, std::optional<double> Utterance::*value, std::optional<double> Rating::*rated) {
        if (utterance.*value) return;
        double sum = 0.0;
        std::size_t count = 0;
        Utterance parsed;
        const auto number = [&](std::size_t index) {
            (parsed.*value).reset();
            if (!setField(parsed, field, cells[index])) {
                m_files.note(TRANSLATABLE("Engine", "Cells that should be numbers and were read as empty: %1 (%2)."),
                             cells[index]);
            }
            return parsed.*value;
        };
        for (const auto& [rater, index] : columns.raters) {
            const auto said = number(index);
            if (!said) continue;
            ratingOf(utterance, rater).*rated = said;
            sum += *said;
            ++count;
        }
        for (const auto index : columns.decision) {
            if (!(utterance.*value)) utterance.*value = number(index);
        }
        if (columns.decision.empty() && count > 0) utterance.*value = sum / static_cast<double>(count);
    }

    void noteScales(const Table& table) {
        for (const auto& column : table.columns) {
            const auto scheme = m_header.schemes.find(column.scheme);
            if (scheme == m_header.schemes.end() || column.field == "emotion") continue;
            const auto& [low, high] = std::pair(scheme->second.minimum, scheme->second.maximum);
            const bool dimension =
                std::find(std::begin(kLabelFields), std::end(kLabelFields), column.field) != std::end(kLabelFields);
            if (dimension && low && high && *low < *high) m_corpus.scales.emplace(column.field, Scale{*low, *high});
        }
    }

    /// Columns that are no labels: what is empty is filled.
    void setOthers(const Table& table, const core::CsvTable& csv, const std::vector<std::string>& cells, Utterance& utterance) {
        static const std::map<std::string_view, std::string Utterance::*> kWords = {
            {"speaker", &Utterance::speaker},     {"gender", &Utterance::gender},         {"language", &Utterance::language},
            {"intensity", &Utterance::intensity}, {"transcript", &Utterance::transcript}, {"dialogue", &Utterance::dialogue},
            {"session", &Utterance::session}};
        for (const auto& column : table.columns) {
            const auto index = csv.column(column.id);
            if (!index || isMissing(cells[*index])) continue;
            const std::string cell(trimmed(cells[*index]));
            const auto scheme = m_header.schemes.find(column.scheme);
            if (const auto word = kWords.find(column.field); word != kWords.end()) {
                const bool language = column.field == "language" && utterance.language == m_header.language;
                if (!(utterance.*word->second).empty() && !language) continue;
                const bool spelled = column.field == "transcript" && scheme != m_header.schemes.end();
                const std::string meaning = spelled ? valueOr(scheme->second.texts, cell) : std::string();
                setField(utterance, column.field, meaning.empty() ? cell : meaning);
            } else if (column.field == "turn") {
                setField(utterance, column.field, cell);
            } else if (column.field.empty()) {
                const auto value = finiteNumber(cell);
                const bool labels = scheme != m_header.schemes.end() && scheme->second.hasLabels;
                if (value) {
                    utterance.numbers.emplace(column.id, *value);
                } else if (labels) {
                    utterance.texts.emplace(column.id, cell);
                }
            }
        }
    }

    /// A table of files that holds no labels: speakers, transcripts, parts of the corpus.
    void addProperties(const Table& table) {
        if (m_read.contains(table.id) || (table.columns.empty() && table.split.empty())) return;
        const auto csv = tableOf(table.id);
        if (!csv) return;
        for (const auto& cells : csv->rows) {
            const auto found = m_byFile.find(TableRow(*csv, cells)["file"]);
            if (found == m_byFile.end()) continue;
            for (const auto i : found->second) {
                if (m_corpus.utterances[i].split.empty()) m_corpus.utterances[i].split = table.split;
                setOthers(table, *csv, cells, m_corpus.utterances[i]);
            }
        }
    }

    /// What the scheme of speakers, or the table that it names, says of each.
    void addSpeakers() {
        std::map<std::string, std::map<std::string, std::string>> speakers;
        for (const auto& [id, scheme] : m_header.schemes) {
            if (fieldNamed(id) != "speaker") continue;
            speakers.insert(scheme.attributes.begin(), scheme.attributes.end());
            const auto misc = m_header.miscTables.find(scheme.miscTable);
            if (misc == m_header.miscTables.end()) continue;
            const auto csv = tableOf(misc->first);
            if (!csv) continue;
            for (const auto& cells : csv->rows) {
                auto& properties = speakers[TableRow(*csv, cells)[misc->second.level]];
                for (std::size_t i = 0; i < cells.size(); ++i) properties.emplace(csv->columns[i], trimmed(cells[i]));
            }
        }
        for (auto& utterance : m_corpus.utterances) {
            const auto found = speakers.find(utterance.speaker);
            if (utterance.speaker.empty() || found == speakers.end()) continue;
            for (const auto& [property, value] : found->second) {
                const auto field = fieldNamed(property);
                if (field == "gender" && utterance.gender.empty()) setField(utterance, "gender", value);
                if (field == "language" && (utterance.language.empty() || utterance.language == m_header.language)) {
                    setField(utterance, "language", value);
                }
                const auto number = finiteNumber(value);
                if (!field && number) utterance.numbers.emplace(property, *number);
            }
        }
    }

    core::Result<Corpus> finish() {
        m_corpus.layout = "audformat";
        m_corpus.title = m_header.name;
        m_corpus.licence = m_header.licence;
        m_corpus.citation = m_header.author;
        m_corpus.source = m_header.source;
        m_words.addRemark(m_corpus);
        m_files.addRemarks(m_corpus);
        remarkSpeakerless(m_corpus);
        return std::move(m_corpus);
    }

    fs::path m_folder;
    CorpusFiles m_files;
    AudformatHeader m_header;
    LabelWords m_words;
    AudioFinder m_finder;
    Corpus m_corpus;
    std::set<std::string> m_groups;  ///< tables of these groups decide the emotion
    std::set<std::string> m_read;    ///< tables whose labels were read
    std::map<std::tuple<std::string, double, double>, std::size_t> m_index;
    std::map<std::string, std::vector<std::size_t>> m_byFile;
};

bool fitsAudformat(const fs::path& folder) {
    std::error_code code;
    return fs::is_regular_file(folder / kHeaderName, code);
}

core::Result<Corpus> readAudformat(const fs::path& folder, const ImportOptions& options, core::Progress& progress) {
    auto map = parsePairs(valueOr(options.settings, "map"), "map");
    if (!map) return fail(map.error());
    CorpusFiles files(folder);
    const auto text = files.text(kHeaderName);
    if (!text) {
        return fail(ErrorKind::NotFound, {TRANSLATABLE("Engine", "%1 holds no db.yaml that can be read."), {folder.string()}});
    }
    auto header = parseAudformatHeader(*text, (folder / kHeaderName).string());
    if (!header) return fail(header.error());
    return AudformatReader(folder, std::move(*header), std::move(*map)).read(valueOr(options.settings, "table"), progress);
}

}  // namespace

Layout audformatLayout() { return {"audformat", {"table", "map"}, fitsAudformat, readAudformat}; }

}  // namespace prososcope::corpus
