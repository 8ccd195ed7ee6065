// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <random>

#include "engine/audio/AudioFile.h"
#include "engine/dsp/Spectrogram.h"
#include "tests/NpyFile.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using dsp::SpectrogramSettings;

/// The spectrogram on screen: against Praat's, against closed forms, and the same for any division into tiles.
class TestSpectrogram : public QObject {
    Q_OBJECT

private:
    static std::vector<float> noise(std::size_t count, double deviation) {
        std::mt19937 random(5);
        std::normal_distribution<double> normal(0.0, deviation);
        std::vector<float> samples(count);
        for (float& sample : samples) sample = static_cast<float>(normal(random));
        return samples;
    }

private Q_SLOTS:
    void equalsPraat_data() {
        QTest::addColumn<QString>("clip");
        QTest::newRow("sweep") << "syn_sweep";
        QTest::newRow("vowel") << "syn_vowel_a120";
    }
    void equalsPraat() {
        PROSOSCOPE_SHARED_OR_SKIP(cases, "reference/cases");
        QFETCH(QString, clip);
        const auto samples = audio::decodeSpeech16k(cases / clip.toStdString() / "audio.wav");
        PROSOSCOPE_VERIFY(samples);
        const auto reference = NpyFile::read(cases / clip.toStdString() / "praat_spectrogram.npy");
        QVERIFY(reference.ok);
        // First column at 0.005 s of the middle of samples: sample i lies at (i + 0.5) / 16000 s.
        const auto image = dsp::computeSpectrogram(*samples, 16000, 0.005 * 16000 - 0.5, 0.002 * 16000, reference.rows(),
                                                   {.preEmphasisHz = 0.0});
        QCOMPARE(image.binHz, 31.25);
        QVERIFY(image.bins >= reference.columns());
        const double constant = 10.0 * std::log10(16000.0 / 2.0);
        double loudest = 0.0;
        for (const float value : reference.values) loudest = std::max(loudest, static_cast<double>(value));
        int compared = 0;
        for (std::size_t row = 0; row < reference.rows(); ++row) {
            for (std::size_t bin = 0; bin < reference.columns(); ++bin) {
                const double power = static_cast<double>(reference.at(row, bin));
                if (power < loudest * 1e-6) continue;
                const double difference = static_cast<double>(image.value(row, bin)) + constant - 10.0 * std::log10(power);
                QVERIFY2(std::abs(difference) < 0.001,
                         qPrintable(QString("column %1 bin %2: %3 dB").arg(row).arg(bin).arg(difference)));
                ++compared;
            }
        }
        QVERIFY(compared > 4000);
    }

    void whiteNoiseReadsItsDensity() {
        const auto image =
            dsp::computeSpectrogram(noise(160000, 0.1), 16000, 200.0, 64.0, 2400, {.maximumHz = 8000.0, .preEmphasisHz = 0.0});
        double power = 0.0;
        int count = 0;
        for (std::size_t column = 0; column < image.columns; ++column) {
            for (std::size_t bin = 16; bin + 16 < image.bins; ++bin) {
                power += std::pow(10.0, 0.1 * static_cast<double>(image.value(column, bin)));
                ++count;
            }
        }
        const double expected = 10.0 * std::log10(2.0 * 0.01 / 16000.0);
        QVERIFY(std::abs(10.0 * std::log10(power / count) - expected) < 0.1);
    }

    void toneLiesInItsBin() {
        std::vector<float> samples;
        for (int i = 0; i < 16000; ++i)
            samples.push_back(static_cast<float>(0.5 * std::sin(2.0 * M_PI * 2000.0 * i / 16000.0)));
        const auto image =
            dsp::computeSpectrogram(samples, 16000, 8000.0, 1.0, 1, {.windowSeconds = 0.03, .preEmphasisHz = 0.0});
        const auto loudest = std::max_element(image.decibels.begin(), image.decibels.end()) - image.decibels.begin();
        QVERIFY(std::abs(static_cast<double>(loudest) * image.binHz - 2000.0) <= image.binHz / 2.0);
        // Peak of a tone of amplitude A: 2 (A / 2)^2 (sum w)^2 / (rate sum w^2), for exp(-12 x^2) on -1..1 of 960 samples.
        const double ratio = 960.0 * std::sqrt(M_PI / 48.0) / std::sqrt(0.5);
        QVERIFY(std::abs(static_cast<double>(image.decibels[static_cast<std::size_t>(loudest)]) -
                         10.0 * std::log10(0.125 * ratio / 16000.0)) < 0.02);
    }

    void preEmphasisIsSixDecibelsAnOctave() {
        const auto samples = noise(4000, 0.1);
        const auto plain = dsp::computeSpectrogram(samples, 16000, 2000.0, 1.0, 1, {.preEmphasisHz = 0.0});
        const auto raised = dsp::computeSpectrogram(samples, 16000, 2000.0, 1.0, 1, {.preEmphasisHz = 125.0});
        for (const auto& [hertz, gain] :
             {std::pair{0.0, -18.0}, {62.5, -18.0}, {125.0, -18.0}, {500.0, -6.0}, {1000.0, 0.0}, {4000.0, 12.0}}) {
            const auto bin = static_cast<std::size_t>(hertz / plain.binHz);
            QVERIFY(std::abs(static_cast<double>(raised.value(0, bin) - plain.value(0, bin)) - gain) < 1e-4);
        }
    }

    void tilesOfAnySizeShowTheSame() {
        const auto samples = noise(20000, 0.2);
        const SpectrogramSettings settings;
        const auto whole = dsp::computeSpectrogram(samples, 16000, -50.0, 37.5, 540, settings);
        const auto part = dsp::computeSpectrogram(samples, 16000, -50.0 + 37.5 * 200, 37.5, 40, settings);
        QVERIFY(std::equal(part.decibels.begin(), part.decibels.end(),
                           whole.decibels.begin() + static_cast<std::ptrdiff_t>(200 * whole.bins)));
        // Only spectrogramMargin samples on either side are needed.
        const std::size_t margin = dsp::spectrogramMargin(16000, settings);
        const std::vector<float> cut(samples.begin() + 10000 - static_cast<std::ptrdiff_t>(margin),
                                     samples.begin() + 10001 + static_cast<std::ptrdiff_t>(margin));
        const auto alone = dsp::computeSpectrogram(cut, 16000, static_cast<double>(margin) + 0.25, 1.0, 1, settings);
        const auto inside = dsp::computeSpectrogram(samples, 16000, 10000.25, 1.0, 1, settings);
        QVERIFY(alone.decibels == inside.decibels);
    }

    void silenceAndNothing() {
        const auto image = dsp::computeSpectrogram({}, 16000, 0.0, 10.0, 3, {.preEmphasisHz = 0.0});
        QCOMPARE(image.columns, std::size_t{3});
        for (const float value : image.decibels) QVERIFY(std::abs(value + 300.0F) < 1e-3F);
        QVERIFY(dsp::computeSpectrogram({}, 16000, 0.0, 10.0, 0, {}).decibels.empty());
    }

    void oddSettingsAreMadeUsable() {
        const auto samples = noise(1000, 0.1);
        for (const SpectrogramSettings& settings :
             {SpectrogramSettings{0.0, 5000.0, 50.0}, SpectrogramSettings{-1.0, 1e9, 1e9},
              SpectrogramSettings{100.0, 0.0, 50.0}, SpectrogramSettings{std::nan(""), std::nan(""), std::nan("")},
              SpectrogramSettings{0.005, -3.0, -1.0}}) {
            for (const int rate : {1, 8000, 768000}) {
                const auto image = dsp::computeSpectrogram(samples, rate, 100.5, 7.25, 5, settings);
                QCOMPARE(image.decibels.size(), image.columns * image.bins);
                QVERIFY(image.bins >= 1 && static_cast<double>(image.bins - 1) * image.binHz <= rate / 2.0 + 1e-6);
                for (const float value : image.decibels) QVERIFY(std::isfinite(value));
            }
        }
        const auto beyond = dsp::computeSpectrogram(samples, 16000, 1e300, std::nan(""), 2, {});
        QCOMPARE(beyond.columns, std::size_t{2});
    }
};

QTEST_GUILESS_MAIN(TestSpectrogram)
#include "TestSpectrogram.moc"
