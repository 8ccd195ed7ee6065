// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "engine/analysis/DimensionScores.h"
#include "engine/analysis/Regression.h"
#include "engine/analysis/RunGroups.h"
#include "engine/core/Random.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::analysis;

namespace {

store::PredictionRecord rated(const std::string& speaker, std::vector<float> truth, std::vector<float> values) {
    store::PredictionRecord each;
    each.speaker = speaker;
    each.trueValues = std::move(truth);
    each.values = std::move(values);
    return each;
}

}  // namespace

class TestDimensionScores : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void figuresAreThoseOfRegression() {
        core::Random random(5);
        std::vector<store::PredictionRecord> predictions;
        std::vector<double> truth;
        std::vector<double> predicted;
        for (int i = 0; i < 400; ++i) {
            const auto label = static_cast<float>(random.below(100)) / 25.0F + 1.0F;
            const float value = 0.6F * label + static_cast<float>(random.below(100)) / 50.0F;
            predictions.push_back(rated("s" + std::to_string(i % 8), {std::nanf(""), label}, {1.0F, value}));
            truth.push_back(label);
            predicted.push_back(value);
        }
        const std::vector<std::string> names{"valence", "arousal"};
        const auto scores = dimensionScores(predictions, names);
        QCOMPARE(scores.size(), std::size_t{2});
        QCOMPARE(scores[0].utterances, std::size_t{0});  // nobody rated it
        QVERIFY(std::isnan(scores[0].concordance.value) && std::isnan(scores[0].concordance.interval.low));
        const auto expected = regressionScores(truth, predicted);
        const auto& arousal = scores[1];
        QCOMPARE(arousal.dimension, std::string("arousal"));
        QCOMPARE(arousal.utterances, std::size_t{400});
        QCOMPARE(arousal.speakers, std::size_t{8});
        QCOMPARE(arousal.concordance.value, expected.concordance);
        QCOMPARE(arousal.pearson.value, expected.pearson.r);
        QCOMPARE(arousal.meanSquaredError.value, expected.meanSquaredError);
        QCOMPARE(arousal.rootMeanSquaredError.value, expected.rootMeanSquaredError);
        for (const auto& score :
             {arousal.concordance, arousal.pearson, arousal.meanSquaredError, arousal.rootMeanSquaredError}) {
            QVERIFY(score.interval.low < score.value && score.value < score.interval.high);
            QVERIFY(score.interval.high - score.interval.low < 0.4);
        }
    }
    /// The short way over sums of speakers gives what the long way over all rows gives.
    void intervalsAreThoseOfAllRows() {
        core::Random random(6);
        std::vector<store::PredictionRecord> predictions;
        std::vector<double> truth;
        std::vector<double> predicted;
        std::vector<std::string> speakers;
        for (int i = 0; i < 60; ++i) {
            const auto label = static_cast<float>(random.below(100)) / 25.0F;
            const float value = label + static_cast<float>(random.below(100)) / 40.0F;
            speakers.push_back("s" + std::to_string(i % 5));
            predictions.push_back(rated(speakers.back(), {label}, {value}));
            truth.push_back(label);
            predicted.push_back(value);
        }
        const std::vector<std::string> names{"valence"};
        const auto score = dimensionScores(predictions, names, 200, 9).front();
        const auto interval = bootstrapInterval(
            speakerClusters(speakers, truth.size()),
            [&](std::span<const std::size_t> rows) {
                std::vector<double> a;
                std::vector<double> b;
                for (const auto i : rows) {
                    a.push_back(truth[i]);
                    b.push_back(predicted[i]);
                }
                return regressionScores(a, b).concordance;
            },
            200, 9);
        QVERIFY(std::abs(score.concordance.interval.low - interval.low) < 1e-9);
        QVERIFY(std::abs(score.concordance.interval.high - interval.high) < 1e-9);
    }
    /// A run's one figure: the mean over its dimensions, and its interval that of the mean in each draw of speakers.
    void theMeanOverDimensions() {
        core::Random random(7);
        std::vector<store::PredictionRecord> predictions;
        for (int i = 0; i < 60; ++i) {
            const auto label = static_cast<float>(random.below(100)) / 25.0F;
            predictions.push_back(rated("s" + std::to_string(i % 5), {label, label}, {label + 0.5F, 4.0F - label}));
        }
        const std::vector<std::string> names{"valence", "arousal"};
        const auto both = dimensionScores(predictions, names, 200, 9);
        const auto mean = meanConcordance(predictions, 2, 200, 9);
        QVERIFY(std::abs(mean.value - (both[0].concordance.value + both[1].concordance.value) / 2.0) < 1e-12);
        QVERIFY(mean.interval.low <= mean.value && mean.value <= mean.interval.high);
        const auto one = meanConcordance(predictions, 1, 200, 9);
        QVERIFY(std::abs(one.value - both[0].concordance.value) < 1e-12);
        QVERIFY(std::abs(one.interval.low - both[0].concordance.interval.low) < 1e-9);
        QVERIFY(std::isnan(meanConcordance(predictions, 3, 200, 9).value));  // nothing is known of a third
        QVERIFY(std::isnan(meanConcordance({}, 1, 200, 9).value));
    }
    void hostileRecordsAreLeftOut() {
        const std::vector<store::PredictionRecord> predictions{rated("a", {}, {1.0F}), rated("a", {1.0F}, {}),
                                                               rated("a", {1.0F}, {std::nanf("")}), rated("b", {2.0F}, {2.5F})};
        const std::vector<std::string> names{"valence"};
        const auto score = dimensionScores(predictions, names).front();
        QCOMPARE(score.utterances, std::size_t{1});
        QCOMPARE(score.meanSquaredError.value, 0.25);
        QVERIFY(std::isnan(score.pearson.value));
        QVERIFY(dimensionScores(predictions, {}).empty());
    }

    void settingsOfAPoint() {
        const auto plain = sweptValues("training.epochs = 20, model.cost = 0.1");
        QCOMPARE(plain.size(), std::size_t{2});
        QCOMPARE(plain[0].first, std::string("training.epochs"));
        QCOMPARE(plain[1].second, std::string("0.1"));
        const auto nested = sweptValues("labels.classes = [\"angry\", \"sad\"], model.name = \"a \\\", = b\"");
        QCOMPARE(nested.size(), std::size_t{2});
        QCOMPARE(nested[0].second, std::string("[\"angry\", \"sad\"]"));
        QCOMPARE(nested[1].first, std::string("model.name"));
        QVERIFY(sweptValues("").empty());
        QCOMPARE(sweptValues("]]], x")[0].second, std::string("]]]"));
    }
    void pointsInOrderOfTheirValues() {
        const auto named = [](std::initializer_list<const char*> names) {
            std::vector<GroupPoint> points;
            for (const char* name : names) {
                points.emplace_back();
                points.back().point = name;
            }
            QStringList ordered;
            for (const GroupPoint& point : inOrderOfValues(points)) ordered << QString::fromStdString(point.point);
            return ordered;
        };
        QCOMPARE(named({"cost = 1", "cost = 0.01", "cost = 1e-4"}), (QStringList{"cost = 1e-4", "cost = 0.01", "cost = 1"}));
        QCOMPARE(named({"a = 2, b = 1", "a = 10, b = 1", "a = 2, b = 0.5"}),
                 (QStringList{"a = 2, b = 0.5", "a = 2, b = 1", "a = 10, b = 1"}));
        QCOMPARE(named({"kind = \"svm\"", "kind = \"forest\""}), (QStringList{"kind = \"svm\"", "kind = \"forest\""}));
        QCOMPARE(named({"cost = 1", "cost = 0.1", "cost = \"auto\""}).first(), QString("cost = 1"));  // not all are numbers
        QVERIFY(named({}).isEmpty());
        QCOMPARE(named({""}).size(), qsizetype{1});
    }
};

QTEST_GUILESS_MAIN(TestDimensionScores)
#include "TestDimensionScores.moc"
