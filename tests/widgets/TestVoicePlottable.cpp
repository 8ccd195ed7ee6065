// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <cmath>
#include <limits>

#include "widgets/PulsePlottable.h"
#include "widgets/SignalPane.h"
#include "widgets/Theme.h"
#include "widgets/VoicePlottable.h"

using namespace prososcope;
using namespace prososcope::widgets;

namespace {

double luminance(const QColor& color) {
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& one, const QColor& other) {
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

bool near(const QColor& a, const QColor& b) {
    return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue()) < 24;
}

dsp::FrameTimes everyTenMilliseconds(std::size_t count) {
    dsp::FrameTimes times;
    times.count = count;
    return times;
}

std::shared_ptr<dsp::PitchTrack> pitchOf(const std::vector<float>& hertz) {
    auto track = std::make_shared<dsp::PitchTrack>();
    track->times = everyTenMilliseconds(hertz.size());
    track->hertz = hertz;
    track->strength.assign(hertz.size(), 0.9F);
    return track;
}

}  // namespace

class TestVoicePlottable : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void unvoicedFramesBreakTheLine();
    void onlyWhatIsVisibleIsDrawn();
    void missingFormantsHaveNoDot();
    void quietFramesHaveNoFormants();
    void dotsFollowTheFrequencyAxis();
    void silenceHasNoIntensity();
    void harmonicityIsDrawnWhereThereIsSome();
    void pulsesAreDrawnWhenFarEnoughApart();
    void pitchIsPaintedAtItsHeight_data();
    void pitchIsPaintedAtItsHeight();
    void manyFramesInAPixelKeepTheirExtremes();
    void ticksAreRoundAndFew();
    void coloursStandOut();

private:
    std::unique_ptr<TimeView> m_view;
    std::unique_ptr<SignalPane> m_pane;
    VoicePlottable* m_voice = nullptr;
};

void TestVoicePlottable::init() {
    m_view = std::make_unique<TimeView>();
    m_view->setDuration(1.0);
    m_view->showAll();
    m_pane = std::make_unique<SignalPane>();
    m_pane->resize(500, 300);
    m_pane->setTimeView(m_view.get());
    m_pane->yAxis->setRange(0.0, 5000.0);
    m_voice = new VoicePlottable(m_pane->xAxis, m_pane->yAxis);
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
}

void TestVoicePlottable::cleanup() { m_pane.reset(); }

void TestVoicePlottable::unvoicedFramesBreakTheLine() {
    QVERIFY(m_voice->pitchLines().isEmpty());
    m_voice->setPitch(pitchOf({0.0F, 200.0F, 210.0F, 0.0F, 0.0F, 300.0F, 0.0F}), 75.0, 600.0);
    const auto lines = m_voice->pitchLines();
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[0].size(), 2);
    QCOMPARE(lines[1].size(), 1);
    QVERIFY(std::abs(lines[0][0].x() - 0.01) < 1e-9);
    QCOMPARE(lines[0][1].y(), 210.0);
    QVERIFY(std::abs(lines[1][0].x() - 0.05) < 1e-9);
    m_pane->replot();  // a stretch of one frame is drawn as well
    m_voice->setPitch(pitchOf(std::vector<float>(50, 0.0F)), 75.0, 600.0);
    QVERIFY(m_voice->pitchLines().isEmpty());
}

void TestVoicePlottable::onlyWhatIsVisibleIsDrawn() {
    m_voice->setPitch(pitchOf(std::vector<float>(100, 200.0F)), 75.0, 600.0);
    QCOMPARE(m_voice->pitchLines().first().size(), 100);
    m_view->setRange(0.302, 0.398);
    const auto line = m_voice->pitchLines().first();
    QCOMPARE(line.size(), 11);  // one beyond either edge
    QVERIFY(line.first().x() <= 0.302 && line.last().x() >= 0.398);
    m_view->setDuration(20.0);
    m_view->setRange(10.0, 11.0);
    QVERIFY(m_voice->pitchLines().isEmpty());
}

void TestVoicePlottable::missingFormantsHaveNoDot() {
    auto track = std::make_shared<dsp::FormantTrack>();
    track->times = everyTenMilliseconds(2);
    track->most = 7;
    const float none = std::numeric_limits<float>::quiet_NaN();
    track->hertz = {500.0F, 1500.0F, none,    none,    none,    none,    none,
                    510.0F, 1490.0F, 2500.0F, 3500.0F, 4500.0F, 5000.0F, 5200.0F};
    track->bandwidth.assign(14, 50.0F);
    m_voice->setFormants(track);
    const auto dots = m_voice->formantDots();
    QCOMPARE(dots.size(), 7);  // two, and five of seven
    QCOMPARE(dots[1].y(), 1500.0);
    QVERIFY(std::abs(dots[6].x() - 0.01) < 1e-9);
    QCOMPARE(dots[6].y(), 4500.0);
}

void TestVoicePlottable::quietFramesHaveNoFormants() {
    auto track = std::make_shared<dsp::FormantTrack>();
    track->times = everyTenMilliseconds(4);
    track->most = 1;
    track->hertz = {500.0F, 510.0F, 520.0F, 530.0F};
    track->bandwidth.assign(4, 50.0F);
    track->intensity = {1.0F, 0.0009F, 0.0011F, std::numeric_limits<float>::quiet_NaN()};  // 0, -30.5 and -29.6 dB
    m_voice->setFormants(track, 30.0);
    auto dots = m_voice->formantDots();
    QCOMPARE(dots.size(), 3);  // one whose intensity is not known is drawn
    QCOMPARE(dots[1].y(), 520.0);
    m_voice->setFormants(track, 0.0);
    QCOMPARE(m_voice->formantDots().size(), 4);
    m_view->setRange(0.005, 0.025);  // the loudest in sight decides
    m_voice->setFormants(track, 3.0);
    dots = m_voice->formantDots();
    QVERIFY(dots.size() >= 1 && dots[0].y() == 500.0);  // one frame beyond the edge counts as in sight
    track->intensity.clear();
    m_voice->setFormants(track, 30.0);
    QCOMPARE(m_voice->formantDots().size(), 4);
}

void TestVoicePlottable::dotsFollowTheFrequencyAxis() {
    auto track = std::make_shared<dsp::FormantTrack>();
    track->times = everyTenMilliseconds(100);
    track->most = 1;
    track->hertz.assign(100, 1000.0F);
    track->bandwidth.assign(100, 50.0F);
    m_voice->setFormants(track);
    m_pane->setBackground(QBrush(Qt::white));
    const FrequencyScale scale("log");
    m_voice->setFrequencyScale(scale);
    m_pane->yAxis->setRange(0.0, scale.toAxis(5000.0));
    m_pane->replot();
    const QImage image = m_pane->toPixmap().toImage();
    const int y = qRound(image.height() * (1.0 - scale.toAxis(1000.0) / scale.toAxis(5000.0)));
    bool found = false;
    for (int dy = -2; dy <= 2; ++dy) {
        for (int x = 240; x < 260; ++x)
            found = found || near(image.pixelColor(x, y + dy), ColorMap("grey").mark(ColorMap::Mark::Formants));
    }
    QVERIFY(found);
}

void TestVoicePlottable::harmonicityIsDrawnWhereThereIsSome() {
    auto track = std::make_shared<dsp::HarmonicityTrack>();
    track->times = everyTenMilliseconds(5);
    const float none = dsp::HarmonicityTrack::kNoHarmonicity;
    track->decibels = {none, 15.0F, 20.0F, none, 5.0F};
    m_voice->setHarmonicity(track);
    const auto lines = m_voice->harmonicityLines();
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[0].size(), 2);
    QCOMPARE(lines[0][1].y(), 20.0);
    QCOMPARE(VoicePlottable::harmonicityShare(15.0), 0.5);
    QVERIFY(std::abs(track->at(0.015) - 17.5) < 1e-6);
    QVERIFY(std::isnan(track->at(0.0)));
    QVERIFY(std::isnan(track->at(9.0)));
    m_pane->replot();
}

void TestVoicePlottable::pulsesAreDrawnWhenFarEnoughApart() {
    auto* plottable = new PulsePlottable(m_pane->xAxis, m_pane->yAxis);
    QVERIFY(plottable->drawnPulses().isEmpty());
    auto pulses = std::make_shared<dsp::PulseTimes>();
    for (int i = 0; i < 120; ++i) pulses->push_back(0.2 + 0.005 * i);
    plottable->setPulses(pulses);
    QVERIFY(plottable->drawnPulses().isEmpty());  // 2.5 pixels apart
    m_view->setRange(0.3, 0.5);
    QVERIFY(plottable->drawnPulses().size() >= 40 && plottable->drawnPulses().size() <= 41);  // 0.3 and 0.5 as rounded
    Theme::instance().choose(Theme::Choice::Light);
    m_pane->setBackground(QBrush(Qt::white));
    m_pane->replot();
    const QImage image = m_pane->toPixmap().toImage();
    const int x = static_cast<int>(m_pane->xAxis->coordToPixel(0.4));
    bool found = false;
    for (int dx = -1; dx <= 1; ++dx) found = found || qGray(image.pixel(x + dx, 150)) < 180;
    QVERIFY(found);
    QVERIFY(near(image.pixelColor(x + 6, 150), Qt::white));
}

void TestVoicePlottable::silenceHasNoIntensity() {
    auto track = std::make_shared<dsp::IntensityTrack>();
    track->times = everyTenMilliseconds(4);
    track->decibels = {-300.0F, 60.0F, 61.0F, -300.0F};
    m_voice->setIntensity(track);
    const auto lines = m_voice->intensityLines();
    QCOMPARE(lines.size(), 1);
    QCOMPARE(lines[0].size(), 2);
    QCOMPARE(VoicePlottable::intensityShare(75.0), 0.5);
}

void TestVoicePlottable::pitchIsPaintedAtItsHeight_data() {
    QTest::addColumn<QString>("map");
    for (const QString& name : ColorMap::names()) QTest::newRow(qPrintable(name)) << name;
}

void TestVoicePlottable::pitchIsPaintedAtItsHeight() {
    QFETCH(QString, map);
    const ColorMap colors(map);
    m_voice->setColorMap(colors);
    m_voice->setPitch(pitchOf(std::vector<float>(101, 400.0F)), 100.0, 500.0);
    QCOMPARE(m_voice->pitchShare(400.0), 0.75);
    const bool darkLine = qGray(colors.mark(ColorMap::Mark::Pitch).rgb()) < 128;
    m_pane->setBackground(QBrush(darkLine ? Qt::black : Qt::white));  // where only the casing tells the line from the ground
    m_pane->replot();
    const QImage image = m_pane->toPixmap().toImage();
    const int y = qRound(0.25 * image.height());
    bool line = false;
    bool above = false;
    bool below = false;
    for (int dy = -4; dy <= 4; ++dy) {
        const QColor color = image.pixelColor(image.width() / 2, y + dy);
        line = line || (std::abs(dy) <= 1 && near(color, colors.mark(ColorMap::Mark::Pitch)));
        const bool casing = darkLine ? qGray(color.rgb()) > 110 : qGray(color.rgb()) < 150;
        above = above || (dy < 0 && casing);
        below = below || (dy > 0 && casing);
    }
    QVERIFY(line);
    QVERIFY(above && below);
}

void TestVoicePlottable::manyFramesInAPixelKeepTheirExtremes() {
    std::vector<float> hertz(100'000, 150.0F);
    for (std::size_t i = 50'000; i < 50'010; ++i) hertz[i] = 550.0F;  // far less than a pixel
    m_view->setDuration(1000.0);
    m_view->showAll();
    m_voice->setPitch(pitchOf(hertz), 75.0, 600.0);
    m_pane->replot();
    const QImage image = m_pane->toPixmap().toImage();
    const int y = qRound((1.0 - m_voice->pitchShare(400.0)) * image.height());
    bool found = false;
    for (int x = image.width() / 2 - 3; x <= image.width() / 2 + 3; ++x)
        found = found || near(image.pixelColor(x, y), ColorMap("grey").mark(ColorMap::Mark::Pitch));
    QVERIFY(found);
}

void TestVoicePlottable::ticksAreRoundAndFew() {
    QCOMPARE(VoicePlottable::roundTicks(75.0, 600.0), (QList<double>{100.0, 200.0, 300.0, 400.0, 500.0, 600.0}));
    QCOMPARE(VoicePlottable::roundTicks(50.0, 100.0), (QList<double>{50.0, 60.0, 70.0, 80.0, 90.0, 100.0}));
    QCOMPARE(VoicePlottable::roundTicks(75.0, 300.0), (QList<double>{100.0, 150.0, 200.0, 250.0, 300.0}));
    QVERIFY(VoicePlottable::roundTicks(100.0, 100.0).isEmpty());
    for (double ceiling = 120.0; ceiling < 2000.0; ceiling += 35.0) {
        const auto count = VoicePlottable::roundTicks(70.0, ceiling).size();
        QVERIFY2(count >= 2 && count <= 7, qPrintable(QString::number(ceiling)));
    }
}

void TestVoicePlottable::coloursStandOut() {
    auto& theme = Theme::instance();
    for (const auto mark :
         {ColorMap::Mark::Pitch, ColorMap::Mark::Formants, ColorMap::Mark::Intensity, ColorMap::Mark::Harmonicity}) {
        for (const QString& name : ColorMap::names()) {
            const ColorMap map(name);
            QVERIFY2(contrast(map.mark(mark), map.markCasing()) >= 3.0, qPrintable(name));
        }
        for (const bool dark : {false, true}) {
            theme.choose(dark ? Theme::Choice::Dark : Theme::Choice::Light);
            QVERIFY(contrast(ColorMap::markOn(mark, dark), theme.color(Ink::Data)) >= 4.5);  // labels
        }
    }
    QCOMPARE(ColorMap("grey").mark(ColorMap::Mark::Pitch), QColor(0x00, 0x43, 0x7A));
    QCOMPARE(ColorMap("magma").mark(ColorMap::Mark::Formants), QColor(0xFF, 0xB3, 0x8A));
}

QTEST_MAIN(TestVoicePlottable)
#include "TestVoicePlottable.moc"
