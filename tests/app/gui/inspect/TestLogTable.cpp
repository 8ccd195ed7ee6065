// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTableView>

#include "MeasurePage.h"
#include "app/gui/inspect/PitchCorrector.h"
#include "app/gui/inspect/QuantityChooser.h"
#include "engine/core/Csv.h"

using namespace prososcope;
using namespace prososcope::gui;

/// The log: F12 appends a line for the selection or the cursor, lines come and go, nothing of it is lost.
class TestLogTable : public QObject {
    Q_OBJECT

    MeasurePage m_test;

    LogTable& log() const { return *m_test.measure()->log(); }
    int rows() const { return log().model().rowCount(); }
    void press() { QTest::keyClick(m_test.page.get(), Qt::Key_F12); }
    core::CsvTable file() const {
        log().flush();
        const auto text = core::readFile(log().file());
        return text ? core::parseCsv(*text, "log").value_or(core::CsvTable{}) : core::CsvTable{};
    }

private Q_SLOTS:
    void initTestCase() { m_test.writeFiles(); }
    void init() {
        std::filesystem::remove(toPath(m_test.path("log.csv")));
        m_test.open();
    }
    void cleanup() { m_test.close(); }

    void aKeyLogsTheSelection() {
        auto* recording = m_test.show("set/a.wav");
        QVERIFY(recording != nullptr);
        recording->view()->setSelection(1.2, 1.8);
        press();
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, kPatience * 10000);
        QVERIFY(m_test.page->findChild<BottomPanel*>()->isVisible());
        QCOMPARE(MeasurePage::textOf(log(), 0, "file"), recording->path().toStdString());
        QCOMPARE(MeasurePage::textOf(log(), 0, "label"), std::string("ja"));
        QCOMPARE(MeasurePage::numberOf(log(), 0, "start"), 1.2);
        QCOMPARE(MeasurePage::numberOf(log(), 0, "duration"), 0.6);
        QVERIFY(std::abs(MeasurePage::numberOf(log(), 0, "f0.mean") - 120.0) < 0.5);
        // On the disk already, as a person would want to find it.
        const auto table = file();
        QCOMPARE(table.rows.size(), std::size_t{1});
        QCOMPARE(table.rows[0][3], std::string("ja"));
    }

    void correctedPitchIsLogged() {
        auto* recording = m_test.show("set/b.wav");
        QVERIFY(recording != nullptr);
        auto* corrector = m_test.page->pitchCorrector();
        QTRY_VERIFY(corrector->isIdle());
        auto* pane = m_test.page->panes()->waveformPane();
        log().setQuantities(*annotation::parseQuantities("f0.mean,f0@20%,intensity"));
        recording->view()->setSelection(1.2, 1.795);
        press();
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, kPatience * 10000);
        pane->setFocus();
        QTest::keyClick(pane, Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
        press();
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 2, kPatience * 10000);
        QVERIFY(std::abs(MeasurePage::numberOf(log(), 0, "f0.mean") - 150.0) < 0.5);
        QVERIFY2(std::abs(MeasurePage::numberOf(log(), 1, "f0.mean") - 75.0) < 0.5,
                 MeasurePage::textOf(log(), 1, "f0.mean").c_str());
        QVERIFY(std::abs(MeasurePage::numberOf(log(), 1, "f0@20%") - 75.0) < 0.5);
        pane->setFocus();
        QTest::keyClick(pane, Qt::Key_U, Qt::ControlModifier);
        press();
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 3, kPatience * 10000);
        QVERIFY(MeasurePage::textOf(log(), 2, "f0.mean").empty());
        QCOMPARE(MeasurePage::textOf(log(), 2, "intensity"), MeasurePage::textOf(log(), 0, "intensity"));
        pane->setFocus();
        QTest::keyClick(pane, Qt::Key_U, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(corrector->isIdle());  // nothing is kept for what follows
    }

    void atTheCursorItLogsThePoint() {
        auto* recording = m_test.show("set/a.wav");
        recording->view()->clearSelection();
        recording->view()->setCursor(2.5);
        press();
        recording->view()->setCursor(0.5);
        press();
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 2, kPatience * 10000);
        QVERIFY(std::abs(MeasurePage::numberOf(log(), 0, "f0.mean") - 200.0) < 0.5);
        QCOMPARE(MeasurePage::numberOf(log(), 0, "duration"), 0.0);
        QCOMPARE(MeasurePage::textOf(log(), 1, "f0.mean"), std::string());  // silence: empty, not 0
    }

    void settingsAreThoseOfThePicture() {
        auto* recording = m_test.show("set/a.wav");
        auto settings = m_test.page->settings();
        settings.voice.pitch.floorHz = 160.0;
        m_test.page->setSettings(settings);
        recording->view()->setSelection(1.2, 1.8);
        press();
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, kPatience * 10000);
        const double pitch = MeasurePage::numberOf(log(), 0, "f0.mean");
        QVERIFY2(std::isnan(pitch) || pitch > 155.0, qPrintable(QString::number(pitch)));
    }

    void quantitiesAreChosenAndBecomeColumns() {
        auto* recording = m_test.show("set/a.wav");
        recording->view()->setSelection(1.2, 1.8);
        press();
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, kPatience * 10000);
        m_test.page->findChild<QPushButton*>("logQuantities")->click();
        auto* chooser = log().findChild<QuantityChooser*>();
        QVERIFY(chooser != nullptr);
        auto* line = chooser->findChild<QLineEdit*>();
        line->setText("f1@33%,nonsense");
        QVERIFY(chooser->quantities() == log().quantities());  // what cannot be understood changes nothing
        line->setText("f1@33%,jitter.local");
        auto* list = chooser->findChild<QListWidget*>();
        for (int i = 0; i < list->count(); ++i) {
            if (list->item(i)->data(Qt::UserRole) == "voiced") list->item(i)->setCheckState(Qt::Checked);
            if (list->item(i)->data(Qt::UserRole) == "jitter.local") {
                QCOMPARE(list->item(i)->checkState(), Qt::Checked);
                list->item(i)->setCheckState(Qt::Unchecked);
            }
        }
        QCOMPARE(line->text(), QString("f1@33%,voiced"));
        QVERIFY(QTest::qWaitForWindowExposed(chooser));
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(QString::fromStdString(annotation::quantityNames(log().quantities())), QString("f1@33%,voiced"));
        m_test.page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_test.page.get()));
        press();
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 2, kPatience * 10000);
        QCOMPARE(MeasurePage::numberOf(log(), 1, "voiced"), 1.0);
        QCOMPARE(MeasurePage::textOf(log(), 0, "voiced"), std::string());
        QCOMPARE(MeasurePage::textOf(log(), 1, "f0.mean"), std::string());
        QVERIFY(!MeasurePage::textOf(log(), 1, "f1@33%").empty());
    }

    void emotionComesFromTheChosenModel() {
        auto* recording = m_test.show("set/a.wav");
        log().setQuantities(*annotation::parseQuantities("emotion,emotion.angry"));
        recording->view()->setSelection(0.0, 1.0);
        press();
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, kPatience * 10000);
        QCOMPARE(MeasurePage::textOf(log(), 0, "emotion"), std::string("sad"));  // the fake one: silence is sad
        QVERIFY(MeasurePage::numberOf(log(), 0, "emotion.angry") < 0.1);
    }

    void removalsComeBack() {
        auto* recording = m_test.show("set/a.wav");
        for (const double start : {1.1, 1.3, 2.1}) {
            recording->view()->setSelection(start, start + 0.5);
            press();
        }
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 3, kPatience * 10000);
        log().view()->selectRow(0);
        log().view()->selectionModel()->select(log().view()->model()->index(2, 0),
                                               QItemSelectionModel::Select | QItemSelectionModel::Rows);
        log().view()->setFocus();
        QTest::keyClick(log().view(), Qt::Key_Delete);
        QCOMPARE(rows(), 1);
        QCOMPARE(file().rows.size(), std::size_t{1});
        auto* undo = m_test.page->findChild<QPushButton*>("logUndo");
        QVERIFY(undo->isVisible());
        QTest::mouseClick(undo, Qt::LeftButton);
        QCOMPARE(rows(), 3);
        QCOMPARE(MeasurePage::numberOf(log(), 0, "start"), 1.1);
        QCOMPARE(MeasurePage::numberOf(log(), 2, "start"), 2.1);
        QVERIFY(!undo->isVisible());
        QCOMPARE(file().rows.size(), std::size_t{3});
    }

    void theNextStartHasEveryLine() {
        auto* recording = m_test.show("set/a.wav");
        recording->view()->setSelection(1.2, 1.8);
        press();
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, kPatience * 10000);
        const auto before = MeasurePage::textOf(log(), 0, "f0.mean");
        m_test.close();
        m_test.open();
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, kPatience * 10000);
        QCOMPARE(MeasurePage::textOf(log(), 0, "f0.mean"), before);
        QCOMPARE(MeasurePage::textOf(log(), 0, "label"), std::string("ja"));
    }

    void aFileThatIsNoLogIsLeftAlone() {
        m_test.close();
        PROSOSCOPE_VERIFY(core::writeFile(toPath(m_test.path("log.csv")), "name,\"age\n"));
        m_test.open();
        QTRY_VERIFY_WITH_TIMEOUT(log().isIdle(), kPatience * 10000);
        QVERIFY(!m_test.messages.isEmpty() && m_test.messages.last().contains("log.csv"));
        auto* recording = m_test.show("set/a.wav");
        recording->view()->setSelection(1.2, 1.8);
        press();
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, kPatience * 10000);
        QCOMPARE(file().rows.size(), std::size_t{1});
        QCOMPARE(*core::readFile(toPath(m_test.path("log.csv"))), std::string("name,\"age\n"));
        std::filesystem::remove(log().file());
    }

    void sortsFiltersCopiesAndExports() {
        auto* recording = m_test.show("set/a.wav");
        for (const double start : {2.1, 1.1, 0.1}) {
            recording->view()->setSelection(start, start + 0.8);
            press();
        }
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 3, kPatience * 10000);
        int pitchColumn = -1;
        for (int i = 0; i < log().model().columnCount(); ++i) {
            if (log().model().columns()[static_cast<std::size_t>(i)].key == "f0.mean") pitchColumn = i;
        }
        for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            log().view()->sortByColumn(pitchColumn, order);
            QCOMPARE(log().shownRows().last(), 2);  // the empty cell is last either way
            QCOMPARE(log().shownRows().first(), order == Qt::AscendingOrder ? 1 : 0);
        }
        log().filter()->setText("ja");
        QCOMPARE(log().shownRows(), QList<int>{1});
        log().view()->selectAll();
        log().view()->setFocus();
        QTest::keyClick(log().view(), Qt::Key_C, Qt::ControlModifier);
        const auto lines = QApplication::clipboard()->text().split('\n');
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines[0].startsWith("file\tstart\tend\tlabel") && lines[1].contains("\tja\t"));
        log().filter()->clear();
        log().saveCsv(m_test.path("export.csv"));
        QTRY_VERIFY_WITH_TIMEOUT(m_test.messages.join(' ').contains("export.csv"), kPatience * 10000);
        const auto exported = core::parseCsv(*core::readFile(toPath(m_test.path("export.csv"))), "");
        PROSOSCOPE_VERIFY(exported);
        QCOMPARE(exported->rows.size(), std::size_t{3});
        QCOMPARE(exported->rows[2][3], std::string());
        log().saveCsv("/proc/nowhere/export.csv");
        QTRY_VERIFY_WITH_TIMEOUT(m_test.messages.last().contains("nowhere"), kPatience * 10000);
    }

    void withoutARecordingItSaysSo() {
        press();
        QCOMPARE(m_test.messages.size(), 1);
        QCOMPARE(rows(), 0);
    }

    void thePanelCollapsesAndRemembers() {
        auto* panel = m_test.page->findChild<BottomPanel*>();
        QVERIFY(m_test.show("set/a.wav") != nullptr);
        QVERIFY(!panel->isVisible());
        QTest::keyClick(m_test.page.get(), Qt::Key_F4, Qt::ShiftModifier);
        QVERIFY(panel->isVisible());
        panel->showTab("concordance");
        panel->setWantedHeight(333);
        log().setQuantities(*annotation::parseQuantities("hnr"));
        const auto state = m_test.page->saveState();
        m_test.close();
        m_test.open();
        m_test.page->restoreState(state);
        panel = m_test.page->findChild<BottomPanel*>();
        QVERIFY(panel->isShown());
        QCOMPARE(panel->currentTab(), QString("concordance"));
        QCOMPARE(panel->height(), 333);
        QCOMPARE(annotation::quantityNames(log().quantities()), std::string("hnr"));
        QTest::keyClick(m_test.page.get(), Qt::Key_F4, Qt::ShiftModifier);
        QVERIFY(!panel->isVisible());
        m_test.page->restoreState({});  // nothing known: nothing shown
        QVERIFY(!panel->isShown());
    }
};

QTEST_MAIN(TestLogTable)
#include "TestLogTable.moc"
