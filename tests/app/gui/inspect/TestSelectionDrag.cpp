// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>

#include "FakeModel.h"
#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "app/gui/inspect/SelectionDrag.h"
#include "engine/audio/AudioFile.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::gui;

/// The file behind a drag out of the window. The drag itself is the desktop's: here the button is let go before the file is
/// there, which must lose nothing.
class TestSelectionDrag : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(writeTone(toPath(m_folder.filePath("tone.wav")), 4.0)); }
    void init();
    void cleanup();
    void theHandleWritesTheSelection();
    void theSameSelectionIsWrittenOnce();
    void anotherSelectionIsWrittenAnew();
    void withoutASelectionNothingHappens();
    void theFilesGoWithTheProgram();

private:
    void pull() const;
    [[nodiscard]] SelectionDrag* carrier() const { return m_page->findChild<SelectionDrag*>(); }

    QTemporaryDir m_folder;
    std::unique_ptr<engine_thread::EngineThread> m_engine;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<InspectPage> m_page;
};

void TestSelectionDrag::init() {
    m_engine = std::make_unique<engine_thread::EngineThread>(m_folder.path());
    m_actions = std::make_unique<ActionRegistry>();
    m_page = std::make_unique<InspectPage>(PageContext{m_actions.get(), m_engine.get(), m_folder.path()},
                                           fakeBackend(std::make_shared<FakeCalls>()));
    m_page->resize(1200, 800);
    m_page->activated();
    static_cast<QWidget*>(m_page.get())->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    auto* recording = m_page->openRecording(m_folder.filePath("tone.wav"));
    QTRY_VERIFY(recording->state() == RecordingModel::State::Open && recording->complete());
}

void TestSelectionDrag::cleanup() {
    m_page.reset();
    m_actions.reset();
    m_engine.reset();
}

void TestSelectionDrag::pull() const {
    auto* pane = m_page->panes()->waveformPane();
    const QPoint from = pane->selectionHandle().center().toPoint();
    QTest::mousePress(pane, Qt::LeftButton, {}, from);
    const QPoint to = from + QPoint(40, 20);
    QMouseEvent move(QEvent::MouseMove, QPointF(to), QPointF(pane->mapToGlobal(to)), Qt::NoButton, Qt::LeftButton, {});
    QApplication::sendEvent(pane, &move);
    QTest::mouseRelease(pane, Qt::LeftButton, {}, to);
}

void TestSelectionDrag::theHandleWritesTheSelection() {
    m_page->current()->view()->setSelection(1.0, 2.5);
    QSignalSpy ready(carrier(), &SelectionDrag::ready);
    QSignalSpy messages(m_page.get(), &Page::message);
    pull();
    QTRY_COMPARE(ready.size(), 1);
    QVERIFY(!ready[0][1].toBool());
    const QString file = ready[0][0].toString();
    QVERIFY2(file.endsWith("tone_1.000-2.500.wav"), qPrintable(file));
    const auto info = audio::probeAudio(toPath(file));
    PROSOSCOPE_VERIFY(info);
    QCOMPARE(info->frames, std::int64_t{24000});
    QCOMPARE(messages.size(), 1);  // it says that the file is ready to be dragged
    core::Progress progress;
    const auto cut = audio::decodeAudio(toPath(file), {}, progress);
    const auto whole =
        audio::decodeAudio(toPath(m_folder.filePath("tone.wav")), {.startSeconds = 1.0, .endSeconds = 2.5}, progress);
    PROSOSCOPE_VERIFY(cut);
    PROSOSCOPE_VERIFY(whole);
    QCOMPARE((*cut)->channels[0], (*whole)->channels[0]);
    QVERIFY(m_page->current()->view()->hasSelection());
}

void TestSelectionDrag::theSameSelectionIsWrittenOnce() {
    m_page->current()->view()->setSelection(1.0, 2.5);
    QSignalSpy ready(carrier(), &SelectionDrag::ready);
    pull();
    QTRY_COMPARE(ready.size(), 1);
    QFile file(carrier()->file());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.resize(10));  // were it written again, it would be whole again
    file.close();
    pull();
    QCOMPARE(ready.size(), 2);  // at once
    QCOMPARE(QFileInfo(carrier()->file()).size(), 10);
}

void TestSelectionDrag::anotherSelectionIsWrittenAnew() {
    auto* view = m_page->current()->view();
    view->setSelection(1.0, 2.5);
    QSignalSpy ready(carrier(), &SelectionDrag::ready);
    pull();
    view->setSelection(0.5, 1.0);
    pull();  // the first may still be under way
    QTRY_VERIFY(carrier()->file().endsWith("tone_0.500-1.000.wav"));
    const auto info = audio::probeAudio(toPath(carrier()->file()));
    PROSOSCOPE_VERIFY(info);
    QCOMPARE(info->frames, std::int64_t{8000});
}

void TestSelectionDrag::withoutASelectionNothingHappens() {
    QVERIFY(m_page->panes()->waveformPane()->selectionHandle().isEmpty());
    Q_EMIT m_page->panes()->waveformPane()->selectionDragged();
    QTest::qWait(50);
    QVERIFY(carrier()->file().isEmpty());
}

void TestSelectionDrag::theFilesGoWithTheProgram() {
    m_page->current()->view()->setSelection(1.0, 2.5);
    pull();
    QTRY_VERIFY(!carrier()->file().isEmpty());
    const QString file = carrier()->file();
    QVERIFY(QFile::exists(file));
    m_page.reset();
    QVERIFY(!QFile::exists(file));
}

QTEST_MAIN(TestSelectionDrag)
#include "TestSelectionDrag.moc"
