// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QtTest>
#include <cmath>

#include "widgets/OverviewStrip.h"
#include "widgets/SignalPane.h"
#include "widgets/TimeTicks.h"

using prososcope::widgets::OverviewStrip;
using prososcope::widgets::SignalPane;
using prososcope::widgets::TimeView;

namespace {

constexpr double kPixel = 0.01;  // seconds in one pixel of the 1000 px pane showing 10 s

void wheel(QWidget* widget, const QPointF& at, const QPoint& angle, Qt::KeyboardModifiers modifiers,
           const QPoint& pixels = {}) {
    QWheelEvent event(at, widget->mapToGlobal(at), pixels, angle, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
    QApplication::sendEvent(widget, &event);
}

void drag(QWidget* widget, QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton,
          Qt::KeyboardModifiers modifiers = {}) {
    QTest::mousePress(widget, button, modifiers, from);
    for (int i = 1; i <= 5; ++i) {
        const QPoint at = from + (to - from) * i / 5;
        QMouseEvent move(QEvent::MouseMove, QPointF(at), QPointF(widget->mapToGlobal(at)), Qt::NoButton, button, modifiers);
        QApplication::sendEvent(widget, &move);
    }
    QTest::mouseRelease(widget, button, modifiers, to);
}

}  // namespace

class TestSignalPane : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void clickSetsTheCursorAndClearsTheSelection();
    void dragSelectsInEitherDirection();
    void shiftMovesTheNearerEdge();
    void dragBeyondTheEdgeScrolls();
    void doubleClickSelectsWhatIsVisible();
    void wheelScrollsATenthOfTheView();
    void controlWheelZoomsAboutThePointer();
    void shiftWheelMovesTimeWhicheverWayItIsTurned();
    void controlShiftWheelAsksForAnotherHeight();
    void touchpadPixelsScrollByPixels();
    void pinchingZoomsAboutThePointer();
    void theHandleCarriesTheSelectionAway();
    void controlDragCarriesOnlyFromInside();
    void middleDragPans();
    void cursorLayerIsRepaintedAlone();
    void hiddenPanesWaitUntilTheyAreShown();
    void emptyPaneIgnoresGestures();
    void summaryTellsRangeCursorAndSelection();
    void overviewFrameIsDraggedAndResized();
    void ticksAreFewAndRound();

private:
    std::unique_ptr<TimeView> m_view;
    std::unique_ptr<SignalPane> m_pane;
};

void TestSignalPane::init() {
    m_view = std::make_unique<TimeView>();
    m_view->setDuration(100.0);
    m_view->setRange(20.0, 30.0);
    m_pane = std::make_unique<SignalPane>();
    m_pane->resize(1000, 200);
    m_pane->setTimeView(m_view.get());
    m_pane->setName("Waveform");
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
}

void TestSignalPane::cleanup() {
    m_pane.reset();
    m_view.reset();
}

void TestSignalPane::clickSetsTheCursorAndClearsTheSelection() {
    m_view->setSelection(21.0, 22.0);
    QSignalSpy placed(m_pane.get(), &SignalPane::cursorPlaced);
    QTest::mouseClick(m_pane.get(), Qt::LeftButton, {}, {250, 100});
    QVERIFY(std::abs(m_view->cursor() - 22.5) <= kPixel);
    QVERIFY(!m_view->hasSelection());
    QCOMPARE(placed.size(), 1);
}

void TestSignalPane::dragSelectsInEitherDirection() {
    drag(m_pane.get(), {100, 50}, {400, 60});
    QVERIFY(std::abs(m_view->selectionStart() - 21.0) <= kPixel);
    QVERIFY(std::abs(m_view->selectionEnd() - 24.0) <= kPixel);
    drag(m_pane.get(), {800, 50}, {600, 60});
    QVERIFY(std::abs(m_view->selectionStart() - 26.0) <= kPixel);
    QVERIFY(std::abs(m_view->selectionEnd() - 28.0) <= kPixel);
    QVERIFY(std::abs(m_view->cursor() - 26.0) <= kPixel);
}

void TestSignalPane::shiftMovesTheNearerEdge() {
    m_view->setSelection(22.0, 26.0);
    QTest::mouseClick(m_pane.get(), Qt::LeftButton, Qt::ShiftModifier, {100, 50});
    QVERIFY(std::abs(m_view->selectionStart() - 21.0) <= kPixel);
    QVERIFY(std::abs(m_view->selectionEnd() - 26.0) <= 1e-9);
    QTest::mouseClick(m_pane.get(), Qt::LeftButton, Qt::ShiftModifier, {500, 50});
    QVERIFY(std::abs(m_view->selectionStart() - 21.0) <= kPixel);
    QVERIFY(std::abs(m_view->selectionEnd() - 25.0) <= kPixel);
    m_view->clearSelection();
    m_view->setCursor(23.0);
    QTest::mouseClick(m_pane.get(), Qt::LeftButton, Qt::ShiftModifier, {700, 50});
    QVERIFY(std::abs(m_view->selectionStart() - 23.0) <= 1e-9);
    QVERIFY(std::abs(m_view->selectionEnd() - 27.0) <= kPixel);
}

void TestSignalPane::dragBeyondTheEdgeScrolls() {
    QTest::mousePress(m_pane.get(), Qt::LeftButton, {}, {900, 50});
    QMouseEvent move(QEvent::MouseMove, QPointF(1040, 50), QPointF(m_pane->mapToGlobal(QPoint(1040, 50))), Qt::NoButton,
                     Qt::LeftButton, {});
    QApplication::sendEvent(m_pane.get(), &move);
    QTRY_VERIFY(m_view->start() > 21.0);
    QVERIFY(m_view->selectionEnd() > 31.0);
    QTest::mouseRelease(m_pane.get(), Qt::LeftButton, {}, {1040, 50});
    QVERIFY(std::abs(m_view->selectionStart() - 29.0) <= kPixel);
}

void TestSignalPane::doubleClickSelectsWhatIsVisible() {
    QTest::mouseDClick(m_pane.get(), Qt::LeftButton, {}, {500, 50});
    QCOMPARE(m_view->selectionStart(), 20.0);
    QCOMPARE(m_view->selectionEnd(), 30.0);
}

void TestSignalPane::wheelScrollsATenthOfTheView() {
    wheel(m_pane.get(), {500, 50}, {0, -120}, Qt::NoModifier);
    QCOMPARE(m_view->start(), 21.0);
    QCOMPARE(m_view->span(), 10.0);
    wheel(m_pane.get(), {500, 50}, {0, 240}, Qt::ShiftModifier);
    QCOMPARE(m_view->start(), 19.0);
}

void TestSignalPane::controlWheelZoomsAboutThePointer() {
    const double under = m_pane->timeAt(250.0);
    wheel(m_pane.get(), {250, 50}, {0, 120}, Qt::ControlModifier);
    QVERIFY(m_view->span() < 9.0);
    QVERIFY(std::abs(m_pane->timeAt(250.0) - under) < 1e-9);
    wheel(m_pane.get(), {250, 50}, {0, -120}, Qt::ControlModifier);
    QVERIFY(std::abs(m_view->span() - 10.0) < 1e-9);
    QVERIFY(std::abs(m_view->start() - 20.0) < 1e-9);
}

void TestSignalPane::shiftWheelMovesTimeWhicheverWayItIsTurned() {
    m_view->setRange(2.0, 4.0);
    wheel(m_pane.get(), {500, 50}, {0, -120}, Qt::ShiftModifier);
    QVERIFY(std::abs(m_view->start() - 2.2) < 1e-9);
    wheel(m_pane.get(), {500, 50}, {-120, 0}, Qt::ShiftModifier);  // some systems turn it sideways themselves
    QVERIFY(std::abs(m_view->start() - 2.4) < 1e-9);
    QVERIFY(std::abs(m_view->span() - 2.0) < 1e-9);
}

void TestSignalPane::controlShiftWheelAsksForAnotherHeight() {
    m_view->setRange(2.0, 4.0);
    QSignalSpy zoomed(m_pane.get(), &SignalPane::verticalZoomed);
    wheel(m_pane.get(), {500, 50}, {0, 120}, Qt::ControlModifier | Qt::ShiftModifier);
    wheel(m_pane.get(), {500, 50}, {-120, 0}, Qt::ControlModifier | Qt::ShiftModifier);
    wheel(m_pane.get(), {500, 50}, {0, 0}, Qt::ControlModifier | Qt::ShiftModifier, {0, 90});
    QCOMPARE(zoomed.size(), 3);
    QVERIFY(zoomed[0][0].toDouble() > 1.2 && zoomed[1][0].toDouble() < 0.85 && zoomed[2][0].toDouble() > 1.5);
    QCOMPARE(m_view->start(), 2.0);
    QCOMPARE(m_view->end(), 4.0);
}

void TestSignalPane::pinchingZoomsAboutThePointer() {
    m_view->setRange(2.0, 6.0);
    const auto pinch = [this](double value, double x) {
        const QPointF at(x, 50.0);
        QNativeGestureEvent event(Qt::ZoomNativeGesture, QPointingDevice::primaryPointingDevice(), 2, at, at,
                                  m_pane->mapToGlobal(at), value, QPointF());
        QApplication::sendEvent(m_pane.get(), &event);
    };
    pinch(0.5, 250.0);
    QVERIFY(m_view->span() < 2.5);
    QVERIFY(std::abs(m_view->start() + 0.25 * m_view->span() - 3.0) < 1e-9);
    pinch(-0.5, 250.0);
    QVERIFY(std::abs(m_view->span() - 4.0) < 1e-9);
}

void TestSignalPane::theHandleCarriesTheSelectionAway() {
    QSignalSpy carried(m_pane.get(), &SignalPane::selectionDragged);
    QVERIFY(m_pane->selectionHandle().isEmpty());
    m_view->setRange(0.0, 10.0);
    m_view->setSelection(2.0, 4.0);
    const QPoint handle = m_pane->selectionHandle().center().toPoint();
    QVERIFY(handle.x() > 380 && handle.x() < 400);
    drag(m_pane.get(), handle, handle + QPoint(100, 20));
    QCOMPARE(carried.size(), 1);
    QCOMPARE(m_view->selectionStart(), 2.0);
    QCOMPARE(m_view->selectionEnd(), 4.0);
    QTest::mouseClick(m_pane.get(), Qt::LeftButton, {}, handle);  // not moved: nothing happens
    QCOMPARE(carried.size(), 1);
    QVERIFY(m_view->hasSelection());
    m_view->setSelection(2.0, 2.1);  // too narrow for a handle
    QVERIFY(m_pane->selectionHandle().isEmpty());
}

void TestSignalPane::controlDragCarriesOnlyFromInside() {
    QSignalSpy carried(m_pane.get(), &SignalPane::selectionDragged);
    m_view->setRange(0.0, 10.0);
    m_view->setSelection(2.0, 4.0);
    drag(m_pane.get(), {300, 50}, {500, 60}, Qt::LeftButton, Qt::ControlModifier);
    QCOMPARE(carried.size(), 1);
    QCOMPARE(m_view->selectionEnd(), 4.0);
    drag(m_pane.get(), {600, 50}, {700, 60}, Qt::LeftButton, Qt::ControlModifier);
    QCOMPARE(carried.size(), 1);
    QVERIFY(std::abs(m_view->selectionStart() - 6.0) < 2 * kPixel);
}

void TestSignalPane::touchpadPixelsScrollByPixels() {
    wheel(m_pane.get(), {500, 50}, {-40, 0}, Qt::NoModifier, {-100, 3});
    QVERIFY(std::abs(m_view->start() - 21.0) < 1e-9);
}

void TestSignalPane::middleDragPans() {
    drag(m_pane.get(), {500, 50}, {300, 50}, Qt::MiddleButton);
    QVERIFY(std::abs(m_view->start() - 22.0) < 1e-9);
    QCOMPARE(m_view->span(), 10.0);
    QVERIFY(!m_view->hasSelection());
}

void TestSignalPane::cursorLayerIsRepaintedAlone() {
    QTRY_VERIFY(m_pane->isVisible());
    QTest::qWait(50);
    QSignalSpy replots(m_pane.get(), &QCustomPlot::afterReplot);
    m_view->setPlayPosition(23.0);
    m_view->setCursor(24.0);
    m_view->setSelection(22.0, 25.0);
    QTest::qWait(50);
    QCOMPARE(replots.size(), 0);
    const QImage image = m_pane->grab().toImage();
    const double ratio = image.devicePixelRatio();
    const QRgb outside = image.pixel(static_cast<int>(900 * ratio), static_cast<int>(150 * ratio));
    const QRgb inside = image.pixel(static_cast<int>(260 * ratio), static_cast<int>(150 * ratio));
    const QRgb play = image.pixel(static_cast<int>(300 * ratio), static_cast<int>(150 * ratio));
    QVERIFY(inside != outside);
    QVERIFY(play != inside);
    m_view->scroll(0.1);
    QTRY_COMPARE(replots.size(), 1);
}

void TestSignalPane::hiddenPanesWaitUntilTheyAreShown() {
    m_pane->hide();
    QCoreApplication::processEvents();
    QSignalSpy drawn(m_pane.get(), &QCustomPlot::afterReplot);
    for (int i = 0; i < 5; ++i) {
        m_view->setRange(30.0 + i, 40.0 + i);
        QTest::qWait(5);
    }
    QCOMPARE(drawn.count(), 0);
    m_pane->show();
    QTRY_VERIFY(drawn.count() > 0);
    QCOMPARE(m_pane->xAxis->range().lower, 34.0);
}

void TestSignalPane::emptyPaneIgnoresGestures() {
    SignalPane pane;
    pane.resize(300, 100);
    pane.show();
    QTest::mouseClick(&pane, Qt::LeftButton, {}, {50, 50});
    drag(&pane, {10, 10}, {200, 10});
    wheel(&pane, {50, 50}, {0, 120}, Qt::ControlModifier);
    QVERIFY(!pane.plotSummary().isEmpty());
    TimeView empty;
    pane.setTimeView(&empty);
    drag(&pane, {10, 10}, {200, 10});
    QVERIFY(!empty.hasSelection());
}

void TestSignalPane::summaryTellsRangeCursorAndSelection() {
    m_view->setCursor(24.5);
    QVERIFY(m_pane->plotSummary().contains("Waveform"));
    QVERIFY(m_pane->plotSummary().contains("0:24.500"));
    m_view->setSelection(21.0, 22.25);
    QVERIFY(m_pane->plotSummary().contains("0:22.250"));
}

void TestSignalPane::overviewFrameIsDraggedAndResized() {
    OverviewStrip strip;
    strip.resize(1000, 44);
    strip.setTimeView(m_view.get());
    strip.show();
    QCOMPARE(strip.frame().left(), 200.0);
    QCOMPARE(strip.frame().right(), 300.0);
    drag(&strip, {250, 20}, {450, 20});
    QVERIFY(std::abs(m_view->start() - 40.0) < 1e-9);
    QVERIFY(std::abs(m_view->span() - 10.0) < 1e-9);
    drag(&strip, {500, 20}, {700, 20});
    QVERIFY(std::abs(m_view->start() - 40.0) < 1e-9);
    QVERIFY(std::abs(m_view->end() - 70.0) < 0.2);
    QTest::mouseClick(&strip, Qt::LeftButton, {}, {850, 20});
    QVERIFY(std::abs((m_view->start() + m_view->end()) / 2.0 - 85.0) < 0.2);
}

void TestSignalPane::ticksAreFewAndRound() {
    using namespace prososcope::widgets;
    const auto ticks = timeTicks(0.0, 4.3, 9);
    QCOMPARE(ticks.step, 0.5);
    QCOMPARE(ticks.seconds.size(), 9);
    QCOMPARE(tickText(1.5, ticks.step, 4.3), QString("1.5"));
    QCOMPARE(timeTicks(0.0, 3600.0, 8).step, 600.0);
    QCOMPARE(tickText(3600.0, 600.0, 4000.0), QString("1:00:00"));
    QCOMPARE(tickText(65.0, 5.0, 200.0), QString("1:05"));
    QCOMPARE(tickText(65.25, 0.05, 200.0), QString("1:05.25"));
    QCOMPARE(positionText(3.412), QString("0:03.412"));
    QCOMPARE(positionText(59.9996), QString("1:00.000"));
    QVERIFY(timeTicks(1.0, 1.0, 5).seconds.isEmpty());
}

QTEST_MAIN(TestSignalPane)
#include "TestSignalPane.moc"
