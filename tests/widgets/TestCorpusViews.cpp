// SPDX-License-Identifier: GPL-3.0-or-later
// The views of a corpus: classes by speaker, a histogram, the plane of valence and arousal.
#include <QClipboard>
#include <QGuiApplication>
#include <QScrollArea>
#include <QSignalSpy>
#include <cmath>

#include "tests/TestSupport.h"
#include "widgets/HistogramView.h"
#include "widgets/RatingPlane.h"
#include "widgets/SpeakerClasses.h"
#include "widgets/Theme.h"

using namespace prososcope;
using widgets::HistogramView;
using widgets::RatingPlane;
using widgets::SpeakerClasses;

namespace {

store::CrossCounts threeSpeakers() { return {{"03", "08", ""}, {"angry", "sad", ""}, {10, 5, 0, 4, 0, 1, 0, 0, 20}}; }

store::Histogram durations() {
    store::Histogram histogram;
    histogram.low = 1.0;
    histogram.width = 0.5;
    histogram.counts = {2, 0, 7};
    histogram.above = 1;
    histogram.known = 10;
    histogram.unknown = 3;
    histogram.least = 1.1;
    histogram.most = 60.0;
    histogram.median = 2.2;
    return histogram;
}

store::PlaneCounts ratings() {
    store::PlaneCounts plane;
    plane.x = plane.y = {1.0, 5.0};
    plane.columns = plane.rows = 4;
    plane.counts.assign(16, 0);
    plane.counts[0] = 9;          // low, low
    plane.counts[3 * 4 + 1] = 1;  // second column, topmost row
    plane.known = 10;
    plane.centres = {{"angry", 9, 1.5, 1.25}, {"", 1, 2.5, 4.5}};
    return plane;
}

}  // namespace

class TestCorpusViews : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void segmentsAreAsLongAsTheirCounts() {
        SpeakerClasses view;
        view.resize(500, 200);
        view.setCounts(threeSpeakers());
        const QRect angry = view.segmentRect(0, 0);
        const QRect sad = view.segmentRect(0, 1);
        QVERIFY(std::abs(angry.width() - 2 * sad.width()) <= 3);
        QVERIFY(sad.left() > angry.right() + 1);  // a gap
        QVERIFY(view.segmentRect(0, 2).isEmpty());
        QVERIFY(view.segmentRect(2, 2).right() <= view.width());
        const auto image = view.grab().toImage();
        QCOMPARE(image.pixelColor(angry.center()), widgets::Theme::instance().emotionFill("angry"));
    }

    void saysAndCopiesItsNumbers() {
        SpeakerClasses view;
        view.resize(500, 200);
        QCOMPARE(view.plotSummary(), QString("No utterances."));
        view.setCounts(threeSpeakers());
        QVERIFY(view.plotSummary().startsWith("40 utterances, 3 speakers, 3 classes. Speaker 03: angry 10, sad 5."));
        QTest::keySequence(&view, QKeySequence::Copy);
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 QString("speaker\tangry\tsad\tno label\tall\n03\t10\t5\t0\t15\n08\t4\t0\t1\t5\nunknown\t0\t0\t20\t20\n"));
        QTest::keyClick(&view, Qt::Key_Down);
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(view.plotSummary(), QString("Speaker 08: angry 4, no label 1."));
    }

    void keysAndClicksNameASpeaker() {
        SpeakerClasses view;
        view.resize(500, 200);
        view.setCounts(threeSpeakers());
        QSignalSpy wanted(&view, &SpeakerClasses::speakerActivated);
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.rowRect(1).center());
        QCOMPARE(wanted.takeLast().first().toString(), QString("08"));
        QTest::keyClick(&view, Qt::Key_Up);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(wanted.takeLast().first().toString(), QString("03"));
        QTest::mouseClick(&view, Qt::LeftButton, {}, QPoint(5, 2));  // the classes above
        QVERIFY(wanted.isEmpty());
    }

    void fiveThousandSpeakersAreDrawnInParts() {
        store::CrossCounts many;
        many.columns = {"angry", "happy", "sad", "neutral"};
        for (int i = 0; i < 5000; ++i) {
            many.rows.push_back("speaker" + std::to_string(i));
            for (int c = 0; c < 4; ++c) many.counts.push_back(static_cast<std::size_t>(i % 7 + c));
        }
        QScrollArea area;
        auto* view = new SpeakerClasses;
        area.setWidgetResizable(true);
        area.setWidget(view);
        area.resize(400, 300);
        area.show();
        view->setCounts(many);
        QTRY_VERIFY(view->height() > 50000);
        QElapsedTimer timer;
        timer.start();
        view->setFocus();
        for (int i = 0; i < 30; ++i) QTest::keyClick(view, Qt::Key_Down);
        QVERIFY(!area.grab().isNull());
        QVERIFY(timer.elapsed() < 500 * kPatience);
        QCOMPARE(view->current(), 29);
        QVERIFY(!view->visibleRegion().intersected(view->rowRect(29)).isEmpty());
    }

    void histogramSaysItsNumbers() {
        HistogramView view;
        QCOMPARE(view.plotSummary(), QString(" is not known."));
        view.setHistogram("duration", "s", durations());
        QCOMPARE(view.plotSummary(), QString("duration of 10 utterances: median 2.2, from 1.1 to 60 s."));
        QTest::keySequence(&view, QKeySequence::Copy);
        QCOMPARE(
            QGuiApplication::clipboard()->text(),
            QString("duration in s\tutterances\n1 to 1.5 s\t2\n1.5 to 2 s\t0\n2 to 2.5 s\t7\n2.5 s and more\t1\nunknown\t3\n"));
    }

    void histogramNamesRanges() {
        HistogramView view;
        view.resize(400, 200);
        view.show();
        view.setHistogram("duration", "s", durations());
        QTRY_VERIFY(view.barCentre(3).x() > view.barCentre(0).x() + 100);
        QSignalSpy wanted(&view, &HistogramView::rangeActivated);
        QTest::mouseClick(view.childAt(view.barCentre(2)), Qt::LeftButton, {},
                          view.childAt(view.barCentre(2))->mapFrom(&view, view.barCentre(2)));
        QCOMPARE(wanted.last().at(0).toDouble(), 2.0);
        QCOMPARE(wanted.last().at(1).toDouble(), 2.5);
        QCOMPARE(view.current(), 2);
        QTest::keyClick(&view, Qt::Key_Right);
        QTest::keyClick(&view, Qt::Key_Right);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(wanted.last().at(0).toDouble(), 2.5);
        QVERIFY(std::isinf(wanted.last().at(1).toDouble()));
        QCOMPARE(view.plotSummary(), QString("2.5 s and more: 1 utterances."));
    }

    void planeSaysItsNumbers() {
        RatingPlane view;
        QVERIFY(view.plotSummary().contains("not known"));
        view.setCounts(ratings());
        QVERIFY(view.plotSummary().contains("Mean of angry: valence 1.5, arousal 1.25."));
        QCOMPARE(view.numbers().rows.size(), std::size_t{4});
        QCOMPARE(view.numbers().rows.back(), (QStringList{"cell", "2 to 3", "4 to 5", "1"}));
    }

    void planeNamesCells() {
        RatingPlane view;
        view.resize(320, 280);
        view.show();
        view.setCounts(ratings());
        QTRY_VERIFY(view.cellCentre(3, 0).x() > view.cellCentre(0, 0).x() + 60);
        QVERIFY(view.cellCentre(0, 3).y() < view.cellCentre(0, 0).y());  // high arousal is above
        QSignalSpy wanted(&view, &RatingPlane::cellActivated);
        QWidget* plot = view.findChild<QWidget*>();
        QTest::mouseClick(plot, Qt::LeftButton, {}, plot->mapFrom(&view, view.cellCentre(1, 3)));
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.last().at(0).toDouble(), 2.0);
        QCOMPARE(wanted.last().at(3).toDouble(), 5.0);
        QTest::keyClick(&view, Qt::Key_Left);
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(view.current(), (std::pair<int, int>{0, 2}));
        QVERIFY(view.plotSummary().contains("0 utterances"));
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(wanted.count(), 2);
        // A cell that holds something is seen, an empty one is the ground.
        QTRY_VERIFY(view.grab().toImage().pixelColor(view.cellCentre(0, 0) + QPoint(12, 12)) !=
                    widgets::Theme::instance().color(widgets::Ink::Data));
        QCOMPARE(view.grab().toImage().pixelColor(view.cellCentre(3, 0)), widgets::Theme::instance().color(widgets::Ink::Data));
    }

    void drawsInBothThemes() {
        for (const auto choice : {widgets::Theme::Choice::Dark, widgets::Theme::Choice::Light}) {
            widgets::Theme::instance().choose(choice);
            RatingPlane plane;
            plane.setCounts(ratings());
            HistogramView histogram;
            histogram.setHistogram("duration", "s", durations());
            SpeakerClasses classes;
            classes.setCounts(threeSpeakers());
            for (QWidget* view :
                 {static_cast<QWidget*>(&plane), static_cast<QWidget*>(&histogram), static_cast<QWidget*>(&classes)}) {
                view->resize(300, 200);
                QCOMPARE(view->grab().toImage().pixelColor(299 - 2, 2), widgets::Theme::instance().color(widgets::Ink::Data));
            }
        }
    }
};

QTEST_MAIN(TestCorpusViews)
#include "TestCorpusViews.moc"
