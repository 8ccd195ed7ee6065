// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "engine/training/Augmentation.h"
#include "tests/TestSupport.h"

using namespace prososcope;

/// What becomes of log-mel values on their way to the network.
class TestAugmentation : public QObject {
    Q_OBJECT

private:
    static features::FeatureMatrix ramp(std::size_t frames) {
        features::FeatureMatrix matrix;
        matrix.frames = frames;
        matrix.columns = 80;
        matrix.values.resize(frames * 80);
        for (std::size_t t = 0; t < frames; ++t) {
            for (std::size_t b = 0; b < 80; ++b)
                matrix.values[t * 80 + b] = -40.0F + 0.05F * static_cast<float>(t) + 0.1F * static_cast<float>(b);
        }
        return matrix;
    }
    static experiment::TrainingSettings nothing() {
        experiment::TrainingSettings settings;
        settings.timeStretch = settings.frequencyWarp = settings.equaliserDb = settings.noiseProbability = 0.0;
        settings.timeMasks = settings.frequencyMasks = 0;
        return settings;
    }

private Q_SLOTS:
    void withoutAugmentationACropIsTheNormalisedInput() {
        const auto matrix = ramp(100);
        models::LogMelNetworkSettings input;
        core::Random random(1);
        std::vector<float> output(100 * 80);
        training::makeTrainingExample(matrix, 100, nothing(), input, random, output);
        const auto expected = training::makeEvaluationInput(matrix.values, input);
        QCOMPARE(output.size(), expected.size());
        for (std::size_t i = 0; i < output.size(); ++i) QVERIFY(std::abs(output[i] - expected[i]) < 1e-4F);
    }

    void shortClipsLieOverTheirFloor() {
        const auto matrix = ramp(30);
        models::LogMelNetworkSettings input;
        core::Random random(5);
        std::vector<float> output(200 * 80);
        training::makeTrainingExample(matrix, 200, nothing(), input, random, output);
        std::size_t atFloor = 0;
        for (std::size_t t = 0; t < 200; ++t) atFloor += output[t * 80] < -1.9F ? 1 : 0;
        QVERIFY2(atFloor >= 168 && atFloor <= 171, qPrintable(QString::number(atFloor)));
        QVERIFY(std::abs(*std::max_element(output.begin(), output.end()) - 2.0F) < 0.02F);
    }

    void sameRandomSameExample() {
        const auto matrix = ramp(250);
        models::LogMelNetworkSettings input;
        std::vector<float> a(200 * 80);
        std::vector<float> b(200 * 80);
        std::vector<float> c(200 * 80);
        core::Random first(9);
        core::Random second(9);
        core::Random third(10);
        training::makeTrainingExample(matrix, 200, {}, input, first, a);
        training::makeTrainingExample(matrix, 200, {}, input, second, b);
        training::makeTrainingExample(matrix, 200, {}, input, third, c);
        QVERIFY(a == b);
        QVERIFY(a != c);
        for (const float value : a) QVERIFY(std::isfinite(value));
    }

    void stretchChangesTheSlopeByItsRate() {
        auto matrix = ramp(400);
        auto settings = nothing();
        settings.timeStretch = 0.15;
        models::LogMelNetworkSettings input;
        double lowest = 10.0;
        double highest = 0.0;
        for (std::uint64_t seed = 0; seed < 200; ++seed) {
            core::Random random(seed);
            std::vector<float> output(200 * 80);
            training::makeTrainingExample(matrix, 200, settings, input, random, output);
            const double slope = (output[150 * 80] - output[50 * 80]) / 100.0 / (4.0 / 60.0) / 0.05;
            lowest = std::min(lowest, slope);
            highest = std::max(highest, slope);
        }
        QVERIFY(lowest > std::exp(-0.151) && lowest < 0.9);
        QVERIFY(highest < std::exp(0.151) && highest > 1.1);
    }

    void masksHideAtMostTheirShare() {
        const auto matrix = ramp(300);
        auto settings = nothing();
        settings.timeMasks = 1;
        settings.timeMaskSeconds = 0.5;
        models::LogMelNetworkSettings input;
        bool any = false;
        for (std::uint64_t seed = 0; seed < 30; ++seed) {
            core::Random random(seed);
            std::vector<float> output(300 * 80);
            training::makeTrainingExample(matrix, 300, settings, input, random, output);
            std::size_t masked = 0;
            for (std::size_t t = 0; t < 300; ++t) masked += output[t * 80] == output[t * 80 + 79] ? 1 : 0;
            QVERIFY(masked <= 51);
            any = any || masked > 5;
        }
        QVERIFY(any);
    }

    void betaHasItsMeanAndVariance_data() {
        QTest::addColumn<double>("a");
        QTest::newRow("0.2") << 0.2;
        QTest::newRow("1") << 1.0;
        QTest::newRow("4") << 4.0;
    }
    void betaHasItsMeanAndVariance() {
        QFETCH(double, a);
        core::Random random(2);
        double sum = 0.0;
        double squares = 0.0;
        constexpr int kDraws = 40000;
        for (int i = 0; i < kDraws; ++i) {
            const double value = training::drawBeta(random, a);
            QVERIFY(value >= 0.0 && value <= 1.0);
            sum += value;
            squares += value * value;
        }
        const double mean = sum / kDraws;
        const double variance = squares / kDraws - mean * mean;
        QVERIFY(std::abs(mean - 0.5) < 0.01);
        QVERIFY(std::abs(variance - 0.25 / (2.0 * a + 1.0)) < 0.004);
    }
};

QTEST_GUILESS_MAIN(TestAugmentation)
#include "TestAugmentation.moc"
