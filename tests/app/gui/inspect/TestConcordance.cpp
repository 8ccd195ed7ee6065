// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractButton>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

#include "MeasurePage.h"
#include "app/gui/inspect/Playback.h"
#include "engine/core/Csv.h"

using namespace prososcope;
using namespace prososcope::gui;

/// Finding in all annotations at once, going to the places, hearing them, saving them as sound.
class TestConcordance : public QObject {
    Q_OBJECT

    MeasurePage m_test;

    ConcordanceTable& table() const { return *m_test.measure()->concordance(); }
    int rows() const { return table().model().rowCount(); }
    bool finished() const {
        return QTest::qWaitFor([&] { return !table().isRunning(); }, kPatience * 30000);
    }

private Q_SLOTS:
    void initTestCase() { m_test.writeFiles(); }
    void init() { m_test.open(); }
    void cleanup() { m_test.close(); }

    void findsInAllOpenFiles() {
        QVERIFY(m_test.show("set/a.wav") != nullptr);
        QVERIFY(m_test.show("set/b.wav") != nullptr);
        QTest::keyClick(m_test.page.get(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        auto* field = table().findChild<QLineEdit*>("concordancePattern");
        QTRY_VERIFY(field->hasFocus());
        QTest::keyClicks(field, "SO");
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(finished());
        QCOMPARE(rows(), 4);  // "so" and "ja so", twice
        table().setPattern("so", false, false, true);
        table().findInOpen();
        QVERIFY(finished());
        QCOMPARE(rows(), 2);
        QCOMPARE(MeasurePage::textOf(table(), 0, "before"), std::string("ja"));
        QCOMPARE(MeasurePage::textOf(table(), 0, "label"), std::string("so"));
        QVERIFY(MeasurePage::textOf(table(), 1, "file").ends_with("b.wav"));
        table().setPattern("SO", false, true, false);
        table().findInOpen();
        QVERIFY(finished());
        QCOMPARE(rows(), 0);
    }

    void findsInAFolderAndSaysWhatItCannotRead() {
        PROSOSCOPE_VERIFY(core::writeFile(toPath(m_test.path("set/broken.TextGrid")), "x"));
        table().setPattern("^[jo]$", true, false, false);
        table().findInFolder(m_test.path("set"));
        QVERIFY(finished());
        QCOMPARE(rows(), 4);
        QVERIFY(!m_test.messages.isEmpty() && m_test.messages.last().contains("broken.TextGrid"));
        std::filesystem::remove(toPath(m_test.path("set/broken.TextGrid")));
        table().setPattern("(", true, false, false);
        table().findInFolder(m_test.path("set"));
        QVERIFY(!table().isRunning());
        table().setPattern("", false, false, false);
        table().findInOpen();
        QVERIFY(!table().isRunning());
        QCOMPARE(m_test.messages.size(), 3);
    }

    void returnGoesThereAndSpacePlays() {
        table().setPattern("so", false, false, true);
        table().findInFolder(m_test.path("set"));
        QVERIFY(finished());
        QCOMPARE(rows(), 2);
        m_test.page->findChild<BottomPanel*>()->showTab("concordance");
        table().view()->setFocus();
        table().view()->setCurrentIndex(table().view()->model()->index(1, 0));
        QTest::keyClick(table().view(), Qt::Key_Space);
        QTRY_VERIFY(m_test.page->playback()->isActive());
        QVERIFY(m_test.page->playback()->path().endsWith("b.wav"));
        QTest::keyClick(table().view(), Qt::Key_Space);
        QTRY_VERIFY(!m_test.page->playback()->isActive());
        QTest::keyClick(table().view(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(m_test.page->current() != nullptr && m_test.page->isIdle(), kPatience * 20000);
        QVERIFY(m_test.page->current()->path().endsWith("b.wav"));
        QCOMPARE(m_test.page->current()->view()->selectionStart(), 2.0);
    }

    void controlsAreNeverCutOrOnEachOther() {
        QVERIFY(m_test.show("set/a.wav") != nullptr);
        m_test.page->findChild<BottomPanel*>()->showTab("concordance");
        for (const int width : {1700, 1200, 1000, 900}) {
            m_test.page->resize(width, 800);
            QCoreApplication::processEvents();
            QList<QWidget*> controls;
            for (auto* button : table().findChildren<QAbstractButton*>(QString(), Qt::FindDirectChildrenOnly))
                controls.append(button);
            for (auto* field : table().findChildren<QLineEdit*>(QString(), Qt::FindDirectChildrenOnly)) controls.append(field);
            QVERIFY(controls.size() > 7);
            for (qsizetype i = 0; i < controls.size(); ++i) {
                if (!controls[i]->isVisible()) continue;
                QVERIFY2(controls[i]->width() >= controls[i]->minimumSizeHint().width(), qPrintable(QString::number(width)));
                QVERIFY(table().rect().contains(controls[i]->geometry()));
                for (qsizetype k = 0; k < i; ++k)
                    QVERIFY(!controls[k]->isVisible() || !controls[i]->geometry().intersects(controls[k]->geometry()));
            }
        }
    }

    void placesAreSavedAsSound() {
        table().setPattern("so", false, false, true);
        table().findInFolder(m_test.path("set"));
        QVERIFY(finished());
        table().saveSounds(m_test.path("pieces"));
        QVERIFY(finished());
        for (const char* name : {"pieces/a_so.wav", "pieces/b_so.wav"}) {
            const auto info = audio::probeAudio(toPath(m_test.path(name)));
            PROSOSCOPE_VERIFY(info);
            QCOMPARE(info->frames, 16000);
        }
        const auto cut = annotation::readAnnotation(toPath(m_test.path("pieces/a_so.TextGrid")));
        PROSOSCOPE_VERIFY(cut);
        QCOMPARE(examples::text(*cut->annotation.find("words")), QString("0 so"));
        table().saveSounds(m_test.path("pieces"));
        QVERIFY(finished());
        QVERIFY(std::filesystem::exists(toPath(m_test.path("pieces/a_so_2.wav"))));
        table().saveSounds("/proc/nowhere");
        QVERIFY(finished());
        QVERIFY(m_test.messages.last().contains("/proc/nowhere"));
    }

    void theSelectionIsSavedAsSound() {
        m_test.actions->action("file.saveSelection")->trigger();
        QCOMPARE(m_test.messages.size(), 1);  // nothing is selected
        auto* recording = m_test.show("set/a.wav");
        recording->view()->setSelection(0.5, 1.5);
        m_test.measure()->saveSelection(m_test.path("part.wav"));
        QTRY_VERIFY_WITH_TIMEOUT(m_test.messages.last().contains("part.wav"), kPatience * 20000);
        PROSOSCOPE_VERIFY(audio::probeAudio(toPath(m_test.path("part.wav"))));
        const auto cut = annotation::readAnnotation(toPath(m_test.path("part.TextGrid")));
        PROSOSCOPE_VERIFY(cut);
        QCOMPARE(examples::text(*cut->annotation.find("words")), QString("0 |0.5 ja"));
        const auto said = m_test.messages.size();
        m_test.measure()->saveSelection(recording->path());  // never over the recording itself
        QCOMPARE(m_test.messages.size(), said + 1);
        QCOMPARE(audio::probeAudio(toPath(m_test.path("set/a.wav")))->frames, 48000);
    }
};

QTEST_MAIN(TestConcordance)
#include "TestConcordance.moc"
