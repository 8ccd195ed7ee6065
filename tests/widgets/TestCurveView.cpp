// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QSignalSpy>
#include <cmath>

#include "tests/TestSupport.h"
#include "widgets/CurveView.h"
#include "widgets/Theme.h"

using prososcope::widgets::CurvePoint;
using prososcope::widgets::CurveView;
using prososcope::widgets::thinned;

class TestCurveView : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void thinningKeepsTheExtremesOfEachColumn() {
        std::vector<CurvePoint> points;
        for (int i = 0; i < 10000; ++i) points.push_back({static_cast<double>(i), std::sin(i * 0.01)});
        points[5003].y = 9.0;
        points[7777].y = -9.0;
        const auto kept = thinned(points, 0.0, 9999.0, 100);
        QVERIFY(kept.size() <= 200);
        QVERIFY(std::is_sorted(kept.begin(), kept.end(), [](const CurvePoint& a, const CurvePoint& b) { return a.x < b.x; }));
        QVERIFY(std::any_of(kept.begin(), kept.end(), [](const CurvePoint& p) { return p.y == 9.0 && p.x == 5003.0; }));
        QVERIFY(std::any_of(kept.begin(), kept.end(), [](const CurvePoint& p) { return p.y == -9.0 && p.x == 7777.0; }));
    }

    void shortCurvesStayAsTheyAre() {
        QCOMPARE(thinned({{1, 2}, {2, 3}, {3, 1}}, 0.0, 3.0, 2).size(), std::size_t{3});
        QVERIFY(thinned({}, 0.0, 1.0, 10).empty());
        QCOMPARE(thinned({{1, 2}, {2, 3}, {3, 1}, {4, 4}, {5, 5}}, 5.0, 5.0, 1).size(), std::size_t{5});
    }

    void drawsAtMostTwoPointsAColumn() {
        CurveView view;
        view.resize(300, 240);
        view.show();
        for (int epoch = 1; epoch <= 20000; ++epoch) view.addPoint(0, epoch, 1.0 / epoch, 0.5);
        QTRY_VERIFY(view.drawnPoints() > 0);
        QVERIFY2(view.drawnPoints() <= 2 * 2 * 300, qPrintable(QString::number(view.drawnPoints())));
        QCOMPARE(view.points(0), 20000);
    }

    void followsAtMostThirtyTimesASecond() {
        CurveView view;
        view.resize(300, 240);
        view.show();
        QTest::qWait(60);
        const int before = view.replots();
        QElapsedTimer clock;
        clock.start();
        for (int epoch = 1; clock.elapsed() < 500; ++epoch) {
            view.addPoint(0, epoch, 1.0, 0.5);
            QCoreApplication::processEvents();
        }
        const int count = view.replots() - before;
        QVERIFY(count >= 1);
        QVERIFY2(count <= 1 + clock.elapsed() * 30 / 1000, qPrintable(QString::number(count)));
    }

    void aResumedFoldReplacesWhatFollows() {
        CurveView view;
        for (int epoch = 1; epoch <= 8; ++epoch) view.addPoint(0, epoch, 1.0, {});
        view.addPoint(0, 5, 0.7, 0.4);
        QCOMPARE(view.points(0), 5);
        view.addPoint(-1, 5, 0.7, 0.4);
        view.addPoint(0, 0, 0.7, 0.4);
        QCOMPARE(view.points(0), 5);
        QCOMPARE(view.foldCount(), 1);
    }

    void keysChooseTheFold() {
        CurveView view;
        view.resize(300, 240);
        view.show();
        for (int fold = 0; fold < 3; ++fold) view.addPoint(fold, 1, 1.0, 0.5);
        view.setFoldName(1, "speaker 08");
        QSignalSpy chosen(&view, &CurveView::currentFoldChanged);
        view.setCurrentFold(0);
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(view.currentFold(), 1);
        QVERIFY(view.plotSummary().contains("speaker 08"));
        QTest::keyClick(&view, Qt::Key_Down);
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(view.currentFold(), 2);
        QTest::keyClick(&view, Qt::Key_Up);
        QCOMPARE(chosen.last().first().toInt(), 1);
        view.setCurrentFold(17);
        QCOMPARE(view.currentFold(), 1);
    }

    void theCurrentFoldStandsOutInTheAccent() {
        using namespace prososcope::widgets;
        for (const Theme::Choice choice : {Theme::Choice::Light, Theme::Choice::Dark}) {
            Theme::instance().choose(choice);
            CurveView view;
            view.resize(400, 300);
            for (int fold = 0; fold < 3; ++fold)
                for (int epoch = 1; epoch <= 20; ++epoch)
                    view.addPoint(fold, epoch, 1.5 - 0.05 * epoch + 0.2 * fold, 0.4 + 0.1 * fold);
            view.setCurrentFold(1);
            view.show();
            const int before = view.replots();
            QTRY_VERIFY(view.replots() > before);
            QTest::qWait(20);
            const QImage image = view.grab().toImage();
            const QColor accent = Theme::instance().color(Ink::Accent);
            int found = 0;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x) found += image.pixelColor(x, y) == accent ? 1 : 0;
            QVERIFY(found > 50);
        }
        Theme::instance().choose(Theme::Choice::Light);
    }

    void anEmptyOneSaysSo() {
        CurveView view;
        view.resize(300, 200);
        QVERIFY(!view.plotSummary().isEmpty());
        view.clear("No curves here.");
        QCOMPARE(view.plotSummary(), QString("No curves here."));
        QVERIFY(!view.grab().isNull());
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(view.currentFold(), -1);
    }
};

QTEST_MAIN(TestCurveView)
#include "TestCurveView.moc"
