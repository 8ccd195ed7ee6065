// SPDX-License-Identifier: GPL-3.0-or-later
// What the page of a corpus changes and writes: labels with undo, the quality report, exports.
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

#include "CorpusBench.h"
#include "app/gui/corpus/FilterButton.h"
#include "app/gui/corpus/QualityView.h"
#include "engine/store/Database.h"

using namespace prososcope;
using namespace prososcope::gui;
using corpus_bench::Bench;
using corpus_bench::kLong;

class TestCorpusEditing : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::filesystem::path fresh(int count, int sounds = 0) { return corpus_bench::fresh(m_folder, count, sounds); }

private Q_SLOTS:
    void editsLabelsAndTakesThemBack() {
        const auto folder = fresh(20);
        Bench bench(folder);
        QVERIFY(bench.browse("c"));
        QVERIFY(QTest::qWaitForWindowActive(bench.page.get()));
        QTRY_COMPARE_WITH_TIMEOUT(bench.classBox()->currentText(), QString("angry"), kLong);
        QVERIFY(!bench.actions.action("edit.undo")->isEnabled());
        bench.table()->setFocus();
        QTest::keyClick(bench.table(), Qt::Key_E);
        QTRY_VERIFY(bench.classBox()->lineEdit()->hasFocus());
        QTest::keyClicks(bench.classBox()->lineEdit(), "surprised");
        QTest::keyClick(bench.classBox()->lineEdit(), Qt::Key_Return);
        QVERIFY(bench.table()->hasFocus());
        QTRY_COMPARE_WITH_TIMEOUT(bench.cell(0, "emotion"), QString("surprised"), kLong);
        QTRY_VERIFY_WITH_TIMEOUT(bench.page->panel()->edits().contains("u00000"), kLong);
        QVERIFY(bench.settle());
        QCOMPARE(store::Workspace::open(folder)->corpus("c")->utterances[0].emotion, std::string("surprised"));
        // Several at once, with a value that one of them has already.
        bench.table()->setFocus();
        bench.table()->goTo(1);
        QTest::keyClick(bench.table(), Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(bench.table(), Qt::Key_Down, Qt::ShiftModifier);
        QTRY_COMPARE_WITH_TIMEOUT(bench.classBox()->currentText(), QString("angry"), kLong);
        QTest::keyClick(bench.table(), Qt::Key_E);
        QTest::keyClick(bench.classBox()->lineEdit(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(bench.cell(1, "emotion"), QString("angry"), kLong);
        QTRY_COMPARE_WITH_TIMEOUT(bench.cell(2, "emotion"), QString("angry"), kLong);
        QCOMPARE(bench.table()->chosenCount(), std::size_t{3});  // the same rows stay chosen
        QTRY_VERIFY_WITH_TIMEOUT(bench.actions.action("edit.undo")->text().contains("class of 3 utterances to angry"), kLong);
        QVERIFY(bench.settle());
        bench.actions.action("edit.undo")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(bench.cell(1, "emotion"), QString("happy"), kLong);
        QTRY_COMPARE_WITH_TIMEOUT(bench.cell(2, "emotion"), QString("sad"), kLong);
        QVERIFY(bench.settle());
        QTest::keyClick(bench.table(), Qt::Key_Z, Qt::ControlModifier);
        bench.actions.action("edit.undo")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(bench.cell(0, "emotion"), QString("angry"), kLong);
        QVERIFY(!bench.actions.action("edit.undo")->isEnabled());
        QVERIFY(bench.settle());
        bench.actions.action("edit.redo")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(bench.cell(0, "emotion"), QString("surprised"), kLong);
        QVERIFY(bench.settle());
        const auto edits = store::labelEdits(*store::Workspace::open(folder), "c");
        QCOMPARE(edits->size(), std::size_t{3});  // u00003 was angry already
        QVERIFY(edits->back().undoneAt.empty());
    }

    void refusesWrongLabels() {
        Bench bench(fresh(20));
        QVERIFY(bench.browse("c"));
        QSignalSpy said(bench.page.get(), &CorpusPage::message);
        auto* valence = qobject_cast<QLineEdit*>(bench.labels()->field("valence"));
        QTRY_COMPARE_WITH_TIMEOUT(valence->text(), QString("1"), kLong);
        QCOMPARE(valence->placeholderText(), QString("1 to 5"));
        valence->setFocus();
        valence->selectAll();
        QTest::keyClicks(valence, "7");
        QTest::keyClick(valence, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(said.count(), 1, kLong);
        QVERIFY(said.first().at(0).toString().contains("scale"));
        QTRY_COMPARE_WITH_TIMEOUT(bench.cell(0, "valence"), QString("1"), kLong);
        valence->setFocus();  // Return gave it to the list
        valence->selectAll();
        QTest::keyClicks(valence, "9");
        QTest::keyClick(valence, Qt::Key_Escape);  // the old value, still on the page
        QCOMPARE(valence->text(), QString("1"));
        valence->setFocus();
        valence->selectAll();
        QTest::keyClicks(valence, "2.5");
        QTest::keyClick(valence, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(bench.cell(0, "valence"), QLocale().toString(2.5), kLong);
    }

    void theWheelChangesNoLabel() {
        Bench bench(fresh(20));
        QVERIFY(bench.browse("c"));
        QTRY_COMPARE_WITH_TIMEOUT(bench.classBox()->currentText(), QString("angry"), kLong);
        QSignalSpy wanted(bench.labels(), &LabelFields::changeRequested);
        for (const bool focus : {false, true}) {
            if (focus) bench.classBox()->setFocus();
            for (QWidget* hit :
                 {static_cast<QWidget*>(bench.classBox()), static_cast<QWidget*>(bench.classBox()->lineEdit())}) {
                QWheelEvent wheel(QPointF(5, 5), hit->mapToGlobal(QPointF(5, 5)), {}, {0, -120}, Qt::NoButton, {},
                                  Qt::NoScrollPhase, false);
                QCoreApplication::sendEvent(hit, &wheel);
            }
        }
        QCOMPARE(bench.classBox()->currentText(), QString("angry"));
        QVERIFY(wanted.isEmpty());
    }

    void seesWhatOthersChange() {
        const auto folder = fresh(20);
        Bench bench(folder);
        QVERIFY(bench.browse("c"));
        QTRY_COMPARE_WITH_TIMEOUT(bench.cell(0, "emotion"), QString("angry"), kLong);
        auto workspace = store::Workspace::open(folder);
        core::Progress progress;
        PROSOSCOPE_VERIFY(store::editLabels(*workspace, "c", {{"u00000", "emotion", "bored"}}, progress));
        QTRY_COMPARE_WITH_TIMEOUT(bench.cell(0, "emotion"), QString("bored"), kLong);
        PROSOSCOPE_VERIFY(workspace->saveCorpus(corpus_bench::madeUp("c", 7, folder / "audio")));
        QTRY_COMPARE_WITH_TIMEOUT(bench.rows(), 7, kLong);
        QTRY_COMPARE_WITH_TIMEOUT(bench.cell(0, "emotion"), QString("bored"), kLong);
    }

    void leavesACorpusThatIsGone() {
        const auto folder = fresh(20);
        Bench bench(folder);
        QVERIFY(bench.browse("c"));
        QSignalSpy said(bench.page.get(), &CorpusPage::message);
        QSignalSpy left(bench.page.get(), &CorpusPage::left);
        {
            store::Database database(folder / "workspace.sqlite");
            database.execute("DELETE FROM corpora");
        }
        QTRY_COMPARE_WITH_TIMEOUT(left.count(), 1, kLong);
        QCOMPARE(said.count(), 1);
        QVERIFY2(said.first().first().toString().contains("no corpus named c"), qPrintable(said.first().first().toString()));
        QCOMPARE(bench.rows(), 0);
        QVERIFY(bench.settle());
        bench.page->checkQuality();  // nothing to be done, no harm
        bench.page->editLabels();
        // Imported again under its name, it can be looked through again.
        PROSOSCOPE_VERIFY(store::Workspace::open(folder)->saveCorpus(corpus_bench::madeUp("c", 7, folder / "audio")));
        QVERIFY(bench.browse("c"));
        QTRY_COMPARE_WITH_TIMEOUT(bench.rows(), 7, kLong);
    }

    void anEditThatOthersUndidStaysUndone() {
        const auto folder = fresh(20);
        Bench bench(folder);
        QVERIFY(bench.browse("c"));
        QTRY_COMPARE_WITH_TIMEOUT(bench.classBox()->currentText(), QString("angry"), kLong);
        bench.labels()->startEditing();
        QTest::keyClicks(bench.classBox()->lineEdit(), "bored");
        QTest::keyClick(bench.classBox()->lineEdit(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(bench.cell(0, "emotion"), QString("bored"), kLong);
        auto workspace = store::Workspace::open(folder);
        PROSOSCOPE_VERIFY(store::undoLabelEdits(*workspace, store::labelEdits(*workspace, "c")->front().batch));
        QTRY_COMPARE_WITH_TIMEOUT(bench.cell(0, "emotion"), QString("angry"), kLong);
        bench.actions.action("edit.undo")->trigger();
        QVERIFY(bench.settle());
        QCOMPARE(bench.cell(0, "emotion"), QString("angry"));
        bench.actions.action("edit.redo")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(bench.cell(0, "emotion"), QString("bored"), kLong);
        // Where the edits themselves are gone, so is the history.
        QVERIFY(bench.settle());
        {
            store::Database database(folder / "workspace.sqlite");
            database.execute("DELETE FROM label_edits");
        }
        QSignalSpy said(bench.page.get(), &CorpusPage::message);
        bench.actions.action("edit.undo")->trigger();
        QVERIFY(bench.settle());
        QVERIFY(said.isEmpty() || !bench.actions.action("edit.redo")->isEnabled());
    }

    void missingRecordingsAreNamed() {
        Bench bench(fresh(20));  // no sound is there
        QVERIFY(bench.browse("c"));
        QTRY_VERIFY_WITH_TIMEOUT(!bench.cell(0, "id").isEmpty(), kLong);
        QSignalSpy said(bench.page.get(), &CorpusPage::message);
        bench.table()->setFocus();
        QTest::keyClick(bench.table(), Qt::Key_Space);
        QTRY_COMPARE_WITH_TIMEOUT(said.count(), 1, kLong);
        QVERIFY2(said.first().first().toString().contains("u00000.wav"), qPrintable(said.first().first().toString()));
        QTRY_COMPARE_WITH_TIMEOUT(bench.table()->corpusModel()->playing(), -1, kLong);
        QTest::mouseClick(bench.page->panel()->quality()->button(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(bench.page->panel()->quality()->text().contains("Unreadable: 20"), kLong);
    }

    void aRowHasAMenu() {
        Bench bench(fresh(20));
        QVERIFY(bench.browse("c"));
        QTRY_VERIFY_WITH_TIMEOUT(!bench.cell(3, "id").isEmpty(), kLong);
        bench.table()->setFocus();
        const QPoint place = bench.table()->visualRect(bench.table()->model()->index(3, 1)).center();
        QTest::mouseClick(bench.table()->viewport(), Qt::RightButton, {}, place);
        QContextMenuEvent wanted(QContextMenuEvent::Mouse, place, bench.table()->viewport()->mapToGlobal(place));
        QCoreApplication::sendEvent(bench.table()->viewport(), &wanted);
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu != nullptr);
        QCOMPARE(menu->actions().size(), 5);
        QSignalSpy opened(bench.page.get(), &CorpusPage::openRequested);
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
        QTRY_COMPARE(opened.count(), 1);
        QVERIFY(opened.first().at(1).toJsonObject()["path"].toString().endsWith("u00003.wav"));
    }

    void checksRecordings() {
        const auto folder = fresh(12, 11);
        Bench bench(folder);
        QVERIFY(bench.browse("c"));
        auto* quality = bench.page->panel()->quality();
        QTest::mouseClick(quality->button(), Qt::LeftButton);
        QVERIFY(!quality->button()->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(quality->text().contains("Unreadable: 1"), kLong);
        QVERIFY2(quality->text().contains("Same sound as another: 2"), qPrintable(quality->text()));
        QVERIFY(quality->text().contains("of which with different classes: 1"));
        QTRY_VERIFY_WITH_TIMEOUT(quality->findChild<QToolButton*>("list.quality.copies") != nullptr, kLong);
        QVERIFY(bench.settle());
        QTRY_VERIFY_WITH_TIMEOUT(bench.page->filters()->button("quality.copies") != nullptr, kLong);
        QTest::mouseClick(quality->findChild<QToolButton*>("list.quality.copies"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(bench.rows(), 2, kLong);
        QTRY_COMPARE_WITH_TIMEOUT(bench.cell(1, "id"), QString("u00003"), kLong);
        QCOMPARE(bench.cell(1, "quality.copies"), QString("2"));
        // The stored report is there at the next look.
        Bench again(folder);
        QVERIFY(again.browse("c"));
        QTRY_VERIFY_WITH_TIMEOUT(again.page->panel()->quality()->text().contains("Unreadable: 1"), kLong);
    }

    void exportsByAJob() {
        const auto folder = fresh(12, 12);
        Bench bench(folder);
        QVERIFY(bench.browse("c"));
        QSignalSpy exported(bench.page.get(), &CorpusPage::exported);
        QSignalSpy said(bench.page.get(), &CorpusPage::message);
        const QString out = m_folder.filePath("export");
        bench.page->exportTo(out, corpus::ExportFormat::Csv, true);
        QTRY_COMPARE_WITH_TIMEOUT(exported.count(), 1, kLong);
        QVERIFY(exported.first().first().toBool());
        QVERIFY(said.last().first().toString().startsWith("12 utterances written to"));
        QVERIFY(QFile::exists(out + "/manifest.csv"));
        QVERIFY(QFile::exists(out + "/u00011.wav"));
        bench.page->exportTo("/proc/none", corpus::ExportFormat::Kaldi, false);
        QTRY_COMPARE_WITH_TIMEOUT(exported.count(), 2, kLong);
        QVERIFY(!exported.last().first().toBool());
        for (const char* format : {"csv", "audformat", "kaldi"})
            QVERIFY(bench.actions.action(QStringLiteral("corpus.export.") + format) != nullptr);
        QVERIFY(bench.page->findChild<QPushButton*>("exportCorpus")->isVisible());
    }
};

QTEST_MAIN(TestCorpusEditing)
#include "TestCorpusEditing.moc"
