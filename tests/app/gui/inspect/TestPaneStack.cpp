// SPDX-License-Identifier: GPL-3.0-or-later
#include <QMenu>
#include <QMouseEvent>

#include "FakeModel.h"
#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "tests/TestSupport.h"
#include "widgets/PaneStack.h"

using namespace prososcope;
using namespace prososcope::gui;
using widgets::PaneStack;
using widgets::SignalPane;

namespace {

void sendMouse(QWidget* widget, QEvent::Type type, const QPointF& place, Qt::MouseButton button, Qt::MouseButtons buttons) {
    QMouseEvent event(type, place, widget->mapToGlobal(place), button, buttons, Qt::NoModifier);
    QApplication::sendEvent(widget, &event);
}

}  // namespace

class TestPaneStack : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void panesStandInOrderAndShareTheHeight();
    void platesCarryPanes();
    void escapeLetsACarriedPaneStay();
    void aClickOnThePlateMovesNothing();
    void bordersAreDragged();
    void onePaneStays();
    void keysMoveResizeAndHide();
    void menuListsWhatCanBeShown();
    void stateReturns();
    void panesThatComeLaterTakeTheirPlace();
    void hostileStateIsTamed();
    void ownPanesFollowTheTimeAxis();
    void hiddenSpectrogramComputesNothing();
    void standardPanesReturn();

private:
    PaneStack* stack() const { return m_page->panes()->stack(); }
    SignalPane* pane(const char* id) const { return qobject_cast<SignalPane*>(stack()->pane(QLatin1String(id))); }
    void open();
    void carry(const char* id, const QPoint& onStack, bool drop = true);
    void makePage();

    QTemporaryDir m_folder;
    std::unique_ptr<engine_thread::EngineThread> m_engine;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<InspectPage> m_page;
};

void TestPaneStack::initTestCase() { QVERIFY(writeTone(toPath(m_folder.filePath("tone.wav")), 4.0)); }

void TestPaneStack::makePage() {
    m_actions = std::make_unique<ActionRegistry>();
    m_page = std::make_unique<InspectPage>(PageContext{m_actions.get(), m_engine.get(), m_folder.path()},
                                           fakeBackend(std::make_shared<FakeCalls>()));
    m_page->resize(1200, 900);
    m_page->activated();
    static_cast<QWidget*>(m_page.get())->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void TestPaneStack::init() {
    m_engine = std::make_unique<engine_thread::EngineThread>(m_folder.path());
    makePage();
    open();
}

void TestPaneStack::cleanup() {
    m_page.reset();
    m_actions.reset();
    m_engine.reset();
}

void TestPaneStack::open() {
    m_page->openRecording(m_folder.filePath("tone.wav"));
    QTRY_VERIFY_WITH_TIMEOUT(m_page->isIdle(), kPatience * 20000);
    QTRY_COMPARE(stack()->shownPanes(), (QStringList{"waveform", "spectrogram", "emotion:1"}));
    QTRY_VERIFY(pane("emotion:1")->isVisible() && pane("emotion:1")->height() > 32);
}

/// Takes a pane by its name plate and lets it go at a place of the stack.
void TestPaneStack::carry(const char* id, const QPoint& onStack, bool drop) {
    SignalPane* carried = pane(id);
    const QPointF grip = carried->gripRect().center();
    const QPointF target = carried->mapFromGlobal(stack()->mapToGlobal(QPointF(onStack)));
    sendMouse(carried, QEvent::MouseButtonPress, grip, Qt::LeftButton, Qt::LeftButton);
    sendMouse(carried, QEvent::MouseMove, 0.5 * (grip + target), Qt::NoButton, Qt::LeftButton);
    sendMouse(carried, QEvent::MouseMove, target, Qt::NoButton, Qt::LeftButton);
    if (drop) sendMouse(carried, QEvent::MouseButtonRelease, target, Qt::LeftButton, Qt::NoButton);
}

void TestPaneStack::panesStandInOrderAndShareTheHeight() {
    QCOMPARE(stack()->shownPanes(), (QStringList{"waveform", "spectrogram", "emotion:1"}));
    const int waveform = pane("waveform")->height();
    const int spectrogram = pane("spectrogram")->height();
    const int emotion = pane("emotion:1")->height();
    QVERIFY2(std::abs(waveform / 34.0 - spectrogram / 50.0) < 0.3, qPrintable(QString("%1 %2").arg(waveform).arg(spectrogram)));
    QVERIFY(std::abs(waveform / 34.0 - emotion / 16.0) < 0.3);
    QVERIFY(pane("waveform")->y() < pane("spectrogram")->y());
    QVERIFY(pane("spectrogram")->y() < pane("emotion:1")->y());
    for (const char* id : {"waveform", "spectrogram", "emotion:1"})
        QCOMPARE(pane(id)->width(), stack()->width());  // all on the one time axis
}

void TestPaneStack::platesCarryPanes() {
    QSignalSpy changed(stack(), &PaneStack::panesChanged);
    carry("emotion:1", {300, 3});
    QCOMPARE(stack()->shownPanes(), (QStringList{"emotion:1", "waveform", "spectrogram"}));
    QTRY_VERIFY(pane("emotion:1")->y() < pane("waveform")->y());
    QCOMPARE(changed.size(), 1);
    carry("emotion:1", {300, stack()->height() - 4});
    QCOMPARE(stack()->shownPanes(), (QStringList{"waveform", "spectrogram", "emotion:1"}));
    QTRY_VERIFY(pane("emotion:1")->y() > pane("waveform")->y());
    const QPoint spectrogramTop = pane("spectrogram")->mapTo(stack(), QPoint(300, 10));
    carry("emotion:1", spectrogramTop);
    QCOMPARE(stack()->shownPanes(), (QStringList{"waveform", "emotion:1", "spectrogram"}));
    QVERIFY(!m_page->current()->view()->hasSelection());
}

void TestPaneStack::escapeLetsACarriedPaneStay() {
    carry("emotion:1", {300, 3}, false);
    QTest::keyClick(pane("emotion:1"), Qt::Key_Escape);
    sendMouse(pane("emotion:1"), QEvent::MouseButtonRelease, {300.0, 5.0}, Qt::LeftButton, Qt::NoButton);
    QCOMPARE(stack()->shownPanes(), (QStringList{"waveform", "spectrogram", "emotion:1"}));
}

void TestPaneStack::aClickOnThePlateMovesNothing() {
    SignalPane* waveform = pane("waveform");
    m_page->current()->view()->setCursor(2.0);
    QTest::mouseClick(waveform, Qt::LeftButton, {}, waveform->gripRect().center().toPoint());
    QCOMPARE(stack()->shownPanes(), (QStringList{"waveform", "spectrogram", "emotion:1"}));
    QCOMPARE(m_page->current()->view()->cursor(), 2.0);
    QTest::mouseClick(waveform, Qt::LeftButton, {}, QPoint(waveform->width() / 4, waveform->height() / 2));
    QVERIFY(std::abs(m_page->current()->view()->cursor() - 1.0) < 0.02);
}

void TestPaneStack::bordersAreDragged() {
    const int before = pane("waveform")->height();
    auto* handle = pane("waveform")->parentWidget()->findChild<QWidget*>("qt_splithandle_spectrogram");
    QVERIFY(handle != nullptr);
    const QPoint middle = handle->rect().center();
    QTest::mousePress(handle, Qt::LeftButton, {}, middle);
    QTest::mouseMove(handle, middle + QPoint(0, -80));
    QTest::mouseRelease(handle, Qt::LeftButton, {}, middle + QPoint(0, -80));
    QTRY_VERIFY(std::abs(pane("waveform")->height() - (before - 80)) <= 2);
    const int lower = pane("waveform")->height();
    stack()->setPaneShown("emotion:1", false);  // the others share what it leaves
    QTRY_VERIFY(pane("waveform")->height() > lower);
    stack()->setPaneShown("emotion:1", true);
    QTRY_VERIFY(std::abs(pane("waveform")->height() - lower) <= 2);
}

void TestPaneStack::onePaneStays() {
    stack()->setPaneShown("waveform", false);
    stack()->setPaneShown("emotion:1", false);
    stack()->setPaneShown("spectrogram", false);
    QCOMPARE(stack()->shownPanes(), QStringList{"spectrogram"});
    QVERIFY(pane("spectrogram")->isVisible());
    QVERIFY(!pane("waveform")->isVisible());
}

void TestPaneStack::keysMoveResizeAndHide() {
    SignalPane* waveform = pane("waveform");
    waveform->setFocus();
    QTest::keyClick(waveform, Qt::Key_PageDown, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(stack()->shownPanes(), (QStringList{"spectrogram", "waveform", "emotion:1"}));
    QVERIFY(waveform->hasFocus());
    QTest::keyClick(waveform, Qt::Key_PageDown, Qt::ControlModifier | Qt::ShiftModifier);
    QTest::keyClick(waveform, Qt::Key_PageDown, Qt::ControlModifier | Qt::ShiftModifier);  // is at the bottom
    QCOMPARE(stack()->shownPanes(), (QStringList{"spectrogram", "emotion:1", "waveform"}));
    QTest::keyClick(waveform, Qt::Key_PageUp, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(stack()->shownPanes(), (QStringList{"spectrogram", "waveform", "emotion:1"}));
    const int before = waveform->height();
    QTest::keyClick(waveform, Qt::Key_Up, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(waveform->height() > before + 10);
    QTest::keyClick(waveform, Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(std::abs(waveform->height() - before) <= 2);
    QTest::keyClick(waveform, Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(stack()->shownPanes(), (QStringList{"spectrogram", "emotion:1"}));
    QVERIFY(pane("spectrogram")->hasFocus());
    QVERIFY2(m_actions->conflicts().isEmpty(), qPrintable(m_actions->conflicts().join('\n')));
}

void TestPaneStack::menuListsWhatCanBeShown() {
    QMenu* menu = m_actions->action("inspect.panes")->menu();
    QVERIFY(menu != nullptr);
    menu->popup(m_page->mapToGlobal(QPoint(50, 50)));
    QTRY_VERIFY(menu->isVisible());
    auto* entry = menu->findChild<QAction*>("pane.waveform");
    QVERIFY(entry != nullptr && entry->isChecked());
    QCOMPARE(entry->text(), QString("Waveform"));
    QVERIFY(menu->findChild<QAction*>("pane.emotion:1")->text().contains("fake"));
    entry->trigger();
    menu->close();
    QVERIFY(!pane("waveform")->isVisible());
    menu->popup(m_page->mapToGlobal(QPoint(50, 50)));
    QVERIFY(!menu->findChild<QAction*>("pane.waveform")->isChecked());
    menu->findChild<QAction*>("pane.waveform")->trigger();
    menu->close();
    QVERIFY(pane("waveform")->isVisible());
}

void TestPaneStack::stateReturns() {
    stack()->movePane("emotion:1", 0);
    stack()->setPaneShown("spectrogram", false);
    stack()->resizePane("waveform", 2.0);
    QTRY_VERIFY(std::abs(pane("waveform")->height() / 68.0 - pane("emotion:1")->height() / 16.0) < 0.3);
    const int height = pane("waveform")->height();
    const QJsonObject state = m_page->saveState();
    cleanup();
    m_engine = std::make_unique<engine_thread::EngineThread>(m_folder.path());
    makePage();
    m_page->restoreState(state);  // before the model is known, to which the emotion pane belongs
    QTRY_COMPARE(stack()->shownPanes(), (QStringList{"emotion:1", "waveform"}));
    QTRY_VERIFY2(std::abs(pane("waveform")->height() - height) <= 2,
                 qPrintable(QString("%1 %2").arg(pane("waveform")->height()).arg(height)));
    stack()->setPaneShown("spectrogram", true);
    QCOMPARE(stack()->shownPanes(), (QStringList{"emotion:1", "waveform", "spectrogram"}));
}

void TestPaneStack::panesThatComeLaterTakeTheirPlace() {
    m_page->panes()->addPane("channel:2:waveform", new SignalPane, "Right", 34, "waveform");
    m_page->panes()->addPane("tiers", new QWidget, "Tiers", 20);
    QCOMPARE(stack()->shownPanes(), (QStringList{"waveform", "channel:2:waveform", "spectrogram", "emotion:1", "tiers"}));
    stack()->movePane("tiers", 1);  // below the waveform
    stack()->removePane("tiers");
    QCOMPARE(stack()->shownPanes(), (QStringList{"waveform", "channel:2:waveform", "spectrogram", "emotion:1"}));
    m_page->panes()->addPane("tiers", new QWidget, "Tiers", 20);
    QCOMPARE(stack()->shownPanes(), (QStringList{"waveform", "tiers", "channel:2:waveform", "spectrogram", "emotion:1"}));
}

void TestPaneStack::hostileStateIsTamed() {
    stack()->restoreState({QJsonValue(3), QJsonObject{{"id", "waveform"}, {"shown", false}, {"height", -4}},
                           QJsonObject{{"id", "waveform"}, {"shown", true}}, QJsonObject{{"id", ""}},
                           QJsonObject{{"id", "spectrogram"}, {"shown", false}, {"height", 1e300}},
                           QJsonObject{{"id", "emotion:1"}, {"shown", false}, {"height", "tall"}}});
    QVERIFY(!stack()->shownPanes().isEmpty());
    QTRY_VERIFY(pane("spectrogram")->height() > 0);
    m_page->restoreState({{"panes", "%%%"}});
    QVERIFY(!stack()->shownPanes().isEmpty());
}

void TestPaneStack::ownPanesFollowTheTimeAxis() {
    auto* own = new SignalPane;
    own->setName("Own");
    m_page->panes()->addPane("own", own, "Own", 20);
    QCOMPARE(own->timeView(), m_page->current()->view());
    m_page->current()->view()->setRange(1.0, 2.0);
    QTRY_COMPARE(own->width(), pane("waveform")->width());
    QTest::mouseClick(own, Qt::LeftButton, {}, QPoint(own->width() / 2, own->height() - 8));
    QVERIFY(std::abs(m_page->current()->view()->cursor() - 1.5) < 0.01);
    m_page->closeDocument(0);
    QVERIFY(own->timeView() == nullptr);
}

void TestPaneStack::hiddenSpectrogramComputesNothing() {
    stack()->setPaneShown("spectrogram", false);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->isIdle(), kPatience * 20000);
    auto* recording = m_page->current();
    InspectSettings settings = m_page->settings();
    settings.spectrogram.windowSeconds = 0.02;
    m_page->setSettings(settings);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->isIdle(), kPatience * 20000);
    QVERIFY(recording->tiles(settings.spectrogram)->isEmpty());
    stack()->setPaneShown("spectrogram", true);
    QTRY_VERIFY(!recording->tiles(settings.spectrogram)->isEmpty());
}

void TestPaneStack::standardPanesReturn() {
    const int before = pane("waveform")->height();
    stack()->movePane("emotion:1", 0);
    stack()->setPaneShown("spectrogram", false);
    stack()->resizePane("waveform", 3.0);
    m_actions->action("inspect.panesStandard")->trigger();
    QCOMPARE(stack()->shownPanes(), (QStringList{"waveform", "spectrogram", "emotion:1"}));
    QTRY_VERIFY(std::abs(pane("waveform")->height() - before) <= 2);
}

QTEST_MAIN(TestPaneStack)
#include "TestPaneStack.moc"
