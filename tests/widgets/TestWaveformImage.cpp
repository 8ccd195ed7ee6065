// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <random>

#include "widgets/SignalPane.h"
#include "widgets/WaveformImage.h"
#include "widgets/WaveformPlottable.h"

using prososcope::audio::Peak;
using prososcope::audio::PeakPyramid;
using namespace prososcope::widgets;

namespace {

std::vector<float> noise(std::size_t count, unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<float> value(-0.9F, 0.9F);
    std::vector<float> samples(count);
    for (float& sample : samples) sample = value(random);
    return samples;
}

}  // namespace

class TestWaveformImage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void columnsEqualBruteForce_data();
    void columnsEqualBruteForce();
    void columnsOutsideTheBlockAreEmpty();
    void envelopeReachesItsRows();
    void gainScalesAndClips();
    void missingColumnsStayTransparent();
    void plottableDrawsSamplesOfTheVisiblePart();
};

void TestWaveformImage::columnsEqualBruteForce_data() {
    QTest::addColumn<double>("start");
    QTest::addColumn<double>("end");
    QTest::newRow("whole columns") << 0.0 << 5000.0;
    QTest::newRow("fractions") << 13.37 << 4321.9;
    QTest::newRow("less than one frame a column") << 100.0 << 140.0;
}

void TestWaveformImage::columnsEqualBruteForce() {
    QFETCH(double, start);
    QFETCH(double, end);
    const auto samples = noise(5000, 7);
    std::vector<Peak> columns(200);
    summariseSamples(samples, 0, start, end, columns);
    const double width = (end - start) / 200.0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto from = static_cast<std::size_t>(std::floor(start + static_cast<double>(i) * width));
        auto to = static_cast<std::size_t>(std::floor(start + static_cast<double>(i + 1) * width));
        to = std::min(std::max(to, from + 1), samples.size());
        const auto [low, high] =
            std::minmax_element(samples.begin() + static_cast<long>(from), samples.begin() + static_cast<long>(to));
        double squares = 0.0;
        for (std::size_t k = from; k < to; ++k) squares += static_cast<double>(samples[k]) * samples[k];
        QCOMPARE(columns[i].low, *low);
        QCOMPARE(columns[i].high, *high);
        QVERIFY(std::abs(columns[i].meanSquare - squares / static_cast<double>(to - from)) < 1e-6);
    }
}

void TestWaveformImage::columnsOutsideTheBlockAreEmpty() {
    const std::vector<float> samples(100, 0.25F);
    std::vector<Peak> columns(4);
    summariseSamples(samples, 100, 0.0, 400.0, columns);
    QVERIFY(columns[0].low > columns[0].high);
    QCOMPARE(columns[1].high, 0.25F);
    QVERIFY(columns[2].low > columns[2].high);
    QVERIFY(columns[3].low > columns[3].high);
}

void TestWaveformImage::envelopeReachesItsRows() {
    QImage image(3, 200, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    const std::vector<Peak> columns(3, Peak{-0.5F, 0.8F, 0.04F});  // RMS 0.2
    drawEnvelope(image, 0, 200, columns, 1.0, Qt::blue, Qt::red);
    QVERIFY(image.pixelColor(1, 18).alpha() == 0);
    QCOMPARE(image.pixelColor(1, 21), QColor(Qt::blue));
    QCOMPARE(image.pixelColor(1, 78), QColor(Qt::blue));
    QCOMPARE(image.pixelColor(1, 82), QColor(Qt::red));
    QCOMPARE(image.pixelColor(1, 100), QColor(Qt::red));
    QCOMPARE(image.pixelColor(1, 119), QColor(Qt::red));
    QCOMPARE(image.pixelColor(1, 122), QColor(Qt::blue));
    QCOMPARE(image.pixelColor(1, 149), QColor(Qt::blue));
    QVERIFY(image.pixelColor(1, 152).alpha() == 0);
}

void TestWaveformImage::gainScalesAndClips() {
    QImage image(1, 200, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    const std::vector<Peak> columns(1, Peak{-0.1F, 0.1F, 0.0F});
    drawEnvelope(image, 0, 200, columns, 4.0, Qt::blue, Qt::blue);
    QVERIFY(image.pixelColor(0, 58).alpha() == 0);
    QVERIFY(image.pixelColor(0, 62).alpha() == 255);
    drawEnvelope(image, 0, 200, columns, 64.0, Qt::blue, Qt::blue);
    QVERIFY(image.pixelColor(0, 0).alpha() == 255);
    QVERIFY(image.pixelColor(0, 199).alpha() == 255);
}

void TestWaveformImage::missingColumnsStayTransparent() {
    QImage image(2, 50, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    const std::vector<Peak> columns{Peak{-1.0F, 1.0F, 0.5F}, Peak{1.0F, -1.0F, 0.0F}};
    drawEnvelope(image, 0, 50, columns, 1.0, Qt::blue, Qt::red);
    QVERIFY(image.pixelColor(0, 25).alpha() == 255);
    for (int y = 0; y < 50; ++y) QVERIFY(image.pixelColor(1, y).alpha() == 0);
}

void TestWaveformImage::plottableDrawsSamplesOfTheVisiblePart() {
    TimeView view;
    view.setDuration(2.0);
    SignalPane pane;
    pane.resize(400, 200);
    pane.yAxis->setRange(-1.0, 1.0);
    pane.setTimeView(&view);
    auto* waveform = new WaveformPlottable(pane.xAxis, pane.yAxis);
    waveform->setPeaks(std::make_shared<PeakPyramid>(32000, 1, 16000));
    pane.show();
    QVERIFY(QTest::qWaitForWindowExposed(&pane));
    view.setRange(0.5, 0.6);
    pane.replot();
    QVERIFY(waveform->needsSamples());
    auto block = std::make_shared<SampleBlock>();
    block->startFrame = 7000;
    block->channels.push_back(noise(4000, 3));
    waveform->setSamples(block);
    QVERIFY(!waveform->needsSamples());
    pane.replot();
    const QImage image = waveform->image();
    std::vector<Peak> columns(static_cast<std::size_t>(image.width()));
    summariseSamples(block->channels[0], block->startFrame, 8000.0, 9600.0, columns);
    // At every column the highest painted row is that of the largest sample, or of a neighbour that is joined to it.
    const auto rowOf = [&](float value) {
        return std::clamp(static_cast<int>(std::floor(image.height() / 2.0 * (1.0 - static_cast<double>(value)))), 0,
                          image.height() - 1);
    };
    for (int x = 1; x < image.width(); ++x) {
        const auto& peak = columns[static_cast<std::size_t>(x)];
        const int top = std::min(rowOf(peak.high), rowOf(columns[static_cast<std::size_t>(x - 1)].low));
        int found = 0;
        while (found < image.height() && image.pixelColor(x, found).alpha() == 0) ++found;
        QCOMPARE(found, top);
    }
    view.setRange(1.5, 1.6);
    pane.replot();
    QVERIFY(waveform->needsSamples());
}

QTEST_MAIN(TestWaveformImage)
#include "TestWaveformImage.moc"
