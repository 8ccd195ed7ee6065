// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QNativeGestureEvent>
#include <QScrollBar>
#include <QSignalSpy>
#include <QtTest>
#include <cmath>

#include "engine/annotation/Edits.h"
#include "widgets/BoundaryLines.h"
#include "widgets/FigurePart.h"
#include "widgets/SignalPane.h"
#include "widgets/Theme.h"
#include "widgets/TierPainter.h"
#include "widgets/TierView.h"

using namespace prososcope;
using namespace prososcope::widgets;
using annotation::Annotation;
using annotation::Id;
using annotation::Item;
using annotation::Tier;
using annotation::TierHeader;
using annotation::TierKind;

namespace {

constexpr double kPixel = 0.01;  // seconds in one pixel of the 1000 px view showing 10 s

std::shared_ptr<Tier> makeTier(Id id, const char* name, TierKind kind, std::vector<Item> items) {
    auto tier = std::make_shared<Tier>();
    tier->header.id = id;
    tier->header.name = name;
    tier->header.kind = kind;
    tier->items = std::move(items);
    return tier;
}

/// Ten seconds: words (boundaries at 2, 4, 7), syllables below them (also 3), tones (points at 1 and 5).
Annotation sample() {
    auto words = makeTier(1, "words", TierKind::Interval, {{0.0, ""}, {2.0, "guten"}, {4.0, "Morgen"}, {7.0, ""}});
    auto tones = makeTier(2, "tones", TierKind::Point, {{1.0, "H*"}, {5.0, "L%"}});
    auto syllables =
        makeTier(3, "syllables", TierKind::Interval, {{0.0, ""}, {2.0, "gu"}, {3.0, "ten"}, {4.0, "mor"}, {7.0, ""}});
    syllables->header.parent = 1;
    return {0.0, 10.0, {words, tones, syllables}, 4};
}

void move(QWidget* widget, QPoint to, Qt::KeyboardModifiers modifiers = {}, Qt::MouseButtons buttons = Qt::LeftButton) {
    QMouseEvent event(QEvent::MouseMove, QPointF(to), QPointF(widget->mapToGlobal(to)), Qt::NoButton, buttons, modifiers);
    QApplication::sendEvent(widget, &event);
}

void wheel(QWidget* widget, const QPointF& at, const QPoint& angle, Qt::KeyboardModifiers modifiers = {},
           const QPoint& pixels = {}) {
    QWheelEvent event(at, widget->mapToGlobal(at), pixels, angle, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
    QApplication::sendEvent(widget, &event);
}

}  // namespace

class TestTierView : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void childrenStandBeneathTheirParents();
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
    void typingStartsALabel();
    void enterCommitsAndControlGoesOn();
    void escapeRevertsALabel();
    void leavingTheFieldCommits();
    void doubleClickEdits();
    void digitsAreEntriesOfAVocabulary();
    void theWheelScrollsTiersOnlyWhereTheyAreTaller();
    void touchpadsMoveByTheirPixels();
    void pinchingZoomsTimeAboutThePointer();
    void aPinchOnATouchScreenChoosesNothing();
    void controlShiftWheelAsksForOtherRows();
    void theRowUnderThePointerStaysWhileRowsGrow();
    void longLabelsTakeSeveralLinesInTallRows();
    void whatIsDrawnIsWhereItShouldBe();
    void emotionsAreTinted();
    void figuresHaveTheirOwnSizeAndTheme();
    void manyIntervalsAreDrawnFast();
    void hugeAndHostileLabelsAreSurvived();
    void boundariesShowInAPane();
    void theSummaryTellsWhatIsChosen();
    void anEmptyViewIgnoresGestures();

private:
    [[nodiscard]] QPoint at(std::size_t row, double seconds) const {
        return {static_cast<int>(std::lround(m_tiers->xAt(seconds))), static_cast<int>(m_tiers->rowBox(row).center().y())};
    }
    /// Types where the focus is, as it moves.
    static void type(const char* text) {
        for (; *text != '\0'; ++text) QTest::keyClick(QApplication::focusWidget(), *text);
    }
    void grab(std::size_t row, double seconds) { QTest::mousePress(m_tiers.get(), Qt::LeftButton, {}, at(row, seconds)); }
    void release(QPoint place, Qt::KeyboardModifiers modifiers = {}) {
        QTest::mouseRelease(m_tiers.get(), Qt::LeftButton, modifiers, place);
    }

    std::unique_ptr<TimeView> m_view;
    std::unique_ptr<TierView> m_tiers;
};

void TestTierView::init() {
    m_view = std::make_unique<TimeView>();
    m_view->setDuration(10.0);
    m_tiers = std::make_unique<TierView>();
    m_tiers->resize(1000, 200);
    m_tiers->setTimeView(m_view.get());
    m_tiers->setAnnotation(sample());
    m_tiers->show();
    QVERIFY(QTest::qWaitForWindowActive(m_tiers.get()));
    m_tiers->setFocus();
}

void TestTierView::cleanup() {
    m_tiers.reset();
    m_view.reset();
}

void TestTierView::childrenStandBeneathTheirParents() {
    const auto& rows = m_tiers->rows();
    QCOMPARE(rows.size(), std::size_t{3});
    QCOMPARE(rows[0].tier->header.name, std::string("words"));
    QCOMPARE(rows[1].tier->header.name, std::string("syllables"));
    QCOMPARE(rows[1].depth, 1);
    QCOMPARE(rows[2].tier->header.name, std::string("tones"));
    QCOMPARE(m_tiers->sizeHint().height(), 3 * m_tiers->rowHeight());
}

void TestTierView::aClickChoosesAnIntervalAndItsTime() {
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

void TestTierView::aClickOnABoundaryChoosesIt() {
    QTest::mouseClick(m_tiers.get(), Qt::LeftButton, {}, at(0, 4.0) + QPoint(4, 0));
    QCOMPARE(m_tiers->place(), (TierPlace{1, 2, true}));
    QCOMPARE(m_view->cursor(), 4.0);
    QVERIFY(!m_view->hasSelection());
    QTest::mouseClick(m_tiers.get(), Qt::LeftButton, {}, at(2, 5.0));
    QCOMPARE(m_tiers->place(), (TierPlace{2, 1, false}));
    QCOMPARE(m_view->cursor(), 5.0);
}

void TestTierView::aDragSelectsTime() {
    grab(0, 2.5);
    move(m_tiers.get(), at(0, 5.5));
    release(at(0, 5.5));
    QVERIFY(std::abs(m_view->selectionStart() - 2.5) <= kPixel);
    QVERIFY(std::abs(m_view->selectionEnd() - 5.5) <= kPixel);
    QCOMPARE(m_tiers->place(), (TierPlace{1, std::nullopt, false}));
}

void TestTierView::shiftClickExtendsTheSelection() {
    QTest::mouseClick(m_tiers.get(), Qt::LeftButton, {}, at(0, 3.0));
    QTest::mouseClick(m_tiers.get(), Qt::LeftButton, Qt::ShiftModifier, at(0, 5.0));
    QCOMPARE(m_view->selectionStart(), 2.0);
    QCOMPARE(m_view->selectionEnd(), 7.0);
}

void TestTierView::boundariesAreGrabbedWithinFivePixels() {
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

void TestTierView::aDraggedBoundarySnapsToOtherTiersFirst() {
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

void TestTierView::aDraggedBoundarySnapsToZeroCrossings() {
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

void TestTierView::altSuspendsSnapping() {
    m_tiers->setZeroCrossing([](double, double) { return 6.1234; });
    grab(0, 4.0);
    move(m_tiers.get(), at(0, 4.5), Qt::AltModifier);
    move(m_tiers.get(), at(0, 5.03), Qt::AltModifier);
    QVERIFY(std::abs(*m_tiers->draggedTo() - 5.03) < 1e-9);
    release(at(0, 5.03), Qt::AltModifier);
}

void TestTierView::shiftMovesAlignedBoundaries() {
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

void TestTierView::whatMovesAlongHoldsNothingBack() {
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

void TestTierView::escapeCancelsADrag() {
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

void TestTierView::aDragStopsAtTheNeighbour() {
    grab(0, 4.0);
    move(m_tiers.get(), at(0, 6.0));
    move(m_tiers.get(), at(0, 9.0));
    QVERIFY(*m_tiers->draggedTo() < 7.0 && *m_tiers->draggedTo() > 6.99);
    move(m_tiers.get(), at(0, 0.5));
    QVERIFY(*m_tiers->draggedTo() > 3.0 && *m_tiers->draggedTo() < 3.01);  // the child's neighbour is nearer
    release(at(0, 0.5));
}

void TestTierView::theMarkFollowsTheDrag() {
    QSignalSpy marks(m_view.get(), &TimeView::markChanged);
    grab(0, 4.0);
    move(m_tiers.get(), at(0, 4.5));
    QVERIFY(std::abs(m_view->mark() - 4.5) < 1e-9);
    release(at(0, 4.5));
    QCOMPARE(m_view->mark(), -1.0);
    QCOMPARE(marks.size(), 2);
}

void TestTierView::typingStartsALabel() {
    QSignalSpy entered(m_tiers.get(), &TierView::labelEntered);
    type("nothing is chosen");
    QVERIFY(m_tiers->editor() == nullptr);
    m_tiers->setPlace({1, 1, false});
    type("sch");
    QVERIFY(m_tiers->editor() != nullptr);
    m_tiers->editor()->insert("ön");  // as an input method does
    QCOMPARE(m_tiers->editor()->text(), QString("schön"));
    QTest::keyClick(m_tiers->editor(), Qt::Key_Return);
    QVERIFY(m_tiers->editor() == nullptr);
    QVERIFY(m_tiers->hasFocus());
    QCOMPARE(entered.size(), 1);
    QCOMPARE(entered[0][1].value<std::size_t>(), std::size_t{1});
    QCOMPARE(entered[0][2].toString(), QString("schön"));
}

void TestTierView::enterCommitsAndControlGoesOn() {
    QSignalSpy entered(m_tiers.get(), &TierView::labelEntered);
    const auto press = [&](Qt::KeyboardModifiers modifiers) {
        m_tiers->setPlace({1, 1, false});
        m_tiers->editLabel();
        QTest::keyClick(m_tiers->editor(), Qt::Key_Return, modifiers);
        return entered.isEmpty() ? LabelEditor::End::Revert : entered.takeLast()[3].value<LabelEditor::End>();
    };
    QCOMPARE(press(Qt::ControlModifier), LabelEditor::End::Next);
    QCOMPARE(press(Qt::ControlModifier | Qt::ShiftModifier), LabelEditor::End::Previous);
    QCOMPARE(press(Qt::NoModifier), LabelEditor::End::Revert);  // nothing was changed: nothing is said
}

void TestTierView::escapeRevertsALabel() {
    QSignalSpy entered(m_tiers.get(), &TierView::labelEntered);
    m_tiers->setPlace({1, 1, false});
    type("x");
    QTest::keyClick(m_tiers->editor(), Qt::Key_Escape);
    QVERIFY(m_tiers->editor() == nullptr);
    QCOMPARE(entered.size(), 0);
}

void TestTierView::leavingTheFieldCommits() {
    QSignalSpy entered(m_tiers.get(), &TierView::labelEntered);
    m_tiers->setPlace({1, 1, false});
    type("left");
    QTest::mouseClick(m_tiers.get(), Qt::LeftButton, {}, at(0, 8.0));
    QVERIFY(m_tiers->editor() == nullptr);
    QCOMPARE(entered.size(), 1);
    QCOMPARE(entered[0][2].toString(), QString("left"));
    QCOMPARE(m_tiers->place(), (TierPlace{1, 3, false}));
}

void TestTierView::doubleClickEdits() {
    QTest::mouseDClick(m_tiers.get(), Qt::LeftButton, {}, at(0, 5.0));
    QVERIFY(m_tiers->editor() != nullptr);
    QCOMPARE(m_tiers->editor()->text(), QString("Morgen"));
    QCOMPARE(m_tiers->editor()->selectedText(), QString("Morgen"));
    QVERIFY(std::abs(m_tiers->editor()->geometry().center().x() - m_tiers->xAt(5.5)) < 2.0);
}

void TestTierView::digitsAreEntriesOfAVocabulary() {
    QSignalSpy entries(m_tiers.get(), &TierView::entryChosen);
    m_tiers->setPlace({1, 1, false});
    type("2");
    QVERIFY(m_tiers->editor() != nullptr);  // without vocabulary a digit is a letter
    QTest::keyClick(m_tiers->editor(), Qt::Key_Escape);
    auto vocabulary = std::make_shared<annotation::Vocabulary>();
    vocabulary->entries = {{"happy", ""}, {"sad", ""}};
    const auto edit = annotation::setVocabulary(sample(), 1, vocabulary);
    m_tiers->setAnnotation(*annotation::apply(sample(), *edit));
    type("2");
    QVERIFY(m_tiers->editor() == nullptr);
    QCOMPARE(entries.size(), 1);
    QCOMPARE(entries[0][0].value<std::size_t>(), std::size_t{1});
}

void TestTierView::theWheelScrollsTiersOnlyWhereTheyAreTaller() {
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

void TestTierView::touchpadsMoveByTheirPixels() {
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

void TestTierView::pinchingZoomsTimeAboutThePointer() {
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

void TestTierView::aPinchOnATouchScreenChoosesNothing() {
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

void TestTierView::controlShiftWheelAsksForOtherRows() {
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

void TestTierView::theRowUnderThePointerStaysWhileRowsGrow() {
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

void TestTierView::longLabelsTakeSeveralLinesInTallRows() {
    const QString sentence = QStringLiteral("I just ran into him on the way to the station yesterday evening");
    m_tiers->setAnnotation(
        {0.0, 10.0, {makeTier(1, "text", TierKind::Interval, {{0.0, ""}, {4.0, sentence.toStdString()}, {5.5, ""}})}, 2});
    const auto inked = [this] {  // rows of pixels that hold text, between the boundaries
        const QImage image = m_tiers->grab().toImage();
        const double ratio = image.devicePixelRatio();
        const QRectF box = m_tiers->rowBox(0);
        int count = 0;
        for (int y = static_cast<int>(box.top() * ratio) + 1; y < static_cast<int>((box.bottom() - 2.0) * ratio); ++y) {
            bool ink = false;
            for (int x = static_cast<int>(404 * ratio); x < static_cast<int>(546 * ratio) && !ink; ++x)
                ink = image.pixelColor(x, y) != image.pixelColor(static_cast<int>(405 * ratio), static_cast<int>(2 * ratio));
            count += ink ? 1 : 0;
        }
        return count / ratio;
    };
    const double one = inked();
    m_tiers->setRowScale(4.0);
    QVERIFY2(inked() > 2.5 * one, qPrintable(QString::number(inked() / one)));
}

void TestTierView::whatIsDrawnIsWhereItShouldBe() {
    for (const auto choice : {Theme::Choice::Light, Theme::Choice::Dark}) {
        Theme::instance().choose(choice);
        const QImage image = m_tiers->grab().toImage();
        const double ratio = image.devicePixelRatio();
        const auto pixel = [&](int x, double y) {
            return image.pixelColor(static_cast<int>(x * ratio), static_cast<int>(y * ratio));
        };
        const double y = m_tiers->rowBox(0).top() + 2.0;
        QVERIFY(pixel(400, y) != pixel(390, y));  // the boundary at 4 s
        QCOMPARE(pixel(390, y), pixel(410, y));   // and nothing beside it
        QVERIFY(pixel(300, m_tiers->rowBox(1).top() + 2.0) != pixel(310, m_tiers->rowBox(1).top() + 2.0));
        QCOMPARE(pixel(300, y), pixel(310, y));  // the parent has none at 3 s
    }
    Theme::instance().choose(Theme::Choice::System);
}

/// A class's word and a unit with the tag of its emotion have the emotion's colour behind them, in either theme.
void TestTierView::emotionsAreTinted() {
    QCOMPARE(emotionOfLabel("Happy"), QString("happy"));
    QCOMPARE(emotionOfLabel("V_hap"), QString("happy"));
    QCOMPARE(emotionOfLabel("a:_ang"), QString("angry"));
    for (const char* other : {"", "_hap", "hap", "V_", "V_x", "V_happ", "guten", "a_b_c"})
        QCOMPARE(emotionOfLabel(other), QString());
    auto tier = makeTier(1, "units", TierKind::Interval,
                         {{0.0, ""}, {2.0, "V_ang"}, {4.0, "N_hap"}, {6.0, "angry"}, {8.0, "S"}, {9.0, ""}});
    m_tiers->setAnnotation({0.0, 10.0, {tier}, 2});
    for (const auto choice : {Theme::Choice::Light, Theme::Choice::Dark}) {
        Theme::instance().choose(choice);
        const QImage image = m_tiers->grab().toImage();
        const double ratio = image.devicePixelRatio();
        const auto pixel = [&](double seconds) {
            return image.pixelColor(static_cast<int>(m_tiers->xAt(seconds) * ratio),
                                    static_cast<int>((m_tiers->rowBox(0).top() + 2.0) * ratio));
        };
        QCOMPARE(pixel(2.1), pixel(6.1));   // as the word itself
        QVERIFY(pixel(4.1) != pixel(2.1));  // another emotion
        QCOMPARE(pixel(8.1), pixel(9.5));   // a unit that speaks for none: as where nothing is
        QVERIFY(pixel(2.1) != pixel(9.5) && pixel(4.1) != pixel(9.5));
    }
    Theme::instance().choose(Theme::Choice::System);
}

void TestTierView::figuresHaveTheirOwnSizeAndTheme() {
    Theme::instance().choose(Theme::Choice::Dark);
    m_tiers->resize(1000, 3 * m_tiers->rowHeight());
    m_view->setCursor(8.0);
    m_view->setSelection(8.2, 8.8);
    m_tiers->setPlace({1, 1, false});
    QCOMPARE(m_tiers->figureHeight(), 3 * m_tiers->rowHeight());
    const auto drawn = [this](bool cursor) {
        constexpr int kRatio = 2;
        const QSize size(500, m_tiers->figureHeight());
        QImage image(size * kRatio, QImage::Format_RGB32);
        image.fill(Qt::red);
        image.setDevicePixelRatio(kRatio);
        const FigureScope scope(kRatio, true, cursor);
        QCPPainter painter(&image);
        m_tiers->drawFigure(&painter, size);
        painter.end();
        return image;
    };
    const QImage plain = drawn(false);
    const QImage marked = drawn(true);
    const auto at = [](const QImage& image, int x, int y) { return image.pixelColor(2 * x, 2 * y); };
    const int y = m_tiers->rowHeight() - 4;
    QCOMPARE(at(plain, 190, y), QColor(Qt::white));   // light, though the window is dark
    QVERIFY(at(plain, 200, y) != at(plain, 190, y));  // the boundary at 4 s in half the width
    QCOMPARE(at(plain, 400, y), QColor(Qt::white));
    QVERIFY(at(marked, 400, y) != QColor(Qt::white));  // the cursor
    QVERIFY(at(marked, 425, y) != QColor(Qt::white));  // and the selection
    QCOMPARE(at(plain, 425, y), QColor(Qt::white));
    QCOMPARE(at(plain, 150, y), QColor(Qt::white));  // what is chosen is not shown either
    Theme::instance().choose(Theme::Choice::System);
}

void TestTierView::manyIntervalsAreDrawnFast() {
    constexpr int kMany = 200'000;
    std::vector<Item> items;
    for (int i = 0; i < kMany; ++i) items.push_back({i * (10.0 / kMany), i % 2 == 0 ? "a" : "", 0});
    std::vector<annotation::TierPointer> tiers;
    for (Id id = 1; id <= 6; ++id) tiers.push_back(makeTier(id, "many", TierKind::Interval, items));
    m_tiers->setAnnotation({0.0, 10.0, tiers, 7});
    m_tiers->grab();
    QElapsedTimer clock;
    clock.start();
    constexpr int kTimes = 10;
    for (int i = 0; i < kTimes; ++i) {
        m_view->setRange(0.1 * i, 9.0 + 0.1 * i);
        m_tiers->grab();
    }
    // A tenth of this is usual; drawing each interval would take seconds.
    QVERIFY2(clock.elapsed() < 100 * kTimes, qPrintable(QString::number(clock.elapsed())));
    QTest::mouseClick(m_tiers.get(), Qt::LeftButton, {}, at(0, 5.0));
    QVERIFY(m_tiers->place().item.has_value());
}

void TestTierView::hugeAndHostileLabelsAreSurvived() {
    auto tier = makeTier(1, "\xff\xfe", TierKind::Interval,
                         {{0.0, std::string(3'000'000, 'x')}, {2.0, "\n\t\r"}, {4.0, "\xc3\x28"}, {6.0, "<b>&amp;</b>"}});
    m_tiers->setAnnotation({0.0, 10.0, {tier}, 2});
    QVERIFY(!m_tiers->grab().isNull());
    m_tiers->setPlace({1, 0, false});
    QVERIFY(!m_tiers->plotSummary().isEmpty());
    QVERIFY(m_tiers->plotSummary().size() < 1000);
    // Places that are not there.
    m_tiers->setPlace({1, 99, false});
    QVERIFY(!m_tiers->grab().isNull());
    m_tiers->editLabel();
    QVERIFY(m_tiers->editor() == nullptr);
    m_tiers->setPlace({77, 0, true});
    QVERIFY(!m_tiers->grab().isNull());
}

void TestTierView::boundariesShowInAPane() {
    SignalPane pane;
    pane.resize(1000, 100);
    pane.setTimeView(m_view.get());
    auto* lines = new BoundaryLines(&pane);
    pane.show();
    QVERIFY(QTest::qWaitForWindowExposed(&pane));
    QTRY_VERIFY(!pane.grab().isNull());
    const auto column = [&](int x) {
        const QImage image = pane.grab().toImage();
        return image.pixelColor(static_cast<int>(x * image.devicePixelRatio()), image.height() / 2);
    };
    QCOMPARE(column(400), column(410));
    lines->setTier(sample().find(Id{1}));
    QVERIFY(column(400) != column(410));
    lines->setTier(nullptr);
    QCOMPARE(column(400), column(410));
    m_view->setMark(6.0);
    QVERIFY(column(600) != column(610));
    m_view->setMark(-1.0);
    QCOMPARE(column(600), column(610));
}

void TestTierView::theSummaryTellsWhatIsChosen() {
    QVERIFY(m_tiers->plotSummary().contains('3'));
    m_tiers->setPlace({1, 1, false});
    QVERIFY(m_tiers->plotSummary().contains("words"));
    QVERIFY(m_tiers->plotSummary().contains("guten"));
    QVERIFY(m_tiers->plotSummary().contains("0:02.000"));
    QVERIFY(!m_tiers->accessibleName().isEmpty());
}

void TestTierView::anEmptyViewIgnoresGestures() {
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

QTEST_MAIN(TestTierView)
#include "TestTierView.moc"
