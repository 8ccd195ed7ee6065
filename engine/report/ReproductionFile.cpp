// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <map>

#include "engine/core/Join.h"
#include "engine/core/SafeFile.h"
#include "engine/core/TomlReader.h"
#include "engine/experiment/RecogniserExperiment.h"
#include "engine/experiment/RegressionExperiment.h"
#include "engine/experiment/Sweep.h"
#include "engine/experiment/UnitEmotionExperiment.h"
#include "engine/report/Reproduction.h"

namespace prososcope::report {

namespace {

namespace fs = std::filesystem;
using core::TomlReader;

struct MeasureWord {
    Measure measure;
    const char* name;
};
constexpr std::array kMeasures = {
    MeasureWord{Measure::Words, "words"},
    MeasureWord{Measure::Uar, "uar"},
    MeasureWord{Measure::Wa, "wa"},
    MeasureWord{Measure::MacroF1, "macro_f1"},
    MeasureWord{Measure::Concordance, "ccc"},
    MeasureWord{Measure::MseMean, "mse_mean"},
    MeasureWord{Measure::MseSpread, "mse_spread"},
    MeasureWord{Measure::Errors, "errors"},
    MeasureWord{Measure::Confusion, "confusion"},
    MeasureWord{Measure::Count, "count"},
};

/// What table, column, row and cell may each say; the narrower one counts.
struct Settings {
    std::string measure, protocol, subject, truth, experiment, quoted, unit, regression, regressionTable, system;
    std::vector<std::string> corpora, needs;
};

std::vector<std::string> measureWords() {
    std::vector<std::string> words;
    for (const auto& each : kMeasures) words.emplace_back(each.name);
    return words;
}

/// Keys that all four share. `needs` adds to those of the wider ones.
void readSettings(TomlReader& reader, Settings& settings) {
    static const std::vector<std::string> kWords = measureWords();
    reader.word("measure", settings.measure, kWords);
    reader.word("unit", settings.unit, {"", "%"});
    reader.text("protocol", settings.protocol);
    reader.text("subject", settings.subject);
    reader.text("truth", settings.truth);
    reader.text("experiment", settings.experiment);
    reader.text("quoted", settings.quoted);
    reader.text("regression", settings.regression);
    reader.text("regression_table", settings.regressionTable);
    reader.text("system", settings.system);
    reader.texts("corpora", settings.corpora);
    std::vector<std::string> more;
    reader.texts("needs", more);
    for (auto& each : more) {
        if (std::ranges::find(settings.needs, each) == settings.needs.end()) settings.needs.push_back(std::move(each));
    }
}

/// Reads the same keys of another table over what is there.
core::Status narrow(const toml::table& table, const std::string& source, const char* prefix, Settings& settings,
                    std::map<std::string, std::string*> texts, std::vector<std::string>* values = nullptr) {
    TomlReader reader(table, source, prefix);
    for (const auto& [key, text] : texts) reader.text(key, *text, true);
    if (values != nullptr) reader.texts("values", *values, true);
    readSettings(reader, settings);
    return reader.finish();
}

/// The number that a printed figure begins with: "78.19 ± 0.50", "31.9 (24.2, 5.0, 2.8)".
std::optional<double> leadingNumber(const std::string& text) {
    const auto end = text.find_first_not_of("-0123456789.");
    return core::parseNumber(text.substr(0, end));
}

struct Part {
    std::string name;
    const toml::table* table = nullptr;
    std::vector<std::string> values;
};

/// Reads a file's tables; the parsed file outlives it.
class FileReader {
public:
    FileReader(const toml::table& root, std::string source, fs::path experiments)
        : m_root(root), m_source(std::move(source)), m_experiments(std::move(experiments)) {}

    core::Result<PublishedTable> read() {
        TomlReader reader(m_root, m_source);
        reader.text("paper", m_result.paper, true);
        reader.text("citation", m_result.citation, true);
        reader.whole("table", m_result.number, 1, 100);
        reader.text("title", m_result.title, true);
        reader.text("note", m_result.note);
        readSettings(reader, m_common);
        for (const char* key : {"need", "corpus", "column", "row", "cell"}) reader.known(key);
        if (m_result.number == 0) reader.problem("table", TRANSLATABLE("Engine", "%1, line %2: the key \"%3\" is missing."));
        const auto columns = parts(reader, "column");
        auto rows = parts(reader, "row");
        if (columns.empty()) reader.problem("column", TRANSLATABLE("Engine", "%1, line %2: a [[%3]] is missing."));
        if (rows.empty()) reader.problem("row", TRANSLATABLE("Engine", "%1, line %2: a [[%3]] is missing."));
        if (auto finished = reader.finish(); !finished) return core::fail(finished.error());
        if (auto read = readExplanations(); !read) return core::fail(read.error());
        for (auto& row : rows) {
            if (auto read = readRow(row, columns); !read) return core::fail(read.error());
        }
        if (auto read = readCells(); !read) return core::fail(read.error());
        for (std::size_t i = 0; i < m_result.cells.size(); ++i) {
            if (auto finished = finish(m_result.cells[i], m_settings[i], *m_lines[i]); !finished)
                return core::fail(finished.error());
        }
        return std::move(m_result);
    }

private:
    std::vector<Part> parts(TomlReader& reader, const char* key) const {
        std::vector<Part> result;
        const auto* node = m_root.get(key);
        if (node == nullptr) return result;
        const auto* list = node->as_array();
        if (list == nullptr || !list->is_array_of_tables()) {
            reader.problem(key, TRANSLATABLE("Engine", "%1, line %2: \"%3\" must be written as [[%3]]."));
            return result;
        }
        for (const auto& each : *list) result.push_back({{}, each.as_table(), {}});
        return result;
    }

    /// [need] and [corpus] explain the words that cells name.
    core::Status readExplanations() {
        for (const auto& [key, words] : {std::pair{"need", &m_needs}, std::pair{"corpus", &m_result.corpora}}) {
            TomlReader reader(m_root, m_source);
            const auto* table = reader.table(key);
            if (table == nullptr) {
                if (m_root.contains(key)) return failure(reader);
                continue;
            }
            TomlReader below(*table, m_source, key);
            below.textMap(*words);
            if (auto finished = below.finish(); !finished) return finished;
        }
        return {};
    }

    core::Status readRow(Part& row, const std::vector<Part>& columns) {
        Settings ofRow;
        if (auto read = narrow(*row.table, m_source, "row", ofRow, {{"name", &row.name}}, &row.values); !read) return read;
        TomlReader reader(*row.table, m_source, "row");
        if (row.values.size() != columns.size()) {
            reader.problem("values", TRANSLATABLE("Engine", "%1, line %2: \"%3\" must have %4 figures, one for each column."),
                           {std::to_string(columns.size())});
            reader.known("name");
            if (auto wrong = failure(reader); !wrong) return wrong;
        }
        for (std::size_t i = 0; i < columns.size(); ++i) {
            // The row's own keys come last: they are narrower than the column's.
            Settings settings = m_common;
            PublishedCell cell;
            if (auto read = narrow(*columns[i].table, m_source, "column", settings, {{"name", &cell.column}}); !read)
                return read;
            std::vector<std::string> again;
            if (auto read = narrow(*row.table, m_source, "row", settings, {{"name", &cell.row}}, &again); !read) return read;
            cell.text = row.values[i];
            m_result.cells.push_back(std::move(cell));
            m_settings.push_back(std::move(settings));
            m_lines.push_back(row.table);
        }
        return {};
    }

    /// [[cell]] names a row and a column and says what is special there.
    core::Status readCells() {
        TomlReader reader(m_root, m_source);
        for (const auto& part : parts(reader, "cell")) {
            std::string row;
            std::string column;
            Settings ignored;
            const auto read = narrow(*part.table, m_source, "cell", ignored, {{"row", &row}, {"column", &column}});
            if (!read) return read;
            const auto found = std::ranges::find_if(
                m_result.cells, [&](const PublishedCell& cell) { return cell.row == row && cell.column == column; });
            if (found == m_result.cells.end()) {
                TomlReader cell(*part.table, m_source, "cell");
                cell.problem("row", TRANSLATABLE("Engine", "%1, line %2: \"%3\": there is no such row and column."));
                return failure(cell);
            }
            const auto at = static_cast<std::size_t>(found - m_result.cells.begin());
            if (auto narrowed = narrow(*part.table, m_source, "cell", m_settings[at], {{"row", &row}, {"column", &column}});
                !narrowed)
                return narrowed;
            m_lines[at] = part.table;
        }
        return {};
    }

    /// Settings to a cell, with what they name.
    core::Status finish(PublishedCell& cell, const Settings& settings, const toml::table& where) {
        TomlReader reader(where, m_source);
        const auto measure = std::ranges::find_if(kMeasures, [&](const auto& each) { return settings.measure == each.name; });
        cell.measure = measure == kMeasures.end() ? Measure::Words : measure->measure;
        cell.percent = settings.unit == "%";
        cell.subject = settings.subject;
        cell.truth = settings.truth;
        cell.corpora = settings.corpora;
        cell.protocol = settings.protocol;
        cell.experiment = settings.experiment;
        cell.quoted = settings.quoted;
        cell.regression = settings.regression;
        cell.regressionTable = settings.regressionTable;
        cell.system = settings.system;
        const bool empty = cell.text == "-";
        if (empty) cell.measure = Measure::Words;
        if (cell.measure != Measure::Words) {
            cell.value = leadingNumber(cell.text);
            if (!cell.value) {
                reader.problem("values",
                               TRANSLATABLE("Engine", "%1, line %2: \"%3\": %4 is no figure; write \"-\" where there is none."),
                               {cell.text});
                return failure(reader);
            }
        }
        const bool ofDimension =
            cell.measure == Measure::Concordance || cell.measure == Measure::MseMean || cell.measure == Measure::MseSpread;
        if ((ofDimension || cell.measure == Measure::Confusion || cell.measure == Measure::Count) && cell.subject.empty()) {
            reader.problem("subject", TRANSLATABLE("Engine", "%1, line %2: \"%3\" is missing for the measure %4."),
                           {std::string(measureName(cell.measure))});
            return failure(reader);
        }
        for (const auto& key : settings.needs) {
            const auto words = m_needs.find(key);
            if (words == m_needs.end()) {
                reader.problem("needs", TRANSLATABLE("Engine", "%1, line %2: \"%3\" names %4, which [need] does not explain."),
                               {key});
                return failure(reader);
            }
            if (!empty) cell.needs.push_back(words->second);
        }
        if (empty) return {};
        if (!cell.regression.empty()) {
            if (auto read = readRegression(cell, reader); !read) return read;
        }
        return cell.experiment.empty() ? core::Status() : readExperiment(cell, reader);
    }

    /// The experiment of a regression; its table and system must be there.
    core::Status readRegression(PublishedCell& cell, TomlReader& reader) {
        auto known = m_regressions.find(cell.regression);
        if (known == m_regressions.end()) {
            constexpr std::size_t kLargest = 1 << 20;
            const auto file = m_experiments / cell.regression;
            const auto text = core::readFile(file, kLargest);
            auto read = text ? experiment::parseRegressionExperiment(*text, file.string())
                             : core::Result<experiment::RegressionExperiment>(core::fail(text.error()));
            if (!read) {
                reader.problem("regression", TRANSLATABLE("Engine", "%1, line %2: \"%3\" names a file that cannot be used: %4"),
                               {read.error().message()});
                return failure(reader);
            }
            known = m_regressions.emplace(cell.regression, std::move(*read)).first;
        }
        const auto& found = known->second;
        const auto table = std::ranges::find(found.tables, cell.regressionTable, &experiment::RegressionTable::name);
        const bool has = table != found.tables.end() &&
                         std::ranges::any_of(table->systems, [&](const auto& system) { return system.word() == cell.system; });
        if (!has) {
            reader.problem("system", TRANSLATABLE("Engine", "%1, line %2: \"%3\": the table %4 of that experiment has no %5."),
                           {cell.regressionTable, cell.system});
            return failure(reader);
        }
        cell.regressionName = found.name;
        cell.regressionCorpus = found.corpus;
        cell.regressionEncoder = found.encoder;
        return {};
    }

    /// What the runs of an experiment file are called, on which corpus they are, and with which encoder they begin.
    struct Named {
        std::string name, corpus, start;
        bool recogniser = false;
    };
    static core::Result<Named> named(const fs::path& file) {
        const auto text = core::readFile(file);
        if (text && experiment::isUnitEmotionExperiment(*text)) {
            const auto units = experiment::parseUnitEmotionExperiment(*text, file.string());
            if (!units) return core::fail(units.error());
            return Named{units->name, units->corpus, units->encoder.start, false};
        }
        if (text && experiment::isRecogniserExperiment(*text)) {
            const auto recogniser = experiment::parseRecogniserExperiment(*text, file.string());
            if (!recogniser) return core::fail(recogniser.error());
            return Named{recogniser->name, recogniser->corpus, recogniser->attention.start, true};
        }
        const auto group = experiment::readExperiments(file);
        if (!group) return core::fail(group.error());
        const auto& first = group->runs.front().experiment;
        return Named{group->name, first.corpus, first.start, false};
    }

    core::Status readExperiment(PublishedCell& cell, TomlReader& reader) {
        auto known = m_groups.find(cell.experiment);
        if (known == m_groups.end()) {
            const auto found = named(m_experiments / cell.experiment);
            if (!found) {
                reader.problem("experiment", TRANSLATABLE("Engine", "%1, line %2: \"%3\" names a file that cannot be used: %4"),
                               {found.error().message()});
                return failure(reader);
            }
            known = m_groups.emplace(cell.experiment, *found).first;
        }
        cell.experimentName = known->second.name;
        cell.experimentCorpus = known->second.corpus;
        cell.experimentStart = known->second.start;
        cell.ofRecogniser = known->second.recogniser;
        return {};
    }

    /// The problem that a reader keeps, whatever keys it was not asked for.
    static core::Status failure(TomlReader& reader) { return reader.finish(); }

    const toml::table& m_root;
    std::string m_source;
    fs::path m_experiments;
    PublishedTable m_result;
    Settings m_common;
    std::vector<Settings> m_settings;         // of each cell
    std::vector<const toml::table*> m_lines;  // where each cell is said, for errors
    std::map<std::string, std::string> m_needs;
    std::map<std::string, experiment::RegressionExperiment> m_regressions;  // by file
    std::map<std::string, Named> m_groups;                                  // by file
};

}  // namespace

std::string_view measureName(Measure measure) {
    return std::ranges::find_if(kMeasures, [measure](const auto& each) { return each.measure == measure; })->name;
}

core::Result<PublishedTable> parsePublishedTable(std::string_view toml, std::string_view source, const fs::path& experiments) {
    const auto root = core::parseToml(toml, source);
    if (!root) return core::fail(root.error());
    return FileReader(*root, std::string(source), experiments).read();
}

core::Result<std::vector<PublishedTable>> readPublishedTables(const fs::path& folder, const fs::path& experiments) {
    std::vector<PublishedTable> tables;
    std::error_code code;
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder, code)) {
        if (entry.path().extension() == ".toml") files.push_back(entry.path());
    }
    if (code || files.empty()) {
        return core::fail(core::ErrorKind::NotFound,
                          {TRANSLATABLE("Engine", "No published tables lie in %1."), {folder.string()}}, code.message());
    }
    for (const auto& file : files) {
        constexpr std::size_t kLargest = 1 << 20;
        const auto text = core::readFile(file, kLargest);
        if (!text) return core::fail(text.error());
        auto table = parsePublishedTable(*text, file.string(), experiments);
        if (!table) return core::fail(table.error());
        table->name = file.stem().string();
        tables.push_back(std::move(*table));
    }
    std::ranges::sort(tables,
                      [](const auto& a, const auto& b) { return std::pair(a.paper, a.number) < std::pair(b.paper, b.number); });
    return tables;
}

}  // namespace prososcope::report
