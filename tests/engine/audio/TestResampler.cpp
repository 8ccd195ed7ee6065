// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <random>

#include "engine/audio/Resampler.h"
#include "tests/TestSupport.h"

using namespace prososcope;

/// Conversion of the sampling rate: any block sizes give the same bits, tones keep their shape, aliases are gone.
class TestResampler : public QObject {
    Q_OBJECT

private:
    static std::vector<float> sine(double hz, double rateHz, std::size_t count) {
        std::vector<float> values;
        for (std::size_t i = 0; i < count; ++i)
            values.push_back(static_cast<float>(0.5 * std::sin(2.0 * M_PI * hz * static_cast<double>(i) / rateHz)));
        return values;
    }

private Q_SLOTS:
    void blockSizesDoNotMatter_data() {
        QTest::addColumn<double>("from");
        QTest::addColumn<double>("to");
        for (const auto& [from, to] : {std::pair{44100.0, 16000.0},
                                       {48000.0, 16000.0},
                                       {8000.0, 16000.0},
                                       {16000.0, 44100.0},
                                       {22050.0, 16000.0},
                                       {16000.0, 48000.0}}) {
            QTest::addRow("%g to %g", from, to) << from << to;
        }
    }
    void blockSizesDoNotMatter() {
        QFETCH(double, from);
        QFETCH(double, to);
        const auto input = sine(300.0, from, 60001);
        const auto whole = audio::resample(input, from, to);
        PROSOSCOPE_VERIFY(whole);
        QCOMPARE(whole->size(), static_cast<std::size_t>(std::lround(60001.0 * to / from)));
        std::mt19937 random(3);
        for (const std::size_t largest : {std::size_t{1}, std::size_t{17}, std::size_t{1000}, std::size_t{50000}}) {
            auto resampler = audio::Resampler::create(from, to);
            PROSOSCOPE_VERIFY(resampler);
            std::vector<float> output;
            for (std::size_t at = 0; at < input.size();) {
                const std::size_t count = std::min(input.size() - at, 1 + random() % largest);
                resampler->process(std::span(input).subspan(at, count), output);
                at += count;
            }
            resampler->finish(output);
            QVERIFY(output == *whole);
        }
    }

    void toneKeepsItsShape_data() { blockSizesDoNotMatter_data(); }
    void toneKeepsItsShape() {
        QFETCH(double, from);
        QFETCH(double, to);
        const auto output = audio::resample(sine(1000.0, from, static_cast<std::size_t>(from)), from, to);
        PROSOSCOPE_VERIFY(output);
        double signal = 0.0;
        double noise = 0.0;
        for (std::size_t i = output->size() / 10; i < output->size() * 9 / 10; ++i) {
            const double expected = 0.5 * std::sin(2.0 * M_PI * 1000.0 * static_cast<double>(i) / to);
            signal += expected * expected;
            noise += std::pow(static_cast<double>((*output)[i]) - expected, 2.0);
        }
        const double decibels = 10.0 * std::log10(signal / noise);
        QVERIFY2(decibels > 95.0, qPrintable(QString::number(decibels)));
    }

    void toneAboveHalfTheRateIsGone() {
        const auto output = audio::resample(sine(11000.0, 48000.0, 48000), 48000.0, 16000.0);
        PROSOSCOPE_VERIFY(output);
        for (std::size_t i = 1000; i + 1000 < output->size(); ++i) QVERIFY(std::abs((*output)[i]) < 1e-5F);
    }

    void equalRatesAndEmptyInput() {
        const auto input = sine(100.0, 16000.0, 100);
        const auto same = audio::resample(input, 16000.0, 16000.0);
        PROSOSCOPE_VERIFY(same);
        QVERIFY(*same == input);
        const auto none = audio::resample({}, 48000.0, 16000.0);
        PROSOSCOPE_VERIFY(none);
        QVERIFY(none->empty());
    }

    void refusesImpossibleRates() {
        for (const auto& [from, to] :
             {std::pair{0.0, 16000.0}, {16000.0, -1.0}, {std::nan(""), 16000.0}, {1.0, 768000.0}, {16000.0, HUGE_VAL}}) {
            QVERIFY(!audio::Resampler::create(from, to));
        }
    }
};

QTEST_GUILESS_MAIN(TestResampler)
#include "TestResampler.moc"
