// SPDX-License-Identifier: GPL-3.0-or-later
#include <QImage>
#include <limits>

#include "tests/TestSupport.h"
#include "widgets/AffectTrail.h"
#include "widgets/EmotionDial.h"
#include "widgets/EmotionWord.h"
#include "widgets/LevelMeter.h"
#include "widgets/LiveStrip.h"
#include "widgets/Theme.h"

using namespace prososcope::widgets;

namespace {

const QStringList kClasses{"angry", "happy", "neutral", "sad"};

/// How many pixels of a picture have nearly this colour.
int pixelsOf(const QImage& image, const QColor& color) {
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor at = image.pixelColor(x, y);
            if (std::abs(at.red() - color.red()) + std::abs(at.green() - color.green()) + std::abs(at.blue() - color.blue()) <
                12)
                ++count;
        }
    }
    return count;
}

template <typename View>
QImage shown(View& view) {
    return view.grab().toImage();
}

}  // namespace

/// The parts of the live display: what they show and what they say.
class TestLiveViews : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { Theme::instance().choose(Theme::Choice::Light); }

    void arcsAreAsLongAsTheirPosteriors() {
        EmotionDial dial;
        dial.resize(300, 300);
        dial.setClasses(kClasses);
        dial.setPosteriors({0.6, 0.3, 0.1, 0.0}, 0);
        const auto image = shown(dial);
        const double angry = pixelsOf(image, Theme::instance().emotionFill("angry"));
        const double happy = pixelsOf(image, Theme::instance().emotionFill("happy"));
        QVERIFY(angry > 1000 && std::abs(angry / happy - 2.0) < 0.25);
        QVERIFY(pixelsOf(image, Theme::instance().emotionFill("sad")) < 5);
        QVERIFY2(dial.plotSummary().contains(posteriorText(0.6)), qPrintable(dial.plotSummary()));
    }

    void fadesToAnEmptyRing() {
        EmotionDial dial;
        dial.resize(300, 300);
        dial.setClasses(kClasses);
        dial.setPosteriors({0.6, 0.3, 0.1, 0.0}, 0, 0.0);
        QCOMPARE(pixelsOf(shown(dial), Theme::instance().emotionFill("angry")), 0);
        dial.setPosteriors({0.5, 0.5}, 0);  // of other classes than there are
        QVERIFY(dial.plotSummary().startsWith("No"));
    }

    void posteriorsHaveNoLeadingZero() {
        QCOMPARE(posteriorText(0.714), QString(".71"));
        QCOMPARE(posteriorText(0.0), QString(".00"));
        QCOMPARE(posteriorText(1.0), QString("1.0"));
    }

    /// The size is that of the longest word, whichever is shown, and every word fits.
    void wordsDoNotJump() {
        EmotionWord word;
        word.resize(500, 240);
        word.setClasses(kClasses);
        word.showWord("sad");
        const int pixels = word.wordPixels();
        word.showWord("neutral");
        QCOMPARE(word.wordPixels(), pixels);
        const auto image = shown(word);
        for (int y = 0; y < image.height(); ++y) QVERIFY(pixelsOf(image.copy(image.width() - 2, y, 2, 1), Qt::black) == 0);
        QVERIFY(pixelsOf(image, Theme::instance().emotionFill("neutral")) > 100);
        word.resize(200, 240);
        QVERIFY(word.wordPixels() < pixels);
    }

    void unsureNamesTwoAndNoneAsTheWord() {
        EmotionWord word;
        word.resize(500, 240);
        word.setClasses(kClasses);
        word.showUnsure("angry", "happy");
        QVERIFY2(word.text().contains("angry") && word.text().contains("happy"), qPrintable(word.text()));
        const auto image = shown(word);
        QVERIFY(pixelsOf(image, Theme::instance().emotionFill("angry")) > 20);
        QVERIFY(pixelsOf(image, Theme::instance().emotionFill("happy")) > 20);
    }

    void silenceIsNoClass() {
        EmotionWord word;
        word.resize(500, 240);
        word.setClasses(kClasses);
        word.showWord("angry");
        word.showNothing();
        QVERIFY(!word.text().contains("angry"));
        QVERIFY(pixelsOf(shown(word), Theme::instance().emotionFill("angry")) > 100);  // not faded yet
        word.setPresence(0.0);
        QCOMPARE(pixelsOf(shown(word), Theme::instance().emotionFill("angry")), 0);
        word.setLine("since 2 s");
        QVERIFY(word.plotSummary().contains("since 2 s"));
    }

    void trailFadesAndForgets() {
        AffectTrail trail;
        trail.resize(300, 300);
        const QColor color = Theme::instance().emotionFill("happy");
        for (int i = 0; i < 100; ++i) trail.add(0.25 * i, {0.5, 0.5}, color);
        QCOMPARE(trail.places(), std::size_t{49});  // of the last twelve seconds
        const auto image = shown(trail);
        QVERIFY(pixelsOf(image.copy(QRect(trail.pixelOf({0.5, 0.5}).toPoint() - QPoint(3, 3), QSize(6, 6))), color) > 20);
        QVERIFY(trail.plotSummary().contains("0.5"));
        trail.addNothing(30.0);
        QVERIFY(trail.plotSummary().startsWith("No"));
        trail.addNothing(60.0);
        QCOMPARE(trail.places(), std::size_t{0});
        trail.add(61.0, {7.0, -7.0}, color);  // beyond the plane
        QVERIFY(trail.plotSummary().contains("1"));
        trail.add(1.0, {0.0, 0.0}, color);  // time runs anew
        QCOMPARE(trail.places(), std::size_t{1});
    }

    /// The newest column at the right edge, the ring closed without a seam, posteriors as heights.
    void stripScrolls() {
        LiveStrip strip;
        strip.resize(400, 200);
        strip.setClasses(kClasses);
        strip.setSpan(2.0, 0.02);
        strip.setRange(-100.0, -20.0);
        const std::vector<float> loud(50, -20.0F);
        const std::vector<float> quiet(50, -100.0F);
        for (int i = 0; i < 250; ++i) {
            if (i == 225) strip.setPosteriors({1.0, 0.0, 0.0, 0.0});
            strip.addColumn(-0.5F, 0.5F, i >= 225 ? loud : quiet);
        }
        QCOMPARE(strip.columns(), std::size_t{100});
        QVERIFY(strip.plotSummary().contains("angry"));
        const auto image = shown(strip);
        const QColor angry = Theme::instance().emotionFill("angry");
        const auto band = image.copy(0, 160, 400, 30);
        QCOMPARE(pixelsOf(band.copy(0, 0, 295, 30), angry), 0);
        QVERIFY(pixelsOf(band.copy(305, 0, 95, 30), angry) > 95 * 30 * 9 / 10);
        const auto picture = image.copy(0, 60, 400, 70);
        QVERIFY(pixelsOf(picture.copy(0, 0, 295, 70), Qt::white) > 295 * 70 * 9 / 10);
        QVERIFY(pixelsOf(picture.copy(305, 0, 95, 70), Qt::white) == 0);
        strip.addMark();
        strip.addColumn(0.0F, 0.0F, quiet);
        QVERIFY(pixelsOf(shown(strip).copy(390, 0, 10, 200), Theme::instance().color(Ink::Accent)) > 100);
        strip.setPosteriors({});
        QVERIFY(strip.plotSummary().contains("no speech"));
        strip.clear();
        QCOMPARE(strip.columns(), std::size_t{0});
        QCOMPARE(pixelsOf(shown(strip), angry), 0);
    }

    /// No white wall in a dark room: what is there already changes with the theme.
    void stripFollowsTheTheme() {
        LiveStrip strip;
        strip.resize(400, 200);
        strip.setClasses(kClasses);
        strip.setSpan(2.0, 0.02);
        strip.setRange(-100.0, -20.0);
        std::vector<float> level(50, -120.0F);
        level[0] = std::numeric_limits<float>::quiet_NaN();
        for (int i = 0; i < 100; ++i) strip.addColumn(0.0F, 0.0F, level);
        const QRect picture(0, 60, 400, 70);
        QVERIFY(pixelsOf(shown(strip).copy(picture), Qt::white) > 400 * 70 * 9 / 10);
        Theme::instance().choose(Theme::Choice::Dark);
        const auto dark = shown(strip);
        QCOMPARE(pixelsOf(dark.copy(picture), Qt::white), 0);
        QVERIFY(pixelsOf(dark.copy(picture), QColor::fromRgb(ColorMap("viridis").at(0.0))) > 400 * 70 * 9 / 10);
        // Silence is a colour of the map; what was not heard has none.
        const QRect left(0, 60, 195, 70);
        const QRect right(205, 60, 195, 70);
        strip.clear();
        for (int i = 0; i < 50; ++i) strip.addColumn(0.0F, 0.0F, level);
        const auto half = shown(strip);
        const auto silence = QColor::fromRgb(ColorMap("viridis").at(0.0));
        QVERIFY(pixelsOf(half.copy(left), Theme::instance().color(Ink::Data)) > 195 * 70 * 9 / 10);
        QCOMPARE(pixelsOf(half.copy(left), silence), 0);
        QVERIFY(pixelsOf(half.copy(right), silence) > 195 * 70 * 9 / 10);
        Theme::instance().choose(Theme::Choice::Light);
        QVERIFY(pixelsOf(shown(strip).copy(picture), Qt::white) > 400 * 70 * 9 / 10);
    }

    void impossiblePosteriorsBreakNothing() {
        LiveStrip strip;
        strip.resize(400, 200);
        strip.setClasses(kClasses);
        const double nothing = std::numeric_limits<double>::quiet_NaN();
        for (const auto& wrong :
             {std::vector<double>{-0.5, 1.0, 0.5, 0.0}, {nothing, 1.0, 0.0, 0.0}, {9.0, -9.0, 2.0, 1e300}}) {
            strip.setPosteriors(wrong);
            for (int i = 0; i < 400; ++i) strip.addColumn(0.0F, 0.0F, {});
            QVERIFY(!shown(strip).isNull());
        }
        QVERIFY(pixelsOf(shown(strip), Theme::instance().emotionFill("angry")) > 1000);  // of the last
    }

    void levelsAndClipping() {
        LevelMeter meter;
        meter.resize(320, 30);
        const double silence = -std::numeric_limits<double>::infinity();
        meter.add(0.0, silence, silence, false);
        QCOMPARE(pixelsOf(shown(meter), Theme::instance().color(Ink::WaveformRms)), 0);
        meter.add(0.1, -30.0, -20.0, false);
        const int half = pixelsOf(shown(meter), Theme::instance().color(Ink::WaveformRms));
        meter.add(0.2, -60.0, -50.0, false);
        QVERIFY(pixelsOf(shown(meter), Theme::instance().color(Ink::WaveformRms)) < half / 3);
        QCOMPARE(meter.heldPeakDb(), -20.0);
        meter.add(3.0, -60.0, -50.0, false);
        QCOMPARE(meter.heldPeakDb(), -50.0);
        meter.add(3.1, -3.0, 0.0, true);
        QVERIFY(meter.clipped() && meter.plotSummary().contains("clipped"));
        QVERIFY(pixelsOf(shown(meter), Theme::instance().color(Ink::Error)) > 300);
        meter.add(4.0, -30.0, -20.0, false);
        QVERIFY(meter.clipped());
        meter.add(6.0, -30.0, -20.0, false);
        QVERIFY(!meter.clipped());
    }
};

QTEST_MAIN(TestLiveViews)
#include "TestLiveViews.moc"
