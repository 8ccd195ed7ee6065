// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <random>

#include "engine/core/Random.h"
#include "engine/dsp/HarmonicPeaks.h"
#include "engine/dsp/LinearPrediction.h"
#include "engine/dsp/PeriodMatcher.h"
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

    void pathTakesUnevenStepsAsTheReferenceDoes() {
        // The costs of the settings, summed by hand for each of the candidates between two frames at 300 and 200 Hz.
        const dsp::SubHarmonicPathSettings costs;
        const std::array<double, 3> between{210.0, 250.0, 280.0};
        const std::array<double, 3> voicing{0.80, 0.795, 0.79};
        std::vector<SubHarmonicFrame> frames(12, of(300.0, 0.8));
        std::fill(frames.begin() + 6, frames.end(), of(200.0, 0.8));
        frames[5].count = between.size();
        std::copy(between.begin(), between.end(), frames[5].hertz.begin());
        std::copy(voicing.begin(), voicing.end(), frames[5].voicing.begin());
        std::size_t cheapest = 0;
        double least = 1e9;
        for (std::size_t k = 0; k < between.size(); ++k) {
            const double before = std::log(300.0);
            const double here = std::log(between[k]);
            const double stronger = std::log(between[k == 0 ? 0 : k - 1]);
            const double after = std::log(200.0);
            const double cost = -costs.voicing * std::log(voicing[k]) + costs.jump * (before - after) +
                                costs.bend * (before - here + std::abs(after + here - 2.0 * stronger));
            if (cost < least) cheapest = k;
            least = std::min(least, cost);
        }
        QVERIFY(cheapest != 0);  // the strongest would be taken for its jumps and its voicing alone
        QCOMPARE(path(frames)[5].hertz, between[cheapest]);
    }

    void pathStaysBrieflyOnlyWithAWeakerOctave() {
        // A voice at 200 Hz whose octave is a little stronger for some frames. To stay with the second candidate costs its
        // distance from the first in each step: up to three frames cost less than two jumps of an octave, four do not.
        for (const std::size_t stronger : {1U, 3U, 4U, 6U}) {
            std::vector<SubHarmonicFrame> frames(30, of(200.0, 0.8));
            for (std::size_t i = 10; i < 10 + stronger; ++i) {
                frames[i].count = 2;
                frames[i].hertz = {400.0, 200.0};
                frames[i].voicing = {0.81, 0.805};
            }
            const auto points = path(frames);
            for (std::size_t i = 0; i < points.size(); ++i)
                QCOMPARE(points[i].hertz, stronger > 3 && i >= 10 && i < 10 + stronger ? 400.0 : 200.0);
        }
    }

    void pathAvoidsTheStrongestOfTheFirstFrame() {
        // A fourth below is near enough to begin with, an octave is not; a single frame has no such cost.
        std::vector<SubHarmonicFrame> frames(10, of(400.0, 0.85));
        for (const double second : {300.0, 200.0}) {
            frames[0].count = 2;
            frames[0].hertz[1] = second;
            frames[0].voicing[1] = 0.8;
            const auto points = path(frames);
            QCOMPARE(points[0].hertz, second == 300.0 ? second : 400.0);
            QCOMPARE(points[1].hertz, 400.0);
            QCOMPARE(path({frames[0]})[0].hertz, 400.0);
        }
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

    void periodsOfAPulseTrain() {
        // Pulses 80 samples apart, every second one half as high: no jitter, shimmer (1 - 0.5) / 0.75.
        std::vector<float> even(16000, 0.0F);
        std::vector<float> alternating(16000, 0.0F);
        for (std::size_t i = 40, k = 0; i + 20 < even.size(); i += 80, ++k) {
            for (std::size_t n = 0; n < 20; ++n) {
                const auto pulse = static_cast<float>(0.5 * std::exp(-0.2 * static_cast<double>(n)));
                even[i + n] = pulse;
                alternating[i + n] = k % 2 == 0 ? pulse : 0.5F * pulse;
            }
        }
        dsp::PeriodMatcher steady;
        dsp::PeriodMatcher shimmering;
        for (std::int64_t frame = 0; frame < 80; ++frame) {
            const auto a = steady.next(even, 0, 160 * frame, 200.0);
            const auto b = shimmering.next(alternating, 0, 160 * frame, 200.0);
            QVERIFY(a.jitterLocal < 1e-9 && a.jitterDdp < 1e-9 && a.shimmerLocal < 1e-9);
            if (frame > 1) QVERIFY(std::abs(b.shimmerLocal - 0.5 / 0.75) < 0.01);
        }
        QCOMPARE(steady.next(even, 0, 160 * 80, 0.0).shimmerLocal, 0.0);
        QCOMPARE(steady.next(std::vector<float>(10), 160 * 81, 160 * 81, 200.0).jitterLocal, 0.0);
    }

    void periodsLongerThanTheHop() {
        // 240 samples a period, whose amplitudes 1, 2, 1, 2 ... halve and double: two of three frames have one, the third
        // repeats what was said before. Harmonics to noise of amplitudes a and b: 20 log10((a + b) / (a - b)).
        std::vector<float> samples(16000, 0.0F);
        for (std::size_t i = 100, k = 0; i + 40 < samples.size(); i += 240, ++k) {
            for (std::size_t n = 0; n < 40; ++n) {
                const double t = (static_cast<double>(n) - 20.0) / 6.0;
                samples[i + n] = static_cast<float>((k % 2 == 0 ? 0.2 : 0.4) * t * std::exp(-0.5 * t * t));
            }
        }
        dsp::PeriodMatcher matcher;
        for (std::int64_t frame = 0; frame < 80; ++frame) {
            const auto found = matcher.next(samples, 0, 160 * frame, 16000.0 / 240.0);
            QVERIFY2(std::abs(found.shimmerLocal - 1.0 / 1.5) < 1e-3, qPrintable(QString::number(found.shimmerLocal)));
            QVERIFY(std::abs(found.harmonicityDb - 20.0 * std::log10(3.0)) < 1e-3);
            QVERIFY(found.jitterLocal < 1e-9);
        }
        QCOMPARE(matcher.next(samples, 0, 160 * 80, 0.0).harmonicityDb, 0.0);
    }

    /// Periods of 240 samples that grow by two each: a frame in which none begins has no jitter, and the last one as jitterDdp.
    void withoutAPeriodThereIsNoJitter() {
        std::vector<float> samples;
        for (std::size_t k = 0; samples.size() < 16000; ++k) {
            for (std::size_t n = 0; n < 240 + 2 * (k % 8); ++n) {
                const double t = (static_cast<double>(n) - 120.0) / 6.0;
                samples.push_back(static_cast<float>(0.3 * t * std::exp(-0.5 * t * t)));
            }
        }
        dsp::PeriodMatcher matcher;
        dsp::PeriodPerturbation before;
        int without = 0;
        for (std::int64_t frame = 0; frame < 80; ++frame) {
            const auto found = matcher.next(samples, 0, 160 * frame, 16000.0 / 246.0);
            if (frame > 3 && found.jitterLocal == 0.0 && before.jitterLocal > 0.0) {
                ++without;
                QCOMPARE(found.jitterDdp, before.jitterLocal);
                QCOMPARE(found.shimmerLocal, before.shimmerLocal);
                QCOMPARE(found.harmonicityDb, before.harmonicityDb);
            }
            before = found;
        }
        QVERIFY2(without > 10, qPrintable(QString::number(without)));  // a third of the frames
    }

    void noiseIsBelowZeroAndEqualPeriodsAreBounded() {
        core::Random random(5);
        std::vector<float> noise(16000);
        for (float& sample : noise) sample = static_cast<float>(0.1 * random.normal());
        std::vector<float> even(16000);
        for (std::size_t i = 0; i < even.size(); ++i) even[i] = std::sin(static_cast<float>(i % 80) * 0.0785398F);
        dsp::PeriodMatcher noisy;
        dsp::PeriodMatcher clean;
        int below = 0;
        for (std::int64_t frame = 0; frame < 80; ++frame) {
            below += noisy.next(noise, 0, 160 * frame, 200.0).harmonicityDb < 0.0 ? 1 : 0;
            QVERIFY(std::abs(clean.next(even, 0, 160 * frame, 200.0).harmonicityDb - 160.0) < 1e-9);
        }
        QVERIFY2(below > 10, qPrintable(QString::number(below)));
    }

    void oneLongPeriodIsJitterOnce() {
        // Periods of 160 samples, one of 168: the difference of 8 counts where the period grows and where it shrinks again.
        std::vector<float> samples;
        const auto period = [&](std::size_t length) {
            for (std::size_t n = 0; n < length; ++n) {
                double sum = 0.0;
                for (int h = 1; h <= 40; ++h)
                    sum += std::pow(h, -0.8) * std::cos(2.0 * std::numbers::pi * h * static_cast<double>(n) / 160.0 + h * h);
                samples.push_back(n < 160 ? static_cast<float>(0.1 * sum) : 0.0F);
            }
        };
        for (int k = 0; k < 60; ++k) period(k == 30 ? 168 : 160);
        dsp::PeriodMatcher matcher;
        std::vector<double> jitter;
        for (std::int64_t frame = 0; frame < 50; ++frame)
            jitter.push_back(matcher.next(samples, 0, 160 * frame, 100.0).jitterLocal);
        std::size_t changed = 0;
        for (const double value : jitter) changed += value > 0.01 ? 1U : 0U;
        QCOMPARE(changed, std::size_t(2));
        QVERIFY(std::abs(*std::max_element(jitter.begin(), jitter.end()) - 0.05) < 0.003);
    }

    void harmonicsOfASpectrum() {
        std::vector<float> magnitudes(200, 0.0F);
        for (const std::size_t bin : {std::size_t{20}, std::size_t{40}, std::size_t{80}})
            magnitudes[bin] = 1000.0F / static_cast<float>(bin);
        dsp::HarmonicPeaks peaks;
        peaks.find(magnitudes, 10.0, 200.0);
        QCOMPARE(peaks.amplitude(0), 50.0);
        QCOMPARE(peaks.amplitude(1), 25.0);
        QCOMPARE(peaks.amplitude(3), 12.5);
        QCOMPARE(peaks.largestNear(800.0), 12.5);
        QCOMPARE(peaks.largestNear(1200.0), 0.0);
        peaks.find(std::vector<float>(200, 1.0F), 10.0, 200.0);
        QCOMPARE(peaks.count(), std::size_t(9));
        QCOMPARE(peaks.amplitude(0), 0.0);
        const std::vector<float> correlation = {1.0F, 0.2F, 0.1F, 0.3F, 0.5F, 0.2F, 0.0F, 0.0F};
        QVERIFY(std::abs(dsp::harmonicsToNoise(correlation, 16000.0, 4000.0)) < 1e-6);  // 0.5 / (1 - 0.5)
    }

    void predictionOfAResonance() {
        // x[n] = 1.6 x[n - 1] - 0.8 x[n - 2] has the autocorrelation r1 = 1.6 r0 / 1.8, r2 = 1.6 r1 - 0.8 r0.
        const std::vector<double> correlation = {1.0, 1.6 / 1.8, 1.6 * 1.6 / 1.8 - 0.8, 0.0};
        std::vector<double> a(2);
        QVERIFY(dsp::levinsonDurbin<double>(correlation, a) > 0.0);
        QVERIFY(std::abs(a[0] - 1.6) < 1e-9 && std::abs(a[1] + 0.8) < 1e-9);
        QCOMPARE(dsp::levinsonDurbin<double>(std::vector<double>(4, 0.0), a), 0.0);
        QCOMPARE(a[0], 0.0);
    }
};

QTEST_GUILESS_MAIN(TestSubHarmonic)
#include "TestSubHarmonic.moc"
