// SPDX-License-Identifier: GPL-3.0-or-later
#include <QComboBox>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QTableView>

#include "MeasurePage.h"
#include "app/gui/inspect/PitchCorrector.h"
#include "engine/annotation/Edits.h"
#include "engine/core/Csv.h"
#include "engine/core/Paths.h"

using namespace prososcope;
using namespace prososcope::gui;

/// "Measure every interval of this tier", for what is open and for folders.
class TestMeasureTable : public QObject {
    Q_OBJECT

    MeasurePage m_test;

    MeasureTable& table() const { return *m_test.measure()->measurements(); }
    int rows() const { return table().model().rowCount(); }
    bool finished() const {
        return QTest::qWaitFor([&] { return !table().isRunning(); }, kPatience * 30000);
    }

private Q_SLOTS:
    void initTestCase() { m_test.writeFiles(); }
    void init() {
        std::filesystem::remove_all(core::dataFolder() / "pitch");
        m_test.open();
    }
    void cleanup() { m_test.close(); }

    void measuresTheOpenRecordingAsItIsNow() {
        auto* recording = m_test.show("set/a.wav");
        QVERIFY(recording != nullptr);
        QTRY_COMPARE(table().tier(), QString("words"));  // the first tier is proposed
        auto* model = m_test.page->annotations()->of(recording);
        QVERIFY(model != nullptr);
        QTRY_COMPARE(model->annotation().tiers().size(), std::size_t{4});
        // A change that no file holds yet.
        QVERIFY(model->perform(annotation::setLabel(model->annotation(), model->annotation().tier(0).header.id, 1, "jo")));
        table().setQuantities(*annotation::parseQuantities("f0.mean,duration,parent"));
        m_test.page->findChild<QComboBox*>("measureParent")->setCurrentText("phrases");
        m_test.measure()->measurements()->findChild<QPushButton*>("measureOpen")->click();
        QVERIFY(finished());
        QCOMPARE(rows(), 2);
        QCOMPARE(MeasurePage::textOf(table(), 0, "label"), std::string("jo"));
        QCOMPARE(MeasurePage::textOf(table(), 0, "tier"), std::string("words"));
        QCOMPARE(MeasurePage::textOf(table(), 0, "parent"), std::string("ja so"));
        QVERIFY(std::abs(MeasurePage::numberOf(table(), 0, "f0.mean") - 120.0) < 1.0);
        QVERIFY(std::abs(MeasurePage::numberOf(table(), 1, "f0.mean") - 200.0) < 1.0);
        QVERIFY(model->undo());
    }

    void correctedPitchIsMeasuredAsCorrected() {
        auto* recording = m_test.show("set/a.wav");
        QVERIFY(recording != nullptr);
        QTRY_COMPARE(table().tier(), QString("words"));
        auto* corrector = m_test.page->pitchCorrector();
        QTRY_VERIFY(corrector->isIdle());
        table().setQuantities(*annotation::parseQuantities("f0.mean,f0@50%,f0.max,voiced,pulses,duration"));
        table().measureOpen();
        QVERIFY(finished());
        QVERIFY(std::abs(MeasurePage::numberOf(table(), 0, "f0.mean") - 120.0) < 1.0);
        // The first word an octave higher, the second without pitch; measured before they are on the disk.
        auto* pane = m_test.page->panes()->waveformPane();
        recording->view()->setSelection(1.0, 2.0);
        QTest::keyClick(pane, Qt::Key_Up, Qt::AltModifier | Qt::ShiftModifier);
        recording->view()->setSelection(2.0, 3.0);
        QTest::keyClick(pane, Qt::Key_U, Qt::ControlModifier);
        table().measureOpen();
        QVERIFY(finished());
        for (const char* column : {"f0.mean", "f0@50%", "f0.max"}) {
            QVERIFY2(std::abs(MeasurePage::numberOf(table(), 0, column) - 240.0) < 2.0, column);
            QVERIFY2(MeasurePage::textOf(table(), 1, column).empty(), column);
        }
        QCOMPARE(MeasurePage::numberOf(table(), 1, "voiced"), 0.0);
        // A folder takes what is kept, and so does the command line, to the last digit.
        QTRY_VERIFY(corrector->isIdle());
        m_test.close();
        m_test.open();
        table().chooseTier("words");
        table().setQuantities(*annotation::parseQuantities("f0.mean,f0@50%,f0.max,voiced,pulses,duration"));
        table().measureFolder(m_test.path("set"));
        QVERIFY(finished());
        QCOMPARE(rows(), 4);
        QVERIFY(std::abs(MeasurePage::numberOf(table(), 0, "f0.mean") - 240.0) < 2.0);
        QVERIFY(MeasurePage::textOf(table(), 1, "f0.mean").empty());
        QVERIFY(std::abs(MeasurePage::numberOf(table(), 2, "f0.mean") - 150.0) < 1.0);
        QProcess cli;
        cli.start(
            PROSOSCOPE_BINARY_DIR "/bin/prososcope-cli",
            {"measure", "--tier", "words", "--quantities", "f0.mean,f0@50%,f0.max,voiced,pulses,duration", m_test.path("set")});
        QVERIFY(cli.waitForFinished(60000));
        QCOMPARE(cli.exitCode(), 0);
        const auto printed = core::parseCsv(cli.readAllStandardOutput().toStdString(), "output");
        PROSOSCOPE_VERIFY(printed);
        QCOMPARE(printed->rows.size(), std::size_t{4});
        for (int row = 0; row < 4; ++row) {
            for (std::size_t i = 0; i < printed->columns.size(); ++i)
                QCOMPARE(MeasurePage::textOf(table(), row, printed->columns[i].c_str()),
                         printed->rows[static_cast<std::size_t>(row)][i]);
        }
    }

    void measuresAFolderAndSaysWhatItCould() {
        PROSOSCOPE_VERIFY(core::writeFile(toPath(m_test.path("set/c.wav")), "RIFF"));
        PROSOSCOPE_VERIFY(core::writeFile(toPath(m_test.path("set/c.TextGrid")), "x"));
        table().chooseTier("phones");
        table().findChild<QLineEdit*>("measureLabel")->setText("^[ao]$");
        table().setQuantities(*annotation::parseQuantities("f0.mean,emotion"));
        QTRY_VERIFY(!m_test.page->tracker()->model().card.classes.empty());  // listed by a loader
        table().measureFolder(m_test.path("set"));
        QVERIFY(table().isRunning());
        QVERIFY(finished());
        QCOMPARE(rows(), 4);
        QVERIFY(MeasurePage::textOf(table(), 2, "file").ends_with("b.wav"));
        QVERIFY(!MeasurePage::textOf(table(), 0, "emotion").empty());
        QVERIFY(!m_test.messages.isEmpty() && m_test.messages.last().contains("c.wav"));
        std::filesystem::remove(toPath(m_test.path("set/c.wav")));
        std::filesystem::remove(toPath(m_test.path("set/c.TextGrid")));
        // The same table as on the command line: no tier, recordings as a whole.
        table().chooseTier({});
        table().measureFolder(m_test.path("set"));
        QVERIFY(finished());
        QCOMPARE(rows(), 2);
    }

    void emotionWithoutItsModelIsSaidOnce() {
        table().chooseTier("words");
        QTRY_VERIFY(!m_test.page->tracker()->model().card.classes.empty());
        table().setQuantities(*annotation::parseQuantities("f0.mean,emotion.bored"));
        table().measureFolder(m_test.path("set"));
        QVERIFY(!table().isRunning());
        QCOMPARE(m_test.messages.size(), 1);
        QVERIFY(m_test.messages.last().contains("bored") && m_test.messages.last().contains("angry"));
        table().setModel({});  // as before the models are listed, or where there are none
        table().setQuantities(*annotation::parseQuantities("f0.mean,emotion"));
        table().measureFolder(m_test.path("set"));
        QVERIFY(!table().isRunning());
        QCOMPARE(m_test.messages.size(), 2);
        table().setQuantities(*annotation::parseQuantities("f0.mean"));
        table().measureFolder(m_test.path("set"));
        QVERIFY(finished());
        QCOMPARE(rows(), 4);
        QCOMPARE(m_test.messages.size(), 2);
    }

    void missingTiersFoldersAndBadExpressionsAreSaid() {
        QVERIFY(m_test.show("set/a.wav") != nullptr);
        table().chooseTier("vowels");
        table().measureOpen();
        QVERIFY(finished());
        QCOMPARE(rows(), 0);
        QVERIFY(m_test.messages.last().contains("vowels") && m_test.messages.last().contains("words"));
        table().chooseTier("words");
        const auto said = m_test.messages.size();
        table().measureFolder(m_test.path("empty"));
        QVERIFY(finished());
        QCOMPARE(m_test.messages.size(), said + 1);
        table().findChild<QLineEdit*>("measureLabel")->setText("(");
        table().measureOpen();
        QVERIFY(!table().isRunning());
        QCOMPARE(m_test.messages.size(), said + 2);
    }

    void cancelKeepsWhatIsThere() {
        // Enough to be busy for a while.
        std::filesystem::create_directories(toPath(m_test.path("many")));
        for (int i = 0; i < 60; ++i) {
            const auto stem = m_test.folder.filePath(QString("many/%1").arg(i, 3, 10, QChar('0'))).toStdString();
            std::filesystem::copy_file(toPath(m_test.path("set/a.wav")), stem + ".wav");
            std::filesystem::copy_file(toPath(m_test.path("set/a.TextGrid")), stem + ".TextGrid");
        }
        table().chooseTier("words");
        table().setQuantities(*annotation::parseQuantities("f0.mean,hnr,f1.mean,jitter.local"));
        table().measureFolder(m_test.path("many"));
        QTRY_VERIFY_WITH_TIMEOUT(rows() > 0, kPatience * 20000);
        auto* cancel = table().findChild<QPushButton*>("measureCancel");
        m_test.page->findChild<BottomPanel*>()->showTab("measurements");
        QVERIFY(cancel->isVisible());
        QTest::mouseClick(cancel, Qt::LeftButton);
        QVERIFY(finished());
        QVERIFY2(rows() > 0 && rows() < 120, qPrintable(QString::number(rows())));
        QVERIFY(m_test.messages.isEmpty());
        QVERIFY(!cancel->isVisible());
        // Closed while it runs: nothing hangs.
        table().measureFolder(m_test.path("many"));
    }

    void rowsLeadToTheirPlaces() {
        table().chooseTier("words");
        table().setQuantities(*annotation::parseQuantities("duration"));
        table().measureFolder(m_test.path("set"));
        QVERIFY(finished());
        QCOMPARE(rows(), 4);
        m_test.page->findChild<BottomPanel*>()->showTab("measurements");
        table().view()->setCurrentIndex(table().view()->model()->index(3, 0));
        table().view()->setFocus();
        const auto fourth = table().view()->model()->index(3, 0);
        table().view()->scrollTo(fourth);
        QTRY_VERIFY(table().view()->viewport()->rect().contains(table().view()->visualRect(fourth).center()));
        const auto place = table().view()->visualRect(fourth).center();
        QTest::mouseClick(table().view()->viewport(), Qt::LeftButton, {}, place);
        QTest::mouseDClick(table().view()->viewport(), Qt::LeftButton, {}, place);
        QTRY_VERIFY_WITH_TIMEOUT(m_test.page->current() != nullptr, kPatience * 20000);
        QTRY_VERIFY_WITH_TIMEOUT(m_test.page->isIdle(), kPatience * 20000);
        QVERIFY(m_test.page->current()->path().endsWith("b.wav"));
        QCOMPARE(m_test.page->current()->view()->selectionStart(), 2.0);
        QCOMPARE(m_test.page->current()->view()->selectionEnd(), 3.0);
    }
};

QTEST_MAIN(TestMeasureTable)
#include "TestMeasureTable.moc"
