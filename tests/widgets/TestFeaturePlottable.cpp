// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <limits>

#include "widgets/FeaturePlottable.h"
#include "widgets/SignalPane.h"
#include "widgets/TimeView.h"

using namespace prososcope;
using namespace prososcope::widgets;

namespace {

/// A hundred frames of four columns, 10 ms apart: low with one high half, a ramp, a constant, and no numbers.
features::FeatureMatrixPtr scene() {
    auto matrix = std::make_shared<features::FeatureMatrix>();
    matrix->frames = 100;
    matrix->columns = 4;
    for (std::size_t i = 0; i < matrix->frames; ++i) {
        matrix->values.push_back(i < 50 ? -3.0F : 5.0F);
        matrix->values.push_back(static_cast<float>(i));
        matrix->values.push_back(7.0F);
        matrix->values.push_back(std::numeric_limits<float>::quiet_NaN());
    }
    return matrix;
}

}  // namespace

class TestFeaturePlottable : public QObject {
    Q_OBJECT

    TimeView m_view;
    std::unique_ptr<SignalPane> m_pane;
    FeaturePlottable* m_plottable = nullptr;

    QImage picture() {
        m_pane->replot();
        return m_pane->toPixmap(200, 80).toImage();
    }

private Q_SLOTS:
    void init() {
        m_view.setDuration(2.0);
        m_view.setRange(0.0, 2.0);
        m_pane = std::make_unique<SignalPane>();
        m_pane->resize(200, 80);
        m_pane->setViewport(m_pane->rect());
        m_pane->setTimeView(&m_view);
        m_pane->yAxis->setRange(0.0, 1.0);
        m_plottable = new FeaturePlottable(m_pane->xAxis, m_pane->yAxis);
        m_plottable->setMatrix(scene(), features::columnStatistics(*scene()), {"step", "ramp", "same", "none"}, 0.5);
    }

    void distancesAreFromTheColumnsOwnMean() {
        QCOMPARE(m_plottable->distance(0, 0), -1.0);
        QCOMPARE(m_plottable->distance(99, 0), 1.0);
        QVERIFY(std::abs(m_plottable->distance(0, 1) + 49.5 / 28.866) < 1e-4);
        QCOMPARE(m_plottable->distance(30, 2), 0.0);  // never changes
        QCOMPARE(m_plottable->distance(30, 3), 0.0);  // no number
    }

    void picturesShowThem() {
        const ColorMap map("viridis");
        const QImage image = picture();
        // From the bottom up; the matrix lies from 0.5 to 1.5 s of 2 s on 200 pixels.
        const auto at = [&](int x, int column) { return image.pixel(x, 79 - (column * 20 + 6)); };
        QCOMPARE(at(60, 0), map.at(0.5 - 1.0 / 5.0));
        QCOMPARE(at(140, 0), map.at(0.5 + 1.0 / 5.0));
        QCOMPARE(at(100, 2), map.at(0.5));
        QCOMPARE(at(100, 3), map.at(0.5));
        QVERIFY(qGreen(at(52, 1)) < qGreen(at(148, 1)));  // viridis grows lighter
        QCOMPARE(at(20, 0), at(180, 3));                  // nothing was computed there
        QVERIFY(at(20, 0) != at(60, 0));
    }

    void readsWhatIsUnderThePointer() {
        QCOMPARE(m_plottable->columnAt(0.1), 0);
        QCOMPARE(m_plottable->columnAt(1.0), 3);
        QCOMPARE(m_plottable->columnAt(-0.1), -1);
        QCOMPARE(m_plottable->reading(0.75, 0.3), QString("ramp 25"));
        QCOMPARE(m_plottable->reading(1.2, 0.1), QString("step 5"));
        QVERIFY(m_plottable->reading(0.2, 0.3).isEmpty());
        QVERIFY(m_plottable->reading(1.6, 0.3).isEmpty());
    }

    void numbersAreThoseInView() {
        m_view.setRange(0.495, 0.605);
        m_pane->replot();
        const auto numbers = m_plottable->numbers();
        QCOMPARE(numbers.size(), 4);
        QCOMPARE(numbers[1].quantity, QString("ramp"));
        QCOMPARE(numbers[1].values.size(), std::size_t{11});
        QVERIFY(std::abs(numbers[1].seconds[3] - 0.53) < 1e-9);
        QCOMPARE(numbers[1].values[3], 3.0);
    }

    void nothingIsDrawnOfNothing() {
        m_plottable->setMatrix(nullptr, {}, {}, 0.0);
        (void)picture();
        QCOMPARE(m_plottable->columnAt(0.5), -1);
        QVERIFY(m_plottable->numbers().isEmpty());
        m_plottable->setMatrix(std::make_shared<features::FeatureMatrix>(), {}, {}, 0.0);
        (void)picture();
        QVERIFY(m_plottable->reading(0.5, 0.5).isEmpty());
    }
};

QTEST_MAIN(TestFeaturePlottable)
#include "TestFeaturePlottable.moc"
