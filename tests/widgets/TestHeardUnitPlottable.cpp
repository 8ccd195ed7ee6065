// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <algorithm>

#include "tests/TestSupport.h"
#include "widgets/HeardUnitPlottable.h"
#include "widgets/SignalPane.h"
#include "widgets/Theme.h"

using namespace prososcope::widgets;

/// Units that were heard as a band: where each is, and what is drawn of it at any width and height.
class TestHeardUnitPlottable : public QObject {
    Q_OBJECT

private:
    TimeView m_view;
    std::unique_ptr<SignalPane> m_pane;
    HeardUnitPlottable* m_units = nullptr;

    void show(double start, double end) {
        m_view.setRange(start, end);
        m_pane->xAxis->setRange(start, end);
        m_pane->replot();
    }
    [[nodiscard]] int pixelsOf(const QColor& color, const QRectF& box) const {
        const QImage picture = m_pane->toPixmap(m_pane->width(), m_pane->height()).toImage();
        int count = 0;
        for (int y = static_cast<int>(box.top()); y < static_cast<int>(box.bottom()); ++y) {
            for (int x = static_cast<int>(box.left()); x < static_cast<int>(box.right()); ++x)
                count += picture.rect().contains(x, y) && picture.pixelColor(x, y) == color ? 1 : 0;
        }
        return count;
    }

    /// Pixels that are grey and dark: of letters, not of coloured symbols.
    [[nodiscard]] int letters(const QRectF& box) const {
        const QImage picture = m_pane->toPixmap(m_pane->width(), m_pane->height()).toImage();
        int count = 0;
        for (int y = static_cast<int>(box.top()); y < static_cast<int>(box.bottom()); ++y) {
            for (int x = static_cast<int>(box.left()); x < static_cast<int>(box.right()); ++x) {
                if (!picture.rect().contains(x, y)) continue;
                const QColor pixel = picture.pixelColor(x, y);
                const auto [least, most] = std::minmax({pixel.red(), pixel.green(), pixel.blue()});
                count += most - least < 40 && most < 120 ? 1 : 0;
            }
        }
        return count;
    }

private Q_SLOTS:
    void init() {
        m_view.setDuration(10.0);
        m_pane = std::make_unique<SignalPane>();
        m_pane->resize(1000, HeardUnitPlottable::heightWanted());
        m_pane->setTimeView(&m_view);
        m_units = new HeardUnitPlottable(m_pane->xAxis, m_pane->yAxis);
        m_units->setUnits({{"V", "happy", 1.0, 1.02, 0.9}, {"S", "angry", 1.02, 1.04, 0.8}, {"F", "sad", 6.0, 7.0, 0.7}});
        m_pane->show();
    }
    void cleanup() { m_pane.reset(); }

    void unitsAreFoundByTheirTimes() {
        QCOMPARE(m_units->unitAt(1.01), 0);
        QCOMPARE(m_units->unitAt(1.03), 1);
        QCOMPARE(m_units->unitAt(6.5), 2);
        QCOMPARE(m_units->unitAt(0.5), -1);
        QCOMPARE(m_units->unitAt(0.95, 0.1), 0);
        QCOMPARE(m_units->unitAt(1.1, 0.1), 1);
        QCOMPARE(m_units->unitAt(5.9, 0.2), 2);
        QCOMPARE(m_units->unitAt(3.5, 0.2), -1);
        m_units->setUnits({});
        QCOMPARE(m_units->unitAt(1.0, 100.0), -1);
        show(0.0, 10.0);  // nothing to draw
    }

    void neighboursAreNotCovered() {
        show(0.0, 10.0);
        QVERIFY(m_units->boxOf(0).right() <= m_units->boxOf(1).left() + 1e-6);
        QVERIFY(m_units->boxOf(1).width() >= 1.0);
        QVERIFY(std::abs(m_units->boxOf(2).width() - 99.0) < 1.5);  // a second of ten, parted by a pixel
        QVERIFY(pixelsOf(Theme::instance().emotionFill("sad"), m_units->boxOf(2)) > 1000);
    }

    void labelsStandWhereTheyFit() {
        const auto above = [&](qsizetype unit, double wide) {
            const QRectF box = m_units->boxOf(unit);
            return QRectF(box.center().x() - wide, box.top() - 18.0, 2.0 * wide, 17.0);
        };
        show(0.0, 10.0);
        QVERIFY(letters(above(2, 20.0)) > 3);  // alone: symbol and word
        QCOMPARE(letters(above(0, 20.0)), 0);  // two pixels apart: neither
        QCOMPARE(pixelsOf(Theme::instance().emotionFill("happy"), above(0, 20.0)), 0);
        show(0.9, 1.3);  // fifty pixels apart
        QVERIFY(letters(above(0, 14.0)) > 3);
        QVERIFY(letters(above(1, 14.0)) > 3);
        show(0.5, 2.0);  // thirteen: the symbols alone
        QCOMPARE(letters(above(1, 6.0)), 0);
        QVERIFY(pixelsOf(Theme::instance().emotionFill("angry"), above(1, 6.0)) > 20);
    }

    void countsAndALowPane() {
        m_units->setCounts({{"angry", 12, true}, {"sad", 3, false}});
        m_pane->setName("units");
        show(0.0, 10.0);
        const QRectF right(800.0, 0.0, 200.0, 24.0);
        QVERIFY(pixelsOf(Theme::instance().emotionFill("angry"), right) > 20);
        QVERIFY(pixelsOf(Theme::instance().emotionFill("sad"), right) > 20);
        QVERIFY(letters(right) > 3);         // the winner
        m_pane->setName(QString(400, 'm'));  // no room beside it
        show(0.0, 10.0);
        QCOMPARE(pixelsOf(Theme::instance().emotionFill("angry"), right), 0);
        m_pane->setName({});
        m_pane->resize(1000, 20);
        QCoreApplication::processEvents();
        show(0.0, 10.0);
        QVERIFY(m_units->boxOf(2).height() > 14.0);
    }

    /// An hour's worth of units: a column shows what most of its units speak for, within a frame's time.
    void manyUnitsAreDrawnByColumns() {
        QList<HeardUnit> many;
        for (int i = 0; i < 100000; ++i) {
            const double start = 10.0 * i / 100000;
            const bool sad = i >= 50000 && i % 4 != 0;
            many.append({"V", sad ? "sad" : "happy", start, start + 5e-5, 0.5});
        }
        m_units->setUnits(many);
        show(0.0, 10.0);
        const double top = m_units->boxOf(0).top() + 4.0;
        QVERIFY(pixelsOf(Theme::instance().emotionFill("happy"), {100.0, top, 300.0, 2.0}) > 590);
        QVERIFY(pixelsOf(Theme::instance().emotionFill("sad"), {600.0, top, 300.0, 2.0}) > 590);
        QElapsedTimer clock;
        clock.start();
        for (int i = 0; i < 20; ++i) m_pane->replot(QCustomPlot::rpImmediateRefresh);
        qInfo("%.1f ms a drawing", static_cast<double>(clock.nsecsElapsed()) / 20e6);
        QVERIFY(clock.elapsed() < 20 * 100 * kPatience);
    }

    void numbersOfWhatIsInSight() {
        show(0.0, 2.0);
        const auto numbers = m_units->numbers();
        QCOMPARE(numbers.size(), 2);
        QCOMPARE(numbers[1].quantity, QString("units, angry"));
        QCOMPARE(numbers[1].values, std::vector<double>{0.8});
        QVERIFY(std::abs(numbers[1].seconds[0] - 1.03) < 1e-9);
    }
};

QTEST_MAIN(TestHeardUnitPlottable)
#include "TestHeardUnitPlottable.moc"
