// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

#include "app/gui/TextTable.h"
#include "app/gui/results/DeletedRuns.h"
#include "app/gui/results/RunNotesFields.h"
#include "app/gui/results/RunTableModel.h"
#include "engine/store/DoubtfulUtterances.h"
#include "engine/store/RunNotes.h"
#include "tests/app/gui/results/ExampleRun.h"
#include "tests/app/gui/results/ResultsBench.h"

using namespace prososcope;
using namespace prososcope::gui;

/// What a person says of runs and utterances in the Results page is stored, and taken back by the one undo.
class TestResultNotes : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    int m_count = 0;

    std::filesystem::path fresh(int runs, const std::string& corpus = "emodb", const std::string& before = {}) {
        const auto folder = toPath(m_folder.filePath(QString::number(++m_count)));
        for (int i = 0; i < runs; ++i) {
            const auto added = addExampleRun(
                folder, {}, "run", [&](store::RunRecord& run) { run.corpus = corpus; },
                [&](store::PredictionRecord& each) { each.utterance = before + each.utterance; });
            if (!added) qFatal("%s", added.error().message().c_str());
        }
        return folder;
    }
    static store::RunRecord stored(const std::filesystem::path& folder, std::int64_t id) {
        return store::Workspace::open(folder)->run(id).value();
    }
    static std::size_t count(const std::filesystem::path& folder) { return store::Workspace::open(folder)->runs()->size(); }

private Q_SLOTS:
    void tagsAndCommentAreStoredAndTakenBack() {
        const auto folder = fresh(1);
        ResultsBench bench(folder);
        QVERIFY(bench.load());
        QVERIFY(QTest::qWaitForWindowActive(bench.page.get()));
        RunNotesFields* notes = bench.panel()->notes();
        QAction* undo = bench.actions.action("edit.undo");
        QVERIFY(!undo->isEnabled());
        notes->tags()->setFocus();
        QTest::keyClicks(notes->tags(), "baseline, paper");
        QTest::keyClick(notes->tags(), Qt::Key_Return);
        notes->comment()->setFocus();
        QTest::keyClicks(notes->comment(), "as in the paper");
        bench.table()->setFocus();  // leaves it
        QVERIFY(bench.waitForIdle());
        QCOMPARE(stored(folder, 1).tags, (std::vector<std::string>{"baseline", "paper"}));
        QCOMPARE(stored(folder, 1).comment, std::string("as in the paper"));
        const QAbstractItemModel* model = bench.table()->model();
        QCOMPARE(model->index(0, RunTableModel::Tags).data().toString(), QString("baseline, paper"));
        QVERIFY(!bench.table()->isColumnHidden(RunTableModel::Tags));
        QVERIFY(undo->text().contains("comment on run 1"));
        undo->trigger();
        undo->trigger();
        QVERIFY(bench.waitForIdle());
        QVERIFY(stored(folder, 1).tags.empty() && stored(folder, 1).comment.empty());
        QVERIFY(notes->tags()->text().isEmpty() && notes->comment()->toPlainText().isEmpty());
        bench.actions.action("edit.redo")->trigger();
        QVERIFY(bench.waitForIdle());
        QCOMPARE(stored(folder, 1).tags.size(), std::size_t{2});
        QCOMPARE(notes->tags()->text(), QString("baseline, paper"));
    }

    void whatIsBeingWrittenIsStoredWhenThePageGoes() {
        const auto folder = fresh(1);
        {
            ResultsBench bench(folder);
            QVERIFY(bench.load());
            QTest::keyClicks(bench.panel()->notes()->comment(), "last words");
        }
        QCOMPARE(stored(folder, 1).comment, std::string("last words"));
    }

    void deleteKeyAndUndo() {
        const auto folder = fresh(3);
        ResultsBench bench(folder);
        QVERIFY(bench.load());
        QVERIFY(QTest::qWaitForWindowActive(bench.page.get()));
        QSignalSpy shown(bench.page.get(), &ResultsPage::runsShown);
        bench.table()->setFocus();
        QTest::keyClick(bench.table(), Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(bench.page->runs()->chosen(), (std::vector<std::int64_t>{3, 2}));
        QTest::keyClick(bench.table(), Qt::Key_Delete);
        QTRY_COMPARE(shown.count(), 1);
        QCOMPARE(bench.table()->model()->rowCount(), 1);
        QTRY_COMPARE(bench.page->current()->run.id, std::int64_t{1});
        QCOMPARE(bench.page->runs()->note(), QString("2 runs deleted."));
        QCOMPARE(count(folder), std::size_t{1});
        auto* undo = bench.page->findChild<QPushButton*>("undoDelete");
        QVERIFY(undo->isVisible());
        QTest::mouseClick(undo, Qt::LeftButton);
        QTRY_COMPARE(shown.count(), 2);
        QCOMPARE(bench.table()->model()->rowCount(), 3);
        QVERIFY(bench.page->runs()->note().isEmpty() && !undo->isVisible());
        bench.actions.action("edit.redo")->trigger();
        QTRY_COMPARE(shown.count(), 3);
        bench.actions.action("edit.undo")->trigger();
        QTRY_COMPARE(shown.count(), 4);
        QCOMPARE(count(folder), std::size_t{3});
    }

    void theDeleteKeyInAFieldDeletesText() {
        const auto folder = fresh(1);
        ResultsBench bench(folder);
        QVERIFY(bench.load());
        QVERIFY(QTest::qWaitForWindowActive(bench.page.get()));
        bench.page->runs()->filter()->setFocus();
        QTest::keyClick(bench.page->runs()->filter(), Qt::Key_Delete);
        bench.list()->setFocus();
        QTest::keyClick(bench.list(), Qt::Key_Delete);
        QVERIFY(bench.waitForIdle());
        QCOMPARE(count(folder), std::size_t{1});
    }

    void theLastRunCanBeDeletedAndComesBack() {
        const auto folder = fresh(1);
        ResultsBench bench(folder);
        QVERIFY(bench.load());
        QSignalSpy shown(bench.page.get(), &ResultsPage::runsShown);
        bench.page->deleteRuns({1});
        QTRY_COMPARE(shown.count(), 1);
        QVERIFY(bench.page->current() == nullptr);
        QVERIFY(bench.table()->isVisible());  // the note with Undo stands above it
        bench.page->undo();
        QTRY_VERIFY(bench.page->current() != nullptr);
    }

    void aRunningOneIsRefused() {
        const auto folder = fresh(1);
        store::RunRecord running;
        running.name = "now";
        running.startedAt = "2027-01-01T00:00:00Z";
        PROSOSCOPE_VERIFY(store::Workspace::open(folder)->addRun(running));
        ResultsBench bench(folder);
        QVERIFY(bench.load());
        QSignalSpy said(bench.page.get(), &Page::message);
        bench.page->deleteRuns({2});
        QCOMPARE(said.count(), 1);
        QVERIFY(said.first().first().toString().contains("still running"));
        QVERIFY(bench.waitForIdle());
        QCOMPARE(count(folder), std::size_t{2});
        QVERIFY(bench.page->undoName().isEmpty());
    }

    void deletedRunsAreRestoredOrRemovedForGood() {
        const auto folder = fresh(3);
        {
            auto workspace = store::Workspace::open(folder);
            PROSOSCOPE_VERIFY(store::deleteRuns(*workspace, std::vector<std::int64_t>{1, 2}));
        }
        ResultsBench bench(folder);
        QVERIFY(bench.load());
        QCOMPARE(bench.table()->model()->rowCount(), 1);
        QTest::mouseClick(bench.page->findChild<QPushButton*>("deletedRuns"), Qt::LeftButton);
        auto* dialog = bench.page->findChild<DeletedRuns*>();
        QVERIFY(dialog != nullptr);
        QTRY_COMPARE(dialog->table()->model()->rowCount(), 2);
        dialog->table()->selectRow(0);
        QTest::mouseClick(dialog->findChild<QPushButton*>("restore"), Qt::LeftButton);
        QTRY_COMPARE(dialog->table()->model()->rowCount(), 1);
        QTRY_COMPARE(bench.table()->model()->rowCount(), 2);
        auto* remove = dialog->findChild<QPushButton*>("removeForGood");
        QTest::mouseClick(remove, Qt::LeftButton);  // asks
        QCOMPARE(remove->text(), QString("Remove 1 run"));
        QVERIFY(bench.waitForIdle());
        QCOMPARE(store::deletedRuns(*store::Workspace::open(folder))->size(), std::size_t{1});
        QTest::mouseClick(remove, Qt::LeftButton);
        QTRY_COMPARE(dialog->table()->model()->rowCount(), 0);
        QVERIFY(store::deletedRuns(*store::Workspace::open(folder))->empty());
        QCOMPARE(count(folder), std::size_t{2});
        QVERIFY(!remove->isEnabled());
        dialog->close();
    }

    void doubtfulMarksAndTheWayBack() {
        const auto folder = fresh(2, "emodb+other", "emodb/");
        ResultsBench bench(folder);
        QVERIFY(bench.load());
        QVERIFY(QTest::qWaitForWindowActive(bench.page.get()));
        const auto marks = [&](const char* corpus) {
            return store::doubtfulUtterances(*store::Workspace::open(folder), corpus)->size();
        };
        bench.matrix()->setFocus();
        bench.matrix()->setCurrentCell(2, 2);
        QTest::keyClick(bench.matrix(), Qt::Key_Return);
        QTRY_VERIFY(bench.list()->hasFocus());
        QTest::keyClick(bench.list(), Qt::Key_Down);
        const QString id = bench.list()->rows()[1].id;
        QTest::keyClick(bench.list(), Qt::Key_D);
        QVERIFY(bench.list()->rows()[1].doubtful);
        QVERIFY(bench.list()->model()->index(1, 0).data(Qt::AccessibleTextRole).toString().contains("doubtful"));
        QVERIFY(bench.waitForIdle());
        QCOMPARE(marks("emodb"), std::size_t{1});
        QCOMPARE(marks("emodb+other"), std::size_t{0});
        // The same utterance in the other run on the corpus.
        QVERIFY(bench.show(1));
        QVERIFY(bench.panel()->isDoubtful(id.toStdString()));
        QVERIFY(bench.show(2));
        bench.matrix()->setCurrentCell(2, 2);
        bench.matrix()->setFocus();
        QTest::keyClick(bench.matrix(), Qt::Key_Return);
        QTRY_VERIFY(bench.list()->hasFocus());
        bench.list()->setCurrentIndex(bench.list()->model()->index(1, 0));
        QTest::keyClick(bench.list(), Qt::Key_D);  // takes it off
        QVERIFY(!bench.list()->rows()[1].doubtful);
        bench.actions.action("edit.undo")->trigger();  // and on again
        QVERIFY(bench.list()->rows()[1].doubtful);
        bench.actions.action("edit.undo")->trigger();
        QVERIFY(!bench.list()->rows()[1].doubtful);
        QVERIFY(bench.waitForIdle());
        QCOMPARE(marks("emodb"), std::size_t{0});
        QTest::keyClick(bench.list(), Qt::Key_Backspace);
        QTRY_VERIFY(bench.matrix()->hasFocus());
        QCOMPARE(bench.matrix()->currentTruth(), 2);
        QCOMPARE(bench.matrix()->currentPredicted(), 2);
    }
};

QTEST_MAIN(TestResultNotes)
#include "TestResultNotes.moc"
