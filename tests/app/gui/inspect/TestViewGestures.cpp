// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLineEdit>
#include <cmath>

#include "FakeModel.h"
#include "app/engine_thread/EngineThread.h"
#include "app/gui/ActionRegistry.h"
#include "app/gui/inspect/AnnotationController.h"
#include "app/gui/inspect/InspectPage.h"
#include "app/gui/inspect/RecordingModel.h"
#include "app/gui/inspect/RecordingPanes.h"
#include "app/gui/inspect/ViewGestures.h"
#include "engine/annotation/Edits.h"
#include "tests/TestSupport.h"
#include "widgets/OverviewStrip.h"
#include "widgets/TierView.h"
#include "widgets/TimeRuler.h"

using namespace prososcope;
using namespace prososcope::gui;
using widgets::TierView;
using widgets::TimeView;

class TestViewGestures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(writeTone(toPath(m_folder.filePath("tone.wav")), 10.0)); }
    void init();
    void cleanup();
    void controlShiftWheelChangesTheHeightOfTheWaveform();
    void controlShiftWheelChangesTheFrequenciesShown();
    void controlShiftWheelChangesTheHeightOfTiers();
    void keysChangeTheHeightOfTiers();
    void aPressOnOverviewOrRulerGivesThePanesTheKeys();
    void keysStepTheSpectrogramsWindow();
    void controlArrowsMoveByPages();
    void holdingBackquoteShowsTheViewBefore();
    void peekingLeavesTheHistoryAsItWas();
    void losingTheWindowEndsPeeking();

private:
    void wheel(QWidget* pane, int angle) const;
    /// Adds one and waits for it, null where it does not come.
    TierView* showTiers();
    [[nodiscard]] TimeView* view() const { return m_page->current()->view(); }
    [[nodiscard]] QWidget* pane() const { return m_page->panes()->waveformPane(); }
    void settle() const { QTRY_VERIFY(!m_page->viewIsSettling()); }

    QTemporaryDir m_folder;
    std::unique_ptr<engine_thread::EngineThread> m_engine;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<InspectPage> m_page;
};

void TestViewGestures::init() {
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
    pane()->setFocus();
    settle();
}

void TestViewGestures::cleanup() {
    m_page.reset();
    m_actions.reset();
    m_engine.reset();
}

void TestViewGestures::wheel(QWidget* pane, int angle) const {
    const QPointF at(100.0, 20.0);
    QWheelEvent event(at, pane->mapToGlobal(at), {}, {0, angle}, Qt::NoButton, Qt::ControlModifier | Qt::ShiftModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(pane, &event);
}

void TestViewGestures::controlShiftWheelChangesTheHeightOfTheWaveform() {
    for (int i = 0; i < 4; ++i) wheel(pane(), 120);
    const int higher = m_page->settings().gainSteps;
    QVERIFY2(higher >= 2 && higher <= 4, qPrintable(QString::number(higher)));
    for (int i = 0; i < 4; ++i) wheel(pane(), -120);
    QCOMPARE(m_page->settings().gainSteps, 0);
    for (int i = 0; i < 100; ++i) wheel(pane(), -120);
    QVERIFY(m_page->settings().gainSteps >= -4);
    QCOMPARE(view()->span(), 10.0);
}

void TestViewGestures::controlShiftWheelChangesTheFrequenciesShown() {
    QWidget* pane = m_page->panes()->spectrogramPane();
    const double before = m_page->settings().spectrogram.maximumHz;
    wheel(pane, 120);
    const double lower = m_page->settings().spectrogram.maximumHz;
    QVERIFY(lower < before && lower > before / 2.0);
    for (int i = 0; i < 100; ++i) wheel(pane, -120);
    QCOMPARE(m_page->settings().spectrogram.maximumHz, 8000.0);  // half the recording's rate
    for (int i = 0; i < 100; ++i) wheel(pane, 120);
    QCOMPARE(m_page->settings().spectrogram.maximumHz, 500.0);
}

TierView* TestViewGestures::showTiers() {
    AnnotationModel* model = nullptr;
    if (!QTest::qWaitFor([&] { return (model = m_page->annotations()->current()) != nullptr && !model->isLoading(); }))
        return nullptr;
    model->perform(annotation::addTier(model->annotation(), {.name = "words"}, 0));
    auto* tiers = m_page->findChild<TierView*>();
    return QTest::qWaitFor([&] { return tiers->isVisible() && tiers->height() >= tiers->rowHeight(); }) ? tiers : nullptr;
}

void TestViewGestures::controlShiftWheelChangesTheHeightOfTiers() {
    auto* tiers = showTiers();
    QVERIFY(tiers != nullptr);
    const int usual = tiers->rowHeight();
    for (int i = 0; i < 4; ++i) wheel(tiers, 120);
    QVERIFY(m_page->settings().tierHeight > 2.0);
    QVERIFY(tiers->rowHeight() > 2 * usual);
    QTRY_VERIFY2(tiers->height() > 2 * usual, qPrintable(QString::number(tiers->height())));  // there is room: it is taken
    QCOMPARE(view()->span(), 10.0);
    QCOMPARE(InspectSettings::fromJson(m_page->settings().toJson()).tierHeight, m_page->settings().tierHeight);
    for (int i = 0; i < 4; ++i) wheel(tiers, -120);
    QCOMPARE(m_page->settings().tierHeight, 1.0);
    QCOMPARE(tiers->rowHeight(), usual);
    wheel(tiers, 120);
    settle();
    tiers->setFocus();
    QTest::keyClick(tiers, Qt::Key_Left, Qt::AltModifier);  // a change of the view like any other
    QCOMPARE(m_page->settings().tierHeight, 1.0);
}

void TestViewGestures::keysChangeTheHeightOfTiers() {
    auto* tiers = showTiers();
    QVERIFY(tiers != nullptr);
    const auto keys = Qt::ControlModifier | Qt::AltModifier | Qt::ShiftModifier;
    QTest::keyClick(pane(), Qt::Key_Up, keys);
    QCOMPARE(m_page->settings().tierHeight, 1.25);
    QTest::keyClick(tiers, Qt::Key_Down, keys);
    QTest::keyClick(tiers, Qt::Key_Down, keys);
    QCOMPARE(m_page->settings().tierHeight, 0.8);
}

void TestViewGestures::aPressOnOverviewOrRulerGivesThePanesTheKeys() {
    auto* panes = m_page->panes();
    QList<QWidget*> places;
    for (auto* strip : panes->findChildren<widgets::OverviewStrip*>()) places.append(strip);
    for (auto* ruler : panes->findChildren<widgets::TimeRuler*>()) places.append(ruler);
    QCOMPARE(places.size(), 2);
    QLineEdit field(m_page.get());
    field.show();
    for (QWidget* place : std::as_const(places)) {
        panes->spectrogramPane()->setFocus();
        field.setFocus();
        QVERIFY(field.hasFocus());
        QTest::mouseClick(place, Qt::LeftButton);
        QVERIFY(panes->spectrogramPane()->hasFocus());
    }
}

void TestViewGestures::keysStepTheSpectrogramsWindow() {
    QCOMPARE(m_page->settings().spectrogram.windowSeconds, 0.005);
    QTest::keyClick(pane(), Qt::Key_Up, Qt::ControlModifier | Qt::AltModifier);
    QCOMPARE(m_page->settings().spectrogram.windowSeconds, 0.008);
    QTest::keyClick(pane(), Qt::Key_Down, Qt::ControlModifier | Qt::AltModifier);
    QCOMPARE(m_page->settings().spectrogram.windowSeconds, 0.005);
    InspectSettings settings = m_page->settings();
    settings.spectrogram.windowSeconds = 0.006;  // between two steps
    m_page->setSettings(settings);
    QTest::keyClick(pane(), Qt::Key_Down, Qt::ControlModifier | Qt::AltModifier);
    QCOMPARE(m_page->settings().spectrogram.windowSeconds, 0.005);
    for (int i = 0; i < 30; ++i) QTest::keyClick(pane(), Qt::Key_Up, Qt::ControlModifier | Qt::AltModifier);
    QCOMPARE(m_page->settings().spectrogram.windowSeconds, 0.2);
    for (int i = 0; i < 30; ++i) QTest::keyClick(pane(), Qt::Key_Down, Qt::ControlModifier | Qt::AltModifier);
    QCOMPARE(m_page->settings().spectrogram.windowSeconds, 0.001);
}

void TestViewGestures::controlArrowsMoveByPages() {
    view()->setRange(2.0, 4.0);
    QTest::keyClick(pane(), Qt::Key_Right, Qt::ControlModifier);
    QCOMPARE(view()->start(), 4.0);
    QTest::keyClick(pane(), Qt::Key_Left, Qt::ControlModifier);
    QTest::keyClick(pane(), Qt::Key_Left, Qt::ControlModifier);
    QCOMPARE(view()->start(), 0.0);
    QVERIFY(std::abs(view()->span() - 2.0) < 1e-9);
}

void TestViewGestures::holdingBackquoteShowsTheViewBefore() {
    view()->setRange(1.0, 2.0);
    settle();
    view()->setSelection(1.2, 1.4);
    InspectSettings settings = m_page->settings();
    settings.colors = "magma";
    m_page->setSettings(settings);  // one change that has not come to rest
    QTest::keyPress(pane(), Qt::Key_QuoteLeft);
    QCOMPARE(m_page->settings().colors, QString("grey"));
    QVERIFY(!view()->hasSelection());
    QCOMPARE(view()->start(), 1.0);
    QTest::keyRelease(pane(), Qt::Key_QuoteLeft);
    QCOMPARE(m_page->settings().colors, QString("magma"));
    QCOMPARE(view()->selectionStart(), 1.2);
    QTest::keyPress(pane(), Qt::Key_QuoteLeft);
    QVERIFY(!view()->hasSelection());
    QTest::keyRelease(pane(), Qt::Key_QuoteLeft);
    QVERIFY(view()->hasSelection());
}

void TestViewGestures::peekingLeavesTheHistoryAsItWas() {
    QTest::keyClick(pane(), Qt::Key_QuoteLeft);  // nothing before: nothing happens
    QCOMPARE(view()->span(), 10.0);
    view()->setRange(1.0, 2.0);
    settle();
    view()->setRange(3.0, 4.0);
    QTest::keyClick(pane(), Qt::Key_QuoteLeft);
    QCOMPARE(view()->start(), 3.0);
    settle();
    QTest::keyClick(pane(), Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(view()->start(), 1.0);
    QTest::keyClick(pane(), Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(view()->span(), 10.0);
    QTest::keyClick(pane(), Qt::Key_Right, Qt::AltModifier);
    QTest::keyClick(pane(), Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(view()->start(), 3.0);
}

void TestViewGestures::losingTheWindowEndsPeeking() {
    view()->setRange(1.0, 2.0);
    settle();
    QTest::keyPress(pane(), Qt::Key_QuoteLeft);
    QCOMPARE(view()->span(), 10.0);
    QEvent away(QEvent::WindowDeactivate);
    QApplication::sendEvent(m_page.get(), &away);
    QCOMPARE(view()->start(), 1.0);
    QTest::keyRelease(pane(), Qt::Key_QuoteLeft);
    QCOMPARE(view()->start(), 1.0);
}

QTEST_MAIN(TestViewGestures)
#include "TestViewGestures.moc"
