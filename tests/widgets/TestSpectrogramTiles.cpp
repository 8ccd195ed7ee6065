// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <cmath>
#include <numbers>

#include "widgets/ColorMap.h"
#include "widgets/SpectrogramTiles.h"

using namespace prososcope;
using namespace prososcope::widgets;

namespace {

/// A tile whose columns all have `loud` dB in one bin and -150 elsewhere.
SpectrogramTilePtr tileWith(std::size_t bin, float loud) {
    dsp::SpectrogramImage image;
    image.columns = SpectrogramTiles::kTileColumns;
    image.bins = 101;
    image.binHz = 50.0;
    image.decibels.assign(image.columns * image.bins, -150.0F);
    for (std::size_t c = 0; c < image.columns; ++c) {  // three bins, so that a row between two of them is as loud
        for (std::size_t b = bin - 1; b <= bin + 1; ++b) image.decibels[c * image.bins + b] = loud;
    }
    return SpectrogramTiles::fromImage(image);
}

int darkestRow(const QImage& image, int x) {
    int best = 0;
    for (int y = 1; y < image.height(); ++y) {
        if (qGray(image.pixel(x, y)) < qGray(image.pixel(x, best))) best = y;
    }
    return best;
}

}  // namespace

class TestSpectrogramTiles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void levelIsNeverCoarserThanAPixel();
    void neededTilesCoverTheVisiblePart();
    void sineHasItsMaximumAtItsRow_data();
    void sineHasItsMaximumAtItsRow();
    void otherZoomsStandInForMissingTiles();
    void dynamicRangeIsCountedFromTheReference();
    void oldTilesAreDropped();
    void colourMapsRunFromGroundToFull();
};

void TestSpectrogramTiles::levelIsNeverCoarserThanAPixel() {
    for (const double perPixel : {0.0003, 0.001, 0.0031, 0.01, 0.7, 1.0, 2.57}) {
        const double spacing = SpectrogramTiles::columnSeconds(SpectrogramTiles::levelFor(perPixel));
        QVERIFY(spacing <= perPixel * (1.0 + 1e-9));
        QVERIFY(spacing > perPixel / 2.0);
    }
}

void TestSpectrogramTiles::neededTilesCoverTheVisiblePart() {
    const double perPixel = 10.0 / 1400.0;
    const auto keys = SpectrogramTiles::needed(5.0, 15.0, 100.0, perPixel);
    const double size = SpectrogramTiles::tileSeconds(keys.first().level);
    QVERIFY(static_cast<double>(keys.first().index) * size <= 5.0);
    QVERIFY(static_cast<double>(keys.last().index + 1) * size >= 15.0);
    for (qsizetype i = 1; i < keys.size(); ++i) QCOMPARE(keys[i].index, keys[i - 1].index + 1);
    QVERIFY(SpectrogramTiles::needed(7.0, 7.0, 100.0, perPixel).isEmpty());
    // Nothing is asked for beyond the end of the recording.
    const auto last = SpectrogramTiles::needed(0.0, 10.0, 1.0, perPixel).last();
    QVERIFY(static_cast<double>(last.index) * SpectrogramTiles::tileSeconds(last.level) < 1.0);
}

void TestSpectrogramTiles::sineHasItsMaximumAtItsRow_data() {
    QTest::addColumn<double>("hz");
    for (const double hz : {500.0, 1000.0, 2500.0, 4000.0}) QTest::addRow("%.0f Hz", hz) << hz;
}

void TestSpectrogramTiles::sineHasItsMaximumAtItsRow() {
    QFETCH(double, hz);
    constexpr int kRate = 16000;
    std::vector<float> samples(kRate);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        samples[i] = static_cast<float>(0.5 * std::sin(2.0 * std::numbers::pi * hz * static_cast<double>(i) / kRate));
    }
    dsp::SpectrogramSettings settings;
    settings.windowSeconds = 0.03;
    const double spacing = SpectrogramTiles::columnSeconds(-9);
    const auto picture = dsp::computeSpectrogram(samples, kRate, 0.5 * spacing * kRate, spacing * kRate,
                                                 SpectrogramTiles::kTileColumns, settings);
    SpectrogramTiles tiles;
    tiles.insert({-9, 0}, SpectrogramTiles::fromImage(picture));
    QImage image(200, 400, QImage::Format_RGB32);
    image.fill(Qt::white);
    QVERIFY(tiles.paint(image, 0.1, 0.1 + 200 * spacing, 5000.0, 50.0, ColorMap("grey").table()));
    const double expected = (1.0 - hz / 5000.0) * image.height() - 0.5;
    for (const int x : {10, 100, 190})
        QVERIFY2(std::abs(darkestRow(image, x) - expected) <= 3.0, qPrintable(QString::number(darkestRow(image, x))));
}

void TestSpectrogramTiles::otherZoomsStandInForMissingTiles() {
    SpectrogramTiles tiles;
    tiles.insert({-4, 0}, tileWith(50, -20.0F));  // a coarse tile of 16 s
    QImage image(100, 100, QImage::Format_RGB32);
    image.fill(Qt::green);
    QVERIFY(!tiles.paint(image, 0.0, 0.4, 5000.0, 50.0, ColorMap("grey").table()));
    QVERIFY(std::abs(darkestRow(image, 50) - 50) <= 1);
    SpectrogramTiles none;
    image.fill(Qt::green);
    QVERIFY(!none.paint(image, 0.0, 0.4, 5000.0, 50.0, ColorMap("grey").table()));
    QCOMPARE(image.pixelColor(50, 50), QColor(Qt::green));
}

void TestSpectrogramTiles::dynamicRangeIsCountedFromTheReference() {
    SpectrogramTiles tiles;
    const int level = SpectrogramTiles::levelFor(0.01);
    tiles.insert({level, 0}, tileWith(20, -40.0F));
    tiles.insert({level, 1}, tileWith(20, -10.0F));
    QCOMPARE(tiles.reference(), -10.0F);
    QImage image(10, 101, QImage::Format_RGB32);
    tiles.paint(image, 0.0, 0.1, 5050.0, 50.0, ColorMap("grey").table());
    const int row = darkestRow(image, 5);
    const int quieter = qGray(image.pixel(5, row));
    QVERIFY(quieter > 80 && quieter < 200);  // 30 of 50 dB below the loudest
    tiles.paint(image, 0.0, 0.1, 5050.0, 25.0, ColorMap("grey").table());
    QCOMPARE(qGray(image.pixel(5, row)), 255);
}

void TestSpectrogramTiles::oldTilesAreDropped() {
    SpectrogramTiles tiles;
    const auto tile = tileWith(1, -30.0F);
    const auto count = static_cast<std::int64_t>(SpectrogramTiles::kMostBytes / tile->bytes()) + 20;
    for (std::int64_t i = 0; i < count; ++i) tiles.insert({-6, i}, tile);
    QVERIFY(tiles.bytes() <= SpectrogramTiles::kMostBytes);
    QVERIFY(!tiles.contains({-6, 0}));
    QVERIFY(tiles.contains({-6, count - 1}));
}

void TestSpectrogramTiles::colourMapsRunFromGroundToFull() {
    QCOMPARE(ColorMap("grey").at(0.0), qRgb(255, 255, 255));
    QCOMPARE(ColorMap("no such map").name(), QString("grey"));
    for (const QString& name : ColorMap::names()) {
        const ColorMap map(name);
        int last = qGray(map.at(0.0));
        const int direction = qGray(map.at(1.0)) > last ? 1 : -1;
        for (int i = 1; i <= 255; ++i) {
            const int grey = qGray(map.at(i / 255.0));
            QVERIFY2(direction * (grey - last) >= -1, qPrintable(name));  // lightness never turns back
            last = grey;
        }
    }
}

QTEST_MAIN(TestSpectrogramTiles)
#include "TestSpectrogramTiles.moc"
