// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <map>

#include "engine/analysis/Classification.h"
#include "engine/core/Csv.h"
#include "engine/core/Random.h"
#include "engine/core/SafeFile.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::analysis;

namespace {

/// Simulated predictions: every speaker has a recall of its own, drawn around `mean`.
struct Sample {
    std::vector<int> truth, predicted;
    std::vector<std::string> speakers;
};
Sample simulate(core::Random& random, int speakers, int perSpeaker, double mean, double spread) {
    Sample sample;
    for (int s = 0; s < speakers; ++s) {
        const double recall = std::clamp(mean + spread * random.normal(), 0.0, 1.0);
        for (int i = 0; i < perSpeaker; ++i) {
            const int truth = i % 2;
            sample.truth.push_back(truth);
            sample.predicted.push_back(random.chance(recall) ? truth : 1 - truth);
            sample.speakers.push_back("s" + std::to_string(s));
        }
    }
    return sample;
}

}  // namespace

class TestClassification : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void referenceValues();
    void closedForms();
    void emptyAndAbsent();
    void labelsOutsideAreLeftOut();
    void bootstrapIsDeterministic();
    void bootstrapOfEqualSpeakersIsAPoint();
    void bootstrapCoversTheTruth();
    void speakersWidenTheInterval();
    void oneSpeakerFallsBackToUtterances();
};

void TestClassification::referenceValues() {
    PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/stats");
    const auto read = [&](const char* name) { return core::parseCsv(core::readFile(folder / name).value(), name).value(); };
    const auto input = read("classification_in.csv");
    const auto output = read("classification_out.csv");
    std::map<std::string, std::pair<std::vector<int>, std::vector<int>>> cases;
    for (const auto& row : input.rows) {
        cases[row[0]].first.push_back(std::stoi(row[1]));
        cases[row[0]].second.push_back(std::stoi(row[2]));
    }
    std::map<std::string, std::map<std::string, double>> expected;
    for (const auto& row : output.rows) expected[row[0]][row[1]] = core::parseNumber(row[2]).value_or(std::nan(""));
    QCOMPARE(cases.size(), std::size_t{3});
    for (const auto& [name, labels] : cases) {
        auto& values = expected[name];
        std::size_t classes = 0;
        while (values.contains("cm_" + std::to_string(classes) + "_0")) ++classes;
        QVERIFY(classes >= 3);
        const auto matrix = confusionMatrix(labels.first, labels.second, classes);
        double f1Sum = 0.0;
        for (std::size_t i = 0; i < classes; ++i) {
            for (std::size_t j = 0; j < classes; ++j) {
                QCOMPARE(static_cast<double>(matrix.at(i, j)), values["cm_" + std::to_string(i) + "_" + std::to_string(j)]);
            }
            f1Sum += values["f1_class" + std::to_string(i)];
        }
        QVERIFY(std::abs(unweightedAverageRecall(matrix) - values["UAR_balanced_accuracy"]) < 1e-12);
        QVERIFY(std::abs(weightedAccuracy(matrix) - values["WA_accuracy"]) < 1e-12);
        QVERIFY(std::abs(macroF1(matrix) - values["f1_macro"]) < 1e-12);
        QVERIFY(std::abs(macroF1(matrix) - f1Sum / static_cast<double>(classes)) < 1e-12);
        double precisionSum = 0.0;
        for (const double value : precisions(matrix)) precisionSum += std::isnan(value) ? 0.0 : value;
        QVERIFY(std::abs(precisionSum / static_cast<double>(classes) - values["precision_macro"]) < 1e-12);
        double recallSum = 0.0;
        for (const double value : recalls(matrix)) recallSum += std::isnan(value) ? 0.0 : value;
        QVERIFY(std::abs(recallSum / static_cast<double>(classes) - values["recall_macro_all_labels"]) < 1e-12);
    }
}

void TestClassification::closedForms() {
    // Rows: 8 of 10 right, 3 of 4 right.
    const ConfusionMatrix matrix{2, {8, 2, 1, 3}};
    QCOMPARE(matrix.total(), std::size_t{14});
    QCOMPARE(matrix.rowSum(1), std::size_t{4});
    QCOMPARE(unweightedAverageRecall(matrix), (0.8 + 0.75) / 2.0);
    QCOMPARE(weightedAccuracy(matrix), 11.0 / 14.0);
    QCOMPARE(macroF1(matrix), (16.0 / 19.0 + 6.0 / 9.0) / 2.0);
    QCOMPARE(precisions(matrix)[0], 8.0 / 9.0);
    QCOMPARE(recalls(matrix)[1], 0.75);
}

void TestClassification::emptyAndAbsent() {
    const auto none = confusionMatrix({}, {}, 3);
    QVERIFY(std::isnan(unweightedAverageRecall(none)));
    QVERIFY(std::isnan(weightedAccuracy(none)));
    QVERIFY(std::isnan(macroF1(none)));
    const auto interval = bootstrapUar({}, {}, {}, 3);
    QVERIFY(std::isnan(interval.low) && std::isnan(interval.high));

    const std::vector<int> truth = {0, 0, 1, 1};
    const std::vector<int> predicted = {0, 0, 0, 0};
    const auto matrix = confusionMatrix(truth, predicted, 3);
    QCOMPARE(unweightedAverageRecall(matrix), 0.5);  // the absent third class does not count
    QVERIFY(std::isnan(recalls(matrix)[2]));
    QVERIFY(std::isnan(precisions(matrix)[1]));
    QCOMPARE(macroF1(matrix), (4.0 / 6.0 + 0.0) / 2.0);  // the class never predicted counts 0
}

void TestClassification::labelsOutsideAreLeftOut() {
    const std::vector<int> truth = {0, 1, -1, 5};
    const std::vector<int> predicted = {0, 7, 0, 0};
    QCOMPARE(confusionMatrix(truth, predicted, 2).total(), std::size_t{1});
}

void TestClassification::bootstrapIsDeterministic() {
    core::Random random(3);
    auto sample = simulate(random, 8, 20, 0.7, 0.1);
    const auto first = bootstrapUar(sample.truth, sample.predicted, sample.speakers, 2, 500, 11);
    const auto again = bootstrapUar(sample.truth, sample.predicted, sample.speakers, 2, 500, 11);
    const auto other = bootstrapUar(sample.truth, sample.predicted, sample.speakers, 2, 500, 12);
    QCOMPARE(first.low, again.low);
    QCOMPARE(first.high, again.high);
    QVERIFY(first.low != other.low || first.high != other.high);
    // The order of the utterances does not matter.
    std::reverse(sample.truth.begin(), sample.truth.end());
    std::reverse(sample.predicted.begin(), sample.predicted.end());
    std::reverse(sample.speakers.begin(), sample.speakers.end());
    const auto reversed = bootstrapUar(sample.truth, sample.predicted, sample.speakers, 2, 500, 11);
    QCOMPARE(first.low, reversed.low);
    QCOMPARE(first.high, reversed.high);
}

void TestClassification::bootstrapOfEqualSpeakersIsAPoint() {
    std::vector<int> truth, predicted;
    std::vector<std::string> speakers;
    for (int s = 0; s < 5; ++s) {
        for (int i = 0; i < 8; ++i) {
            truth.push_back(i % 2);
            predicted.push_back(i < 2 ? 1 - i % 2 : i % 2);
            speakers.push_back(std::to_string(s));
        }
    }
    const auto interval = bootstrapUar(truth, predicted, speakers, 2, 300);
    QCOMPARE(interval.low, 0.75);
    QCOMPARE(interval.high, 0.75);
}

void TestClassification::bootstrapCoversTheTruth() {
    // 300 data sets of 24 speakers whose recalls scatter around 0.7: the interval covers 0.7 in about 95 % of them.
    // The percentile interval with 24 clusters is known to be slightly short; four standard errors are allowed on top.
    core::Random random(5);
    int covered = 0;
    const int sets = 300;
    for (int i = 0; i < sets; ++i) {
        const auto sample = simulate(random, 24, 30, 0.7, 0.08);
        const auto interval =
            bootstrapUar(sample.truth, sample.predicted, sample.speakers, 2, 400, static_cast<std::uint64_t>(i));
        if (interval.low <= 0.7 && 0.7 <= interval.high) ++covered;
    }
    const double coverage = static_cast<double>(covered) / sets;
    qInfo("coverage %.3f", coverage);
    QVERIFY(coverage > 0.89 && coverage < 0.99);
}

void TestClassification::speakersWidenTheInterval() {
    core::Random random(9);
    const auto sample = simulate(random, 10, 60, 0.7, 0.15);
    std::vector<std::string> alone(sample.truth.size());
    for (std::size_t i = 0; i < alone.size(); ++i) alone[i] = std::to_string(i);
    const auto clustered = bootstrapUar(sample.truth, sample.predicted, sample.speakers, 2, 1000);
    const auto independent = bootstrapUar(sample.truth, sample.predicted, alone, 2, 1000);
    QVERIFY(clustered.high - clustered.low > 1.3 * (independent.high - independent.low));
}

void TestClassification::oneSpeakerFallsBackToUtterances() {
    core::Random random(2);
    const auto sample = simulate(random, 1, 200, 0.7, 0.0);
    const auto interval = bootstrapUar(sample.truth, sample.predicted, sample.speakers, 2, 1000);
    const double uar = unweightedAverageRecall(confusionMatrix(sample.truth, sample.predicted, 2));
    QVERIFY(interval.low < uar && uar < interval.high);
    const double wald = 1.96 * std::sqrt(uar * (1.0 - uar) / 200.0);
    QVERIFY(std::abs((interval.high - interval.low) / 2.0 - wald) < 0.25 * wald);
}

QTEST_GUILESS_MAIN(TestClassification)
#include "TestClassification.moc"
