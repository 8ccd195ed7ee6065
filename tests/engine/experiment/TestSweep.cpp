// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/SafeFile.h"
#include "engine/experiment/Sweep.h"
#include "engine/experiment/WaitingRun.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::experiment;

namespace {

const std::string kBase = R"(name = "small"
[corpus]
name = "emodb"
[labels]
classes = ["angry", "sad"]
)";

}  // namespace

class TestSweep : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oneRunWithoutASweep();
    void everyCombination();
    void seedsVaryFastest();
    void listsAsValuesAndNewTables();
    void errors_data();
    void errors();
    void oneRunIsWanted();
    void whatWaits();
    void fusions();
    void copiesAndSchedules();
    void dimensions();
    void wrongTables_data();
    void wrongTables();
};

void TestSweep::oneRunWithoutASweep() {
    const auto group = parseExperiments(kBase, "small.toml");
    PROSOSCOPE_VERIFY(group);
    QCOMPARE(group->name, std::string("small"));
    QCOMPARE(group->runs.size(), std::size_t{1});
    QVERIFY(group->runs[0].point.empty());
}

void TestSweep::everyCombination() {
    // toml++ sorts keys, so the order of the file must be kept by lines.
    const auto group = parseExperiments(kBase +
                                            "[training]\nbatch = 8\n[sweep]\ntraining.learning_rate = [1e-3, 2e-3]\n"
                                            "\"training.epochs\" = [3, 4, 5]\nfeatures.set = [\"logmel80\"]\n",
                                        "small.toml");
    PROSOSCOPE_VERIFY(group);
    QCOMPARE(group->runs.size(), std::size_t{6});
    QCOMPARE(group->runs[0].point,
             std::string("training.learning_rate = 0.001, training.epochs = 3, features.set = 'logmel80'"));
    QCOMPARE(group->runs[1].experiment.training.epochs, 4);
    QCOMPARE(group->runs[1].experiment.training.learningRate, 1e-3);
    QCOMPARE(group->runs[5].experiment.training.epochs, 5);
    QCOMPARE(group->runs[5].experiment.training.learningRate, 2e-3);
    for (const auto& run : group->runs) QCOMPARE(run.experiment.training.batch, 8);
}

void TestSweep::seedsVaryFastest() {
    const auto group = parseExperiments("seeds = [5, 6]\n" + kBase + "[sweep]\ntraining.epochs = [3, 4]\n", "small.toml");
    PROSOSCOPE_VERIFY(group);
    QCOMPARE(group->runs.size(), std::size_t{4});
    QCOMPARE(group->runs[0].experiment.seed, std::uint64_t{5});
    QCOMPARE(group->runs[1].experiment.seed, std::uint64_t{6});
    QCOMPARE(group->runs[0].point, group->runs[1].point);
    QCOMPARE(group->runs[2].point, std::string("training.epochs = 4"));
    // Seeds alone are a group of one point.
    const auto seeds = parseExperiments("seeds = [5, 6]\n" + kBase, "small.toml");
    PROSOSCOPE_VERIFY(seeds);
    QVERIFY(seeds->runs[0].point.empty() && seeds->runs[1].point.empty());
}

void TestSweep::listsAsValuesAndNewTables() {
    const auto group = parseExperiments(kBase + "[sweep]\ncopies.speeds = [[0.9, 1.1], [1.2]]\n", "small.toml");
    PROSOSCOPE_VERIFY(group);
    QCOMPARE(group->runs[0].experiment.copies.speeds, (std::vector<double>{0.9, 1.1}));
    QCOMPARE(group->runs[1].experiment.copies.speeds, std::vector<double>{1.2});
}

void TestSweep::errors_data() {
    QTest::addColumn<QString>("tail");
    QTest::addColumn<QString>("says");
    QTest::newRow("no list") << "[sweep]\ntraining.epochs = 3\n"
                             << "line 7: \"training.epochs\"";
    QTest::newRow("empty list") << "[sweep]\ntraining.epochs = []\n"
                                << "line 7";
    QTest::newRow("unknown key") << "[sweep]\ntraining.epoch = [3]\n"
                                 << "training.epoch = 3";
    QTest::newRow("out of range") << "[sweep]\ntraining.epochs = [3, 0]\n"
                                  << "training.epochs = 0";
    QTest::newRow("other type") << "[sweep]\nlabels.classes = [3]\n"
                                << "labels.classes = 3";
    QTest::newRow("no table") << "[sweep]\nname.x = [3]\n"
                              << "cannot be swept";
    QTest::newRow("below a value") << "[sweep]\ncorpus.name.x = [3]\n"
                                   << "no table";
    QTest::newRow("too many") << "[sweep]\ntraining.epochs = [1,2,3,4,5,6,7,8,9,10]\ntraining.batch = [2,3,4,5,6,7,8,9,10,11]\n"
                                 "training.patience = [1,2,3,4,5,6,7,8,9,10,11]\n"
                              << "more than 1000 runs";
}
void TestSweep::errors() {
    QFETCH(QString, tail);
    QFETCH(QString, says);
    const auto group = parseExperiments(kBase + tail.toStdString(), "small.toml");
    QVERIFY(!group);
    QVERIFY2(QString::fromStdString(group.error().message()).contains(says), group.error().message().c_str());
    QVERIFY2(QString::fromStdString(group.error().message()).contains("small.toml"), group.error().message().c_str());
    QVERIFY(!parseExperiments("seeds = 3\n" + kBase, "small.toml"));
    QVERIFY(!parseExperiments("seeds = [\"a\"]\n" + kBase, "small.toml"));
    QVERIFY(!parseExperiments("sweep = 3\n" + kBase, "small.toml"));
}

void TestSweep::oneRunIsWanted() {
    const auto one = parseExperiment("seeds = [1, 2]\n" + kBase, "small.toml");
    QVERIFY(!one);
    QVERIFY2(one.error().message().find("2 runs") != std::string::npos, one.error().message().c_str());
    PROSOSCOPE_VERIFY(parseExperiment("seeds = [7]\n" + kBase, "small.toml"));
}

void TestSweep::whatWaits() {
    const auto experiment = parseExperiment("seed = 7\n" + kBase, "small.toml").value();
    const auto record = waitingRecord(experiment);
    QCOMPARE(record.state, store::RunState::Waiting);
    QCOMPARE(record.seed, std::uint64_t{7});
    QCOMPARE(record.corpus, std::string("emodb"));
    const auto again = parseExperiment(record.experiment, "run");
    PROSOSCOPE_VERIFY(again);
    QCOMPARE(formatExperiment(*again), formatExperiment(experiment));
}

void TestSweep::fusions() {
    const std::string text =
        kBase +
        "[model]\nkind = \"fusion\"\n[[member]]\nset = \"ComParE_2016\"\nkind = \"svm-linear\"\ncost = 0.1\n"
        "[[member]]\nset = \"logmel80\"\nkind = \"logmel-network\"\nweight = 2.0\n";
    const auto fusion = parseExperiment(text, "small.toml");
    PROSOSCOPE_VERIFY(fusion);
    QCOMPARE(fusion->members.size(), std::size_t{2});
    QCOMPARE(fusion->members[0].modelSettings.at("cost"), 0.1);
    QCOMPARE(fusion->members[1].weight, 2.0);
    QVERIFY(trainsNetwork(*fusion));
    QVERIFY(foldSettings(*fusion).innerSpeakers > 0);
    QVERIFY2(systemName(*fusion).find("fusion of linear SVM on ComParE_2016 + log-mel network") == 0,
             systemName(*fusion).c_str());
    const auto again = parseExperiment(formatExperiment(*fusion), "again.toml");
    PROSOSCOPE_VERIFY(again);
    QVERIFY(again->members == fusion->members);
}

void TestSweep::copiesAndSchedules() {
    const auto experiment = parseExperiment(kBase +
                                                "[training]\nschedule = \"tri-stage\"\nhold_share = 0.5\naccumulate = 4\n"
                                                "precision = \"bfloat16\"\n[copies]\nspeeds = [0.9, 1.1]\nrooms = 2\n"
                                                "room_seconds = 0.3\nnoises = 1\nnoise_snr_db = 10.0\ngain_db = 6.0\n",
                                            "small.toml");
    PROSOSCOPE_VERIFY(experiment);
    QCOMPARE(experiment->copies.count(), std::size_t{5});
    const auto again = parseExperiment(formatExperiment(*experiment), "again.toml");
    PROSOSCOPE_VERIFY(again);
    QVERIFY(again->copies == experiment->copies);
    QCOMPARE(again->training.schedule, std::string("tri-stage"));
    QCOMPARE(again->training.accumulate, 4);
    QCOMPARE(again->training.precision, std::string("bfloat16"));
}

void TestSweep::dimensions() {
    const std::string text =
        "name = \"va\"\n[corpus]\nname = \"c\"\n[labels]\ndimensions = [\"valence\", \"arousal\"]\n"
        "[features]\nset = \"eGeMAPSv02\"\n[model]\nkind = \"ridge\"\nselect = 20\n";
    const auto experiment = parseExperiment(text, "va.toml");
    PROSOSCOPE_VERIFY(experiment);
    QCOMPARE(experiment->dimensions, (std::vector<std::string>{"valence", "arousal"}));
    QVERIFY(experiment->classes.empty());
    const auto again = parseExperiment(formatExperiment(*experiment), "again.toml");
    PROSOSCOPE_VERIFY(again);
    QCOMPARE(again->dimensions, experiment->dimensions);
    corpus::Corpus corpus;
    corpus.name = "c";
    corpus.utterances.resize(3);
    corpus.utterances[0].valence = 2.0;
    corpus.utterances[0].arousal = 3.0;
    corpus.utterances[1].valence = 2.0;
    const auto labelled = applyLabels(*experiment, corpus);
    PROSOSCOPE_VERIFY(labelled);
    QCOMPARE(labelled->utterances.size(), std::size_t{1});
    QCOMPARE(labelled->values[0], (std::vector<double>{2.0, 3.0}));
    QCOMPARE(labelled->dropped.at("(not rated)"), std::size_t{2});
    corpus.utterances[0].valence.reset();
    QVERIFY(!applyLabels(*experiment, corpus));
}

void TestSweep::wrongTables_data() {
    QTest::addColumn<QString>("tail");
    QTest::addColumn<QString>("says");
    QTest::newRow("one member") << "[model]\nkind = \"fusion\"\n[[member]]\nset = \"logmel80\"\nkind = \"svm-linear\"\n"
                                << "at least twice";
    QTest::newRow("members of no fusion") << "[[member]]\nset = \"logmel80\"\nkind = \"svm-linear\"\n"
                                          << "at least twice";
    QTest::newRow("fusion in a fusion")
        << "[model]\nkind = \"fusion\"\n[[member]]\nset = \"a\"\nkind = \"fusion\"\n[[member]]\n"
           "set = \"a\"\nkind = \"svm-linear\"\n"
        << "line 10";
    QTest::newRow("member without a kind") << "[model]\nkind = \"fusion\"\n[[member]]\nset = \"a\"\n[[member]]\nset = \"b\"\n"
                                           << "member.kind";
    QTest::newRow("regression of classes") << "[model]\nkind = \"ridge\"\n"
                                           << "dimensions";
    QTest::newRow("too fast") << "[copies]\nspeeds = [3.0]\n"
                              << "between 0.5 and 2";
    QTest::newRow("schedule") << "[training]\nschedule = \"magic\"\n"
                              << "training.schedule";
    QTest::newRow("held too long") << "[training]\nschedule = \"tri-stage\"\nhold_share = 0.95\n"
                                   << "hold_share";
}
void TestSweep::wrongTables() {
    QFETCH(QString, tail);
    QFETCH(QString, says);
    const auto experiment = parseExperiment(kBase + tail.toStdString(), "small.toml");
    QVERIFY(!experiment);
    QVERIFY2(QString::fromStdString(experiment.error().message()).contains(says), experiment.error().message().c_str());
}

QTEST_GUILESS_MAIN(TestSweep)
#include "TestSweep.moc"
