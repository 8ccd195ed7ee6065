// SPDX-License-Identifier: GPL-3.0-or-later
// Several processes on one workspace, and processes that are killed. The test's own executable, started with
// --write FOLDER FOLDS, --open FOLDER, --import FOLDER ROWS TIMES or --edit FOLDER TIMES, is the other process.
#include <QProcess>
#include <csignal>
#include <cstdio>
#include <set>

#include "CorpusExamples.h"
#include "FirstVersion.h"
#include "StoreExamples.h"
#include "engine/store/CorpusBlocks.h"
#include "engine/store/CorpusIndex.h"
#include "engine/store/CorpusWriter.h"
#include "engine/store/LabelEdits.h"
#include "engine/store/Workspace.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using store::RunState;
using store::Workspace;

namespace {

constexpr int kPredictions = 50;

/// Adds a run with epochs and finished folds and prints a line after each. Returns an exit code.
int writeRun(const std::filesystem::path& folder, int folds) {
    auto workspace = Workspace::open(folder);
    if (!workspace) {
        std::fprintf(stderr, "%s\n", workspace.error().message().c_str());
        return 2;
    }
    auto run = examples::run("written by another process");
    const auto id = workspace->addRun(run);
    if (!id) return 3;
    run.id = *id;
    std::printf("run %lld\n", static_cast<long long>(*id));
    std::fflush(stdout);
    for (int f = 0; f < folds; ++f) {
        for (int e = 1; e <= 3; ++e) {
            if (!workspace->addEpoch(*id, examples::epoch(f, e))) return 4;
        }
        if (!workspace->finishFold(examples::fold(*id, f), examples::predictions(f, kPredictions))) return 5;
        std::printf("fold %d\n", f);
        std::fflush(stdout);
    }
    run.state = RunState::Finished;
    return workspace->updateRun(run) ? 0 : 6;
}

int openOnly(const std::filesystem::path& folder) {
    const auto workspace = Workspace::open(folder);
    return workspace && workspace->remark().empty() && workspace->runs() ? 0 : 2;
}

/// Imports the corpus "shared" again and again; every import has its number as the session of all its rows. Prints a line
/// after each piece.
int importAgain(const std::filesystem::path& folder, std::size_t rows, int times) {
    core::Progress progress;
    auto corpus = examples::randomCorpus("shared", rows, 1);
    for (int i = 0; i < times; ++i) {
        auto workspace = Workspace::open(folder);
        if (!workspace) return 2;
        for (auto& utterance : corpus.utterances) utterance.session = std::to_string(i);
        auto writer = store::CorpusWriter::begin(*workspace, corpus);
        if (!writer) return 3;
        for (std::size_t from = 0; from < rows; from += 20000) {
            const auto part = std::span(corpus.utterances).subspan(from, std::min<std::size_t>(20000, rows - from));
            if (!writer->add(part, progress)) return 4;
            std::printf("piece\n");
            std::fflush(stdout);
        }
        if (const auto done = writer->finish(progress); !done) {
            std::fprintf(stderr, "%s\n", done.error().message().c_str());
            return 5;
        }
        std::printf("import %d\n", i);
        std::fflush(stdout);
    }
    return 0;
}

/// Gives the first ten utterances of "shared" new labels, and takes every third edit back.
int editAgain(const std::filesystem::path& folder, int times) {
    core::Progress progress;
    auto workspace = Workspace::open(folder);
    if (!workspace) return 2;
    for (int i = 0; i < times; ++i) {
        std::vector<store::LabelChange> changes;
        for (int u = 0; u < 10; ++u) {
            changes.push_back({"session/utterance00000" + std::to_string(u), "emotion", "edit " + std::to_string(i)});
        }
        const auto batch = store::editLabels(*workspace, "shared", changes, progress);
        if (!batch) {
            std::fprintf(stderr, "%s\n", batch.error().message().c_str());
            return 3;
        }
        if (i % 3 == 2 && !store::undoLabelEdits(*workspace, *batch)) return 4;
    }
    return 0;
}

}  // namespace

class TestWorkspaceProcesses : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::filesystem::path root() const { return toPath(m_folder->path()) / "workspace"; }
    std::unique_ptr<QProcess> start(const QStringList& arguments) const {
        auto process = std::make_unique<QProcess>();
        process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process->start(QCoreApplication::applicationFilePath(), arguments);
        return process;
    }
    std::unique_ptr<QProcess> startWriter(int folds) const {
        return start({"--write", QString::fromStdString(root().string()), QString::number(folds)});
    }
    static bool endsWell(QProcess& process) {
        return (process.state() == QProcess::NotRunning || process.waitForFinished(60000)) &&
               process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    }
    /// Every complete fold has all its predictions, and none has some.
    static void verifyWhole(const Workspace& workspace, std::int64_t run, int leastFolds) {
        const auto folds = workspace.folds(run);
        const auto predictions = workspace.predictions(run);
        PROSOSCOPE_VERIFY(folds);
        PROSOSCOPE_VERIFY(predictions);
        std::map<int, int> counts;
        for (const auto& p : *predictions) ++counts[p.fold];
        int complete = 0;
        for (const auto& fold : *folds) {
            QVERIFY(fold.complete);
            QCOMPARE(counts[fold.index], kPredictions);
            ++complete;
        }
        QCOMPARE(static_cast<int>(counts.size()), complete);
        QVERIFY2(complete >= leastFolds, qPrintable(QString("%1 of %2 folds").arg(complete).arg(leastFolds)));
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void severalWriteAtOnce();
    void severalOpenAtOnce();
    void killedWriterLeavesFinishedFolds();
    void runningRunOfLivingProcessStaysRunning();
    void resumedRunRunsAgain();
    void importsAndEditsBesideAReader();
    void killedImportLeavesTheOldCorpus();
    void trainingWritesWhileAnotherImports();
    void killedMigrationIsRepeated();
};

void TestWorkspaceProcesses::severalWriteAtOnce() {
    std::vector<std::unique_ptr<QProcess>> writers;
    for (int i = 0; i < 3; ++i) writers.push_back(startWriter(8));
    auto workspace = Workspace::open(root());
    PROSOSCOPE_VERIFY(workspace);
    for (int i = 0; i < 20; ++i) PROSOSCOPE_VERIFY(workspace->addRun(examples::run("here")));
    for (auto& writer : writers) QVERIFY(endsWell(*writer));
    const auto runs = workspace->runs();
    PROSOSCOPE_VERIFY(runs);
    QCOMPARE(runs->size(), std::size_t{23});
    std::set<std::int64_t> ids;
    for (const auto& run : *runs) {
        ids.insert(run.id);
        if (run.name == "here") {
            QCOMPARE(run.state, RunState::Running);
            continue;
        }
        QCOMPARE(run.state, RunState::Finished);
        verifyWhole(*workspace, run.id, 8);
        QCOMPARE(workspace->epochs(run.id)->size(), std::size_t{24});
    }
    QCOMPARE(ids.size(), std::size_t{23});
}

void TestWorkspaceProcesses::severalOpenAtOnce() {
    for (int round = 0; round < 5; ++round) {
        init();
        std::vector<std::unique_ptr<QProcess>> openers;
        for (int i = 0; i < 4; ++i) openers.push_back(start({"--open", QString::fromStdString(root().string())}));
        for (auto& opener : openers) QVERIFY(endsWell(*opener));
    }
}

void TestWorkspaceProcesses::killedWriterLeavesFinishedFolds() {
    for (int round = 0; round < 6; ++round) {
        auto writer = startWriter(100000);
        int reported = -1;
        std::int64_t run = 0;
        while (reported < round * 3) {
            QVERIFY(writer->canReadLine() || writer->waitForReadyRead(60000));
            while (writer->canReadLine()) {
                const auto words = writer->readLine().trimmed().split(' ');
                if (words[0] == "run") run = words[1].toLongLong();
                if (words[0] == "fold") reported = words[1].toInt();
            }
        }
        writer->kill();
        QVERIFY(writer->waitForFinished(60000));
        QCOMPARE(writer->exitStatus(), QProcess::CrashExit);
        const auto workspace = Workspace::open(root());
        PROSOSCOPE_VERIFY(workspace);
        QVERIFY(workspace->remark().empty());
        QCOMPARE(workspace->run(run)->state, RunState::Interrupted);
        verifyWhole(*workspace, run, reported + 1);
        if (QTest::currentTestFailed()) return;
    }
    QCOMPARE(Workspace::open(root())->runs()->size(), std::size_t{6});
}

void TestWorkspaceProcesses::runningRunOfLivingProcessStaysRunning() {
    auto writer = startWriter(100000);
    QVERIFY(writer->waitForReadyRead(60000));
    const auto workspace = Workspace::open(root());
    PROSOSCOPE_VERIFY(workspace);
    QCOMPARE(workspace->runs()->at(0).state, RunState::Running);
    writer->kill();
    QVERIFY(writer->waitForFinished(60000));
    QCOMPARE(workspace->runs()->at(0).state, RunState::Interrupted);  // seen by one that was open all the time
    QCOMPARE(workspace->run(workspace->runs()->at(0).id)->state, RunState::Interrupted);
}

void TestWorkspaceProcesses::resumedRunRunsAgain() {
    auto writer = startWriter(100000);
    QVERIFY(writer->waitForReadyRead(60000));
    writer->kill();
    QVERIFY(writer->waitForFinished(60000));
    auto workspace = Workspace::open(root());
    PROSOSCOPE_VERIFY(workspace);
    auto run = workspace->run(workspace->runs()->at(0).id).value();
    QCOMPARE(run.state, RunState::Interrupted);
    run.state = RunState::Running;
    PROSOSCOPE_VERIFY(workspace->updateRun(run));
    auto opener = start({"--open", QString::fromStdString(root().string())});
    QVERIFY(endsWell(*opener));
    QCOMPARE(workspace->run(run.id)->state, RunState::Running);  // this process owns it now
}

void TestWorkspaceProcesses::importsAndEditsBesideAReader() {
    auto workspace = Workspace::open(root());
    PROSOSCOPE_VERIFY(workspace);
    PROSOSCOPE_VERIFY(workspace->saveCorpus(examples::randomCorpus("shared", 300, 1)));
    auto importer = start({"--import", QString::fromStdString(root().string()), "300", "25"});
    auto editor = start({"--edit", QString::fromStdString(root().string()), "30"});
    auto index = store::CorpusIndex::open(root(), {"shared"});
    PROSOSCOPE_VERIFY(index);
    core::Progress progress;
    store::CorpusQuery query;
    query.sortField = "seconds";
    int answers = 0;
    int again = 0;
    while (importer->state() != QProcess::NotRunning || editor->state() != QProcess::NotRunning) {
        importer->waitForFinished(1);
        editor->waitForFinished(1);
        const auto list = index->select(query, progress);
        const auto rows = list ? index->rows(*list, 0, 300, progress) : core::fail(list.error());
        if (!rows) {
            QCOMPARE(rows.error().kind, core::ErrorKind::Unavailable);
            PROSOSCOPE_VERIFY(index->reopen());
            ++again;
            continue;
        }
        // Rows of one import, all of them, and the ten edited ones with the label of one edit.
        ++answers;
        QCOMPARE(rows->size(), std::size_t{300});
        std::set<std::string> sessions;
        std::set<std::string> labels;
        for (const auto& row : *rows) {
            sessions.insert(row.utterance.session);
            if (row.row < 10) labels.insert(row.edited.empty() ? "imported" : row.utterance.emotion);
        }
        if (again > 0) QCOMPARE(sessions.size(), std::size_t{1});
        QCOMPARE(labels.size(), std::size_t{1});
    }
    QVERIFY(endsWell(*importer));
    QVERIFY(endsWell(*editor));
    QVERIFY2(answers > 5 && again > 0, qPrintable(QString("%1 answers, opened again %2 times").arg(answers).arg(again)));
    const auto corpus = workspace->corpus("shared");
    PROSOSCOPE_VERIFY(corpus);
    QCOMPARE(corpus->utterances[3].emotion, std::string("edit 28"));  // the last one, 29, was taken back
    QCOMPARE(corpus->utterances[3].session, std::string("24"));
    QCOMPARE(workspace->corpora()->size(), std::size_t{1});
}

void TestWorkspaceProcesses::killedImportLeavesTheOldCorpus() {
    PROSOSCOPE_VERIFY(Workspace::open(root())->saveCorpus(examples::randomCorpus("shared", 50, 1)));
    auto importer = start({"--import", QString::fromStdString(root().string()), "82000", "1"});
    for (int pieces = 0; pieces < 4;) {  // the first block of 65536 is stored by then
        QVERIFY(importer->canReadLine() || importer->waitForReadyRead(60000));
        while (importer->canReadLine()) pieces += importer->readLine().startsWith("piece") ? 1 : 0;
    }
    {
        const auto workspace = Workspace::open(root());
        QCOMPARE(workspace->corpora()->size(), std::size_t{1});  // what is half there is not shown
        QCOMPARE(workspace->corpus("shared")->utterances.size(), std::size_t{50});
    }
    importer->kill();
    QVERIFY(importer->waitForFinished(60000));
    auto workspace = Workspace::open(root());
    PROSOSCOPE_VERIFY(workspace);
    QVERIFY(workspace->remark().empty());
    const auto count = [&] { return store::Database(root() / "workspace.sqlite").number("SELECT count(*) FROM utterances"); };
    if (importer->exitStatus() == QProcess::CrashExit) {
        QCOMPARE(workspace->corpus("shared")->utterances.size(), std::size_t{50});
        QCOMPARE(count(), std::int64_t{50 + 65536});
    }
    PROSOSCOPE_VERIFY(workspace->saveCorpus(examples::randomCorpus("other", 7, 1)));  // takes the remains away
    QCOMPARE(count(), static_cast<std::int64_t>(workspace->corpus("shared")->utterances.size()) + 7);
}

void TestWorkspaceProcesses::trainingWritesWhileAnotherImports() {
    auto importer = start({"--import", QString::fromStdString(root().string()), "100000", "1"});
    auto writer = startWriter(30);
    QVERIFY(endsWell(*writer));
    QVERIFY(endsWell(*importer));
    const auto workspace = Workspace::open(root());
    verifyWhole(*workspace, workspace->runs()->at(0).id, 30);
    QCOMPARE(workspace->corpora()->at(0).utterances, std::int64_t{100000});
}

void TestWorkspaceProcesses::killedMigrationIsRepeated() {
    examples::makeFirstVersion(root(), 60000);
    for (const int wait : {60, 160, 260}) {
        auto opener = start({"--open", QString::fromStdString(root().string())});
        QVERIFY(opener->waitForStarted());
        QTest::qWait(wait);
        opener->kill();
        QVERIFY(opener->state() == QProcess::NotRunning || opener->waitForFinished(60000));
    }
    std::vector<std::unique_ptr<QProcess>> openers;
    for (int i = 0; i < 3; ++i) openers.push_back(start({"--open", QString::fromStdString(root().string())}));
    for (auto& opener : openers) QVERIFY(endsWell(*opener));
    const auto workspace = Workspace::open(root());
    PROSOSCOPE_VERIFY(workspace);
    QVERIFY(workspace->remark().empty());
    QCOMPARE(workspace->corpora()->at(0).utterances, std::int64_t{60000});
    auto index = store::CorpusIndex::open(root());
    core::Progress progress;
    QCOMPARE(index->values("emotion", store::RowList(index->size()), progress)->at(0).count, std::size_t{20000});
}

int main(int argc, char** argv) {
    const std::string what = argc > 2 ? argv[1] : "";
    if (what == "--write") return writeRun(argv[2], std::atoi(argv[3]));
    if (what == "--open") return openOnly(argv[2]);
    if (what == "--import") return importAgain(argv[2], static_cast<std::size_t>(std::atoi(argv[3])), std::atoi(argv[4]));
    if (what == "--edit") return editAgain(argv[2], std::atoi(argv[3]));
    QCoreApplication application(argc, argv);
    TestWorkspaceProcesses test;
    return QTest::qExec(&test, argc, argv);
}

#include "TestWorkspaceProcesses.moc"
