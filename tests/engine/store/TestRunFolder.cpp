// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "StoreExamples.h"
#include "engine/core/Csv.h"
#include "engine/core/SafeFile.h"
#include "engine/store/Workspace.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using store::RunState;
using store::Workspace;

class TestRunFolder : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::filesystem::path root() const { return toPath(m_folder->path()); }
    std::filesystem::path exported() const { return root() / "run größe"; }
    /// A workspace with one run of two complete folds and one that is not, exported.
    std::int64_t makeExport(Workspace& workspace) const {
        auto run = examples::run();
        run.id = workspace.addRun(run).value();
        for (int f = 0; f < 3; ++f) {
            (void)workspace.saveFold(examples::fold(run.id, f));
            for (int e = 1; e <= 4; ++e) (void)workspace.addEpoch(run.id, examples::epoch(f, e));
            if (f < 2) (void)workspace.finishFold(examples::fold(run.id, f), examples::predictions(f, 5 + f));
        }
        run.state = RunState::Finished;
        (void)workspace.updateRun(run);
        if (const auto done = workspace.exportRun(run.id, exported()); !done) qFatal("%s", done.error().message().c_str());
        return run.id;
    }
    void replaceIn(const char* file, const std::string& from, const std::string& to) const {
        auto text = core::readFile(exported() / file).value();
        const auto place = text.find(from);
        if (place == std::string::npos) qFatal("%s is not in %s", from.c_str(), file);
        text.replace(place, from.size(), to);
        (void)core::writeFile(exported() / file, text);
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void roundTrip();
    void filesAreReadable();
    void pathsCountFromTheCorpusFolder();
    void runWithoutFolds();
    void runningBecomesInterrupted();
    void inconsistentFoldersAddNothing_data();
    void inconsistentFoldersAddNothing();
    void missingFilesAddNothing();
    void unknownRunAndUnwritableFolder();
};

void TestRunFolder::roundTrip() {
    auto workspace = Workspace::open(root() / "a");
    PROSOSCOPE_VERIFY(workspace);
    const auto id = makeExport(*workspace);
    auto other = Workspace::open(root() / "b");
    PROSOSCOPE_VERIFY(other);
    PROSOSCOPE_VERIFY(other->addRun(examples::run("makes ids differ")));
    const auto imported = other->importRun(exported(), true);
    PROSOSCOPE_VERIFY(imported);
    QVERIFY(*imported != id);
    auto expected = workspace->run(id).value();
    QCOMPARE(expected.state, RunState::Finished);
    expected.example = true;
    examples::compare(other->run(*imported).value(), expected);
    const auto foldsA = workspace->folds(id).value();
    const auto foldsB = other->folds(*imported).value();
    QCOMPARE(foldsB.size(), std::size_t{3});
    for (std::size_t i = 0; i < 3; ++i) {
        examples::compare(foldsB[i], foldsA[i]);
        QCOMPARE(foldsB[i].complete, i < 2);
        QCOMPARE(foldsB[i].run, *imported);
    }
    const auto epochsA = workspace->epochs(id).value();
    const auto epochsB = other->epochs(*imported).value();
    QCOMPARE(epochsB.size(), std::size_t{12});
    for (std::size_t i = 0; i < 12; ++i) examples::compare(epochsB[i], epochsA[i]);
    const auto a = workspace->predictions(id).value();
    const auto b = other->predictions(*imported).value();
    QCOMPARE(b.size(), std::size_t{11});
    for (std::size_t i = 0; i < 11; ++i) examples::compare(b[i], a[i]);
    PROSOSCOPE_VERIFY(other->importRun(exported(), false));  // once more is another run
    QCOMPARE(other->runs()->size(), std::size_t{3});
    QVERIFY(!other->run(*imported + 1)->example);
    PROSOSCOPE_VERIFY(other->exportRun(*imported + 1, root() / "again"));
    for (const char* file : {"run.json", "folds.csv", "curves.csv", "predictions.csv"}) {
        QCOMPARE(core::readFile(root() / "again" / file).value(), core::readFile(exported() / file).value());
    }
}

void TestRunFolder::filesAreReadable() {
    auto workspace = Workspace::open(root() / "a");
    PROSOSCOPE_VERIFY(workspace);
    makeExport(*workspace);
    const auto json = core::readFile(exported() / "run.json").value();
    QVERIFY(json.find("\"name\": \"emodb-loso\",\n") != std::string::npos);
    QVERIFY(json.find("\"title\": \"EmoDB, Sprecher für Sprecher\"") != std::string::npos);
    QVERIFY(json.find("\"state\": \"finished\"") != std::string::npos);
    const auto table = core::parseCsv(core::readFile(exported() / "predictions.csv").value(), "predictions.csv");
    PROSOSCOPE_VERIFY(table);
    const std::vector<std::string> columns{"fold",   "utterance", "path",      "start", "end",   "speaker",
                                           "gender", "truth",     "predicted", "angry", "happy", "sad"};
    QCOMPARE(table->columns, columns);
    QCOMPARE(table->rows.size(), std::size_t{11});
    QCOMPARE(table->rows[1][7], std::string("happy"));
    QCOMPARE(table->rows[1][8], std::string("sad"));
    QCOMPARE(core::parseCsv(core::readFile(exported() / "folds.csv").value(), "")->rows[0][2], std::string("03;a\\;b\\\\c;ü"));
}

void TestRunFolder::pathsCountFromTheCorpusFolder() {
    auto workspace = Workspace::open(root() / "a");
    PROSOSCOPE_VERIFY(workspace);
    corpus::Corpus corpus;
    corpus.name = "emodb";
    corpus.folder = "/korpus ü";
    PROSOSCOPE_VERIFY(workspace->saveCorpus(corpus));
    makeExport(*workspace);
    const auto text = core::readFile(exported() / "predictions.csv").value();
    QVERIFY(text.find("/korpus") == std::string::npos);
    QCOMPARE(core::parseCsv(text, "")->rows[0][2], std::string("wav/\"x\", 0.wav"));
}

void TestRunFolder::runWithoutFolds() {
    auto workspace = Workspace::open(root() / "a");
    PROSOSCOPE_VERIFY(workspace);
    auto run = examples::run();
    run.uar.reset();
    run.uarLow = std::nan("");
    run.id = workspace->addRun(run).value();
    run.state = RunState::Failed;
    PROSOSCOPE_VERIFY(workspace->updateRun(run));
    PROSOSCOPE_VERIFY(workspace->exportRun(run.id, exported()));
    const auto imported = workspace->importRun(exported(), false);
    PROSOSCOPE_VERIFY(imported);
    QVERIFY(!workspace->run(*imported)->uar && !workspace->run(*imported)->uarLow);
    QCOMPARE(workspace->run(*imported)->state, RunState::Failed);
}

void TestRunFolder::runningBecomesInterrupted() {
    auto workspace = Workspace::open(root() / "a");
    PROSOSCOPE_VERIFY(workspace);
    const auto id = workspace->addRun(examples::run()).value();
    PROSOSCOPE_VERIFY(workspace->exportRun(id, exported()));
    const auto imported = workspace->importRun(exported(), false);
    PROSOSCOPE_VERIFY(imported);
    QCOMPARE(workspace->run(*imported)->state, RunState::Interrupted);
    QCOMPARE(workspace->run(id)->state, RunState::Running);
}

void TestRunFolder::inconsistentFoldersAddNothing_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    const auto row = [](const char* name, const char* file, const char* from, const char* to) {
        QTest::newRow(name) << QByteArray(file) << QByteArray(from) << QByteArray(to);
    };
    row("no json", "run.json", "{", "");
    row("field missing", "run.json", "\"protocol\"", "\"protokoll\"");
    row("field of another type", "run.json", "\"threads\": 2", "\"threads\": \"2\"");
    row("unknown format", "run.json", "\"format\": 1", "\"format\": 2");
    row("unknown state", "run.json", "\"finished\"", "\"done\"");
    row("class missing", "run.json", "\"sad\"", "\"bored\"");
    row("class twice", "run.json", "\"sad\"", "\"angry\"");
    row("classes of other number", "run.json", "\"happy\",", "");
    row("fold twice", "folds.csv", "\n1,", "\n0,");
    row("fold missing", "folds.csv", "\n1,", "\n7,");
    row("fold negative", "folds.csv", "\n0,", "\n-1,");
    row("folds column", "folds.csv", "bestEpoch", "best");
    row("neither yes nor no", "folds.csv", "yes", "maybe");
    row("fold said to be incomplete", "folds.csv", "yes", "no");
    row("fold said to be complete", "folds.csv", "no", "yes");
    row("curve of unknown fold", "curves.csv", "\n2,", "\n9,");
    row("epoch twice", "curves.csv", "\n0,2,", "\n0,1,");
    row("epoch zero", "curves.csv", "\n0,1,", "\n0,0,");
    row("loss is text", "curves.csv", "0.25", "low");
    row("row too short", "curves.csv", "0.25,", "");
    row("unknown truth", "predictions.csv", "happy,sad,", "glad,sad,");
    row("unknown prediction", "predictions.csv", "happy,sad,", "happy,glad,");
    row("posterior missing", "predictions.csv", "1e-30", "");
    row("posterior is text", "predictions.csv", "1e-30", "x");
    row("prediction of unknown fold", "predictions.csv", "\n1,", "\n8,");
    row("start is text", "predictions.csv", ",0,-1,", ",a,-1,");
    row("quote never closed", "predictions.csv", "female", "\"female");
}

void TestRunFolder::inconsistentFoldersAddNothing() {
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    auto workspace = Workspace::open(root() / "a");
    PROSOSCOPE_VERIFY(workspace);
    makeExport(*workspace);
    replaceIn(file.constData(), from.toStdString(), to.toStdString());
    auto other = Workspace::open(root() / "b");
    PROSOSCOPE_VERIFY(other);
    const auto imported = other->importRun(exported(), true);
    QVERIFY(!imported);
    QCOMPARE(imported.error().kind, core::ErrorKind::BadInput);
    const auto message = QString::fromStdString(imported.error().message());
    QVERIFY2(message.contains(".json") || message.contains(".csv"), qPrintable(message));
    QVERIFY(other->runs()->empty());
}

void TestRunFolder::missingFilesAddNothing() {
    auto workspace = Workspace::open(root() / "a");
    PROSOSCOPE_VERIFY(workspace);
    makeExport(*workspace);
    for (const char* file : {"folds.csv", "curves.csv", "predictions.csv", "run.json"}) {
        const auto path = exported() / file;
        std::filesystem::rename(path, root() / "kept");
        const auto imported = workspace->importRun(exported(), true);
        QVERIFY(!imported);
        QCOMPARE(imported.error().kind, core::ErrorKind::NotFound);
        QVERIFY(imported.error().message().find(file) != std::string::npos);
        std::filesystem::rename(root() / "kept", path);
    }
    QVERIFY(!workspace->importRun(root() / "absent", true));
    QCOMPARE(workspace->runs()->size(), std::size_t{1});
    PROSOSCOPE_VERIFY(workspace->importRun(exported(), true));
}

void TestRunFolder::unknownRunAndUnwritableFolder() {
    auto workspace = Workspace::open(root() / "a");
    PROSOSCOPE_VERIFY(workspace);
    QCOMPARE(workspace->exportRun(5, exported()).error().kind, core::ErrorKind::NotFound);
    QVERIFY(!std::filesystem::exists(exported()));
    const auto id = workspace->addRun(examples::run()).value();
    QVERIFY(!workspace->exportRun(id, "/proc/prososcope/run"));
}

QTEST_GUILESS_MAIN(TestRunFolder)
#include "TestRunFolder.moc"
