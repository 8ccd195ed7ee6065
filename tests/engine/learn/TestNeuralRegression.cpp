// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learn/FScores.h"
#include "engine/learn/LinearRegression.h"
#include "engine/learn/NeuralRegression.h"
#include "tests/TestSupport.h"
#include "tests/engine/learn/LearnSupport.h"

using namespace prososcope;
using namespace prososcope::learn;

namespace {

/// Rows of four speakers; the target is the sum of columns 2 and 7, and noise.
struct Example {
    Matrix<float> rows{120, 20};
    std::vector<double> target;
    std::vector<std::string> speakers;

    explicit Example(std::uint64_t seed) {
        core::Random random(seed);
        for (float& value : rows.values) value = static_cast<float>(random.normal());
        for (std::size_t i = 0; i < rows.rows; ++i) {
            rows.at(i, 4) = 0.1F;
            target.push_back(3.0 + rows.at(i, 2) + rows.at(i, 7) + 0.3 * random.normal());
            speakers.push_back("s" + std::to_string(i % 7 % 4));  // of unequal size
        }
    }
    [[nodiscard]] SpeakerRegression regress(ColumnChoice choice, std::size_t count = 2, int threads = 1) const {
        core::Progress silent;
        auto result = regressLeavingSpeakersOut(rows.view(), target, speakers, {choice, count, threads}, silent);
        if (!result) qWarning("%s", result.error().message().c_str());
        return result.value_or(SpeakerRegression{});
    }
};

}  // namespace

/// The whole is compared with reference values by TestCliReference.
class TestNeuralRegression : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void plantedColumnsAreChosen() {
        const Example example(1);
        const auto result = example.regress(ColumnChoice::TrainingFold);
        QCOMPARE(result.speakers.size(), std::size_t{4});
        QVERIFY(!result.leaks);
        for (const auto& speaker : result.speakers) {
            auto columns = speaker.columns;
            std::ranges::sort(columns);
            QCOMPARE(columns, (std::vector<std::size_t>{2, 7}));
            QVERIFY(speaker.meanSquaredError < 0.15);
        }
        const auto everything = example.regress(ColumnChoice::Everything);
        QVERIFY(everything.speakers[0].columns.empty() && everything.mean < 0.2 && !everything.leaks);
        QVERIFY(example.regress(ColumnChoice::AllRows).leaks);
        // More columns than there are: all but the constant one.
        QCOMPARE(example.regress(ColumnChoice::TrainingFold, 100).speakers[0].columns.size(), std::size_t{19});
    }

    void figuresByHand() {
        const Example example(2);
        const auto result = example.regress(ColumnChoice::Mean);
        double mean = 0.0;
        std::vector<double> errors;
        for (const auto& speaker : result.speakers) {
            double others = 0.0;
            double count = 0.0;
            for (std::size_t i = 0; i < 120; ++i) {
                if (example.speakers[i] == speaker.speaker) continue;
                others += example.target[i];
                count += 1.0;
            }
            double error = 0.0;
            for (std::size_t i = 0; i < 120; ++i) {
                if (example.speakers[i] != speaker.speaker) continue;
                QVERIFY(std::abs(result.predictions[i] - others / count) < 1e-12);
                error += (example.target[i] - others / count) * (example.target[i] - others / count);
            }
            errors.push_back(error / static_cast<double>(speaker.rows));
            QVERIFY(std::abs(speaker.meanSquaredError - errors.back()) < 1e-12);
            mean += errors.back() / 4.0;
        }
        double variance = 0.0;
        for (const double error : errors) variance += (error - mean) * (error - mean) / 4.0;
        QVERIFY(std::abs(result.mean - mean) < 1e-12 && std::abs(result.variance - variance) < 1e-12);
        QVERIFY(std::abs(result.deviation - std::sqrt(variance)) < 1e-12);
    }

    void testSpeakersTeachNothing() {
        // Other labels of a speaker change nothing that is predicted of it, unless columns are chosen over all rows.
        Example example(3);
        for (double& value : example.target) value = core::Random(static_cast<std::uint64_t>(1000.0 * value)).normal();
        auto changed = example;
        for (std::size_t i = 0; i < 120; ++i) {
            if (changed.speakers[i] == "s1") changed.target[i] = 50.0 * changed.rows.at(i, 11);
        }
        for (const auto choice : {ColumnChoice::TrainingFold, ColumnChoice::AllRows, ColumnChoice::Everything}) {
            const auto before = example.regress(choice);
            const auto after = changed.regress(choice);
            bool same = true;
            for (std::size_t i = 0; i < 120; ++i)
                same = same && (example.speakers[i] != "s1" || before.predictions[i] == after.predictions[i]);
            QCOMPARE(same, choice != ColumnChoice::AllRows);
        }
    }

    void copiesOfColumnsAreTies() {
        Example example(4);
        for (std::size_t i = 0; i < 120; ++i) {
            example.rows.at(i, 15) = -example.rows.at(i, 2);
            example.rows.at(i, 9) = 4.0F * example.rows.at(i, 2);
        }
        const auto scores = regressionFScores(example.rows.view(), std::span<const double>(example.target));
        const auto order = rankedColumns(*scores);
        const auto first = std::ranges::find(order, std::size_t{2});
        QVERIFY(order.end() - first > 3 && first[1] == 9 && first[2] == 15);
        QCOMPARE(order.back(), std::size_t{4});  // constant
        QCOMPARE(order.size(), std::size_t{20});
        // The smallest norm: copies of a column predict what it does alone.
        const auto chosen = example.regress(ColumnChoice::TrainingFold, 4);
        auto alone = example;
        for (std::size_t i = 0; i < 120; ++i) alone.rows.at(i, 15) = alone.rows.at(i, 9) = 0.0F;
        const auto expected = alone.regress(ColumnChoice::TrainingFold, 2);
        for (std::size_t i = 0; i < 120; ++i) QVERIFY(std::abs(chosen.predictions[i] - expected.predictions[i]) < 1e-10);
    }

    void scalesMayDifferByOrdersOfMagnitude() {
        Example example(5);
        const auto expected = example.regress(ColumnChoice::Everything);
        for (std::size_t i = 0; i < 120; ++i) {
            example.rows.at(i, 2) *= 0x1p30F;
            example.rows.at(i, 7) *= 0x1p-15F;
        }
        const auto result = example.regress(ColumnChoice::Everything);
        for (std::size_t i = 0; i < 120; ++i) QVERIFY(std::abs(result.predictions[i] - expected.predictions[i]) < 1e-6);
    }

    void doesNotDependOnThreads() {
        const Example example(6);
        QVERIFY(example.regress(ColumnChoice::TrainingFold, 5, 1).predictions ==
                example.regress(ColumnChoice::TrainingFold, 5, 3).predictions);
    }

    void badInputAndCancel() {
        Example example(7);
        core::Progress silent;
        const auto refused = [&](const Example& bad) {
            const auto result = regressLeavingSpeakersOut(bad.rows.view(), bad.target, bad.speakers, {}, silent);
            return result ? QString() : QString::fromStdString(result.error().message());
        };
        auto bad = example;
        bad.target[3] = std::nan("");
        QVERIFY(refused(bad).contains("not a finite number"));
        bad = example;
        bad.target.pop_back();
        QCOMPARE(refused(bad), "There are 120 rows of features but 119 labels.");
        bad = example;
        bad.speakers.pop_back();
        QVERIFY(refused(bad).contains("119 names of speakers"));
        bad = example;
        bad.speakers.assign(120, "one");
        QCOMPARE(refused(bad), "Leaving one speaker out needs at least two speakers.");
        bad = example;
        bad.rows.values[5] = std::nanf("");
        QVERIFY(refused(bad).startsWith("Row 1, column 6"));
        std::stop_source stop;
        stop.request_stop();
        core::Progress stopped(stop.get_token());
        QCOMPARE(regressLeavingSpeakersOut(example.rows.view(), example.target, example.speakers, {}, stopped).error().kind,
                 core::ErrorKind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestNeuralRegression)
#include "TestNeuralRegression.moc"
