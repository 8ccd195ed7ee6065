// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>

#include "tests/TestSupport.h"
#include "widgets/TimeView.h"

using prososcope::widgets::TimeView;

class TestTimeView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rangeStaysInsideTheRecording() {
        TimeView view;
        view.setDuration(10.0);
        QCOMPARE(view.start(), 0.0);
        QCOMPARE(view.end(), 10.0);
        view.setRange(8.0, 12.0);
        QCOMPARE(view.start(), 6.0);  // the span is kept
        QCOMPARE(view.end(), 10.0);
        view.setRange(-3.0, 1.0);
        QCOMPARE(view.start(), 0.0);
        QCOMPARE(view.end(), 4.0);
        view.setRange(-5.0, 50.0);
        QCOMPARE(view.span(), 10.0);
        view.setRange(5.0, 4.0);
        QCOMPARE(view.start(), 4.0);
        view.setRange(5.0, 5.0);
        QVERIFY(std::abs(view.span() - 0.001) < 1e-12);
    }

    void nonsenseIsIgnored() {
        TimeView view;
        view.setDuration(10.0);
        view.setRange(2.0, 4.0);
        QSignalSpy spy(&view, &TimeView::rangeChanged);
        view.setRange(std::nan(""), 5.0);
        view.setRange(0.0, std::numeric_limits<double>::infinity());
        view.zoom(0.0, 3.0);
        view.zoom(-2.0, 3.0);
        view.zoom(std::nan(""), 3.0);
        view.scroll(std::nan(""));
        view.setCursor(std::nan(""));
        view.setSelection(std::nan(""), 1.0);
        QCOMPARE(spy.size(), 0);
        QCOMPARE(view.start(), 2.0);
        QCOMPARE(view.end(), 4.0);
        QVERIFY(!view.hasSelection());
        view.setDuration(-1.0);
        QCOMPARE(view.duration(), 0.0);
        view.zoom(2.0, 0.0);
        QVERIFY(view.span() > 0.0);
    }

    void zoomKeepsThePointInPlace() {
        TimeView view;
        view.setDuration(100.0);
        view.setRange(20.0, 40.0);
        view.zoom(0.5, 25.0);
        QVERIFY(std::abs(view.span() - 10.0) < 1e-9);
        QVERIFY(std::abs((25.0 - view.start()) / view.span() - 0.25) < 1e-9);
        view.zoom(2.0, 25.0);
        QVERIFY(std::abs(view.start() - 20.0) < 1e-9);
        for (int i = 0; i < 60; ++i) view.zoom(0.5, 25.0);
        QVERIFY(std::abs(view.span() - 0.001) < 1e-9);
        for (int i = 0; i < 60; ++i) view.zoom(2.0, 25.0);
        QCOMPARE(view.start(), 0.0);
        QCOMPARE(view.end(), 100.0);
    }

    void scrollStopsAtTheEnds() {
        TimeView view;
        view.setDuration(10.0);
        view.setRange(2.0, 4.0);
        view.scroll(0.5);
        QCOMPARE(view.start(), 3.0);
        view.scroll(100.0);
        QCOMPARE(view.end(), 10.0);
        QVERIFY(std::abs(view.span() - 2.0) < 1e-12);
        view.scroll(-100.0);
        QCOMPARE(view.start(), 0.0);
        QVERIFY(std::abs(view.span() - 2.0) < 1e-12);
        QSignalSpy spy(&view, &TimeView::rangeChanged);
        view.scroll(-1.0);
        QCOMPARE(spy.size(), 0);
    }

    void selectionAndCursorAreClamped() {
        TimeView view;
        view.setDuration(10.0);
        QSignalSpy selection(&view, &TimeView::selectionChanged);
        view.setSelection(7.0, 3.0);
        QCOMPARE(view.selectionStart(), 3.0);
        QCOMPARE(view.selectionEnd(), 7.0);
        view.setSelection(7.0, 3.0);
        QCOMPARE(selection.size(), 1);
        view.showSelection();
        QCOMPARE(view.start(), 3.0);
        QCOMPARE(view.end(), 7.0);
        view.setSelection(9.0, 20.0);
        QCOMPARE(view.selectionEnd(), 10.0);
        view.setSelection(5.0, 5.0);
        QVERIFY(!view.hasSelection());
        view.setCursor(99.0);
        QCOMPARE(view.cursor(), 10.0);
        view.setPlayPosition(-5.0);
        QCOMPARE(view.playPosition(), -1.0);
        view.setPlayPosition(std::nan(""));
        QCOMPARE(view.playPosition(), -1.0);
        view.setPlayPosition(11.0);
        QCOMPARE(view.playPosition(), 10.0);
    }

    void aShorterRecordingTakesAllAlong() {
        TimeView view;
        view.setDuration(10.0);
        view.setSelection(4.0, 8.0);
        view.setCursor(9.0);
        view.setDuration(6.0);
        QCOMPARE(view.cursor(), 6.0);
        QCOMPARE(view.selectionEnd(), 6.0);
        QCOMPARE(view.end(), 6.0);
        view.setDuration(2.0);
        QVERIFY(!view.hasSelection());
    }
};

QTEST_GUILESS_MAIN(TestTimeView)
#include "TestTimeView.moc"
