// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "engine/analysis/SeedComparison.h"
#include "engine/core/Random.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using analysis::ComparedRun;

/// Two systems of several seeds each.
class TestSeedComparison : public QObject {
    Q_OBJECT

private:
    core::Progress m_progress;

    /// Two hundred utterances of ten speakers, some of whom are harder; right with about this probability.
    static ComparedRun run(double accuracy, std::uint64_t seed) {
        ComparedRun made{{"angry", "sad"}, {}};
        core::Random random(seed);
        for (int i = 0; i < 200; ++i) {
            store::PredictionRecord prediction;
            prediction.utterance = "u" + std::to_string(i);
            prediction.speaker = "s" + std::to_string(i % 10);
            prediction.truth = (i / 10) % 2;
            const double own = accuracy - 0.03 * static_cast<double>(i % 10 - 5);
            prediction.predicted = random.chance(own) ? prediction.truth : 1 - prediction.truth;
            made.predictions.push_back(prediction);
        }
        return made;
    }
    static std::vector<ComparedRun> runs(double accuracy, std::uint64_t from, int count) {
        std::vector<ComparedRun> made;
        for (int i = 0; i < count; ++i) made.push_back(run(accuracy, from + static_cast<std::uint64_t>(i)));
        return made;
    }

private Q_SLOTS:
    /// Counted by hand: of the two utterances of each class, what each run has right.
    void meansAreThoseOfTheRuns() {
        const auto of = [](std::vector<int> predicted) {
            ComparedRun made{{"a", "b"}, {}};
            for (int i = 0; i < 4; ++i) {
                store::PredictionRecord prediction;
                prediction.utterance = std::to_string(i);
                prediction.speaker = i % 2 == 0 ? "x" : "y";
                prediction.truth = i / 2;
                prediction.predicted = predicted[static_cast<std::size_t>(i)];
                made.predictions.push_back(prediction);
            }
            return made;
        };
        const std::vector<ComparedRun> first{of({0, 0, 1, 1}), of({0, 1, 1, 1})};   // 1 and .75
        const std::vector<ComparedRun> second{of({1, 1, 1, 1}), of({0, 1, 1, 0})};  // .5 and .5
        const auto compared = analysis::compareSeeds(first, second);
        PROSOSCOPE_VERIFY(compared);
        QCOMPARE(compared->first.mean, 0.875);
        QCOMPARE(compared->second.mean, 0.5);
        QCOMPARE(compared->second.deviation, 0.0);
        QCOMPARE(compared->difference, 0.375);
        QVERIFY(compared->overSeeds && compared->overSeeds->pairs == 2);
        QCOMPARE(compared->overSeeds->difference, 0.375);
        QVERIFY(compared->utterances == 4 && compared->speakers == 2 && compared->leftOut == 0);
        // All that a drawing of two speakers can give lies within: x alone .5, y alone .25, both .375.
        QVERIFY(std::abs(compared->interval.low - 0.25) < 1e-12 && std::abs(compared->interval.high - 0.5) < 1e-12);
    }

    void plantedDifferenceIsFound() {
        const auto compared = analysis::compareSeeds(runs(0.8, 1, 5), runs(0.7, 11, 5));
        PROSOSCOPE_VERIFY(compared);
        QVERIFY(compared->interval.low > 0.0 && compared->difference > 0.05);
        QVERIFY(compared->overSeeds->p < 0.05);
        QVERIFY(std::abs(2.0 * compared->overSeeds->above - compared->overSeeds->p) < 1e-12);
        QVERIFY(compared->unpaired->above < 0.05 && compared->unpaired->degrees > 4.0 && compared->unpaired->degrees <= 8.0);
        // The other way round nothing speaks for it.
        const auto turned = analysis::compareSeeds(runs(0.7, 11, 5), runs(0.8, 1, 5));
        PROSOSCOPE_VERIFY(turned);
        QVERIFY(turned->unpaired->above > 0.95 && turned->overSeeds->above > 0.95);
        QVERIFY(std::abs(turned->unpaired->p - compared->unpaired->p) < 1e-12);
    }

    void noDifferenceIsNone() {
        const auto compared = analysis::compareSeeds(runs(0.75, 1, 5), runs(0.75, 11, 5));
        PROSOSCOPE_VERIFY(compared);
        QVERIFY(compared->interval.low < 0.0 && compared->interval.high > 0.0);
        QVERIFY(compared->overSeeds->p > 0.05);
        QVERIFY(compared->unpaired->p > 0.05);
    }

    /// One run each is what the comparison of two runs says.
    void oneSeedIsOneRun() {
        const auto a = run(0.9, 3);
        const auto b = run(0.6, 4);
        const auto seeds = analysis::compareSeeds({&a, 1}, {&b, 1});
        const auto pair = analysis::compareRuns(a, b, m_progress);
        PROSOSCOPE_VERIFY(seeds);
        QVERIFY(std::abs(seeds->difference - pair->uar.difference) < 1e-12);
        QVERIFY(std::abs(seeds->interval.low - pair->uar.interval.low) < 1e-9);
        QVERIFY(!seeds->overSeeds && !seeds->unpaired);
    }

    /// Hours of sleep gained with two drugs (Cushny and Peebles 1905), with what is published of both tests.
    void studentsSleep() {
        const std::vector<double> first{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
        const std::vector<double> second{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
        const auto near = [](double a, double b, double reach) { return std::abs(a - b) <= reach; };
        const auto welch = analysis::welchTest(first, second);
        QVERIFY(near(welch.t, -1.8608, 5e-5) && near(welch.degrees, 17.776, 5e-4));
        QVERIFY(near(welch.p, 0.07939, 5e-6) && near(welch.above, 1.0 - 0.07939 / 2.0, 5e-6));
        QVERIFY(near(analysis::welchTest(second, first).above, 0.07939 / 2.0, 5e-6));
        const auto paired = analysis::pairedTest(first, second);
        QVERIFY(near(paired.t, -4.0621, 5e-5) && near(paired.p, 0.002833, 5e-7));
        QVERIFY(near(paired.above, 1.0 - 0.002833 / 2.0, 5e-7));
    }

    /// Without variance the difference decides; with too few values nothing does.
    void whatDoesNotVary() {
        const std::vector<double> same{0.5, 0.5};
        const std::vector<double> more{0.75, 0.75, 0.75};
        const auto apart = analysis::welchTest(more, same);
        QVERIFY(apart.p == 0.0 && apart.above == 0.0 && apart.degrees == 3.0);
        QVERIFY(analysis::welchTest(same, more).above == 1.0);
        const auto none = analysis::welchTest(same, same);
        QVERIFY(none.p == 1.0 && none.above == 0.5 && none.t == 0.0);
        const auto few = analysis::welchTest(std::span(same).first(1), more);
        QVERIFY(std::isnan(few.p) && std::isnan(few.above) && std::isnan(few.t) && std::isnan(few.degrees));
        QVERIFY(std::isnan(analysis::pairedTest({}, {}).above));
    }

    void whatNotAllHavePredictedIsLeftOut() {
        auto first = runs(0.8, 1, 2);
        auto second = runs(0.7, 11, 3);
        second[1].predictions.resize(150);
        first[1].predictions.erase(first[1].predictions.begin());
        const auto compared = analysis::compareSeeds(first, second);
        PROSOSCOPE_VERIFY(compared);
        QCOMPARE(compared->utterances, std::size_t{149});
        QCOMPARE(compared->leftOut, std::size_t{51});
        QVERIFY(!compared->overSeeds);  // two against three
        QVERIFY(compared->unpaired && std::isfinite(compared->unpaired->p));
        second[2].classes = {"angry", "bored"};
        QVERIFY(!analysis::compareSeeds(first, second));
    }
};

QTEST_GUILESS_MAIN(TestSeedComparison)
#include "TestSeedComparison.moc"
