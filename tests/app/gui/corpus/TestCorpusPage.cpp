// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

#include "CorpusBench.h"
#include "app/gui/MainWindow.h"
#include "app/gui/Pages.h"
#include "app/gui/TextTable.h"
#include "app/gui/corpus/FilterButton.h"
#include "app/gui/corpus/PlotOrTable.h"
#include "app/gui/inspect/PanelSection.h"
#include "app/gui/train/TrainPage.h"
#include "widgets/Accessible.h"
#include "widgets/HistogramView.h"
#include "widgets/RatingPlane.h"
#include "widgets/SpeakerClasses.h"

using namespace prososcope;
using namespace prososcope::gui;
using corpus_bench::Bench;
using corpus_bench::kLong;

class TestCorpusPage : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::filesystem::path fresh(int count, int sounds = 0) { return corpus_bench::fresh(m_folder, count, sounds); }

private Q_SLOTS:
    void initTestCase() {
        qputenv("XDG_DATA_HOME", m_folder.filePath("data").toUtf8());
        widgets::installAccessibleFactory();
    }

    void listsAllRowsAndTheirNumbers() {
        Bench bench(fresh(60));
        QVERIFY(bench.browse("c"));
        QCOMPARE(bench.rows(), 60);
        QTRY_COMPARE_WITH_TIMEOUT(bench.cell(0, "id"), QString("u00000"), kLong);
        QCOMPARE(bench.cell(1, "emotion"), QString("happy"));
        QCOMPARE(bench.cell(9, "emotion"), QString());
        QCOMPARE(bench.cell(2, "seconds"), QLocale().toString(2.5, 'f', 2));
        QTRY_VERIFY_WITH_TIMEOUT(bench.page->facts().startsWith("60 utterances, 4 speakers, "), kLong);
        QCOMPARE(bench.page->panel()->speakers()->counts().rows.size(), std::size_t{4});
        QCOMPARE(bench.page->panel()->durations()->histogram().known, std::size_t{60});
        QCOMPARE(bench.page->panel()->ratings()->counts().known, std::size_t{60});
        for (const char* said : {"The corpus c", "CC0-1.0", "Somebody (2020)", "https://example.org", "manifest", "1 to 5"})
            QVERIFY2(bench.page->panel()->about().contains(said), said);
        QVERIFY(bench.actions.conflicts().isEmpty());
        QVERIFY(!bench.page->grab().isNull());
        QCOMPARE(bench.table()->currentIndex().row(), 0);
        // Nothing that is the same for all rows is shown at first; the menu of the heads shows it.
        const int rate = bench.table()->corpusModel()->columnOf("rate");
        QVERIFY(bench.table()->isColumnHidden(rate));
        std::unique_ptr<QMenu> menu(bench.table()->columnMenu());
        for (QAction* action : menu->actions())
            if (action->text().startsWith("Rate")) action->trigger();
        QVERIFY(!bench.table()->isColumnHidden(rate));
    }

    void searchesAsOneTypes() {
        Bench bench(fresh(60));
        QVERIFY(bench.browse("c"));
        bench.type("nacht ANGRY");
        QTRY_COMPARE_WITH_TIMEOUT(bench.rows(), 8, kLong);  // every sixth, but for two without a label
        QTRY_COMPARE_WITH_TIMEOUT(bench.cell(0, "id"), QString("u00003"), kLong);
        QTRY_VERIFY_WITH_TIMEOUT(bench.page->facts().startsWith("8 of 60 utterances"), kLong);
        bench.type("nothing has this");
        QTRY_COMPARE_WITH_TIMEOUT(bench.rows(), 0, kLong);
        QTRY_COMPARE_WITH_TIMEOUT(bench.page->findChild<QLabel*>("chosenUtterance")->text(), QString("No utterance chosen"),
                                  kLong);
        QTest::keyClick(bench.page->filters()->search(), Qt::Key_Escape);  // empties the field, stays on the page
        QTRY_COMPARE_WITH_TIMEOUT(bench.rows(), 60, kLong);
        QVERIFY(bench.page->filters()->isEmpty());
    }

    void filtersByValuesAndRanges() {
        Bench bench(fresh(60));
        QVERIFY(bench.browse("c"));
        auto* button = bench.page->filters()->button("emotion");
        QTRY_VERIFY_WITH_TIMEOUT(button != nullptr && button->isVisible(), kLong);
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY(button->popup()->isVisible());
        QCOMPARE(button->list()->count(), 4);  // with "no label"
        QCOMPARE(button->list()->item(0)->text(), QString("angry  (18)"));
        QTest::keyClick(button->list(), Qt::Key_Space);
        QCOMPARE(button->text(), QString("Class: angry"));
        QTest::keyClick(button->list(), Qt::Key_Escape);
        QTRY_COMPARE_WITH_TIMEOUT(bench.rows(), 18, kLong);
        auto* range = bench.page->filters()->button("seconds");
        QTest::mouseClick(range, Qt::LeftButton);
        QTRY_VERIFY(range->popup()->isVisible());
        auto* low = range->popup()->findChildren<QLineEdit*>().at(0);
        QTRY_VERIFY(low->hasFocus());
        QTest::keyClicks(low, "15.5");
        QTest::keyClick(low, Qt::Key_Return);
        QTRY_VERIFY(!range->popup()->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(bench.rows(), 4, kLong);  // 15, 18, 36, 57
        QTest::mouseClick(bench.page->findChild<QToolButton*>("clearFilters"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(bench.rows(), 60, kLong);
        QCOMPARE(button->text(), QString("Class"));
        // One value is no choice; it is behind "More".
        QVERIFY(!bench.page->filters()->button("session")->isVisible());
    }

    void picturesFilter() {
        Bench bench(fresh(60));
        QVERIFY(bench.browse("c"));
        auto* speakers = bench.page->panel()->speakers();
        QTRY_VERIFY_WITH_TIMEOUT(speakers->counts().rows.size() == 4, kLong);
        QTest::mouseClick(speakers, Qt::LeftButton, {}, speakers->rowRect(2).center());
        QTRY_COMPARE_WITH_TIMEOUT(bench.rows(), 15, kLong);
        QVERIFY(bench.page->filters()->button("speaker")->text().contains("s2"));
        bench.page->filters()->clear();
        QTRY_COMPARE_WITH_TIMEOUT(bench.rows(), 60, kLong);
        auto* durations = bench.page->panel()->durations();
        QVERIFY(bench.settle());
        durations->setFocus();
        QTest::keyClick(durations, Qt::Key_Right);
        QTest::keyClick(durations, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(bench.rows(), 3, kLong);  // 0.5 s
    }

    void headsOrder() {
        Bench bench(fresh(60));
        QVERIFY(bench.browse("c"));
        QTRY_VERIFY_WITH_TIMEOUT(!bench.cell(0, "id").isEmpty(), kLong);
        bench.table()->goTo(25);
        QTRY_COMPARE(bench.page->findChild<QLabel*>("chosenUtterance")->text(), QString("u00025"));
        auto* header = bench.table()->horizontalHeader();
        const int column = bench.table()->corpusModel()->columnOf("seconds");
        const QPoint place(header->sectionViewportPosition(column) + 20, header->height() / 2);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, place);
        QTRY_COMPARE_WITH_TIMEOUT(bench.cell(3, "id"), QString("u00001"), kLong);
        QTRY_COMPARE_WITH_TIMEOUT(bench.cell(bench.table()->currentIndex().row(), "id"), QString("u00025"), kLong);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, place);
        QTRY_COMPARE_WITH_TIMEOUT(bench.cell(0, "id"), QString("u00019"), kLong);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, place);  // a third time: as stored
        QTRY_COMPARE_WITH_TIMEOUT(bench.cell(0, "id"), QString("u00000"), kLong);
    }

    void scrollsThroughManyRows() {
        Bench bench(fresh(20000));
        QVERIFY(bench.browse("c"));
        QCOMPARE(bench.rows(), 20000);
        bench.table()->setFocus();
        QTest::keyClick(bench.table(), Qt::Key_End, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(bench.cell(19999, "id"), QString("u19999"), kLong);
        for (int row = 0; row < 20000; row += 997) {
            bench.table()->goTo(row);
            QCoreApplication::processEvents();
        }
        bench.table()->goTo(12345);
        QTRY_COMPARE_WITH_TIMEOUT(bench.cell(12345, "id"), QString("u12345"), kLong);
        QVERIFY(bench.settle());
        QVERIFY(bench.table()->corpusModel()->loadedRows() <= 52 * CorpusTableModel::kPage);  // the rest is forgotten
    }

    void keysPlayOpenAndLeave() {
        Bench bench(fresh(20, 20));
        QVERIFY(bench.browse("c"));
        QVERIFY(QTest::qWaitForWindowActive(bench.page.get()));
        QTRY_VERIFY_WITH_TIMEOUT(!bench.cell(0, "id").isEmpty(), kLong);
        bench.table()->setFocus();
        QSignalSpy played(bench.table(), &CorpusTable::playRequested);
        QTest::keyClick(bench.table(), Qt::Key_Space);
        QCOMPARE(played.takeLast().first().toInt(), 0);
        QCOMPARE(bench.table()->corpusModel()->playing(), 0);
        QTest::keyClick(bench.table(), Qt::Key_J);
        QCOMPARE(played.takeLast().first().toInt(), 1);
        QTest::keyClick(bench.table(), Qt::Key_J);
        QTest::keyClick(bench.table(), Qt::Key_K);
        QCOMPARE(bench.table()->currentIndex().row(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(bench.table()->corpusModel()->playing(), -1, kLong);  // it ends by itself
        QTest::mouseClick(bench.table()->viewport(), Qt::LeftButton, {}, bench.table()->playRect(4).center());
        QCOMPARE(bench.table()->corpusModel()->playing(), 4);
        QTest::mouseClick(bench.table()->viewport(), Qt::LeftButton, {}, bench.table()->playRect(4).center());
        QCOMPARE(bench.table()->corpusModel()->playing(), -1);
        QSignalSpy opened(bench.page.get(), &CorpusPage::openRequested);
        QTest::keyClick(bench.table(), Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.first().at(0).toString(), QString("inspect"));
        const QJsonObject what = opened.first().at(1).toJsonObject();
        QVERIFY(what["path"].toString().endsWith("audio/u00004.wav"));
        QCOMPARE(what["start"].toDouble(), 0.0);
        QSignalSpy left(bench.page.get(), &CorpusPage::left);
        QTest::keyClick(bench.table(), Qt::Key_Escape);
        QCOMPARE(left.count(), 1);
        QTest::keyClick(bench.table(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(left.count(), 2);
        QTest::keyClick(bench.table(), Qt::Key_Backspace);
        QCOMPARE(left.count(), 3);
    }

    void copiesChosenRows() {
        Bench bench(fresh(20));
        QVERIFY(bench.browse("c"));
        QTRY_VERIFY_WITH_TIMEOUT(!bench.cell(0, "id").isEmpty(), kLong);
        bench.table()->setFocus();
        QTest::keyClick(bench.table(), Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(bench.table()->chosenCount(), std::size_t{2});
        QTest::keySequence(bench.table(), QKeySequence::Copy);
        const QStringList lines = QGuiApplication::clipboard()->text().split('\n');
        QVERIFY(lines[0].startsWith("id\temotion\tspeaker"));
        QVERIFY(lines[2].startsWith("u00001\thappy\ts1"));
        QCOMPARE(lines.size(), 4);
    }

    void picturesHaveTables() {
        Bench bench(fresh(60));
        QVERIFY(bench.browse("c"));
        for (auto* plot : bench.page->panel()->findChildren<PlotOrTable*>()) {
            QVERIFY(!plot->showsTable());
            QTest::mouseClick(plot->button(), Qt::LeftButton);
            QVERIFY(plot->showsTable());
            QVERIFY(plot->table()->isVisible());
            QVERIFY(plot->table()->model()->rowCount() >= 4);
            QVERIFY(!plot->table()->accessibleName().isEmpty());
        }
        auto* speakers = bench.page->panel()->findChildren<PlotOrTable*>().first();
        QCOMPARE(speakers->table()->model()->headerData(0, Qt::Horizontal).toString(), QString("speaker"));
        bench.page->filters()->setValues("speaker", {"s1"});
        QTRY_COMPARE_WITH_TIMEOUT(speakers->table()->model()->rowCount(), 1, kLong);
        QCOMPARE(speakers->table()->model()->index(0, speakers->table()->model()->columnCount() - 1).data().toString(),
                 QString("15"));
    }

    void returnsAsItWasLeft() {
        const auto folder = fresh(60);
        QJsonObject state;
        {
            Bench bench(folder);
            QVERIFY(bench.browse("c"));
            bench.page->filters()->setValues("emotion", {"sad"});
            bench.page->filters()->setRange("seconds", {3.0, {}});
            QTRY_VERIFY_WITH_TIMEOUT(bench.rows() < 20, kLong);
            bench.table()->showColumn("rate", true);
            bench.table()->sortByColumn(bench.table()->corpusModel()->columnOf("id"), Qt::DescendingOrder);
            QVERIFY(bench.settle());
            bench.page->panel()->section("durations")->setOpen(false);
            state = bench.page->saveState();
        }
        Bench bench(folder);
        bench.page->restoreState(state);
        QVERIFY(bench.browse(state["corpus"].toString()));
        QTRY_COMPARE_WITH_TIMEOUT(bench.rows(), 15, kLong);
        QTRY_COMPARE_WITH_TIMEOUT(bench.cell(0, "id"), QString("u00056"), kLong);
        QVERIFY(!bench.table()->isColumnHidden(bench.table()->corpusModel()->columnOf("rate")));
        QVERIFY(!bench.page->panel()->section("durations")->isOpen());
    }

    void isReachedFromTrainAndLeft() {
        const auto folder = fresh(20);
        MainWindow window({.workspaceFolder = QString::fromStdString(folder.string()),
                           .pages = standardPages(),
                           .settingsFile = folder / "window.json",
                           .restoreSession = true});
        window.show();
        window.finishStart();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        window.showPage("results");
        auto* train = qobject_cast<TrainPage*>(window.page("train"));
        auto* browse = train->findChild<QPushButton*>("browseCorpus");
        QTest::keyClick(&window, Qt::Key_B, Qt::ControlModifier);
        QTRY_COMPARE(window.currentPage(), QString("train"));
        QTRY_VERIFY_WITH_TIMEOUT(train->isBrowsing(), kLong);
        QTRY_COMPARE_WITH_TIMEOUT(train->corpusPage()->table()->corpusModel()->rowCount(), 20, kLong);
        QTRY_VERIFY(train->corpusPage()->table()->hasFocus());
        auto* panel = train->corpusPage()->panel();
        QTest::keyClick(train->corpusPage()->table(), Qt::Key_F4);  // hides it, or shows it where the window is narrow
        QTest::qWait(20);
        const bool shown = !panel->visibleRegion().isEmpty();
        QTest::mouseClick(train->findChild<QPushButton*>("corpusDetails"), Qt::LeftButton);
        QTRY_VERIFY(panel->visibleRegion().isEmpty() == shown);
        if (shown) train->corpusPage()->showPanel(true);
        train->corpusPage()->table()->setFocus();
        QTest::keyClick(train->corpusPage()->table(), Qt::Key_F6);
        QVERIFY(train->corpusPage()->panel()->isAncestorOf(QApplication::focusWidget()));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!train->isBrowsing());
        QTest::mouseClick(browse, Qt::LeftButton);
        QVERIFY(train->isBrowsing());
        QTest::mouseClick(train->findChild<QPushButton*>("leaveCorpus"), Qt::LeftButton);
        QVERIFY(!train->isBrowsing());
        QVERIFY(window.actions()->conflicts().isEmpty());
        QVERIFY(window.actions()->spec("train.import")->menu == "file");
    }
};

QTEST_MAIN(TestCorpusPage)
#include "TestCorpusPage.moc"
