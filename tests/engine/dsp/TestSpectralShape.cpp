// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <random>

#include "engine/dsp/SpectralShape.h"
#include "tests/TestSupport.h"

using namespace prososcope;

/// Spectral shape, flatness, level, zero crossings and pitch classes against their closed forms.
class TestSpectralShape : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneBinIsItsOwnCentre() {
        std::vector<float> spectrum(257, 0.0F);
        spectrum[32] = 3.0F;
        const auto shape = dsp::spectralShape(spectrum, 31.25);
        QCOMPARE(shape.centroidHz, 1000.0);
        QCOMPARE(shape.bandwidthHz, 0.0);
        QCOMPARE(shape.rolloffHz, 1000.0);
    }

    void flatSpectrum() {
        const std::vector<float> spectrum(101, 0.5F);
        const auto shape = dsp::spectralShape(spectrum, 10.0);
        QVERIFY(std::abs(shape.centroidHz - 500.0) < 1e-9);
        QVERIFY(std::abs(shape.bandwidthHz - 10.0 * std::sqrt((101.0 * 101.0 - 1.0) / 12.0)) < 1e-9);
        QCOMPARE(shape.rolloffHz, 850.0);  // the 86th of 101 bins: 86 / 101 >= 0.85
        QVERIFY(std::abs(dsp::spectralFlatness(spectrum) - 1.0) < 1e-12);
    }

    void silence() {
        const std::vector<float> spectrum(257, 0.0F);
        const auto shape = dsp::spectralShape(spectrum, 31.25);
        QVERIFY(shape.centroidHz == 0.0 && shape.bandwidthHz == 0.0 && shape.rolloffHz == 0.0);
        QVERIFY(std::abs(dsp::spectralFlatness(spectrum) - 1.0) < 1e-12);
        QCOMPARE(dsp::rootMeanSquare(spectrum), 0.0);
        QCOMPARE(dsp::zeroCrossingRate(spectrum), 0.0);
        QCOMPARE(dsp::spectralFlatness({}), 0.0);
        QCOMPARE(dsp::rootMeanSquare({}), 0.0);
        QCOMPARE(dsp::zeroCrossingRate({}), 0.0);
        float classes[dsp::Chroma::kClasses];
        dsp::Chroma(512, 16000.0).apply(spectrum.data(), classes);
        for (const float value : classes) QCOMPARE(value, 0.0F);
    }

    void flatnessIsGeometricOverArithmeticMean() {
        const std::vector<float> power{1.0F, 4.0F, 16.0F};
        QVERIFY(std::abs(dsp::spectralFlatness(power) - 4.0 / 7.0) < 1e-12);
        std::mt19937 random(1);
        std::vector<float> many;
        double logarithms = 0.0;
        double sum = 0.0;
        for (int i = 0; i < 257; ++i) {
            many.push_back(std::exp(static_cast<float>(random() % 1000) / 20.0F - 25.0F));
            const double value = std::max(static_cast<double>(many.back()), 1e-10);
            logarithms += std::log(value);
            sum += value;
        }
        QVERIFY(std::abs(dsp::spectralFlatness(many) * sum / 257.0 / std::exp(logarithms / 257.0) - 1.0) < 1e-9);
    }

    void levelAndCrossings() {
        std::vector<float> samples;
        for (int i = 0; i < 1600; ++i)
            samples.push_back(static_cast<float>(0.5 * std::sin(2.0 * M_PI * 100.0 * (i + 0.5) / 16000.0)));
        QVERIFY(std::abs(dsp::rootMeanSquare(samples) - 0.5 / std::sqrt(2.0)) < 1e-6);
        QCOMPARE(dsp::zeroCrossingRate(samples), 19.0 / 1600.0);
        // Zero is positive, and what lies within the threshold is zero.
        const std::vector<float> odd{-1.0F, 0.0F, -1e-11F, 1.0F, -1.0F};
        QCOMPARE(dsp::zeroCrossingRate(odd), 2.0 / 5.0);
    }

    void octavesShareAPitchClass() {
        const dsp::Chroma chroma(4096, 16000.0);
        for (const auto& [hertz, wanted] :
             {std::pair{440.0, 9}, {880.0, 9}, {1760.0, 9}, {523.25, 0}, {1046.5, 0}, {1318.5, 4}}) {
            std::vector<float> power(2049, 0.0F);
            power[static_cast<std::size_t>(std::lround(hertz * 4096.0 / 16000.0))] = 2.0F;
            float classes[dsp::Chroma::kClasses];
            chroma.apply(power.data(), classes);
            QCOMPARE(std::max_element(classes, classes + 12) - classes, static_cast<std::ptrdiff_t>(wanted));
            QCOMPARE(classes[wanted], 1.0F);
        }
    }
};

QTEST_GUILESS_MAIN(TestSpectralShape)
#include "TestSpectralShape.moc"
