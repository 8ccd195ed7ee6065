// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/DoubtfulUtterances.h"
#include "engine/store/RunNotes.h"
#include "engine/store/RunQueue.h"
#include "tests/engine/store/StoreExamples.h"

using namespace prososcope;
using store::RunState;
using store::Workspace;

/// What people say of runs, the queue, and marks on utterances.
class TestRunNotes : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workspace> m_workspace;

    std::int64_t finished(const std::string& name = "a") {
        auto run = examples::run(name);
        run.id = m_workspace->addRun(run).value();
        run.state = RunState::Finished;
        if (!m_workspace->updateRun(run)) qFatal("cannot store");
        return run.id;
    }
    std::vector<std::string> waitingNames() const {
        std::vector<std::string> names;
        const auto waiting = store::waitingRuns(*m_workspace).value();
        for (const auto& run : waiting) names.push_back(run.name);
        return names;
    }
    std::vector<std::int64_t> addWaiting(const std::vector<std::string>& names) {
        std::vector<store::RunRecord> runs;
        for (const auto& name : names) {
            auto run = examples::run(name);
            run.group = "g";
            run.point = "x = 1";
            run.command = "prososcope-cli run a.toml";
            run.onlyFolds = {0, 3};
            runs.push_back(run);
        }
        return store::addWaitingRuns(*m_workspace, runs).value();
    }

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_workspace = std::make_unique<Workspace>(Workspace::open(toPath(m_folder->path())).value());
    }
    void cleanup() { m_workspace.reset(); }

    void tagsAndCommentsStay() {
        const auto id = finished();
        PROSOSCOPE_VERIFY(store::setRunTags(*m_workspace, id, {" best ", "", "a, \"b\"", "best"}));
        PROSOSCOPE_VERIFY(store::setRunComment(*m_workspace, id, "größer\nals"));
        auto run = m_workspace->run(id).value();
        QCOMPARE(run.tags, (std::vector<std::string>{"best", "a, \"b\""}));
        QCOMPARE(run.comment, std::string("größer\nals"));
        // A training that still writes the record it began with does not undo what a person said.
        run.tags.clear();
        run.comment.clear();
        run.uar = 0.25;
        PROSOSCOPE_VERIFY(m_workspace->updateRun(run));
        QCOMPARE(m_workspace->run(id)->tags.size(), std::size_t{2});
        QVERIFY(!m_workspace->run(id)->comment.empty());
        QVERIFY(!store::setRunTags(*m_workspace, 99, {"x"}));
        QVERIFY(!store::setRunComment(*m_workspace, 99, "x"));
    }

    void deletedRunsComeBack() {
        const auto a = finished("a");
        const auto b = finished("b");
        PROSOSCOPE_VERIFY(m_workspace->finishFold(examples::fold(a, 0), examples::predictions(0, 3)));
        const std::vector<std::int64_t> both = {a, b};
        PROSOSCOPE_VERIFY(store::deleteRuns(*m_workspace, both));
        QVERIFY(m_workspace->runs()->empty());
        QCOMPARE(store::deletedRuns(*m_workspace)->size(), std::size_t{2});
        QCOMPARE(m_workspace->predictions(a)->size(), std::size_t{3});
        PROSOSCOPE_VERIFY(store::restoreRuns(*m_workspace, std::span(&a, 1)));
        QCOMPARE(m_workspace->runs()->size(), std::size_t{1});
        QVERIFY(m_workspace->runs()->front().deletedAt.empty());
        // What was deleted just now is not old enough to go for good.
        QCOMPARE(store::removeDeletedRuns(*m_workspace, 30).value(), std::size_t{0});
        std::filesystem::create_directories(m_workspace->runFolder(b));
        QCOMPARE(store::removeDeletedRuns(*m_workspace, 0).value(), std::size_t{1});
        QVERIFY(!m_workspace->run(b));
        QVERIFY(!std::filesystem::exists(m_workspace->runFolder(b)));
        PROSOSCOPE_VERIFY(m_workspace->run(a));
    }

    void chosenOnesGoForGood() {
        const auto a = finished("a");
        const auto b = finished("b");
        const auto kept = finished("c");
        PROSOSCOPE_VERIFY(store::deleteRuns(*m_workspace, std::vector<std::int64_t>{a, b}));
        const std::vector<std::int64_t> chosen = {a, kept, 777};  // one is not deleted, one is not there
        QCOMPARE(store::removeDeletedRuns(*m_workspace, chosen).value(), std::size_t{1});
        QVERIFY(!m_workspace->run(a));
        PROSOSCOPE_VERIFY(m_workspace->run(b));
        PROSOSCOPE_VERIFY(m_workspace->run(kept));
        QCOMPARE(store::removeDeletedRuns(*m_workspace, std::vector<std::int64_t>{}).value(), std::size_t{0});
    }

    void allOrNoneAreDeleted() {
        const auto a = finished();
        const auto running = m_workspace->addRun(examples::run("r")).value();
        const std::vector<std::int64_t> both = {a, running};
        const auto refused = store::deleteRuns(*m_workspace, both);
        QVERIFY(!refused);
        QVERIFY2(refused.error().message().find("still running") != std::string::npos, refused.error().message().c_str());
        QCOMPARE(m_workspace->runs()->size(), std::size_t{2});
        QVERIFY(!store::deleteRuns(*m_workspace, std::vector<std::int64_t>{a, 99}));
        QCOMPARE(m_workspace->runs()->size(), std::size_t{2});
    }

    void theQueueKeepsItsOrder() {
        const auto ids = addWaiting({"a", "b", "c"});
        QVERIFY(m_workspace->runs()->empty());
        QCOMPARE(waitingNames(), (std::vector<std::string>{"a", "b", "c"}));
        PROSOSCOPE_VERIFY(store::moveWaitingRun(*m_workspace, ids[2], ids[0]));
        QCOMPARE(waitingNames(), (std::vector<std::string>{"c", "a", "b"}));
        PROSOSCOPE_VERIFY(store::moveWaitingRun(*m_workspace, ids[2], 0));
        QCOMPARE(waitingNames(), (std::vector<std::string>{"a", "b", "c"}));
        PROSOSCOPE_VERIFY(store::moveWaitingRun(*m_workspace, ids[0], ids[0]));
        addWaiting({"d"});
        QCOMPARE(waitingNames(), (std::vector<std::string>{"a", "b", "c", "d"}));
        PROSOSCOPE_VERIFY(store::removeWaitingRun(*m_workspace, ids[1]));
        QCOMPARE(waitingNames(), (std::vector<std::string>{"a", "c", "d"}));
        QVERIFY(!m_workspace->run(ids[1]));
        QVERIFY(!store::removeWaitingRun(*m_workspace, ids[1]));
        QVERIFY(!store::moveWaitingRun(*m_workspace, ids[0], ids[1]));
        QCOMPARE(waitingNames(), (std::vector<std::string>{"a", "c", "d"}));
        // It outlives the program, whole.
        m_workspace = std::make_unique<Workspace>(Workspace::open(toPath(m_folder->path())).value());
        QCOMPARE(waitingNames(), (std::vector<std::string>{"a", "c", "d"}));
        const auto run = m_workspace->run(ids[0]).value();
        QCOMPARE(run.state, RunState::Waiting);
        QCOMPARE(run.group, std::string("g"));
        QCOMPARE(run.point, std::string("x = 1"));
        QCOMPARE(run.onlyFolds, (std::vector<int>{0, 3}));
        QCOMPARE(run.command, std::string("prososcope-cli run a.toml"));
    }

    void oneClaimsAWaitingRun() {
        const auto ids = addWaiting({"a"});
        auto other = Workspace::open(toPath(m_folder->path())).value();
        QCOMPARE(store::claimWaitingRun(*m_workspace, ids[0]).value(), true);
        QCOMPARE(store::claimWaitingRun(other, ids[0]).value(), false);
        QCOMPARE(m_workspace->run(ids[0])->state, RunState::Running);
        QVERIFY(!store::removeWaitingRun(*m_workspace, ids[0]));
    }

    void oneClaimsAStoredRun() {
        const auto id = addWaiting({"a"}).front();
        auto other = Workspace::open(toPath(m_folder->path())).value();
        auto run = other.run(id).value();
        PROSOSCOPE_VERIFY(store::claimRun(*m_workspace, m_workspace->run(id).value()));
        QCOMPARE(m_workspace->run(id)->state, RunState::Running);
        const auto said = [&](const store::RunRecord& one) { return store::claimRun(other, one).error().message(); };
        QVERIFY(said(run).find("by another window") != std::string::npos);  // as it was read before
        run.state = RunState::Running;
        QVERIFY(said(run).find("still running") != std::string::npos);
        run.state = RunState::Finished;
        QVERIFY(said(run).find("is finished") != std::string::npos);
        run.state = RunState::Cancelled;
        PROSOSCOPE_VERIFY(store::claimRun(other, run));
    }

    void doubtfulMarksStay() {
        const std::vector<std::string> two = {"wav/ü", "b"};
        PROSOSCOPE_VERIFY(store::markDoubtful(*m_workspace, "emodb", two, true));
        PROSOSCOPE_VERIFY(store::markDoubtful(*m_workspace, "emodb", std::span(two).first(1), true));
        auto marks = store::doubtfulUtterances(*m_workspace, "emodb").value();
        QCOMPARE(marks.size(), std::size_t{2});
        QVERIFY(!marks.at("wav/ü").madeAt.empty());
        QVERIFY(store::doubtfulUtterances(*m_workspace, "nemo")->empty());
        PROSOSCOPE_VERIFY(store::markDoubtful(*m_workspace, "emodb", std::span(two).first(1), false));
        QCOMPARE(store::doubtfulUtterances(*m_workspace, "emodb")->size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(TestRunNotes)
#include "TestRunNotes.moc"
