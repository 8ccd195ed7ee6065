// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/results/RunData.h"
#include "app/gui/results/RunTableModel.h"
#include "app/gui/results/RunText.h"
#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "engine/store/DoubtfulUtterances.h"
#include "tests/TestSupport.h"
#include "tests/app/gui/results/ExampleRun.h"
#include "widgets/Theme.h"

using namespace prososcope;
using namespace prososcope::gui;

class TestRunData : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::filesystem::path place(const char* name) const { return toPath(m_folder.filePath(name)); }

private Q_SLOTS:
    void readsMatrixSpeakersAndAbsence() {
        const auto audio = place("audio");
        std::filesystem::create_directories(audio);
        PROSOSCOPE_VERIFY(core::writeFile(audio / "03a00.wav", "x"));
        const auto id = addExampleRun(place("one"), audio);
        PROSOSCOPE_VERIFY(id);
        core::Progress progress;
        const auto data = loadRun(place("one"), *id, progress);
        PROSOSCOPE_VERIFY(data);
        QCOMPARE((*data)->matrix.counts, (std::vector<std::size_t>{6, 0, 0, 2, 2, 0, 0, 1, 5}));
        QCOMPARE((*data)->speakers.size(), std::size_t{2});
        QCOMPARE((*data)->speakers[0].speaker, QString("03"));
        QCOMPARE((*data)->speakers[0].recall, (1.0 + 0.5 + 2.0 / 3.0) / 3.0);
        QCOMPARE((*data)->speakers[1].recall, (1.0 + 0.5 + 1.0) / 3.0);
        QCOMPARE((*data)->epochs.size(), std::size_t{10});
        QCOMPARE((*data)->absent, std::size_t{15});
    }

    void findsAudioThroughTheCorpusOfTheWorkspace() {
        const auto id = addExampleRun(place("two"));
        PROSOSCOPE_VERIFY(id);
        const auto folder = place("corpus");
        std::filesystem::create_directories(folder / "wav");
        PROSOSCOPE_VERIFY(core::writeFile(folder / "wav" / "03a01.wav", "x"));
        PROSOSCOPE_VERIFY(core::writeFile(folder / "wav" / "11a02.flac", "x"));
        corpus::Corpus emodb;
        emodb.name = "emodb";
        emodb.folder = folder;
        emodb.layout = "emodb";
        corpus::Utterance utterance;
        utterance.id = "11a02";
        utterance.path = "wav/11a02.flac";
        emodb.utterances.push_back(utterance);
        auto workspace = store::Workspace::open(place("two"));
        PROSOSCOPE_VERIFY(workspace);
        PROSOSCOPE_VERIFY(workspace->saveCorpus(emodb));
        core::Progress progress;
        const auto data = loadRun(place("two"), *id, progress);
        PROSOSCOPE_VERIFY(data);
        QCOMPARE((*data)->absent, std::size_t{14});
        QCOMPARE((*data)->audio[1], folder / "wav" / "03a01.wav");
        QCOMPARE((*data)->audio[10], folder / "wav" / "11a02.flac");
    }

    void utterancesOfJoinedCorporaBelongToTheirOwn() {
        store::RunRecord run;
        run.corpus = "emodb+ravdess";
        QCOMPARE(placeOf(run, "ravdess/03-01"), (UtterancePlace{"ravdess", "03-01"}));  // an older run says the name alone
        run.corpora = {{"emodb", {}, {}, {}, {}, {}}, {"emodb/x", {}, {}, {}, {}, {}}};
        QCOMPARE(placeOf(run, "emodb/a"), (UtterancePlace{"emodb", "a"}));
        QCOMPARE(placeOf(run, "emodb/x/a"), (UtterancePlace{"emodb/x", "a"}));
        QCOMPARE(placeOf(run, "strange"), (UtterancePlace{"emodb+ravdess", "strange"}));
        run.corpus = "a+b";  // a name with a plus is one corpus
        run.corpora = {{"a+b", {}, {}, {}, {}, {}}};
        QCOMPARE(placeOf(run, "a/x"), (UtterancePlace{"a+b", "a/x"}));
    }

    void readsMarksAndDimensions() {
        const auto id = addExampleRun(
            place("marks"), {}, "dimensions",
            [](store::RunRecord& run) {
                run.dimensions = {"valence"};
                run.corpus = "emodb+other";
            },
            [](store::PredictionRecord& each) {
                each.trueValues = {static_cast<float>(each.truth)};
                each.values = {static_cast<float>(each.predicted) + 0.1F};
                each.utterance = "emodb/" + each.utterance;
            });
        PROSOSCOPE_VERIFY(id);
        auto workspace = store::Workspace::open(place("marks"));
        const std::vector<std::string> marked{"03a02"};
        PROSOSCOPE_VERIFY(store::markDoubtful(*workspace, "emodb", marked, true));
        PROSOSCOPE_VERIFY(store::markDoubtful(*workspace, "other", std::vector<std::string>{"03a01"}, true));
        core::Progress progress;
        const auto data = loadRun(place("marks"), *id, progress);
        PROSOSCOPE_VERIFY(data);
        QCOMPARE((*data)->doubtful, (std::set<std::string>{"emodb/03a02"}));
        QCOMPARE((*data)->dimensions.size(), std::size_t{1});
        QCOMPARE((*data)->dimensions[0].utterances, std::size_t{16});
        QVERIFY((*data)->dimensions[0].concordance.value > 0.7);
        QCOMPARE((*data)->classScores[1].recall, 0.5);
        QCOMPARE((*data)->genders.size(), std::size_t{2});
        QCOMPARE((*data)->calibration->rows, std::size_t{16});
    }

    void pairsTwoRuns() {
        const auto first = addExampleRun(place("pair"));
        const auto second = addExampleRun(place("pair"), {}, "second", {}, [](store::PredictionRecord& each) {
            if (each.utterance == "03a03") each.predicted = each.truth;
        });
        PROSOSCOPE_VERIFY(second);
        core::Progress progress;
        const auto data = loadRun(place("pair"), *first, progress);
        PROSOSCOPE_VERIFY(data);
        const auto pair = loadPair(place("pair"), *data, *second, progress);
        PROSOSCOPE_VERIFY(pair);
        QCOMPARE((*pair)->figures.uar.mcNemar.onlySecond, std::size_t{1});
        QVERIFY((*pair)->figures.uar.difference < 0.0);
        QVERIFY(!loadPair(place("pair"), *data, 77, progress));
    }

    void sumsUpARunThatWasStopped() {
        const auto id = addExampleRun(place("three"));
        PROSOSCOPE_VERIFY(id);
        auto workspace = store::Workspace::open(place("three"));
        auto run = workspace->run(*id);
        run->state = store::RunState::Cancelled;
        run->uar.reset();
        run->uarLow.reset();
        run->uarHigh.reset();
        run->utterances = 0;
        PROSOSCOPE_VERIFY(workspace->updateRun(*run));
        core::Progress progress;
        const auto data = loadRun(place("three"), *id, progress);
        PROSOSCOPE_VERIFY(data);
        QCOMPARE(*(*data)->run.uar, (1.0 + 0.5 + 5.0 / 6.0) / 3.0);
        QCOMPARE((*data)->run.utterances, std::int64_t{16});
        QCOMPARE(uarText((*data)->run), QString(".778"));
    }

    void aRunThatIsNotThereIsOneSentence() {
        core::Progress progress;
        const auto data = loadRun(place("four"), 77, progress);
        QVERIFY(!data);
        QVERIFY(!data.error().message().empty());
    }

    void savesPredictionsAsCsv() {
        const auto id = addExampleRun(place("five"));
        PROSOSCOPE_VERIFY(id);
        core::Progress progress;
        const auto data = loadRun(place("five"), *id, progress);
        PROSOSCOPE_VERIFY(data);
        PROSOSCOPE_VERIFY(savePredictions(**data, place("out.csv")));
        const auto text = core::readFile(place("out.csv"));
        PROSOSCOPE_VERIFY(text);
        const auto table = core::parseCsv(*text, "out.csv");
        PROSOSCOPE_VERIFY(table);
        QCOMPARE(table->rows.size(), std::size_t{16});
        const auto cell = [&table](std::size_t row, const char* name) { return table->rows[row][table->column(name).value()]; };
        QCOMPARE(cell(0, "utterance"), std::string("03a00"));
        QCOMPARE(cell(3, "truth"), std::string("happy"));
        QCOMPARE(cell(3, "predicted"), std::string("angry"));
        QCOMPARE(cell(3, "start"), std::string("0.25"));
        QCOMPARE(cell(8, "fold"), std::string("11"));
        QCOMPARE(cell(0, "p_angry"), std::string("0.5"));
        QVERIFY(!savePredictions(**data, place("out.csv") / "below.csv"));
    }

    void importsExamplesOnceAndOnlyIntoAnEmptyWorkspace() {
        const auto id = addExampleRun(place("source"));
        PROSOSCOPE_VERIFY(id);
        const auto source = store::Workspace::open(place("source"));
        PROSOSCOPE_VERIFY(source);
        PROSOSCOPE_VERIFY(source->exportRun(*id, place("examples") / "emodb-test"));
        auto imported = importExampleRuns(place("fresh"), place("examples"));
        PROSOSCOPE_VERIFY(imported);
        QCOMPARE(*imported, 1);
        imported = importExampleRuns(place("fresh"), place("examples"));
        PROSOSCOPE_VERIFY(imported);
        QCOMPARE(*imported, 0);
        const auto fresh = store::Workspace::open(place("fresh"));
        QCOMPARE(fresh->runs()->size(), std::size_t{1});
        const store::RunRecord run = fresh->runs()->front();
        QVERIFY(run.example);
        QCOMPARE(stateText(run), QString("example run"));
        core::Progress progress;
        const auto data = loadRun(place("fresh"), run.id, progress);
        PROSOSCOPE_VERIFY(data);
        QCOMPARE((*data)->matrix.total(), std::size_t{16});
        QCOMPARE((*data)->absent, std::size_t{16});
        QCOMPARE(*importExampleRuns(place("other"), place("nothing here")), 0);
        QCOMPARE(*importExampleRuns(place("source"), place("examples")), 0);
    }

    void writesARunInWords() {
        store::RunRecord run;
        run.uar = 0.742;
        run.uarLow = 0.70;
        run.uarHigh = 0.78;
        run.speakers = 10;
        run.protocol = "leave-one-speaker-out";
        QCOMPARE(runSentence(run), QString("UAR .742 [.70, .78], 10 speakers, leave one speaker out, 1 seed"));
        QCOMPARE(uarText(run), QString(".742 (.70-.78)"));
        run.seeds = 3;
        run.speakerDependent = true;
        QCOMPARE(runSentence(run), QString("UAR .742 [.70, .78], 10 speakers, speaker-dependent, 3 seeds"));
        const QDateTime now(QDate(2026, 2, 3), QTime(12, 0));
        QCOMPARE(whenText(QDateTime(QDate(2026, 2, 3), QTime(9, 5)).toUTC().toString(Qt::ISODate).toStdString(), now),
                 QString("today 09:05"));
        QCOMPARE(whenText(QDateTime(QDate(2026, 2, 2), QTime(9, 5)).toUTC().toString(Qt::ISODate).toStdString(), now),
                 QString("yesterday"));
        QCOMPARE(whenText("", now), QString());
        run.wa = 0.7;
        run.macroF1 = 0.6;
        for (const RunFact& fact : runFacts(run)) QVERIFY(!fact.label.isEmpty() && !fact.value.isEmpty());
        // Every figure that is too good is in the error colour: in the details and in the table.
        const auto alarming = [&] {
            QStringList labels;
            for (const RunFact& fact : runFacts(run)) {
                if (fact.alarming) labels << fact.label;
            }
            return labels;
        };
        QCOMPARE(alarming(), (QStringList{"UAR", "WA", "macro F1", "protocol"}));
        RunTableModel model;
        const auto ink = [&](int column) { return model.data(model.index(0, column), Qt::ForegroundRole).value<QColor>(); };
        model.setRuns({run});
        for (const int column : {RunTableModel::Uar, RunTableModel::Protocol})
            QCOMPARE(ink(column), widgets::Theme::instance().color(widgets::Ink::Error));
        run.speakerDependent = false;
        QVERIFY(alarming().isEmpty());
        model.setRuns({run});
        QCOMPARE(ink(RunTableModel::Uar), widgets::Theme::instance().color(widgets::Ink::Text));
    }

    void theTableSortsByValueAndFiltersByWords() {
        std::vector<store::RunRecord> runs(10000);
        for (int i = 0; i < 10000; ++i) {
            auto& run = runs[static_cast<std::size_t>(i)];
            run.id = i + 1;
            run.name = i % 2 == 0 ? "emodb-loso" : "ravdess";
            run.system = "log-mel network";
            run.uar = (i * 7919 % 10000) / 10000.0;
            run.state = i == 5 ? store::RunState::Failed : store::RunState::Finished;
        }
        runs[3].uar.reset();
        RunTableModel model;
        model.setRuns(runs);
        RunFilterModel sorted(&model);
        sorted.sort(RunTableModel::Uar, Qt::DescendingOrder);
        QCOMPARE(sorted.rowCount(), 10000);
        QCOMPARE(sorted.index(0, RunTableModel::Uar).data().toString(), QString("1.000"));
        QCOMPARE(sorted.index(9999, 0).data(RunTableModel::RunIdRole).toInt(), 4);
        sorted.sort(RunTableModel::Run, Qt::AscendingOrder);
        QCOMPARE(sorted.index(9, 0).data().toString(), QString("10"));
        sorted.setWords("RAVDESS failed");
        QCOMPARE(sorted.rowCount(), 1);
        QCOMPARE(sorted.index(0, 0).data(RunTableModel::RunIdRole).toInt(), 6);
        sorted.setWords("");
        QCOMPARE(sorted.rowCount(), 10000);
        QCOMPARE(model.rowOf(17), 16);
        QCOMPARE(model.rowOf(170000), -1);
    }
};

QTEST_MAIN(TestRunData)
#include "TestRunData.moc"
