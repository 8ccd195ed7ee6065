// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <numbers>
#include <numeric>

#include "engine/dsp/AudioChange.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using dsp::AudioChange;

namespace {

constexpr int kRate = 16000;

std::vector<float> tone(double hertz, double seconds) {
    std::vector<float> samples(static_cast<std::size_t>(seconds * kRate));
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = 0.3F * static_cast<float>(std::sin(2.0 * std::numbers::pi * hertz * static_cast<double>(i) / kRate));
    return samples;
}

double power(const std::vector<float>& samples) {
    double sum = 0.0;
    for (const float sample : samples) sum += static_cast<double>(sample) * sample;
    return sum / static_cast<double>(samples.size());
}

/// Rising zero crossings a second, away from the ends.
double frequencyOf(const std::vector<float>& samples) {
    const std::size_t margin = samples.size() / 10;
    int crossings = 0;
    for (std::size_t i = margin + 1; i + margin < samples.size(); ++i) crossings += samples[i - 1] < 0.0F && samples[i] >= 0.0F;
    return crossings * static_cast<double>(kRate) / static_cast<double>(samples.size() - 2 * margin);
}

}  // namespace

class TestAudioChange : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingAskedNothingChanged() {
        const auto samples = tone(200.0, 0.5);
        QCOMPARE(AudioChange().apply(samples, kRate, "a").value(), samples);
    }

    void speedShortensAndRaises() {
        const auto samples = tone(200.0, 2.0);
        AudioChange change;
        change.speed = 1.1;
        const auto fast = change.apply(samples, kRate, "a").value();
        QVERIFY(std::abs(static_cast<double>(fast.size()) - static_cast<double>(samples.size()) / 1.1) < 4.0);
        QVERIFY2(std::abs(frequencyOf(fast) - 220.0) < 1.5, qPrintable(QString::number(frequencyOf(fast))));
    }

    void noiseHasItsLevel() {
        const auto samples = tone(200.0, 3.0);
        AudioChange change;
        change.noiseSnrDb = 20.0;
        for (const char* identity : {"a", "b", "c", "d"}) {
            auto noisy = change.apply(samples, kRate, identity).value();
            for (std::size_t i = 0; i < noisy.size(); ++i) noisy[i] -= samples[i];
            const double ratio = 10.0 * std::log10(power(samples) / power(noisy));
            QVERIFY2(ratio > 14.9 && ratio < 25.1, qPrintable(QString::number(ratio)));
        }
    }

    /// A telephone's band: what lies above it is gone, noise too; what lies below stays as it is.
    void bandKeepsWhatIsBelow() {
        const auto low = tone(1000.0, 1.0);
        AudioChange change;
        change.bandHz = 4000.0;
        QVERIFY(change.key() != AudioChange().key());
        const auto kept = change.apply(low, kRate, "a").value();
        QCOMPARE(kept.size(), low.size());
        for (std::size_t i = 400; i + 400 < low.size(); ++i) QVERIFY(std::abs(kept[i] - low[i]) < 1e-3F);
        QVERIFY(power(change.apply(tone(6000.0, 1.0), kRate, "a").value()) < 1e-4 * power(tone(6000.0, 1.0)));
        change.noiseSnrDb = 0.0;
        auto wide = change;
        wide.bandHz = 0.0;
        const auto above = [](std::vector<float> samples) {  // of each sample what the one before does not tell
            for (std::size_t i = samples.size(); i-- > 1;) samples[i] -= samples[i - 1];
            return power(samples);
        };
        QVERIFY(above(change.apply(low, kRate, "b").value()) < above(wide.apply(low, kRate, "b").value()));
        change.bandHz = kRate;  // nothing lies above
        QVERIFY(change.apply(low, kRate, "b").value() == wide.apply(low, kRate, "b").value());
        QVERIFY(change.apply({}, kRate, "a").value().empty());
    }

    void gainStaysInside() {
        const auto samples = tone(200.0, 0.5);
        AudioChange change;
        change.gainDb = 6.0;
        bool louder = false;
        bool softer = false;
        for (int i = 0; i < 40; ++i) {
            const double gain =
                10.0 * std::log10(power(change.apply(samples, kRate, std::to_string(i)).value()) / power(samples));
            QVERIFY(std::abs(gain) <= 6.0001);
            louder = louder || gain > 3.0;
            softer = softer || gain < -3.0;
        }
        QVERIFY(louder && softer);
    }

    void sameIdentitySameSamples() {
        const auto samples = tone(200.0, 0.5);
        AudioChange change;
        change.noiseSnrDb = 10.0;
        change.roomSeconds = 0.3;
        QCOMPARE(change.apply(samples, kRate, "a").value(), change.apply(samples, kRate, "a").value());
        QVERIFY(change.apply(samples, kRate, "a").value() != change.apply(samples, kRate, "b").value());
        auto other = change;
        other.seed = 2;
        QVERIFY(change.apply(samples, kRate, "a").value() != other.apply(samples, kRate, "a").value());
        QVERIFY(change.key() != other.key());
    }

    void roomKeepsLengthAndLevel() {
        const auto samples = tone(200.0, 1.0);
        AudioChange change;
        change.roomSeconds = 0.6;
        const auto heard = change.apply(samples, kRate, "a").value();
        QCOMPARE(heard.size(), samples.size());
        QVERIFY(std::abs(10.0 * std::log10(power(heard) / power(samples))) < 0.01);
        QVERIFY(change.apply({}, kRate, "a")->empty());
    }

    /// The level falls by 60 dB in the time asked for: Schroeder's integral from -5 to -25 dB, times three.
    void roomsFadeInTheirTime_data() {
        QTest::addColumn<double>("seconds");
        for (const double seconds : {0.2, 0.4, 0.8}) QTest::newRow(qPrintable(QString::number(seconds))) << seconds;
    }
    void roomsFadeInTheirTime() {
        QFETCH(double, seconds);
        core::Random random(7);
        for (int room = 0; room < 4; ++room) {
            const auto response = dsp::roomResponse(seconds, kRate, random);
            QVERIFY(std::abs(response.front() - 1.0F) < 0.05F);
            std::vector<double> left(response.size());
            double sum = 0.0;
            for (std::size_t i = response.size(); i-- > 0;) {
                sum += static_cast<double>(response[i]) * response[i];
                left[i] = sum;
            }
            const auto timeOf = [&](double decibels) {
                std::size_t i = 0;
                while (i < left.size() && 10.0 * std::log10(left[i] / left.front()) > decibels) ++i;
                return static_cast<double>(i) / kRate;
            };
            const double measured = 3.0 * (timeOf(-25.0) - timeOf(-5.0));
            QVERIFY2(measured > 0.75 * seconds && measured < 1.25 * seconds, qPrintable(QString::number(measured)));
        }
    }

    void convolutionIsTheSum() {
        const std::vector<float> a = {1.0F, 2.0F, 3.0F};
        const std::vector<float> b = {0.5F, -1.0F};
        const std::vector<float> expected = {0.5F, 0.0F, -0.5F, -3.0F};
        const auto found = dsp::convolve(a, b);
        QCOMPARE(found.size(), expected.size());
        for (std::size_t i = 0; i < found.size(); ++i) QVERIFY(std::abs(found[i] - expected[i]) < 1e-6F);
        QVERIFY(dsp::convolve(a, {}).empty());
    }
};

QTEST_GUILESS_MAIN(TestAudioChange)
#include "TestAudioChange.moc"
