// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <cmath>

#include "tests/TestSupport.h"
#include "widgets/DivergingMap.h"
#include "widgets/DotColumns.h"
#include "widgets/IntervalScatter.h"
#include "widgets/ReliabilityView.h"
#include "widgets/ScatterView.h"
#include "widgets/Theme.h"

using namespace prososcope;
using namespace prososcope::widgets;

namespace {

template <typename Plot>
void show(Plot& plot) {
    plot.resize(400, 320);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    QVERIFY(!plot.grab().isNull());  // lays the axes out
}

/// Four rows of two classes in the default bins: 0.9 right, 0.8 right, 0.75 wrong, 0.6 wrong.
analysis::RunCalibration calibration() {
    std::vector<store::PredictionRecord> run;
    const auto add = [&run](int truth, float p) {
        store::PredictionRecord each;
        each.truth = truth;
        each.posteriors = {p, 1.0F - p};
        run.push_back(each);
    };
    add(0, 0.9F);
    add(0, 0.82F);
    add(1, 0.75F);
    add(1, 0.62F);
    return *analysis::runCalibration(run, 2);
}

}  // namespace

class TestPickPlots : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void intervalsOfBothMeasures() {
        IntervalScatter view;
        QCOMPARE(view.plotSummary(), QString("There is nothing to compare yet."));
        // Two at one x, which keep their own whiskers and their order.
        view.setPoints("errors, %", "UAR", "too good",
                       {{{10.0, 8.0, 13.0}, {0.6, 0.5, 0.7}, "a", false},
                        {{10.0, 9.0, 11.0}, {0.4, 0.35, 0.45}, "b", true},
                        {{30.0, 28.0, 33.0}, {0.5, 0.4, 0.6}, "c", false}});
        show(view);
        QVERIFY(view.itemPlace(0).y() < view.itemPlace(2).y() && view.itemPlace(2).y() < view.itemPlace(1).y());
        QCOMPARE(view.itemPlace(0).x(), view.itemPlace(1).x());
        QSignalSpy activated(&view, &PickPlot::itemActivated);
        QWidget* plot = view.findChild<QWidget*>();
        QTest::mouseClick(plot, Qt::LeftButton, {}, plot->mapFrom(&view, view.itemPlace(1)));
        QCOMPARE(activated.count(), 1);
        QCOMPARE(view.current(), 1);
        QCOMPARE(view.itemText(1), QString("b: errors, % 10 [9, 11], UAR 0.4 [0.35, 0.45] (too good)."));
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(view.current(), 2);
        QVERIFY(view.plotSummary().startsWith("c: errors, % 30 [28, 33], UAR 0.5 [0.4, 0.6]."));
        QVERIFY(!view.plotSummary().contains(" from -"));
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(activated.last().first().toInt(), 2);
        QTest::keySequence(&view, QKeySequence::Copy);
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY2(copied.contains("b\t10\t9\t11\t0.4\t0.35\t0.45\t1"), qPrintable(copied));
        // The marked one is another colour than the others: its cross is in the picture.
        const QImage picture = view.grab().toImage();
        const QColor error = Theme::instance().color(Ink::Error);
        const QPoint cross = view.itemPlace(1);
        bool found = false;
        for (int y = -5; y <= 5; ++y)
            for (int x = -5; x <= 5; ++x) {
                const QColor pixel = picture.pixelColor(cross + QPoint(x, y));
                found = found || (std::abs(pixel.red() - error.red()) < 30 && std::abs(pixel.green() - error.green()) < 30 &&
                                  std::abs(pixel.blue() - error.blue()) < 30);
            }
        QVERIFY(found);
    }

    void pointsAreChosenByClickAndKeys() {
        ScatterView view;
        view.setPoints("valence", {{4.0, 3.0, "c", 7}, {1.0, 1.5, "a", 8}, {2.0, 3.5, "b", 9}});
        show(view);
        QCOMPARE(view.points()[0].name, QString("a"));  // by label
        QSignalSpy activated(&view, &PickPlot::itemActivated);
        QWidget* plot = view.findChild<QWidget*>();
        QTest::mouseClick(plot, Qt::LeftButton, {}, plot->mapFrom(&view, view.itemPlace(2)));
        QCOMPARE(activated.count(), 1);
        QCOMPARE(view.points()[static_cast<std::size_t>(activated.first().first().toInt())].id, std::size_t{7});
        QTest::mouseClick(plot, Qt::LeftButton, {}, plot->mapFrom(&view, (view.itemPlace(0) + view.itemPlace(2)) / 2));
        QCOMPARE(activated.count(), 1);  // nothing is there
        QTest::keyClick(&view, Qt::Key_Home);
        QCOMPARE(view.current(), 0);
        QTest::keyClick(&view, Qt::Key_Right);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(activated.last().first().toInt(), 1);
        QTest::keyClick(&view, Qt::Key_End);
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(view.current(), 2);
        QVERIFY(view.plotSummary().contains("c: labelled 4, predicted 3"));
        QTest::keySequence(&view, QKeySequence::Copy);
        QCOMPARE(QGuiApplication::clipboard()->text().count('\n'), 4);
    }
    void pointsOfOtherThingsHaveTheirWords() {
        ScatterView view;
        view.setPoints({"Rows beside each other", "before", "after", "before, sd", "after, sd", "feature", "Nothing yet."},
                       {{1.0, 2.0, "loudness", 0}});
        QCOMPARE(view.accessibleName(), QString("Rows beside each other"));
        view.setCurrent(0);
        QVERIFY2(view.plotSummary().startsWith("loudness: before 1, after 2."), qPrintable(view.plotSummary()));
        QCOMPARE(view.numbers().columns, QStringList({"feature", "before", "after"}));
        view.setPoints({"Rows", "before", "after", "", "", "feature", "Nothing yet."}, {});
        QCOMPARE(view.plotSummary(), QString("Nothing yet."));
    }
    /// Equal values lie on the line from corner to corner: both axes have the same range.
    void theIdentityLineIsTheDiagonal() {
        ScatterView view;
        view.setPoints("arousal", {{1.0, 1.0, "a", 0}, {5.0, 5.0, "b", 1}, {2.0, 0.5, "c", 2}});
        show(view);
        const QPoint low = view.itemPlace(0);
        const QPoint high = view.itemPlace(2);
        QVERIFY(high.x() > low.x() && high.y() < low.y());
        view.setPoints("arousal", {});
        QCOMPARE(view.items(), 0);
        QCOMPARE(view.current(), -1);
        QVERIFY(!view.plotSummary().isEmpty());
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(view.current(), -1);
        QVERIFY(!view.grab().isNull());
    }

    void reliabilityReadsItself() {
        ReliabilityView view;
        QVERIFY(view.reading().contains("no posteriors"));
        view.setCalibration(calibration());
        show(view);
        QCOMPARE(view.items(), 4);
        QVERIFY(view.reading().contains("promise too much"));
        QVERIFY(view.reading().contains(".77") && view.reading().contains(".50"));
        QVERIFY(view.plotSummary().contains("4 utterances"));
        auto timid = calibration();
        timid.accuracy = 0.95;
        view.setCalibration(timid);
        QVERIFY(view.reading().contains("promise too little"));
        QTest::keyClick(&view, Qt::Key_End);
        QVERIFY(view.plotSummary().contains("Posterior .87 to .93: 1 utterances"));
        QSignalSpy activated(&view, &PickPlot::itemActivated);
        QWidget* plot = view.findChild<QWidget*>();
        QTest::mouseClick(plot, Qt::LeftButton, {}, plot->mapFrom(&view, view.itemPlace(1)));
        QCOMPARE(activated.first().first().toInt(), 1);
        QCOMPARE(view.numbers().rows.size(), std::size_t{15});
    }

    void dotsOfAGroup() {
        DotColumns view;
        view.setColumns("cost", "UAR",
                        {{"0.1", {{0.70, "run 3, seed 1", 3}, {0.74, "run 4, seed 2", 4}}, 0.72},
                         {"1", {{0.80, "run 5, seed 1", 5}}, 0.80},
                         {"10", {}, std::nan("")}});
        show(view);
        QCOMPARE(view.items(), 3);
        QSignalSpy activated(&view, &PickPlot::itemActivated);
        QWidget* plot = view.findChild<QWidget*>();
        QTest::mouseClick(plot, Qt::LeftButton, {}, plot->mapFrom(&view, view.itemPlace(2)));
        QCOMPARE(view.dot(activated.first().first().toInt()).id, std::size_t{5});
        QVERIFY(view.itemPlace(1).y() < view.itemPlace(0).y());  // higher scores stand higher
        QCOMPARE(view.itemPlace(1).x(), view.itemPlace(0).x());
        QVERIFY(view.plotSummary().contains("0.1: mean .720"));
        QVERIFY(view.itemText(0).contains("run 3, seed 1"));
        QCOMPARE(view.numbers().rows.size(), std::size_t{3});
        view.setColumns("", "UAR", {});
        QVERIFY(!view.grab().isNull());
    }

    void divergingColoursInBothThemes() {
        for (const Theme::Choice choice : {Theme::Choice::Light, Theme::Choice::Dark}) {
            Theme::instance().choose(choice);
            QCOMPARE(diverging(0.0), Theme::instance().color(Ink::Data));
            QCOMPARE(diverging(std::nan("")), diverging(0.0));
            QCOMPARE(diverging(-7.0), diverging(-1.0));
            QVERIFY(diverging(1.0).red() > diverging(1.0).blue());
            QVERIFY(diverging(-1.0).blue() > diverging(-1.0).red());
        }
        Theme::instance().choose(Theme::Choice::Light);
    }
};

QTEST_MAIN(TestPickPlots)
#include "TestPickPlots.moc"
