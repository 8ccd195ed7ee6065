// SPDX-License-Identifier: GPL-3.0-or-later
#include <QRegularExpression>
#include <fstream>
#include <set>
#include <sstream>

#include "engine/analysis/UnitErrorRecords.h"
#include "engine/core/SafeFile.h"
#include "engine/report/Reproduction.h"
#include "engine/store/Workspace.h"
#include "tests/engine/report/ReportExamples.h"

using namespace prososcope;
namespace fs = std::filesystem;

namespace {

const fs::path kResources = fs::path(PROSOSCOPE_SOURCE_DIR) / "resources";

const std::string kExperiment = R"(name = "tones"
corpus = "tones"
[labels]
classes = ["angry", "happy", "sad"]
)";

const std::string kTable = R"toml(paper = "A paper"
citation = "Somebody (2020)"
table = 3
title = "Title"
measure = "uar"
unit = "%"
corpora = ["tones"]
protocol = "leave-one-speaker-out"

[need]
system = "the system itself"

[[column]]
name = "WA"
measure = "wa"

[[column]]
name = "UA"

[[row]]
name = "ours"
values = ["70.5", "71.25 ± 0.5"]
experiment = "tones.toml"

[[row]]
name = "theirs"
values = ["60.0", "-"]
needs = ["system"]

[[row]]
name = "others"
values = ["50", "51"]
quoted = "Others (2019)"

[[row]]
name = "errors"
values = ["12", "0.4"]

[[cell]]
row = "errors"
column = "WA"
measure = "confusion"
unit = ""
subject = "happy"
truth = "angry"
experiment = "tones.toml"

[[cell]]
row = "errors"
column = "UA"
measure = "mse_mean"
unit = ""
subject = "valence"
experiment = "tones.toml"
)toml";

std::string without(std::string text, const std::string& what, const std::string& instead = {}) {
    const auto at = text.find(what);
    return at == std::string::npos ? text : text.replace(at, what.size(), instead);
}

}  // namespace

class TestReproduction : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    core::Progress m_progress;

    [[nodiscard]] core::Result<report::PublishedTable> parse(const std::string& text) const {
        return report::parsePublishedTable(text, "t.toml", toPath(m_folder.path()));
    }
    /// A finished run with its predictions.
    static std::int64_t store(store::Workspace& workspace, report::StoredRun stored) {
        const auto id = workspace.addRun(stored.run);
        if (!id) return -1;
        stored.run.id = *id;
        for (auto& fold : stored.folds) {
            fold.run = *id;
            std::vector<store::PredictionRecord> predictions;
            for (const auto& each : stored.predictions) {
                if (each.fold == fold.index) predictions.push_back(each);
            }
            if (!workspace.finishFold(fold, predictions)) return -1;
        }
        return workspace.updateRun(stored.run) ? *id : -1;
    }

private Q_SLOTS:
    void initTestCase() { PROSOSCOPE_VERIFY(core::writeFile(toPath(m_folder.filePath("tones.toml")), kExperiment)); }

    void settingsNarrow() {
        const auto table = parse(kTable);
        PROSOSCOPE_VERIFY(table);
        QCOMPARE(table->number, 3);
        QCOMPARE(table->cells.size(), std::size_t{8});
        const auto& wa = table->cells[0];
        QVERIFY(wa.measure == report::Measure::Wa && wa.percent);
        QCOMPARE(wa.experimentName, std::string("tones"));
        QCOMPARE(wa.experimentCorpus, std::string("tones"));
        QCOMPARE(*table->cells[1].value, 71.25);
        QVERIFY(table->cells[1].measure == report::Measure::Uar);
        QCOMPARE(table->cells[2].needs, std::vector<std::string>{"the system itself"});
        QVERIFY(!table->cells[3].value);
        QVERIFY(table->cells[6].measure == report::Measure::Confusion && !table->cells[6].percent);
    }
    void errorsNameLineAndKey_data() {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("instead");
        QTest::addColumn<QString>("said");
        QTest::newRow("no title") << "title = \"Title\"\n"
                                  << ""
                                  << "title";
        QTest::newRow("no number") << "table = 3\n"
                                   << ""
                                   << "table";
        QTest::newRow("unknown key") << "unit = \"%\""
                                     << "unti = \"%\""
                                     << "line 6";
        QTest::newRow("unknown measure") << "measure = \"wa\""
                                         << "measure = \"acc\""
                                         << "line 15";
        QTest::newRow("values") << "[\"60.0\", \"-\"]"
                                << "[\"60.0\"]"
                                << "line 27";
        QTest::newRow("no figure") << "\"60.0\""
                                   << "\"sixty\""
                                   << "sixty";
        QTest::newRow("need") << "needs = [\"system\"]"
                              << "needs = [\"other\"]"
                              << "other";
        QTest::newRow("experiment") << "\"tones.toml\""
                                    << "\"gone.toml\""
                                    << "gone.toml";
        QTest::newRow("cell") << "row = \"errors\""
                              << "row = \"erors\""
                              << "no such row";
        QTest::newRow("subject") << "subject = \"happy\"\n"
                                 << ""
                                 << "subject";
        QTest::newRow("rows") << "[[row]]"
                              << "[row]"
                              << "line";
        QTest::newRow("no TOML") << "table = 3"
                                 << "table = "
                                 << "line 3";
    }
    void errorsNameLineAndKey() {
        QFETCH(QString, what);
        QFETCH(QString, instead);
        QFETCH(QString, said);
        const auto table = parse(without(kTable, what.toStdString(), instead.toStdString()));
        QVERIFY(!table);
        const auto message = QString::fromStdString(table.error().message());
        QVERIFY2(message.contains("t.toml") && message.contains(said), qPrintable(message));
    }
    void runsFillCells() {
        const auto table = parse(kTable);
        PROSOSCOPE_VERIFY(table);
        const QTemporaryDir folder;
        auto workspace = store::Workspace::open(toPath(folder.path()));
        PROSOSCOPE_VERIFY(workspace);
        const auto empty = report::reproduce({*table}, *workspace, {}, m_progress);
        PROSOSCOPE_VERIFY(empty);
        QCOMPARE(empty->front().filled(), std::size_t{0});
        QCOMPARE(empty->front().fillable(), std::size_t{5});
        QVERIFY(empty->front().cells[0].missing.back().find("tones") != std::string::npos);
        QCOMPARE(empty->front().cells[2].missing.front(), std::string("the system itself"));

        auto other = examples::storedRun(0.9, 5);
        other.run.corpus = "elsewhere";
        auto running = examples::storedRun(0.9, 6);
        running.run.state = store::RunState::Failed;
        QVERIFY(store(*workspace, examples::storedRun(0.5, 1)) > 0);
        const auto newest = store(*workspace, examples::storedRun(0.7, 2));
        QVERIFY(newest > 0 && store(*workspace, other) > 0 && store(*workspace, running) > 0);
        const auto filled = report::reproduce({*table}, *workspace, {}, m_progress);
        PROSOSCOPE_VERIFY(filled);
        const auto figures = report::computeFigures(examples::storedRun(0.7, 2), m_progress);
        PROSOSCOPE_VERIFY(figures);
        const auto& cells = filled->front().cells;
        QCOMPARE(cells[0].runs, std::vector<std::int64_t>{newest});
        QCOMPARE(*cells[0].ours, 100.0 * figures->accuracy.value);
        QCOMPARE(*cells[0].difference, 100.0 * figures->accuracy.value - 70.5);
        QCOMPARE(*cells[1].ours, 100.0 * figures->uar.value);
        QCOMPARE(cells[1].interval->low, 100.0 * figures->uar.interval.low);
        QCOMPARE(cells[0].utterances, std::size_t{120});
        QVERIFY(!cells[4].ours && cells[4].missing.empty());  // quoted
        QCOMPARE(*cells[6].ours, static_cast<double>(figures->matrix.at(0, 1)));
        QVERIFY(!cells[7].ours);  // no dimensions there
        const auto text = report::oursText(cells[0]);
        QVERIFY2(QRegularExpression(R"(^\d\d\.\d \(\d\d\.\d–\d\d\.\d\)$)").match(QString::fromStdString(text)).hasMatch(),
                 text.c_str());
    }
    void severalSeedsAsTheirMean() {
        const auto table = parse(kTable);
        const QTemporaryDir folder;
        auto workspace = store::Workspace::open(toPath(folder.path()));
        PROSOSCOPE_VERIFY(workspace);
        double sum = 0.0;
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            auto stored = examples::storedRun(0.7, seed);
            stored.run.group = "g";
            sum += report::computeFigures(stored, m_progress)->uar.value;
            QVERIFY(store(*workspace, stored) > 0);
        }
        const auto filled = report::reproduce({*table}, *workspace, {}, m_progress);
        PROSOSCOPE_VERIFY(filled);
        const auto& cell = filled->front().cells[1];
        QCOMPARE(cell.runs.size(), std::size_t{3});
        QVERIFY(std::abs(*cell.ours - 100.0 * sum / 3.0) < 1e-9);
        QVERIFY(cell.spread && !cell.interval);
        QVERIFY(report::oursText(cell).find("\u00b1") != std::string::npos);
    }
    void errorsOfSpeakers() {
        const auto table = parse(kTable);
        const QTemporaryDir folder;
        auto workspace = store::Workspace::open(toPath(folder.path()));
        PROSOSCOPE_VERIFY(workspace);
        auto stored = examples::storedRun(0.7, 1);
        stored.run.dimensions = {"valence"};
        for (std::size_t i = 0; i < stored.predictions.size(); ++i) {
            stored.predictions[i].trueValues = {1.0F};
            stored.predictions[i].values = {stored.predictions[i].speaker == "s0" ? 3.0F : 1.0F};
        }
        QVERIFY(store(*workspace, stored) > 0);
        const auto filled = report::reproduce({*table}, *workspace, {}, m_progress);
        PROSOSCOPE_VERIFY(filled);
        // One of six speakers is 2 off: 4, 0, 0, 0, 0, 0.
        QVERIFY(filled->front().cells[7].ours && std::abs(*filled->front().cells[7].ours - 4.0 / 6.0) < 1e-6);
    }
    /// Error rates of phonetic units fill the unit paper's third table by the experiments' names; a run on another corpus or
    /// from another encoder is shown, marked, and not compared.
    void errorsOfUnits() {
        const auto tables = report::readPublishedTables(kResources / "reproduction", kResources / "experiments");
        PROSOSCOPE_VERIFY(tables);
        const auto third = std::ranges::find(*tables, "phonetic-units-3", &report::PublishedTable::name);
        const auto fifth = std::ranges::find(*tables, "phonetic-units-5", &report::PublishedTable::name);
        QVERIFY(third != tables->end() && fifth != tables->end());
        for (const auto& cell : fifth->cells) QVERIFY(!cell.experimentName.empty() && cell.corpora.size() == 2);
        const QTemporaryDir folder;
        auto workspace = store::Workspace::open(toPath(folder.path()));
        PROSOSCOPE_VERIFY(workspace);
        const auto storeUnits = [&](const std::string& experiment, const std::string& corpus,
                                    const std::vector<std::string>& tested, const std::string& start) {
            auto stored = examples::storedRun(0.7, 1);
            stored.run.name = experiment;
            stored.run.corpus = corpus;
            stored.run.corpora = {{corpus, {}, {}, {}, {}, {}}};
            for (const auto& each : tested) stored.run.corpora.push_back({each, {}, {}, {}, {}, {}});
            auto text = core::readFile(kResources / "experiments" / (experiment + ".toml")).value();
            text.replace(text.find("wav2vec2-large\"\nactivation"), 14, start);
            stored.run.experiment = text;
            const auto id = store(*workspace, stored);
            [&] {
                PROSOSCOPE_VERIFY(analysis::writeUnitErrors(
                    workspace->runFolder(id),
                    {{"a1", "a", {70, 20, 6, 4}, {90, 2, 4, 4}}, {"b1", "b", {80, 10, 2, 3}, {90, 1, 1, 3}}}));
            }();
            return id;
        };
        QVERIFY(storeUnits("wav2vec2-phonetic-units", "iemocap", {}, "wav2vec2-large") > 0);
        QVERIFY(storeUnits("wav2vec2-phonemes", "nemo", {}, "wav2vec2-large") > 0);
        QVERIFY(storeUnits("wav2vec2-syllables", "iemocap", {}, "tiny") > 0);
        QVERIFY(storeUnits("wav2vec2-phonetic-units-emodb", "iemocap", {"emodb"}, "wav2vec2-large") > 0);
        QVERIFY(storeUnits("wav2vec2-syllables-emodb", "iemocap", {"nemo"}, "wav2vec2-large") > 0);
        const auto filled = report::reproduce({*third, *fifth}, *workspace, {}, m_progress);
        PROSOSCOPE_VERIFY(filled);
        const auto cellOf = [&](std::size_t table, const std::string& row, const std::string& column) {
            return *std::ranges::find_if((*filled)[table].cells, [&](const auto& cell) {
                return cell.published.row.starts_with(row) && cell.published.column == column;
            });
        };
        const auto with = cellOf(0, "Broad", "with emotion");
        QVERIFY(with.ours && with.departure.empty());
        QVERIFY(std::abs(*with.ours - 100.0 * 45.0 / 188.0) < 1e-9);
        QVERIFY(std::abs(*with.difference - (100.0 * 45.0 / 188.0 - 28.2)) < 1e-9);
        QVERIFY(with.interval && with.interval->low < *with.ours && *with.ours < with.interval->high);
        QVERIFY2(
            with.protocol.find("substitutions 16.0 %, deletions 4.3 %, insertions 3.7 % of 188 units") != std::string::npos,
            with.protocol.c_str());
        const auto without = cellOf(0, "Broad", "without emotion");
        QVERIFY(without.ours && std::abs(*without.ours - 100.0 * 15.0 / 188.0) < 1e-9);
        const auto elsewhere = cellOf(0, "Phonemes", "with emotion");
        QVERIFY(elsewhere.ours && !elsewhere.difference);
        QCOMPARE(elsewhere.departure, std::string("on nemo, not on iemocap: cannot be compared"));
        const auto tiny = cellOf(0, "Syllables", "with emotion");
        QVERIFY(tiny.ours && !tiny.difference);
        QCOMPARE(tiny.departure, std::string("begins with tiny, not with wav2vec2-large: cannot be compared"));
        QCOMPARE((*filled)[0].filled(), std::size_t{2});
        const auto across = cellOf(1, "EmoDB", "Broad");
        QVERIFY(across.ours && across.difference && across.departure.empty());
        const auto other = cellOf(1, "EmoDB", "Syllables");
        QCOMPARE(other.departure, std::string("on iemocap, nemo, not on iemocap, emodb: cannot be compared"));
        QVERIFY(!cellOf(1, "KSU", "Broad").ours && !cellOf(1, "KSU", "Broad").missing.empty());
        const auto shown = report::reproductionTable((*filled)[0], {});
        QVERIFY(!shown.alarming[2] && shown.alarming[0] && shown.alarming[4]);
        QCOMPARE(shown.data.columns.back(), std::string("departure"));  // a copied table says it, too
        QCOMPARE(shown.data.rows[0].back(), elsewhere.departure);
        QVERIFY(shown.data.rows[2].back().empty());
        QCOMPARE(shown.data.rows[0].size(), shown.data.columns.size());
    }
    /// A stored regression fills the paper's tables, with spread and paired test; another one is listed by itself.
    void regressionsFillCells() {
        const auto tables = report::readPublishedTables(kResources / "reproduction", kResources / "experiments");
        PROSOSCOPE_VERIFY(tables);
        const auto first = std::ranges::find(*tables, "gcu-neural-features-1", &report::PublishedTable::name);
        QVERIFY(first != tables->end());
        const QTemporaryDir folder;
        auto workspace = store::Workspace::open(toPath(folder.path()));
        PROSOSCOPE_VERIFY(workspace);
        const auto empty = report::reproduce({*first}, *workspace, {}, m_progress);
        PROSOSCOPE_VERIFY(empty);
        QCOMPARE(empty->front().fillable(), std::size_t{8});
        QCOMPARE(empty->front().filled(), std::size_t{0});
        const auto& missing = empty->front().cells[0].missing;
        QVERIFY(!empty->front().cells[0].canRun);
        QCOMPARE(missing.size(), std::size_t{3});
        QCOMPARE(missing[1], std::string("the network gcu-vctk in the workspace"));
        QVERIFY(missing[0].find("IEMOCAP (under a licence") != std::string::npos);
        QCOMPARE(missing[2], std::string("not run yet: prososcope-cli run resources/experiments/gcu-neural-features.toml"));
        QVERIFY(report::ownRegressions(*tables, workspace->folder(), {}).empty());

        const std::string stored = R"json({"name": "gcu-neural-features", "title": "T", "encoder": "gcu-vctk", "tap": "gate",
            "corpus": "iemocap", "tables": [{"table": "1", "title": "One", "utterances": 10039, "speakers": 10, "unrated": 3,
            "disagreed": 0, "rows": [
            {"system": "units", "target": "arousal", "columns": 1920, "mse_mean": 0.26, "mse_low": 0.24, "mse_high": 0.29,
             "mse_sd": 0.031, "mse_variance": 0.001, "leaks": false, "against_features":
             {"difference": -0.02, "low": -0.05, "high": 0.01, "t": -1.5, "p": 0.17, "p_signs": 0.2}},
            {"system": "features", "target": "arousal", "columns": 88, "mse_mean": 0.28, "mse_low": null, "mse_high": null,
             "mse_sd": 0.04, "mse_variance": 0.0016, "leaks": false},
            {"system": "mean", "target": "arousal", "columns": 0, "mse_mean": 0.45, "mse_low": null, "mse_high": null,
             "mse_sd": 0.1, "mse_variance": 0.01, "leaks": false}]}]})json";
        const auto regressions = toPath(folder.path()) / "regressions";
        PROSOSCOPE_VERIFY(core::writeFile(regressions / "gcu-neural-features" / "result.json", stored));
        std::string mine = stored;
        mine.replace(mine.find("gcu-neural-features"), 19, "of-my-own");
        mine.replace(mine.find("\"iemocap\""), 9, "\"emodb\"");
        mine.replace(mine.find("\"leaks\": false"), 14, "\"leaks\": true");
        PROSOSCOPE_VERIFY(core::writeFile(regressions / "mine" / "result.json", mine));
        PROSOSCOPE_VERIFY(core::writeFile(regressions / "broken" / "result.json", "{\"name\": 3"));
        std::vector<core::Error> problems;
        QCOMPARE(experiment::storedRegressions(toPath(folder.path()), &problems).size(), std::size_t{2});
        QCOMPARE(problems.size(), std::size_t{1});
        QVERIFY(problems[0].message().find("broken") != std::string::npos);

        const auto filled = report::reproduce({*first}, *workspace, {}, m_progress);
        PROSOSCOPE_VERIFY(filled);
        const auto& table = filled->front();
        QCOMPARE(table.filled(), std::size_t{4});  // arousal of both rows, and its spread
        const auto& mean = table.cells[0];
        QCOMPARE(*mean.ours, 0.26);
        QCOMPARE(mean.interval->high, 0.29);
        QCOMPARE(mean.utterances, std::size_t{10039});
        QVERIFY(std::abs(*mean.difference - 0.001) < 1e-12);
        QCOMPARE(mean.regression->againstFeatures->p, 0.17);
        QCOMPARE(*table.cells[1].ours, 0.031);  // under "variance" stands the deviation, as in the paper
        QVERIFY(!table.cells[2].ours);          // no valence stored
        QVERIFY(table.table.note.find("Predicting the mean of the training speakers: arousal 0.450") != std::string::npos);
        const auto shown = report::reproductionTable(table, {});
        QVERIFY2(shown.rows[0].back() ==
                     "leave one speaker out, 10 speakers; less the feature set's error -0.020 (-0.05 to 0.01), paired by "
                     "speaker, p 0.170",
                 shown.rows[0].back().c_str());
        QVERIFY2(shown.rows[1].back().ends_with("variance 0.0010"), shown.rows[1].back().c_str());
        const auto p = std::ranges::find(shown.data.columns, "less_features_p") - shown.data.columns.begin();
        QCOMPARE(shown.data.rows[0][static_cast<std::size_t>(p)], std::string("0.17"));

        const auto own = report::ownRegressions(*tables, workspace->folder(), {});
        QCOMPARE(own.size(), std::size_t{1});
        QVERIFY(own[0].own && own[0].cells[0].speakerDependent);
        QCOMPARE(own[0].table.name, std::string("regression-of-my-own-1"));
        const auto alone = report::reproductionTable(own[0], {});
        QCOMPARE(alone.columns.size(), alone.rows[0].size());
        QCOMPARE(alone.data.columns.size(), alone.data.rows[0].size());
        QCOMPARE(alone.rows.size(), std::size_t{3});
        QCOMPARE(alone.rows[0][0], std::string("units"));
        QCOMPARE(alone.rows[0][2], std::string("0.260 (0.240\u20130.290)"));
        QCOMPARE(alone.rows[2][5], std::string("\u2013"));
        QVERIFY(alone.rows[0].back().find("too small") != std::string::npos);
    }
    void regressionsOfATableMustBeThere() {
        const std::string text = without(kTable, "measure = \"uar\"", "measure = \"mse_mean\"\nsubject = \"valence\"");
        const auto withKeys = [&](const std::string& keys) {
            return report::parsePublishedTable(without(text, "experiment = \"tones.toml\"", keys), "t.toml",
                                               toPath(m_folder.path()));
        };
        PROSOSCOPE_VERIFY(core::writeFile(toPath(m_folder.filePath("units.toml")),
                                          "kind = \"neural-regression\"\nname = \"u\"\nencoder = \"net\"\n[corpus]\nname = "
                                          "\"c\"\n[table.1]\nsystems = [\"units\"]\n"));
        const auto good = withKeys("regression = \"units.toml\"\nregression_table = \"1\"\nsystem = \"units\"");
        PROSOSCOPE_VERIFY(good);
        QCOMPARE(good->cells[0].regressionEncoder, std::string("net"));
        const auto wrong = withKeys("regression = \"units.toml\"\nregression_table = \"1\"\nsystem = \"first-3\"");
        QVERIFY(!wrong);
        QVERIFY(wrong.error().message().find("first-3") != std::string::npos);
        const auto gone = withKeys("regression = \"gone.toml\"\nregression_table = \"1\"\nsystem = \"units\"");
        QVERIFY(!gone);
        QVERIFY(gone.error().message().find("gone.toml") != std::string::npos);
    }
    /// The tables that come with the program: all are read, and a table of counts is filled from a corpus.
    void bundledTables() {
        const auto tables = report::readPublishedTables(kResources / "reproduction", kResources / "experiments");
        PROSOSCOPE_VERIFY(tables);
        QCOMPARE(tables->size(), std::size_t{14});
        std::set<std::string> papers;
        std::size_t figures = 0;
        for (const auto& table : *tables) {
            papers.insert(table.paper);
            for (const auto& cell : table.cells) {
                figures += cell.value.has_value() ? 1 : 0;
                QVERIFY2(!cell.value || !cell.experiment.empty() || !cell.needs.empty() || !cell.quoted.empty() ||
                             cell.measure == report::Measure::Count || !cell.corpora.empty(),
                         (table.name + ": " + cell.row).c_str());
            }
        }
        QCOMPARE(papers.size(), std::size_t{5});
        QCOMPARE(figures, std::size_t{15 + 3 + 20 + 8 + 8 + 16 + 13 + 8 + 8 + 16 + 6 + 12 + 9});
        // The published confusion matrix has the published recalls.
        const auto confusion = std::ranges::find(*tables, "phonetic-units-2", &report::PublishedTable::name);
        double recalls = 0.0;
        for (std::size_t row = 0; row < 4; ++row) {
            double sum = 0.0;
            for (std::size_t k = 0; k < 4; ++k) sum += *confusion->cells[4 * row + k].value;
            recalls += *confusion->cells[5 * row].value / sum;
        }
        QVERIFY(std::abs(100.0 * recalls / 4.0 - 77.2) < 0.05);

        const QTemporaryDir folder;
        auto workspace = store::Workspace::open(toPath(folder.path()));
        PROSOSCOPE_VERIFY(workspace);
        corpus::Corpus corpus;
        corpus.name = "emodb";
        corpus.folder = toPath(folder.path());
        for (int i = 0; i < 3; ++i) {
            corpus::Utterance utterance;
            utterance.id = "u" + std::to_string(i);
            utterance.path = utterance.id + ".wav";
            utterance.emotion = i == 0 ? "sad" : "angry";
            corpus.utterances.push_back(utterance);
        }
        PROSOSCOPE_VERIFY(workspace->saveCorpus(corpus));
        const auto counts = std::ranges::find(*tables, "phonetic-units-4", &report::PublishedTable::name);
        const auto filled = report::reproduce({*counts}, *workspace, {}, m_progress);
        PROSOSCOPE_VERIFY(filled);
        QCOMPARE(*filled->front().cells[2].ours, 2.0);
        QCOMPARE(report::differenceText(filled->front().cells[2]), std::string("-125"));
        QCOMPARE(filled->front().filled(), std::size_t{4});
    }
    /// Every number of the tables stands in the text of its paper.
    void figuresStandInThePapers() {
        PROSOSCOPE_SHARED_OR_SKIP(papers, "papers");
        const auto tables = report::readPublishedTables(kResources / "reproduction", kResources / "experiments");
        PROSOSCOPE_VERIFY(tables);
        const std::map<std::string, std::string> files = {
            {"adversarial-autoencoder", "adversarial-autoencoder.txt"},
            {"future-observation-prediction", "future-observation-prediction.txt"},
            {"gcu-neural-features", "gcu-neural-features.txt"},
            {"las-iaan", "las-iaan.txt"},
            {"phonetic-units", "wav2vec2-phonetic-units.txt"}};
        static const QRegularExpression number(R"(\d+(?:\.\d+)?)");
        for (const auto& table : *tables) {
            std::ifstream file(papers / files.at(table.name.substr(0, table.name.size() - 2)));
            std::stringstream content;
            content << file.rdbuf();
            const QString paper = QString::fromStdString(content.str());
            std::set<QString> known;
            for (auto match = number.globalMatch(paper); match.hasNext();) known.insert(match.next().captured());
            QVERIFY(known.size() > 50);
            for (const auto& cell : table.cells) {
                for (auto match = number.globalMatch(QString::fromStdString(cell.text)); match.hasNext();) {
                    const QString figure = match.next().captured();
                    QVERIFY2(known.contains(figure), qPrintable(QString::fromStdString(table.name) + ": " + figure));
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestReproduction)
#include "TestReproduction.moc"
