// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <cmath>

#include "tests/TestSupport.h"
#include "widgets/ConfusionView.h"
#include "widgets/DivergingMap.h"
#include "widgets/ScoreText.h"
#include "widgets/Theme.h"

using namespace prososcope;
using widgets::ConfusionView;
using widgets::Theme;

namespace {

const QStringList kClasses{"angry", "happy", "neutral", "sad"};

analysis::ConfusionMatrix matrix() { return {4, {113, 10, 1, 3, 19, 46, 5, 1, 1, 5, 70, 3, 0, 0, 5, 57}}; }

double luminance(const QColor& color) {
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

}  // namespace

class TestConfusionView : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysCountsAndSharesOfTheRow() {
        ConfusionView view;
        view.setMatrix(kClasses, matrix());
        QCOMPARE(view.countText(1, 0), QString("19"));
        QCOMPARE(view.shareText(1, 0), QString("26.8 %"));
        QCOMPARE(view.shareText(0, 0), QString("89.0 %"));
        QCOMPARE(view.shareText(3, 0), QString("0.0 %"));
        QVERIFY(view.cellSentence(1, 0).contains("happy heard as angry: 19 of 71"));
        QVERIFY(view.plotSummary().contains("339 utterances"));
        QVERIFY(view.plotSummary().contains("113 of 127"));
    }

    void aRowWithoutUtterancesHasNoShare() {
        ConfusionView view;
        view.setMatrix({"angry", "happy"}, {2, {3, 1, 0, 0}});
        QCOMPARE(view.shareText(1, 0), QString(QChar(0x2013)));
        QCOMPARE(view.cellFill(1, 0), Theme::instance().sequential(0.0));
    }

    void cellsAreSquareAndInside() {
        ConfusionView view;
        for (const QSize size : {QSize(620, 460), QSize(500, 700), QSize(1200, 420)}) {
            view.resize(size);
            view.setMatrix(kClasses, matrix());
            for (int truth = 0; truth < 4; ++truth) {
                for (int predicted = 0; predicted < 4; ++predicted) {
                    const QRect cell = view.cellRect(truth, predicted);
                    QCOMPARE(cell.width(), cell.height());
                    QVERIFY(view.rect().contains(cell));
                }
            }
        }
    }

    void theMouseChoosesAndLists() {
        ConfusionView view;
        view.resize(620, 500);
        view.setMatrix(kClasses, matrix());
        view.show();
        QSignalSpy activated(&view, &ConfusionView::activated);
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.cellRect(1, 0).center());
        QCOMPARE(activated.count(), 1);
        QCOMPARE(activated.first(), QVariantList({1, 0}));
        QCOMPARE(view.currentTruth(), 1);
        QTest::mouseClick(&view, Qt::LeftButton, {}, QPoint(3, 3));
        QCOMPARE(activated.count(), 1);
    }

    void theKeysMoveWithinTheMatrix() {
        ConfusionView view;
        view.resize(620, 500);
        view.setMatrix(kClasses, matrix());
        view.show();
        QSignalSpy current(&view, &ConfusionView::currentChanged);
        QSignalSpy activated(&view, &ConfusionView::activated);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(activated.count(), 0);
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(current.takeFirst(), QVariantList({0, 0}));
        QTest::keyClick(&view, Qt::Key_Right);
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(current.takeLast(), QVariantList({1, 1}));
        QTest::keyClick(&view, Qt::Key_End);
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(view.currentPredicted(), 3);
        QTest::keyClick(&view, Qt::Key_PageDown);
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(view.currentTruth(), 3);
        QTest::keyClick(&view, Qt::Key_Enter);
        QCOMPARE(activated.takeLast(), QVariantList({3, 3}));
    }

    void textIsReadableOnEveryFillInBothThemes() {
        ConfusionView view;
        for (const Theme::Choice choice : {Theme::Choice::Light, Theme::Choice::Dark}) {
            Theme::instance().choose(choice);
            for (int step = 0; step <= 200; ++step) {
                for (const QColor& fill :
                     {Theme::instance().sequential(step / 200.0), widgets::diverging(step / 100.0 - 1.0)}) {
                    const double a = luminance(fill) + 0.05;
                    const double b = luminance(Theme::inkOn(fill)) + 0.05;
                    QVERIFY2(std::max(a, b) / std::min(a, b) >= 4.5, qPrintable(fill.name()));
                }
            }
        }
        Theme::instance().choose(Theme::Choice::Light);
    }

    void paintsTheFillsAndTheOutlineOfTheCurrentCell() {
        for (const Theme::Choice choice : {Theme::Choice::Light, Theme::Choice::Dark}) {
            Theme::instance().choose(choice);
            ConfusionView view;
            view.resize(620, 500);
            view.setMatrix(kClasses, matrix());
            view.setCurrentCell(1, 0);
            const QImage image = view.grab().toImage();
            const QRect cell = view.cellRect(0, 0);
            QCOMPARE(image.pixelColor(cell.topLeft() + QPoint(8, 8)), view.cellFill(0, 0));
            QCOMPARE(image.pixelColor(view.cellRect(1, 0).topLeft() + QPoint(-1, 20)),
                     Theme::instance().color(widgets::Ink::Accent));
        }
        Theme::instance().choose(Theme::Choice::Light);
    }

    void copiesAsTabSeparatedText() {
        ConfusionView view;
        view.setMatrix({"angry", "sad"}, {2, {3, 1, 0, 4}});
        view.show();
        QTest::keySequence(&view, QKeySequence::Copy);
        QCOMPARE(QGuiApplication::clipboard()->text(), QString("truth\tangry\tsad\tn\nangry\t3\t1\t4\nsad\t0\t4\t4\n"));
    }

    void sharesOfRowsAndColumns() {
        ConfusionView view;
        view.setMatrix({"angry", "sad"}, {2, {3, 1, 0, 4}});
        QCOMPARE(view.largeText(0, 1), QString("1"));
        QCOMPARE(view.smallText(0, 1), QString("25.0 %"));
        QCOMPARE(view.smallText(0, 1, 0), QString("25 %"));  // where there is little room
        view.setShow(ConfusionView::Show::RowShares);
        QCOMPARE(view.largeText(0, 1), QString("25.0 %"));
        QCOMPARE(view.smallText(0, 1), QString("1"));
        view.setShow(ConfusionView::Show::ColumnShares);
        QCOMPARE(view.largeText(0, 1), QString("20.0 %"));
        QVERIFY(view.cellSentence(0, 1).contains("1 of the 5 taken for sad (20.0 %)"));
        QCOMPARE(view.cellFill(1, 1), Theme::instance().sequential(0.8));
        view.setMatrix({"angry", "sad"}, {2, {3, 0, 1, 0}});  // nothing taken for sad
        QCOMPARE(view.largeText(0, 1), QString(QChar(0x2013)));
        QVERIFY(!view.grab().isNull());
    }

    void theDifferenceOfTwoRuns() {
        ConfusionView view;
        view.resize(500, 400);
        view.setDifference({"angry", "sad"}, {2, {6, 2, 1, 7}}, {2, {4, 4, 1, 7}}, "run 2", "run 1");
        QVERIFY(view.isDifference());
        QCOMPARE(view.countText(0, 0), QString("+2"));
        QCOMPARE(view.countText(0, 1), QString("-2"));
        QCOMPARE(view.countText(1, 1), QString("0"));
        QCOMPARE(view.shareText(0, 0), QString("+25.0"));
        QCOMPARE(view.shareText(1, 0), QString("0.0"));
        QCOMPARE(view.cellFill(0, 0), widgets::diverging(1.0));
        QCOMPARE(view.cellFill(0, 1), widgets::diverging(-1.0));
        QCOMPARE(view.cellFill(1, 0), widgets::diverging(0.0));
        QVERIFY(view.cellSentence(0, 1).contains("2 in run 2, 4 in run 1"));
        QVERIFY(view.plotSummary().contains("run 2 less run 1"));
        QVERIFY(view.tabSeparated().contains("angry\t+2\t-2\t8"));
        QVERIFY(!view.grab().isNull());
        // A small difference is pale: the colours reach ten points at least.
        view.setDifference({"angry", "sad"}, {2, {51, 49, 0, 100}}, {2, {50, 50, 0, 100}}, "a", "b");
        QCOMPARE(view.cellFill(0, 0), widgets::diverging(0.1));
        view.setMatrix({"angry", "sad"}, {2, {3, 1, 0, 4}});
        QVERIFY(!view.isDifference());
        view.setDifference({"angry", "sad"}, {2, {3, 1, 0, 4}}, {3, {}}, "a", "b");
        QVERIFY(view.isEmpty());
    }

    void anEmptyOneTeachesAndIgnoresKeys() {
        ConfusionView view;
        view.resize(400, 300);
        QVERIFY(view.isEmpty());
        QVERIFY(!view.plotSummary().isEmpty());
        QSignalSpy activated(&view, &ConfusionView::activated);
        QTest::keyClick(&view, Qt::Key_Down);
        QTest::keyClick(&view, Qt::Key_Return);
        QTest::mouseClick(&view, Qt::LeftButton, {}, QPoint(200, 150));
        QCOMPARE(activated.count(), 0);
        view.setMatrix({"angry", "sad"}, {2, {3, 1}});
        QVERIFY(view.isEmpty());
        QVERIFY(!view.grab().isNull());
    }

    void keepsTheCellWhereTheClassesStay() {
        ConfusionView view;
        view.setMatrix(kClasses, matrix());
        view.setCurrentCell(2, 1);
        view.setMatrix(kClasses, matrix());
        QCOMPARE(view.currentTruth(), 2);
        view.setMatrix({"angry", "sad"}, {2, {3, 1, 0, 4}});
        QCOMPARE(view.currentTruth(), -1);
    }

    void scoresAreWrittenAsTheFieldDoes() {
        QCOMPARE(widgets::scoreText(0.8684, 3), QString(".868"));
        QCOMPARE(widgets::scoreText(-0.41, 2), QString("-.41"));
        QCOMPARE(widgets::scoreText(1.0, 3), QString("1.000"));
        QCOMPARE(widgets::scoreText(0.9996, 3), QString("1.000"));
        QCOMPARE(widgets::scoreText(std::nan(""), 3), QString(QChar(0x2013)));
    }
};

QTEST_MAIN(TestConfusionView)
#include "TestConfusionView.moc"
