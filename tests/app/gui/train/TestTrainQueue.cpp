// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCheckBox>
#include <QTableView>
#include <QToolButton>

#include "app/gui/UndoActions.h"
#include "app/gui/train/QueuePanel.h"
#include "tests/TestSupport.h"
#include "tests/app/gui/train/TrainBench.h"

using namespace prososcope;
using namespace prososcope::gui;

namespace {

constexpr int kLong = 30000;  // milliseconds; many runs on a busy machine

const std::string kSweep = std::string(kExperiment) + "[sweep]\ntraining.epochs = [3, 4]\n";

/// The waiting runs as the workspace has them: "setting/seed".
QStringList stored(const std::filesystem::path& folder) {
    const auto workspace = store::Workspace::open(folder);
    const auto waiting = store::waitingRuns(*workspace);
    QStringList list;
    for (const auto& run : *waiting) list << QString::fromStdString(run.point + "/" + std::to_string(run.seed));
    return list;
}

store::RunState stateOf(const std::filesystem::path& folder, std::int64_t run) {
    return store::Workspace::open(folder)->run(run)->state;
}

}  // namespace

class TestTrainQueue : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::filesystem::path m_experiments;
    int m_count = 0;

    std::filesystem::path fresh() {
        const auto folder = toPath(m_folder.filePath("w" + QString::number(++m_count)));
        if (!makeCorpus(folder, 3)) qFatal("no corpus");
        return folder;
    }
    static QTableView* table(const Bench& bench) { return bench.page->findChild<QTableView*>("queue"); }
    static QString row(const Bench& bench, int index) {
        QStringList cells;
        for (int column = 0; column < QueueModel::ColumnCount; ++column)
            cells << table(bench)->model()->index(index, column).data().toString();
        return cells.join(" | ");
    }
    /// A page that trains a run which does not end by itself, and five more that wait: of the seeds 1 to 3 and two settings.
    bool openBusy(Bench& bench) {
        if (!bench.open()) return false;
        bench.runner.hold = true;
        QTest::mouseClick(bench.button("start"), Qt::LeftButton);
        return QTest::qWaitFor([&] { return bench.curves()->points(0) > 0 && table(bench)->model()->rowCount() == 5; }, 10000);
    }

private Q_SLOTS:
    void initTestCase() {
        m_experiments = toPath(m_folder.filePath("experiments"));
        auto text = kSweep;
        text.insert(0, "seeds = [1, 2, 3]\n");
        PROSOSCOPE_VERIFY(core::writeFile(m_experiments / "sweep.toml", text));
    }

    void allRunsOfASweepFollowOneAnother() {
        const auto folder = fresh();
        Bench bench(folder, m_experiments);
        QVERIFY(openBusy(bench));
        QVERIFY(table(bench)->isVisible());
        QCOMPARE(row(bench, 0), QString("tiny | training.epochs = 3 | 2 | waits"));
        QCOMPARE(row(bench, 4), QString("tiny | training.epochs = 4 | 3 | waits"));
        QSignalSpy ended(bench.page.get(), &TrainPage::runEnded);
        bench.runner.hold = false;
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 6, kLong);
        QCOMPARE(bench.begun(), (QStringList{"training.epochs = 3/1", "training.epochs = 3/2", "training.epochs = 3/3",
                                             "training.epochs = 4/1", "training.epochs = 4/2", "training.epochs = 4/3"}));
        QTRY_VERIFY(!table(bench)->isVisible());
        const auto runs = store::Workspace::open(folder)->runs();
        QCOMPARE(runs->size(), std::size_t{6});
        for (const auto& run : *runs) {
            QCOMPARE(run.state, store::RunState::Finished);
            QVERIFY(run.group.starts_with("tiny 2"));
            QCOMPARE(run.group, runs->front().group);
        }
    }

    void keysAndButtonsChangeTheOrder() {
        const auto folder = fresh();
        Bench bench(folder, m_experiments);
        QVERIFY(openBusy(bench));
        auto* list = table(bench);
        list->setFocus();
        list->setCurrentIndex(list->model()->index(4, 0));
        QTest::keyClick(list, Qt::Key_Up, Qt::AltModifier);
        QTRY_COMPARE(stored(folder).at(3), QString("training.epochs = 4/3"));
        QTRY_COMPARE(list->currentIndex().row(), 3);
        QTest::keyClick(list, Qt::Key_Up, Qt::AltModifier);
        QTest::keyClick(list, Qt::Key_Up, Qt::AltModifier);
        QTest::keyClick(list, Qt::Key_Up, Qt::AltModifier);
        QTest::keyClick(list, Qt::Key_Up, Qt::AltModifier);  // it is the first by now
        QTRY_COMPARE(row(bench, 0), QString("tiny | training.epochs = 4 | 3 | waits"));
        QTRY_VERIFY(bench.page->queue().isIdle());
        QTest::keyClick(list, Qt::Key_Down, Qt::AltModifier);
        QTRY_COMPARE(stored(folder).mid(0, 3),
                     (QStringList{"training.epochs = 3/2", "training.epochs = 4/3", "training.epochs = 3/3"}));
        QTRY_COMPARE(list->currentIndex().row(), 1);
        QTest::mouseClick(bench.page->findChild<QToolButton*>("queueUp"), Qt::LeftButton);
        QTRY_COMPARE(stored(folder).first(), QString("training.epochs = 4/3"));
        bench.runner.hold = false;
        QTRY_COMPARE_WITH_TIMEOUT(bench.begun().size(), 6, kLong);
        QCOMPARE(bench.begun().at(1), QString("training.epochs = 4/3"));
    }

    void whatIsRemovedComesBackToItsPlace() {
        const auto folder = fresh();
        Bench bench(folder, m_experiments);
        QVERIFY(openBusy(bench));
        const auto before = stored(folder);
        auto* list = table(bench);
        list->setFocus();
        list->setCurrentIndex(list->model()->index(1, 0));
        QTest::keyClick(list, Qt::Key_Delete);
        QTRY_COMPARE(list->model()->rowCount(), 4);
        QVERIFY(!stored(folder).contains(before.at(1)));
        QTest::keyClick(list, Qt::Key_Delete);
        QTRY_COMPARE(list->model()->rowCount(), 3);
        auto* undo = bench.actions.action("edit.undo");
        QVERIFY(undo->isEnabled());
        undo->trigger();
        QTRY_COMPARE(list->model()->rowCount(), 4);
        QTRY_VERIFY(bench.page->queue().isIdle());
        undo->trigger();
        QTRY_COMPARE(list->model()->rowCount(), 5);
        QCOMPARE(stored(folder), before);
        QTRY_VERIFY(bench.page->queue().isIdle());
        bench.actions.action("edit.redo")->trigger();
        QTRY_COMPARE(list->model()->rowCount(), 4);
        QVERIFY(!stored(folder).contains(before.at(1)));
        QTRY_VERIFY(bench.page->queue().isIdle());
        undo->trigger();
        QTRY_COMPARE(list->model()->rowCount(), 5);
        bench.runner.hold = false;  // what came back is run as if nothing had been
        QTRY_COMPARE_WITH_TIMEOUT(bench.begun().size(), 6, kLong);
        QCOMPARE(bench.begun().mid(1), before);
    }

    void pauseHoldsTheQueueAndContinueGoesOnWithTheSameRun() {
        const auto folder = fresh();
        Bench bench(folder, m_experiments);
        QVERIFY(openBusy(bench));
        QSignalSpy ended(bench.page.get(), &TrainPage::runEnded);
        QTest::mouseClick(bench.button("pause"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, kLong);
        QVERIFY2(bench.label("outcome").startsWith("Paused"), qPrintable(bench.label("outcome")));
        QVERIFY(!bench.button("pause")->isVisible() && !bench.button("cancel")->isVisible());
        QVERIFY(bench.button("continue")->isVisible());
        QVERIFY(!bench.button("resume")->isVisible());
        QTRY_COMPARE(row(bench, 0), QString("tiny | training.epochs = 3 | 2 | held"));
        QCOMPARE(stateOf(folder, 1), store::RunState::Cancelled);
        // Added while paused: waits at the end.
        QTest::mouseClick(bench.button("start"), Qt::LeftButton);
        QTRY_COMPARE(stored(folder).size(), 11);
        QTest::qWait(50);
        QCOMPARE(bench.runner.runs.load(), 1);
        bench.runner.hold = false;
        QTest::mouseClick(bench.button("continue"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 13, kLong);
        QCOMPARE(bench.runner.requests.at(1).resume, std::optional<std::int64_t>{1});
        QCOMPARE(bench.begun().at(2), QString("training.epochs = 3/2"));
        QCOMPARE(stateOf(folder, 1), store::RunState::Finished);
        QTRY_VERIFY(!bench.button("continue")->isVisible());
    }

    void cancelGoesOnWithTheNextAndFailuresDoNotStop() {
        const auto folder = fresh();
        Bench bench(folder, m_experiments);
        QVERIFY(openBusy(bench));
        QSignalSpy ended(bench.page.get(), &TrainPage::runEnded);
        QTest::mouseClick(bench.button("cancel"), Qt::LeftButton);
        QTRY_COMPARE(bench.runner.runs.load(), 2);
        QCOMPARE(stateOf(folder, 1), store::RunState::Cancelled);
        bench.runner.failWith = "this network";
        bench.runner.hold = false;
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 6, kLong);
        QCOMPARE(bench.runner.runs.load(), 6);
        QVERIFY(ended.at(1).first().toBool());   // it had begun
        QVERIFY(!ended.at(5).first().toBool());  // each failure is tried once, and kept to be looked into
        QTRY_COMPARE(stored(folder).size(), 4);
        QTRY_COMPARE(row(bench, 0), QString("tiny | training.epochs = 3 | 3 | held"));
    }

    /// At the next start of the program what waits is there, and nothing begins by itself.
    void theQueueOutlivesTheProgram() {
        const auto folder = fresh();
        {
            Bench bench(folder, m_experiments);
            QVERIFY(openBusy(bench));
        }
        Bench bench(folder, m_experiments);
        QVERIFY(bench.open());
        QTRY_COMPARE(table(bench)->model()->rowCount(), 5);
        QVERIFY(table(bench)->isVisible() && bench.button("continue")->isVisible());
        QCOMPARE(row(bench, 0), QString("tiny | training.epochs = 3 | 2 | held"));
        QVERIFY(bench.label("held").contains("Continue"));
        QTest::qWait(50);
        QCOMPARE(bench.runner.runs.load(), 0);
        // A new start does not drag the old ones along.
        QSignalSpy ended(bench.page.get(), &TrainPage::runEnded);
        QTest::mouseClick(bench.button("start"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 6, kLong);
        QTRY_COMPARE(stored(folder).size(), 5);
        QTest::mouseClick(bench.button("continue"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 11, kLong);
        QTRY_VERIFY(!table(bench)->isVisible());
        QVERIFY(!bench.button("continue")->isVisible());
    }

    /// Two windows on one workspace: no run is begun twice, and what one window has added the other does not begin by itself.
    void twoWindowsShareAQueue() {
        const auto folder = fresh();
        Bench first(folder, m_experiments);
        QVERIFY(openBusy(first));
        Bench second(folder, m_experiments);
        QVERIFY(second.open());
        QTRY_COMPARE(table(second)->model()->rowCount(), 5);
        QCOMPARE(row(second, 0), QString("tiny | training.epochs = 3 | 2 | held"));
        second.runner.hold = true;
        QTest::mouseClick(second.button("continue"), Qt::LeftButton);
        QTRY_COMPARE(second.runner.runs.load(), 1);
        first.runner.hold = second.runner.hold = false;
        QTRY_VERIFY(stored(folder).isEmpty());
        QTRY_VERIFY(first.page->queue().state() == TrainQueue::State::Idle);
        QTRY_VERIFY(second.page->queue().state() == TrainQueue::State::Idle);
        auto all = first.begun() + second.begun();
        all.sort();
        QCOMPARE(all, (QStringList{"training.epochs = 3/1", "training.epochs = 3/2", "training.epochs = 3/3",
                                   "training.epochs = 4/1", "training.epochs = 4/2", "training.epochs = 4/3"}));
        const auto runs = store::Workspace::open(folder)->runs();
        QCOMPARE(runs->size(), std::size_t{6});
        for (const auto& run : *runs) QCOMPARE(run.state, store::RunState::Finished);
    }

    /// Another window or command begins a run after this one has seen it wait: it goes to the next, and nothing has failed.
    void whatAnotherIsFirstAtIsNoFailure() {
        const auto folder = fresh();
        Bench bench(folder, m_experiments);
        QSignalSpy ended(bench.page.get(), &TrainPage::runEnded);
        QSignalSpy failed(&bench.page->queue(), &TrainQueue::failed);
        QSignalSpy told(bench.page.get(), &TrainPage::message);
        std::atomic<std::int64_t> taken{0};
        QVERIFY(openBusy(bench));
        bench.runner.beforeClaim = [&](std::int64_t run) {
            auto workspace = store::Workspace::open(folder);
            if (std::int64_t none = 0; taken.compare_exchange_strong(none, run)) (void)store::claimWaitingRun(*workspace, run);
        };
        bench.runner.hold = false;  // before it nobody reads beforeClaim
        QTRY_VERIFY(taken != 0);
        QTRY_VERIFY_WITH_TIMEOUT(stored(folder).isEmpty() && bench.page->queue().state() == TrainQueue::State::Idle, kLong);
        QCOMPARE(stateOf(folder, taken), store::RunState::Running);
        QCOMPARE(bench.begun().size(), 5);
        QTRY_COMPARE(ended.count(), 5);
        QCOMPARE(failed.count(), 0);
        QStringList sentences;
        for (const auto& each : told) sentences << each.first().toString();
        QCOMPARE(sentences.filter("another window or command").size(), 1);
    }

    void theDesktopIsToldOfTheEndUnlessTheWindowIsActive() {
        const auto folder = fresh();
        Bench bench(folder, m_experiments);
        QVERIFY(bench.open());
        QStringList told;
        bench.page->notice().setShow([&](const QString&, const QString& text, const std::function<void()>&) { told << text; });
        QSignalSpy ended(bench.page.get(), &TrainPage::runEnded);
        QTRY_VERIFY(bench.page->isActiveWindow());
        bench.runner.epochs = 1;
        bench.page->start();
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 6, kLong);
        QCOMPARE(told.size(), 0);
        bench.page->hide();  // no window of it is active
        bench.page->start();
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 12, kLong);
        QCOMPARE(told.size(), 6);
        QVERIFY2(told.first().startsWith("UAR .742"), qPrintable(told.first()));
        bench.page->findChild<QCheckBox*>("notify")->click();
        QVERIFY(!bench.page->saveState().value("notify").toBool());
        bench.page->start();
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 18, kLong);
        QCOMPARE(told.size(), 6);
    }

    void remarksAreMessagesOfThePage() {
        const auto folder = fresh();
        Bench bench(folder, m_experiments);
        QVERIFY(bench.open());
        bench.runner.remark = "Memory ran out; the batches are half as large now.";
        QSignalSpy said(bench.page.get(), &Page::message);
        bench.page->start();
        QTRY_VERIFY(!said.isEmpty());
        QCOMPARE(said.first().at(0).toString(), QString::fromStdString(bench.runner.remark));
        QCOMPARE(said.first().at(1).toBool(), false);
    }
};

QTEST_MAIN(TestTrainQueue)
#include "TestTrainQueue.moc"
