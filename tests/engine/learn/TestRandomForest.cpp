// SPDX-License-Identifier: GPL-3.0-or-later
#include <numeric>

#include "engine/learn/RandomForest.h"
#include "tests/TestSupport.h"
#include "tests/engine/learn/LearnSupport.h"

using namespace prososcope;
using namespace prososcope::learn;

namespace {

TrainingRows trainingOf(const LabelledRows& clouds, int classes) { return {clouds.rows.view(), clouds.labels, classes, {}}; }

double accuracy(const RandomForest& forest, MatrixView<float> rows, std::span<const int> labels) {
    core::Progress silent;
    const auto predicted = forest.predict(rows, silent).value();
    double right = 0.0;
    for (std::size_t i = 0; i < labels.size(); ++i) right += predicted[i] == labels[i] ? 1.0 : 0.0;
    return right / static_cast<double>(labels.size());
}

}  // namespace

class TestRandomForest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void referenceAggregate() {
        PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/stats");
        const auto all = NumberTable::read(folder / "standardised_X.csv").values;
        const auto rows = toFloat(columnsOf(all.view(), std::vector<std::size_t>{0, 1, 4, 5, 6, 7, 8, 9, 10, 11}));
        std::vector<int> labels;
        for (const double label : NumberTable::read(folder / "input_y.csv").column("y_class"))
            labels.push_back(static_cast<int>(label));
        const auto expected = NumberTable::read(folder / "randomforest_aggregate.csv").column("value");
        core::Progress silent;
        double test = 0.0;
        double outOfBag = 0.0;
        for (std::uint64_t seed = 0; seed < 30; ++seed) {
            RandomForest forest({.trees = 200, .balanced = false, .seed = seed, .threads = 2});
            PROSOSCOPE_VERIFY(forest.fit({{rows.values.data(), 42, 10}, std::span(labels).first(42), 4, {}}, silent));
            test += accuracy(forest, {rows.values.data() + 420, 18, 10}, std::span(labels).subspan(42)) / 30.0;
            outOfBag += forest.outOfBagAccuracy() / 30.0;
        }
        qInfo("test %.3f (%.3f), out of bag %.3f (%.3f)", test, expected[2], outOfBag, expected[4]);
        // Four standard errors of the difference of two means of 30 seeds.
        QVERIFY(std::abs(test - expected[2]) < 4.0 * expected[3] * std::sqrt(2.0 / 30.0));
        QVERIFY(std::abs(outOfBag - expected[4]) < 4.0 * expected[5] * std::sqrt(2.0 / 30.0));
    }

    void oneSplitByHand() {
        Matrix<float> rows(40, 2);
        std::vector<int> labels;
        for (std::size_t i = 0; i < 40; ++i) {
            rows.at(i, 0) = 7.0F;  // tells nothing
            rows.at(i, 1) = i < 20 ? 1.0F : 3.0F;
            labels.push_back(i < 20 ? 0 : 1);
        }
        core::Progress silent;
        RandomForest forest({.trees = 20, .seed = 3});
        PROSOSCOPE_VERIFY(forest.fit({rows.view(), labels, 2, {}}, silent));
        QCOMPARE(forest.importances(), (std::vector<double>{0.0, 1.0}));
        QCOMPARE(forest.outOfBagAccuracy(), 1.0);
        Matrix<float> probe(2, 2);
        probe.values = {0.0F, 1.9F, 0.0F, 2.1F};  // the threshold lies half-way
        QCOMPARE(*forest.predict(probe.view(), silent), (std::vector<int>{0, 1}));
        const auto scores = forest.scores(probe.view(), silent);
        QVERIFY(std::abs(scores->at(0, 0) - 1.0) < 1e-12 && scores->at(0, 1) == 0.0 && scores->at(1, 0) == 0.0);
    }

    void plantedAndNullEffects() {
        core::Progress silent;
        for (const double apart : {2.5, 0.0}) {
            const auto train = makeClouds(300, 24, 3, apart, 5);
            const auto test = makeClouds(400, 24, 3, apart, 6);
            RandomForest forest({.trees = 60, .threads = 2});
            PROSOSCOPE_VERIFY(forest.fit(trainingOf(train, 3), silent));
            const double right = accuracy(forest, test.rows.view(), test.labels);
            const auto& importances = forest.importances();
            const double planted = std::accumulate(importances.begin(), importances.begin() + 6, 0.0);
            QVERIFY(std::abs(std::accumulate(importances.begin(), importances.end(), 0.0) - 1.0) < 1e-9);
            if (apart > 0.0) {
                QVERIFY(right > 0.9 && forest.outOfBagAccuracy() > 0.9 && planted > 0.7);
            } else {
                QVERIFY(std::abs(right - 1.0 / 3.0) < 0.1 && std::abs(forest.outOfBagAccuracy() - 1.0 / 3.0) < 0.12);
                QVERIFY(std::abs(planted - 0.25) < 0.08);
            }
        }
    }

    void theSameBitsOnAnyThreads() {
        const auto clouds = makeClouds(120, 30, 4, 1.0, 2);
        core::Progress silent;
        std::vector<double> first;
        for (const int threads : {1, 2, 2}) {
            RandomForest forest({.trees = 25, .seed = 9, .threads = threads});
            PROSOSCOPE_VERIFY(forest.fit(trainingOf(clouds, 4), silent));
            const auto values = forest.scores(clouds.rows.view(), silent)->values;
            if (first.empty()) first = values;
            QCOMPARE(values, first);
        }
        RandomForest other({.trees = 25, .seed = 10});
        PROSOSCOPE_VERIFY(other.fit(trainingOf(clouds, 4), silent));
        QVERIFY(other.scores(clouds.rows.view(), silent)->values != first);
    }

    void storedAndRead() {
        QTemporaryDir folder;
        const auto path = toPath(folder.filePath("forest.safetensors"));
        const auto clouds = makeClouds(80, 6, 3, 1.0, 4);
        core::Progress silent;
        RandomForest forest({.trees = 12});
        PROSOSCOPE_VERIFY(forest.fit(trainingOf(clouds, 3), silent));
        PROSOSCOPE_VERIFY(saveClassifier(path, forest));
        const auto stored = loadClassifier(path);
        PROSOSCOPE_VERIFY(stored);
        QVERIFY(!stored->standardiser);
        QCOMPARE(stored->classifier->scores(clouds.rows.view(), silent)->values,
                 forest.scores(clouds.rows.view(), silent)->values);
        // Whatever number of the nodes is changed, the forest is refused or can still be walked.
        core::Random random(1);
        for (int round = 0; round < 300; ++round) {
            auto state = forest.state();
            auto& values = state.tensors[random.chance(0.8) ? "nodes" : "sizes"].values;
            values[random.below(values.size())] = std::floor(random.uniform(-5.0, 50.0));
            if (const auto damaged = RandomForest::restore(state)) QVERIFY(damaged->scores(clouds.rows.view(), silent));
        }
    }

    void badInputAndCancel() {
        const auto clouds = makeClouds(60, 6, 3, 1.0, 4);
        core::Progress silent;
        RandomForest forest({.trees = 5});
        QVERIFY(!RandomForest({.trees = 0}).fit(trainingOf(clouds, 3), silent));
        QVERIFY(!forest.fit({clouds.rows.view(), std::vector<int>(60, 0), 3, {}}, silent));
        QCOMPARE(forest.classes(), 0);
        std::stop_source stop;
        stop.request_stop();
        core::Progress stopped(stop.get_token());
        QCOMPARE(forest.fit(trainingOf(clouds, 3), stopped).error().kind, core::ErrorKind::Cancelled);
        PROSOSCOPE_VERIFY(forest.fit(trainingOf(clouds, 3), silent));
        QVERIFY(!forest.scores(makeClouds(3, 5, 3, 1.0, 1).rows.view(), silent));
    }
};

QTEST_GUILESS_MAIN(TestRandomForest)
#include "TestRandomForest.moc"
