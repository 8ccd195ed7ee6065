// SPDX-License-Identifier: GPL-3.0-or-later
#include <QNativeGestureEvent>
#include <QScrollBar>
#include <QSignalSpy>

#include "tests/widgets/TierViewSupport.h"

using namespace tier_view;

/// Choosing, dragging, scrolling and zooming by mouse, wheel, touchpad and touch screen.
class TestTierGestures : public QObject, private ShownTiers {
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }
    void aClickChoosesAnIntervalAndItsTime();
    void aClickOnABoundaryChoosesIt();
    void aDragSelectsTime();
    void shiftClickExtendsTheSelection();
    void boundariesAreGrabbedWithinFivePixels();
    void aDraggedBoundarySnapsToOtherTiersFirst();
    void aDraggedBoundarySnapsToZeroCrossings();
    void altSuspendsSnapping();
    void shiftMovesAlignedBoundaries();
    void whatMovesAlongHoldsNothingBack();
    void escapeCancelsADrag();
    void aDragStopsAtTheNeighbour();
    void theMarkFollowsTheDrag();
    void theWheelScrollsTiersOnlyWhereTheyAreTaller();
    void touchpadsMoveByTheirPixels();
    void pinchingZoomsTimeAboutThePointer();
    void aPinchOnATouchScreenChoosesNothing();
    void controlShiftWheelAsksForOtherRows();
    void theRowUnderThePointerStaysWhileRowsGrow();
    void anEmptyViewIgnoresGestures();
};

void TestTierGestures::aClickChoosesAnIntervalAndItsTime() {
    QSignalSpy chosen(m_tiers.get(), &TierView::placeChosen);
    QSignalSpy placed(m_tiers.get(), &TierView::cursorPlaced);
    QTest::mouseClick(m_tiers.get(), Qt::LeftButton, {}, at(0, 3.0));
    QCOMPARE(m_tiers->place(), (TierPlace{1, 1, false}));
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(m_view->selectionStart(), 2.0);
    QCOMPARE(m_view->selectionEnd(), 4.0);
    QVERIFY(std::abs(m_view->cursor() - 3.0) <= kPixel);
    QCOMPARE(placed.size(), 1);
    QTest::mouseClick(m_tiers.get(), Qt::LeftButton, {}, at(2, 8.0));  // points have no time of their own
    QCOMPARE(m_tiers->place(), (TierPlace{2, std::nullopt, false}));
    QVERIFY(!m_view->hasSelection());
}

void TestTierGestures::aClickOnABoundaryChoosesIt() {
    QTest::mouseClick(m_tiers.get(), Qt::LeftButton, {}, at(0, 4.0) + QPoint(4, 0));
    QCOMPARE(m_tiers->place(), (TierPlace{1, 2, true}));
    QCOMPARE(m_view->cursor(), 4.0);
    QVERIFY(!m_view->hasSelection());
    QTest::mouseClick(m_tiers.get(), Qt::LeftButton, {}, at(2, 5.0));
    QCOMPARE(m_tiers->place(), (TierPlace{2, 1, false}));
    QCOMPARE(m_view->cursor(), 5.0);
}

void TestTierGestures::aDragSelectsTime() {
    grab(0, 2.5);
    move(m_tiers.get(), at(0, 5.5));
    release(at(0, 5.5));
    QVERIFY(std::abs(m_view->selectionStart() - 2.5) <= kPixel);
    QVERIFY(std::abs(m_view->selectionEnd() - 5.5) <= kPixel);
    QCOMPARE(m_tiers->place(), (TierPlace{1, std::nullopt, false}));
}

void TestTierGestures::shiftClickExtendsTheSelection() {
    QTest::mouseClick(m_tiers.get(), Qt::LeftButton, {}, at(0, 3.0));
    QTest::mouseClick(m_tiers.get(), Qt::LeftButton, Qt::ShiftModifier, at(0, 5.0));
    QCOMPARE(m_view->selectionStart(), 2.0);
    QCOMPARE(m_view->selectionEnd(), 7.0);
}

void TestTierGestures::boundariesAreGrabbedWithinFivePixels() {
    QSignalSpy moved(m_tiers.get(), &TierView::boundaryMoved);
    for (const int beside : {-8, 8}) {
        const QPoint from = at(0, 4.0) + QPoint(beside, 0);
        QTest::mousePress(m_tiers.get(), Qt::LeftButton, {}, from);
        move(m_tiers.get(), from + QPoint(60, 0));
        release(from + QPoint(60, 0));
    }
    QCOMPARE(moved.size(), 0);
    for (const int beside : {-5, 5}) {
        const QPoint from = at(0, 4.0) + QPoint(beside, 0);
        QTest::mousePress(m_tiers.get(), Qt::LeftButton, {}, from);
        move(m_tiers.get(), from + QPoint(30, 0));
        move(m_tiers.get(), from + QPoint(60, 0));
        release(from + QPoint(60, 0));
    }
    QCOMPARE(moved.size(), 2);
    // The boundary goes as far as the pointer, wherever it was taken.
    QCOMPARE(moved[0][0].value<Id>(), Id{1});
    QCOMPARE(moved[0][1].value<std::size_t>(), std::size_t{2});
    QVERIFY(std::abs(moved[0][2].toDouble() - 4.6) <= 1e-9);
    QVERIFY(std::abs(moved[1][2].toDouble() - 4.6) <= 1e-9);
    QCOMPARE(m_tiers->annotation(), sample());  // the view itself changes nothing
}

void TestTierGestures::aDraggedBoundarySnapsToOtherTiersFirst() {
    m_tiers->setZeroCrossing([](double seconds, double) { return seconds + 0.001; });
    grab(0, 4.0);
    move(m_tiers.get(), at(0, 4.5));
    move(m_tiers.get(), at(0, 5.05));  // 5 px beside the tone at 5
    QVERIFY(m_tiers->draggedTo().has_value());
    QCOMPARE(*m_tiers->draggedTo(), 5.0);
    move(m_tiers.get(), at(0, 5.08));  // 8 px: out of reach
    QVERIFY(std::abs(*m_tiers->draggedTo() - 5.081) < 1e-6);
    release(at(0, 5.08));
}

void TestTierGestures::aDraggedBoundarySnapsToZeroCrossings() {
    double asked = 0.0;
    m_tiers->setZeroCrossing([&](double, double tolerance) -> std::optional<double> {
        asked = tolerance;
        return 6.1234;
    });
    QSignalSpy moved(m_tiers.get(), &TierView::boundaryMoved);
    grab(0, 4.0);
    move(m_tiers.get(), at(0, 5.5));
    move(m_tiers.get(), at(0, 6.1));
    release(at(0, 6.1));
    QCOMPARE(moved.size(), 1);
    QCOMPARE(moved[0][2].toDouble(), 6.1234);
    QVERIFY(std::abs(asked - 6.0 * kPixel) < 1e-9);
}

void TestTierGestures::altSuspendsSnapping() {
    m_tiers->setZeroCrossing([](double, double) { return 6.1234; });
    grab(0, 4.0);
    move(m_tiers.get(), at(0, 4.5), Qt::AltModifier);
    move(m_tiers.get(), at(0, 5.03), Qt::AltModifier);
    QVERIFY(std::abs(*m_tiers->draggedTo() - 5.03) < 1e-9);
    release(at(0, 5.03), Qt::AltModifier);
}

void TestTierGestures::shiftMovesAlignedBoundaries() {
    QSignalSpy moved(m_tiers.get(), &TierView::boundaryMoved);
    // From the child: alone it leaves its parent, with Shift both move.
    grab(1, 4.0);
    move(m_tiers.get(), at(1, 4.4), Qt::ShiftModifier);
    move(m_tiers.get(), at(1, 4.6), Qt::ShiftModifier);
    QVERIFY(std::abs(m_tiers->rows()[0].tier->items[2].time - 4.6) < 1e-9);
    QTest::keyRelease(m_tiers.get(), Qt::Key_Shift);
    QCOMPARE(m_tiers->rows()[0].tier->items[2].time, 4.0);
    QTest::keyPress(m_tiers.get(), Qt::Key_Shift);
    QVERIFY(std::abs(m_tiers->rows()[0].tier->items[2].time - 4.6) < 1e-9);
    release(at(1, 4.6), Qt::ShiftModifier);
    QCOMPARE(moved.size(), 1);
    QVERIFY(moved[0][3].toBool());
}

void TestTierGestures::whatMovesAlongHoldsNothingBack() {
    // The syllables' boundary at 4 s follows that of the words: 4 px beside it is 4 px beside it.
    grab(0, 4.0);
    move(m_tiers.get(), at(0, 4.0) + QPoint(4, 0));
    QVERIFY(std::abs(*m_tiers->draggedTo() - 4.04) < 1e-9);
    release(at(0, 4.04));
    // The other way round it stays, and attracts.
    grab(1, 4.0);
    move(m_tiers.get(), at(1, 4.0) + QPoint(4, 0));
    QCOMPARE(*m_tiers->draggedTo(), 4.0);
    release(at(1, 4.04));
}

void TestTierGestures::escapeCancelsADrag() {
    QSignalSpy moved(m_tiers.get(), &TierView::boundaryMoved);
    grab(0, 4.0);
    move(m_tiers.get(), at(0, 4.5));
    move(m_tiers.get(), at(0, 5.5));
    QVERIFY(m_tiers->draggedTo().has_value());
    QTest::keyClick(m_tiers.get(), Qt::Key_Escape);
    QVERIFY(!m_tiers->draggedTo().has_value());
    QCOMPARE(m_view->mark(), -1.0);
    move(m_tiers.get(), at(0, 6.0));
    release(at(0, 6.0));
    QCOMPARE(moved.size(), 0);
    QCOMPARE(m_tiers->rows()[0].tier->items[2].time, 4.0);
}

void TestTierGestures::aDragStopsAtTheNeighbour() {
    grab(0, 4.0);
    move(m_tiers.get(), at(0, 6.0));
    move(m_tiers.get(), at(0, 9.0));
    QVERIFY(*m_tiers->draggedTo() < 7.0 && *m_tiers->draggedTo() > 6.99);
    move(m_tiers.get(), at(0, 0.5));
    QVERIFY(*m_tiers->draggedTo() > 3.0 && *m_tiers->draggedTo() < 3.01);  // the child's neighbour is nearer
    release(at(0, 0.5));
}

void TestTierGestures::theMarkFollowsTheDrag() {
    QSignalSpy marks(m_view.get(), &TimeView::markChanged);
    grab(0, 4.0);
    move(m_tiers.get(), at(0, 4.5));
    QVERIFY(std::abs(m_view->mark() - 4.5) < 1e-9);
    release(at(0, 4.5));
    QCOMPARE(m_view->mark(), -1.0);
    QCOMPARE(marks.size(), 2);
}

void TestTierGestures::theWheelScrollsTiersOnlyWhereTheyAreTaller() {
    m_view->setRange(2.0, 6.0);
    wheel(m_tiers.get(), {500, 20}, {0, -120});
    QVERIFY(std::abs(m_view->start() - 2.4) < 1e-9);
    auto* bar = m_tiers->findChild<QScrollBar*>();
    QVERIFY(!bar->isVisible());
    m_tiers->resize(1000, m_tiers->rowHeight() + 4);
    QTRY_VERIFY(bar->isVisible());
    const double start = m_view->start();
    wheel(m_tiers.get(), {500, 20}, {0, -120});
    QCOMPARE(m_view->start(), start);
    QCOMPARE(m_tiers->scrollOffset(), m_tiers->rowHeight());
    wheel(m_tiers.get(), {500, 20}, {0, -1200});
    QCOMPARE(m_tiers->scrollOffset(), m_tiers->contentHeight() - m_tiers->height());
    wheel(m_tiers.get(), {500, 20}, {0, -120}, Qt::ShiftModifier);
    QVERIFY(m_view->start() > start);
    const double under = m_tiers->timeAt(250.0);
    wheel(m_tiers.get(), {250, 20}, {0, 120}, Qt::ControlModifier);
    QVERIFY(m_view->span() < 4.0);
    QVERIFY(std::abs(m_tiers->timeAt(250.0) - under) < 1e-9);
    m_tiers->scrollTo(1);
    QCOMPARE(m_tiers->scrollOffset(), 0);
}

void TestTierGestures::touchpadsMoveByTheirPixels() {
    m_view->setRange(2.0, 6.0);
    wheel(m_tiers.get(), {500, 20}, {0, -40}, {}, {3, -100});
    QVERIFY(std::abs(m_view->start() - 2.4) < 1e-9);
    const double under = m_tiers->timeAt(250.0);
    wheel(m_tiers.get(), {250, 20}, {0, 40}, Qt::ControlModifier, {0, 90});
    QVERIFY(m_view->span() < 2.5);
    QVERIFY(std::abs(m_tiers->timeAt(250.0) - under) < 1e-9);
    m_tiers->resize(1000, m_tiers->rowHeight() + 4);
    const double start = m_view->start();
    wheel(m_tiers.get(), {500, 20}, {0, -40}, {}, {3, -17});
    QCOMPARE(m_tiers->scrollOffset(), 17);
    QCOMPARE(m_view->start(), start);
    wheel(m_tiers.get(), {500, 20}, {-40, 0}, {}, {-100, 3});  // sideways is time, however tall the tiers
    QVERIFY(std::abs(m_view->start() - start - 0.1 * m_view->span()) < 1e-9);
    QCOMPARE(m_tiers->scrollOffset(), 17);
}

void TestTierGestures::pinchingZoomsTimeAboutThePointer() {
    m_view->setRange(2.0, 6.0);
    const auto pinch = [this](double value, double x) {
        const QPointF at(x, 20.0);
        QNativeGestureEvent event(Qt::ZoomNativeGesture, QPointingDevice::primaryPointingDevice(), 2, at, at,
                                  m_tiers->mapToGlobal(at), value, QPointF());
        QApplication::sendEvent(m_tiers.get(), &event);
    };
    pinch(0.5, 250.0);
    QVERIFY(m_view->span() < 2.5);
    QVERIFY(std::abs(m_tiers->timeAt(250.0) - 3.0) < 1e-9);
    pinch(-0.5, 250.0);
    QVERIFY(std::abs(m_view->span() - 4.0) < 1e-9);
}

void TestTierGestures::aPinchOnATouchScreenChoosesNothing() {
    QSignalSpy chosen(m_tiers.get(), &TierView::placeChosen);
    std::unique_ptr<QPointingDevice> screen(QTest::createTouchDevice());
    const QPoint left(450, 20);
    const QPoint right(550, 20);
    QTest::touchEvent(m_tiers.get(), screen.get()).press(0, left).press(1, right);
    for (int i = 1; i <= 10; ++i) {
        const QPoint apart(20 * i, 0);
        QTest::touchEvent(m_tiers.get(), screen.get()).move(0, left - apart).move(1, right + apart);
    }
    const QPoint apart(200, 0);
    QTest::touchEvent(m_tiers.get(), screen.get()).release(0, left - apart).release(1, right + apart);
    QVERIFY2(m_view->span() < 5.0, qPrintable(QString::number(m_view->span())));
    QVERIFY(std::abs(m_view->start() + 0.5 * m_view->span() - 5.0) < 0.3);
    QVERIFY(!m_view->hasSelection());
    QCOMPARE(chosen.size(), 0);
}

void TestTierGestures::controlShiftWheelAsksForOtherRows() {
    m_view->setRange(2.0, 6.0);
    QSignalSpy zoomed(m_tiers.get(), &TierView::verticalZoomed);
    wheel(m_tiers.get(), {500, 20}, {0, 120}, Qt::ControlModifier | Qt::ShiftModifier);
    wheel(m_tiers.get(), {500, 20}, {-120, 0}, Qt::ControlModifier | Qt::ShiftModifier);  // turned sideways by the system
    wheel(m_tiers.get(), {500, 20}, {0, 0}, Qt::ControlModifier | Qt::ShiftModifier, {0, 90});
    QCOMPARE(zoomed.size(), 3);
    QVERIFY(zoomed[0][0].toDouble() > 1.2 && zoomed[1][0].toDouble() < 0.85 && zoomed[2][0].toDouble() > 1.5);
    QCOMPARE(m_view->start(), 2.0);
    QCOMPARE(m_view->end(), 6.0);
}

void TestTierGestures::theRowUnderThePointerStaysWhileRowsGrow() {
    connect(m_tiers.get(), &TierView::verticalZoomed, m_tiers.get(),
            [this](double factor) { m_tiers->setRowScale(m_tiers->rowScale() * factor); });
    const int usual = m_tiers->rowHeight();
    m_tiers->resize(1000, 2 * usual);
    const auto rowAt = [this](double y) { return (m_tiers->scrollOffset() + y) / m_tiers->rowHeight(); };
    const double y = 1.5 * usual;
    const double before = rowAt(y);
    for (int i = 0; i < 4; ++i) wheel(m_tiers.get(), {500, y}, {0, 120}, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(m_tiers->rowHeight() > 2 * usual);
    QVERIFY2(std::abs(rowAt(y) - before) < 0.1, qPrintable(QString::number(rowAt(y))));
    for (int i = 0; i < 40; ++i) wheel(m_tiers.get(), {500, y}, {0, 120}, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_tiers->rowScale(), TierView::kTallest);
    for (int i = 0; i < 80; ++i) wheel(m_tiers.get(), {500, y}, {0, -120}, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_tiers->rowScale(), TierView::kFlattest);
    m_tiers->setRowScale(std::nan(""));
    QCOMPARE(m_tiers->rowHeight(), usual);
}

void TestTierGestures::anEmptyViewIgnoresGestures() {
    TierView empty;
    empty.resize(300, 100);
    empty.show();
    QTest::mouseClick(&empty, Qt::LeftButton, {}, {50, 10});
    QTest::mouseDClick(&empty, Qt::LeftButton, {}, {50, 10});
    wheel(&empty, {50, 10}, {0, 120});
    QTest::keyClicks(&empty, "a1");
    QVERIFY(!empty.plotSummary().isEmpty());
    TimeView view;
    view.setDuration(3.0);
    empty.setTimeView(&view);
    QTest::mouseClick(&empty, Qt::LeftButton, {}, {150, 10});
    QVERIFY(view.cursor() > 0.0);
}

QTEST_MAIN(TestTierGestures)
#include "TestTierGestures.moc"
