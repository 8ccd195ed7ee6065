// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <cmath>

#include "widgets/EmotionPlottable.h"
#include "widgets/SignalPane.h"
#include "widgets/Theme.h"

using namespace prososcope::widgets;

namespace {

EmotionTrack steadyTrack(double duration, const std::vector<float>& row) {
    EmotionTrack track = EmotionTrack::forRecording({"angry", "happy", "sad"}, duration, 2.5, 0.25);
    for (auto& window : track.rows) window = row;
    return track;
}

bool near(QRgb a, const QColor& b) {
    return std::abs(qRed(a) - b.red()) + std::abs(qGreen(a) - b.green()) + std::abs(qBlue(a) - b.blue()) < 12;
}

}  // namespace

class TestEmotionPlottable : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void windowsCoverARecording();
    void valuesBetweenCentresAreLinear();
    void meanTakesTheWindowsOfASpan();
    void areasHaveTheHeightOfTheirPosteriors();
    void missingPartsAreHatched();
};

void TestEmotionPlottable::windowsCoverARecording() {
    QCOMPARE(EmotionTrack::forRecording({"a"}, 1.0, 2.5, 0.25).rows.size(), std::size_t{1});
    QCOMPARE(EmotionTrack::forRecording({"a"}, 2.5, 2.5, 0.25).rows.size(), std::size_t{1});
    QCOMPARE(EmotionTrack::forRecording({"a"}, 3.5, 2.5, 0.25).rows.size(), std::size_t{5});
    QVERIFY(EmotionTrack::forRecording({"a"}, 0.0, 2.5, 0.25).isEmpty());
    QCOMPARE(EmotionTrack::forRecording({"a"}, 1.0, 2.5, 0.25).centre(0), 0.5);
    QCOMPARE(EmotionTrack::forRecording({"a"}, 10.0, 2.5, 0.25).centre(4), 2.25);
}

void TestEmotionPlottable::valuesBetweenCentresAreLinear() {
    EmotionTrack track = steadyTrack(10.0, {1.0F, 0.0F, 0.0F});
    track.rows[1] = {0.0F, 1.0F, 0.0F};
    const double first = track.centre(0);
    QCOMPARE(track.at(0.0)[0], 1.0F);
    QVERIFY(std::abs(track.at(first + 0.125)[0] - 0.5F) < 1e-5F);
    QVERIFY(std::abs(track.at(first + 0.0625)[1] - 0.25F) < 1e-5F);
    QCOMPARE(track.at(10.0)[0], 1.0F);
    track.rows[5].clear();
    QVERIFY(track.at(track.centre(5)).empty());
    QCOMPARE(track.missing(), std::size_t{1});
}

void TestEmotionPlottable::meanTakesTheWindowsOfASpan() {
    EmotionTrack track = steadyTrack(10.0, {0.2F, 0.3F, 0.5F});
    track.rows[8] = {0.8F, 0.1F, 0.1F};
    const auto mean = track.mean(track.centre(8) - 0.3, track.centre(8) + 0.3);  // three windows
    QVERIFY(std::abs(mean[0] - 0.4F) < 1e-5F);
    QVERIFY(std::abs(track.mean(4.0, 4.01)[2] - 0.5F) < 1e-5F);
    QCOMPARE(EmotionTrack::best(track.rows[8]), 0);
    QCOMPARE(EmotionTrack::best({}), -1);
}

void TestEmotionPlottable::areasHaveTheHeightOfTheirPosteriors() {
    TimeView view;
    view.setDuration(10.0);
    SignalPane pane;
    pane.resize(500, 200);
    pane.setTimeView(&view);
    auto* emotion = new EmotionPlottable(pane.xAxis, pane.yAxis);
    emotion->setTrack(std::make_shared<EmotionTrack>(steadyTrack(10.0, {0.5F, 0.3F, 0.2F})));
    pane.show();
    QVERIFY(QTest::qWaitForWindowExposed(&pane));
    pane.replot();
    const QImage image = emotion->image();
    const int x = image.width() / 2;
    const double height = image.height();
    const auto& theme = Theme::instance();
    QVERIFY(near(image.pixel(x, static_cast<int>(height * 0.75)), theme.emotionFill("angry")));
    QVERIFY(near(image.pixel(x, static_cast<int>(height * 0.53)), theme.emotionFill("angry")));
    QVERIFY(near(image.pixel(x, static_cast<int>(height * 0.47)), theme.emotionFill("happy")));
    QVERIFY(near(image.pixel(x, static_cast<int>(height * 0.23)), theme.emotionFill("happy")));
    QVERIFY(near(image.pixel(x, static_cast<int>(height * 0.10)), theme.emotionFill("sad")));
    // The gap between two areas is not filled by either.
    bool gap = false;
    for (int y = static_cast<int>(height * 0.5) - 2; y <= static_cast<int>(height * 0.5) + 2; ++y) {
        gap = gap ||
              (!near(image.pixel(x, y), theme.emotionFill("angry")) && !near(image.pixel(x, y), theme.emotionFill("happy")));
    }
    QVERIFY(gap);
}

void TestEmotionPlottable::missingPartsAreHatched() {
    TimeView view;
    view.setDuration(10.0);
    SignalPane pane;
    pane.resize(500, 200);
    pane.setTimeView(&view);
    auto* emotion = new EmotionPlottable(pane.xAxis, pane.yAxis);
    EmotionTrack track = steadyTrack(10.0, {0.5F, 0.3F, 0.2F});
    for (std::size_t i = 16; i < track.rows.size(); ++i) track.rows[i].clear();
    emotion->setTrack(std::make_shared<EmotionTrack>(track));
    pane.show();
    QVERIFY(QTest::qWaitForWindowExposed(&pane));
    pane.replot();
    const QImage image = emotion->image();
    QVERIFY(near(image.pixel(image.width() / 4, image.height() - 5), Theme::instance().emotionFill("angry")));
    QSet<QRgb> colors;
    for (int y = 0; y < image.height(); ++y) colors.insert(image.pixel(image.width() * 9 / 10, y));
    QVERIFY(colors.size() >= 2);
    for (const QRgb color : colors) QVERIFY(!near(color, Theme::instance().emotionFill("angry")));
}

QTEST_MAIN(TestEmotionPlottable)
#include "TestEmotionPlottable.moc"
