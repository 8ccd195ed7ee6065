// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/RecogniserExperiment.h"
#include "tests/TestSupport.h"

using namespace prososcope;

/// Files of recognisers: read, checked, written out again.
class TestRecogniserExperiment : public QObject {
    Q_OBJECT

private:
    static std::string text() {
        return "kind = \"recogniser\"\n"
               "name = \"nemo\"\n"
               "seed = 3\n"
               "[corpus]\n"
               "name = \"nemo\"\n"
               "[recogniser]\n"
               "rate_hz = 22050\n"
               "[split]\n"
               "test_speakers = [\"WR0\"]\n"
               "validation_speakers = [\"TP0\"]\n"
               "held_out_texts = 18\n"
               "[training]\n"
               "optimiser = \"maxprop\"\n"
               "learning_rate = 1e-3\n"
               "schedule = \"cosine\"\n"
               "warmup_share = 0.1\n"
               "precision = \"bfloat16\"\n"
               "time_stretch = 0.15\n"
               "frequency_warp = 0.1\n"
               "equaliser_db = 6.0\n"
               "splice_from_epoch = 4\n"
               "splice_share = 0.75\n"
               "splice_fewest = 3\n"
               "splice_most = 12\n"
               "align_every = 2\n"
               "select_by = \"held-out-validation\"\n";
    }

private Q_SLOTS:
    void readsAndWritesBack() {
        const auto made = experiment::parseRecogniserExperiment(text(), "x.toml");
        PROSOSCOPE_VERIFY(made);
        QCOMPARE(made->title, std::string("nemo"));
        QCOMPARE(made->rateHz, 22050);
        QCOMPARE(made->heldOutTexts, 18);
        QCOMPARE(made->optimiser, std::string("maxprop"));
        QCOMPARE(made->learningRate, 1e-3);
        QCOMPARE(made->schedule, std::string("cosine"));
        QCOMPARE(made->warmupShare, 0.1);
        QCOMPARE(made->precision, std::string("bfloat16"));
        QVERIFY(made->timeStretch == 0.15 && made->frequencyWarp == 0.1 && made->equaliserDb == 6.0);
        QCOMPARE(made->epochs, 50);
        QVERIFY(made->spliceFromEpoch == 4 && made->spliceShare == 0.75 && made->alignEvery == 2);
        QVERIFY(made->spliceFewest == 3 && made->spliceMost == 12);
        QCOMPARE(made->selectBy, std::string("held-out-validation"));
        const auto again = experiment::parseRecogniserExperiment(experiment::formatRecogniserExperiment(*made), "again");
        PROSOSCOPE_VERIFY(again);
        QVERIFY(*again == *made);
    }

    void knowsItsOwnFiles() {
        QVERIFY(experiment::isRecogniserExperiment(text()));
        QVERIFY(!experiment::isRecogniserExperiment("name = \"a\"\n[labels]\nclasses = [\"sad\"]\n"));
        QVERIFY(!experiment::isRecogniserExperiment("kind = 3"));
        QVERIFY(!experiment::isRecogniserExperiment("kind = \"recogniser"));
    }

    void bundledFilesAreGood() {
        const auto folder = std::filesystem::path(PROSOSCOPE_SOURCE_DIR) / "resources" / "experiments";
        const auto plain = experiment::readRecogniserExperiment(folder / "nemo-recogniser.toml");
        PROSOSCOPE_VERIFY(plain);
        auto control = experiment::readRecogniserExperiment(folder / "nemo-recogniser-shuffled.toml");
        PROSOSCOPE_VERIFY(control);
        QVERIFY(control->shuffledTexts && !plain->shuffledTexts);
        control->shuffledTexts = false;
        control->name = plain->name;
        control->title = plain->title;
        QVERIFY(*control == *plain);
    }

    void namesLineAndKey_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("said");
        QTest::newRow("unknown key") << "seed = 3"
                                     << "sead = 3"
                                     << "line 3";
        QTest::newRow("wrong kind") << "kind = \"recogniser\""
                                    << "kind = \"emotion\""
                                    << "line 1";
        QTest::newRow("no name") << "name = \"nemo\"\nseed"
                                 << "seed"
                                 << "name";
        QTest::newRow("name of a file elsewhere") << "name = \"nemo\"\nseed"
                                                  << "name = \"../nemo\"\nseed"
                                                  << "line 2";
        QTest::newRow("rate") << "22050"
                              << "20000"
                              << "line 7";
        QTest::newRow("no speaker") << "[\"WR0\"]"
                                    << "[]"
                                    << "line 9";
        QTest::newRow("tested speaker validates") << "[\"TP0\"]"
                                                  << "[\"WR0\"]"
                                                  << "WR0";
        QTest::newRow("optimiser") << "maxprop"
                                   << "sgd"
                                   << "line 13";
        QTest::newRow("rate of learning") << "1e-3"
                                          << "-1.0"
                                          << "line 14";
        QTest::newRow("pieces that end before they begin") << "splice_most = 12"
                                                           << "splice_most = 2"
                                                           << "line 24";
        QTest::newRow("chosen by what is not there") << "held_out_texts = 18"
                                                     << "held_out_texts = 0"
                                                     << "select_by";
        QTest::newRow("no table") << "[split]"
                                  << "[splits]"
                                  << "split";
    }
    void namesLineAndKey() {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, said);
        QString changed = QString::fromStdString(text());
        const auto at = changed.indexOf(from);
        QVERIFY(at >= 0);
        changed.replace(at, from.size(), to);
        const auto refused = experiment::parseRecogniserExperiment(changed.toStdString(), "x.toml");
        QVERIFY(!refused);
        const auto message = QString::fromStdString(refused.error().message());
        QVERIFY2(message.contains("x.toml") && message.contains(said), qPrintable(message));
    }
};

QTEST_GUILESS_MAIN(TestRecogniserExperiment)
#include "TestRecogniserExperiment.moc"
