// SPDX-License-Identifier: GPL-3.0-or-later
// Several processes on one workspace, and processes that are killed. The test's own executable, started with
// --write FOLDER FOLDS or --open FOLDER, is the other process.
#include <QProcess>
#include <csignal>
#include <cstdio>
#include <set>

#include "StoreExamples.h"
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
        return process.waitForFinished(60000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
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

int main(int argc, char** argv) {
    const std::string what = argc > 2 ? argv[1] : "";
    if (what == "--write") return writeRun(argv[2], std::atoi(argv[3]));
    if (what == "--open") return openOnly(argv[2]);
    QCoreApplication application(argc, argv);
    TestWorkspaceProcesses test;
    return QTest::qExec(&test, argc, argv);
}

#include "TestWorkspaceProcesses.moc"
