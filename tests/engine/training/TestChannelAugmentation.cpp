// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "engine/training/Augmentation.h"
#include "engine/training/ChannelAugmentation.h"
#include "tests/TestSupport.h"

using namespace prososcope;

namespace {

constexpr std::size_t kBands = 80;
constexpr double kHop = 0.01;

/// Silence with one loud frame.
std::vector<float> click(std::size_t frames, std::size_t at) {
    std::vector<float> values(frames * kBands, -100.0F);
    for (std::size_t b = 0; b < kBands; ++b) values[at * kBands + b] = 0.0F;
    return values;
}

}  // namespace

/// What rooms, lines and microphones do to log-mel values.
class TestChannelAugmentation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTailFallsBySixtyDecibelsInItsTime_data() {
        QTest::addColumn<double>("seconds");
        QTest::newRow("small") << 0.2;
        QTest::newRow("hall") << 0.8;
    }
    void aTailFallsBySixtyDecibelsInItsTime() {
        QFETCH(double, seconds);
        auto values = click(120, 10);
        training::reverberate(values, kBands, kHop, {seconds, 0.0});
        const auto at = [&](std::size_t frame, std::size_t band) { return static_cast<double>(values[frame * kBands + band]); };
        QVERIFY(std::abs(at(10, 0)) < 1e-3);  // the direct sound stays
        QVERIFY(at(9, 0) < -96.9);            // before it there is the silence's own tail alone
        const auto spanned = static_cast<std::size_t>(0.5 * seconds / kHop);
        QVERIFY(std::abs(at(11, 0) - at(11 + spanned, 0) - 30.0) < 0.5);
        const auto half = spanned / 2;  // the highest band falls twice as fast
        QVERIFY(std::abs(at(11, 79) - at(11 + half, 79) - 30.0) < 1.0);
    }

    void theWholeTailHasItsLevel() {
        auto values = click(400, 0);
        training::reverberate(values, kBands, kHop, {0.5, 6.0});
        double tail = 0.0;
        for (std::size_t frame = 1; frame < 400; ++frame)
            tail += std::pow(10.0, 0.1 * static_cast<double>(values[frame * kBands]));
        QVERIFY(std::abs(10.0 * std::log10(tail) + 6.0) < 0.05);
    }

    void aTailDoesNotKnowLoudness() {
        auto soft = click(50, 5);
        for (auto& value : soft) value -= 70.0F;
        auto loud = click(50, 5);
        training::reverberate(soft, kBands, kHop, {});
        training::reverberate(loud, kBands, kHop, {});
        for (std::size_t i = 0; i < soft.size(); ++i) QVERIFY(std::abs(loud[i] - soft[i] - 70.0F) < 1e-2F);
        std::vector<float> nothing;
        training::reverberate(nothing, kBands, kHop, {});
    }

    void aLineKeepsItsBandAndFallsBeyond() {
        const auto centres = training::bandCentresHz(kBands);
        QVERIFY(centres.front() > 20.0 && centres.back() < 8000.0);
        QVERIFY(std::is_sorted(centres.begin(), centres.end()));
        std::vector<float> values(3 * kBands, -20.0F);
        training::limitBand(values, centres, {300.0, 3400.0, 24.0});
        for (std::size_t frame = 0; frame < 3; ++frame) {
            for (std::size_t b = 0; b < kBands; ++b) {
                const double lost = -20.0 - static_cast<double>(values[frame * kBands + b]);
                const double beyond = std::max({0.0, std::log2(300.0 / centres[b]), std::log2(centres[b] / 3400.0)});
                QVERIFY(std::abs(lost - std::min(60.0, 24.0 * beyond)) < 1e-3);
            }
        }
    }

    void drawsStayWithinWhatTheyPromise() {
        core::Random random(3);
        bool whole = false;
        for (int i = 0; i < 500; ++i) {
            const auto room = training::drawRoom(0.8, random);
            QVERIFY(room.seconds >= 0.15 && room.seconds <= 0.8 && room.directDb >= -3.0 && room.directDb <= 15.0);
            const auto band = training::drawBand(random);
            QVERIFY(band.lowHz >= 40.0 && band.lowHz <= 400.0 && band.highHz >= 2500.0 && band.decibelsAnOctave >= 12.0);
            whole = whole || band.highHz > 8000.0;
        }
        QVERIFY(whole);
    }

    /// Switched on, an example is another; switched off, it draws nothing, so that what is drawn after it stays the same.
    void examplesAreHeardInRoomsAndThroughLines() {
        features::FeatureMatrix matrix;
        matrix.frames = 200;
        matrix.columns = kBands;
        matrix.hopSeconds = kHop;
        matrix.values = click(200, 50);
        const auto made = [&](double room, double band) {
            experiment::TrainingSettings settings;
            settings.roomProbability = room;
            settings.bandProbability = band;
            core::Random random(4);
            std::vector<float> output(200 * kBands);
            training::makeTrainingExample(matrix, 200, settings, {}, random, output);
            for (const float value : output) {
                if (!std::isfinite(value)) return std::vector<float>();
            }
            return output;
        };
        const auto plain = made(0.0, 0.0);
        QVERIFY(!plain.empty());
        QVERIFY(plain == made(0.0, 0.0));
        QVERIFY(made(1.0, 0.0) != plain && !made(1.0, 0.0).empty());
        QVERIFY(made(0.0, 1.0) != plain && !made(0.0, 1.0).empty());
    }
};

QTEST_GUILESS_MAIN(TestChannelAugmentation)
#include "TestChannelAugmentation.moc"
