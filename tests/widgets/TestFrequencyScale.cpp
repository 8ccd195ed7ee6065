// SPDX-License-Identifier: GPL-3.0-or-later
#include <QMouseEvent>
#include <QtTest>
#include <cmath>

#include "widgets/ColorMap.h"
#include "widgets/FrequencyScale.h"
#include "widgets/SignalPane.h"
#include "widgets/SpectrogramPlottable.h"

using namespace prososcope;
using namespace prososcope::widgets;

class TestFrequencyScale : public QObject {
    Q_OBJECT

private:
    /// One loud bin at 1000 Hz in a tile of 500 bins of 10 Hz.
    static std::shared_ptr<SpectrogramTiles> toneTiles() {
        dsp::SpectrogramImage image;
        image.columns = 256;
        image.bins = 500;
        image.binHz = 10.0;
        image.decibels.assign(image.columns * image.bins, -120.0F);
        // As wide as a tone through a window, so that rows further apart than bins meet it.
        for (std::size_t column = 0; column < image.columns; ++column) {
            for (int bin = -3; bin <= 3; ++bin) {
                image.decibels[column * image.bins + static_cast<std::size_t>(100 + bin)] =
                    -20.0F - 5.0F * static_cast<float>(std::abs(bin));
            }
        }
        auto tiles = std::make_shared<SpectrogramTiles>();
        tiles->insert({-8, 0}, SpectrogramTiles::fromImage(image));
        return tiles;
    }

private Q_SLOTS:
    void axesGoThereAndBack_data() {
        QTest::addColumn<QString>("name");
        for (const QString& name : FrequencyScale::names()) QTest::newRow(qPrintable(name)) << name;
    }
    void axesGoThereAndBack() {
        QFETCH(QString, name);
        const FrequencyScale scale(name);
        double before = -1e9;
        for (const double hertz : {60.0, 100.0, 440.0, 1000.0, 5000.0, 20000.0}) {
            QVERIFY(std::abs(scale.toHertz(scale.toAxis(hertz)) - hertz) < 1e-6 * hertz);
            QVERIFY(scale.toAxis(hertz) > before);
            before = scale.toAxis(hertz);
        }
        QVERIFY(std::isfinite(scale.toAxis(0.0)));
    }

    void scalesAreWhatTheirNamesSay() {
        QCOMPARE(FrequencyScale("linear").toAxis(1234.0), 1234.0);
        QCOMPARE(FrequencyScale("no such").toAxis(1234.0), 1234.0);
        QVERIFY(std::abs(FrequencyScale("mel").toAxis(1000.0) - 999.99) < 0.01);
        QCOMPARE(FrequencyScale("log").toAxis(100.0), 1.0);  // an octave above 50 Hz
        QCOMPARE(FrequencyScale("log").toAxis(1600.0), 5.0);
    }

    void ticksAreRoundAndApart() {
        QCOMPARE(FrequencyScale().ticks(5000.0, 0.0), (QList<double>{1000.0, 2000.0, 3000.0, 4000.0}));
        for (const QString& name : {QString("mel"), QString("log")}) {
            const FrequencyScale scale(name);
            const double least = 0.06 * scale.toAxis(8000.0);
            const auto ticks = scale.ticks(8000.0, least);
            QVERIFY(ticks.size() >= 5 && ticks.size() <= 17);
            for (qsizetype i = 1; i < ticks.size(); ++i)
                QVERIFY(scale.toAxis(ticks[i]) - scale.toAxis(ticks[i - 1]) >= least - 1e-9);
            QVERIFY(ticks.contains(1000.0));
        }
    }

    void toneStandsAtItsPlace_data() { axesGoThereAndBack_data(); }
    void toneStandsAtItsPlace() {
        QFETCH(QString, name);
        const FrequencyScale scale(name);
        QImage image(100, 400, QImage::Format_RGB32);
        image.fill(Qt::red);
        const double top = scale.toAxis(5000.0);
        toneTiles()->paint(image, 0.0, 0.9, top, 50.0, ColorMap("grey").table(), scale);
        int darkest = 0;
        for (int y = 1; y < 399; ++y) {
            if (qGray(image.pixel(50, y)) < qGray(image.pixel(50, darkest))) darkest = y;
        }
        const double expected = 400.0 * (1.0 - scale.toAxis(1000.0) / top);
        QVERIFY2(std::abs(darkest - expected) <= 1.5, qPrintable(QString("%1 %2").arg(darkest).arg(expected)));
        QVERIFY(qGray(image.pixel(50, 5)) > 250);
    }

    void crosshairTellsTheFrequency() {
        TimeView view;
        view.setDuration(1.0);
        view.showAll();
        SignalPane pane;
        pane.resize(400, 200);
        pane.setTimeView(&view);
        const FrequencyScale scale("log");
        pane.yAxis->setRange(0.0, scale.toAxis(5000.0));
        pane.setOnImage(true);
        pane.show();
        QVERIFY(QTest::qWaitForWindowExposed(&pane));
        const QPoint place(200, 60);
        QTest::mouseMove(&pane, place + QPoint(3, 3));
        QTest::mouseMove(&pane, place);
        QVERIFY(!pane.crosshair());  // not wanted yet
        pane.setCrosshair([scale](double value) { return QString::number(std::lround(scale.toHertz(value))); });
        QTest::mouseMove(&pane, place + QPoint(3, 3));
        QTest::mouseMove(&pane, place);
        QVERIFY(pane.crosshair().has_value());
        QCOMPARE(pane.crosshairText().toInt(), static_cast<int>(std::lround(scale.toHertz(pane.valueAt(place.y())))));
        pane.replot();
        const QImage image = pane.toPixmap().toImage();
        QVERIFY(qGray(image.pixel(20, place.y() - 1)) != qGray(image.pixel(20, place.y() + 20)));  // its casing
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(&pane, &leave);
        QVERIFY(!pane.crosshair());
    }

    void gridLinesLieOverThePicture() {
        SignalPane pane;
        pane.resize(300, 200);
        pane.yAxis->setRange(0.0, 5000.0);
        pane.setTicks({{2500.0, "2.5 kHz", true}});
        pane.setGridInk(Qt::red);
        pane.show();
        QVERIFY(QTest::qWaitForWindowExposed(&pane));
        pane.replot();
        const int y = qRound(pane.yAxis->coordToPixel(2500.0));
        QCOMPARE(QColor(pane.toPixmap().toImage().pixel(20, y)), QColor(Qt::red));
    }
};

QTEST_MAIN(TestFrequencyScale)
#include "TestFrequencyScale.moc"
