// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <random>

#include "engine/dsp/SubHarmonicPath.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using dsp::SubHarmonicFrame;
using dsp::SubHarmonicPath;

/// Sub-harmonic summation and its path on signals whose pitch is known.
class TestSubHarmonic : public QObject {
    Q_OBJECT

private:
    static std::vector<float> voice(double hertz, std::size_t count = 960) {
        std::vector<float> samples(count);
        for (std::size_t i = 0; i < count; ++i) {
            const double t = static_cast<double>(i) / 16000.0;
            double value = 0.0;
            for (int h = 1; h * hertz < 7000.0; ++h) value += std::cos(2.0 * M_PI * h * hertz * t + h) / h;
            samples[i] = static_cast<float>(0.2 * value);
        }
        return samples;
    }
    static SubHarmonicFrame of(double hertz, double voicing) {
        SubHarmonicFrame frame;
        frame.count = 1;
        frame.hertz[0] = hertz;
        frame.voicing[0] = voicing;
        return frame;
    }
    static std::vector<SubHarmonicPath::Point> path(const std::vector<SubHarmonicFrame>& frames) {
        SubHarmonicPath path;
        std::vector<SubHarmonicPath::Point> points;
        for (const auto& frame : frames) path.push(frame, points);
        path.finish(points);
        return points;
    }

private Q_SLOTS:
    void findsTheFundamental_data() {
        QTest::addColumn<double>("hertz");
        for (const double hertz : {62.0, 100.0, 151.0, 220.0, 333.0, 470.0, 612.0}) QTest::addRow("%g Hz", hertz) << hertz;
    }
    void findsTheFundamental() {
        QFETCH(double, hertz);
        const dsp::SubHarmonicSum sum;
        auto workspace = sum.workspace();
        const auto frame = sum.analyse(voice(hertz).data(), workspace);
        QVERIFY(frame.count > 0);
        double nearest = 1.0;
        for (std::size_t i = 0; i < frame.count; ++i) nearest = std::min(nearest, std::abs(frame.hertz[i] / hertz - 1.0));
        QVERIFY2(nearest < 0.005, qPrintable(QString::number(nearest)));
        QVERIFY(frame.strongest() > 0.7);
    }

    void quietAndConstantFramesHaveNoCandidates() {
        const dsp::SubHarmonicSum sum;
        auto workspace = sum.workspace();
        QCOMPARE(sum.analyse(std::vector<float>(960, 0.0F).data(), workspace).count, std::size_t(0));
        std::vector<float> quiet = voice(200.0);
        for (float& value : quiet) value *= 1e-3F;
        QCOMPARE(sum.analyse(quiet.data(), workspace).count, std::size_t(0));
        const auto constant = sum.analyse(std::vector<float>(960, 0.5F).data(), workspace);
        for (std::size_t i = 0; i < constant.count; ++i) QVERIFY(std::isfinite(constant.voicing[i]));
    }

    void noiseIsNotVoiced() {
        std::mt19937 random(4);
        std::normal_distribution<float> normal(0.0F, 0.1F);
        std::vector<float> noise(960);
        for (float& value : noise) value = normal(random);
        const dsp::SubHarmonicSum sum;
        auto workspace = sum.workspace();
        QVERIFY(sum.analyse(noise.data(), workspace).strongest() < 0.7);
    }

    void pathKeepsToOneVoice() {
        // An octave error of one frame is passed over where the right pitch is a candidate too.
        std::vector<SubHarmonicFrame> frames(21, of(200.0, 0.8));
        frames[10] = of(400.0, 0.85);
        frames[10].count = 2;
        frames[10].hertz[1] = 202.0;
        frames[10].voicing[1] = 0.8;
        const auto points = path(frames);
        QCOMPARE(points.size(), frames.size());
        for (const auto& point : points) QVERIFY(std::abs(point.hertz - 200.0) < 3.0);
    }

    void pathLeavesWeakFramesUnvoiced() {
        std::vector<SubHarmonicFrame> frames(120, of(200.0, 0.5));
        for (std::size_t i = 20; i < 60; ++i) frames[i] = of(200.0, 0.8);
        for (std::size_t i = 80; i < 100; ++i) frames[i] = {};
        const auto points = path(frames);
        QCOMPARE(points.size(), frames.size());
        for (std::size_t i = 0; i < points.size(); ++i) {
            QCOMPARE(points[i].hertz > 0.0, i >= 20 && i < 60);
            QCOMPARE(points[i].voicing, frames[i].strongest());
        }
        QVERIFY(path({}).empty());
        QCOMPARE(path({of(200.0, 0.9)}).size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestSubHarmonic)
#include "TestSubHarmonic.moc"
