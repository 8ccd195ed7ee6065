// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "engine/analysis/Classification.h"
#include "engine/analysis/Comparison.h"
#include "engine/analysis/Distributions.h"
#include "engine/analysis/MultipleTests.h"
#include "engine/analysis/Regression.h"
#include "tests/TestSupport.h"
#include "tests/engine/learn/LearnSupport.h"

using namespace prososcope;
using namespace prososcope::analysis;

namespace {

bool near(double a, double b, double relative = 1e-9) {
    return (std::isnan(a) && std::isnan(b)) || std::abs(a - b) <= relative * std::abs(b) || std::abs(a - b) < 1e-30;
}

std::map<std::string, double> named(const std::filesystem::path& path) {
    std::map<std::string, double> result;
    const auto table = core::parseCsv(core::readFile(path).value(), path.string()).value();
    for (const auto& row : table.rows) result[row[0]] = core::parseNumber(row[1]).value_or(std::nan(""));
    return result;
}

/// Predictions of two systems, right with the given chances, of `speakers` speakers.
struct TwoSystems {
    std::vector<int> truth, first, second;
    std::vector<std::string> speakers;
    TwoSystems(core::Random& random, int speakerCount, int each, double right1, double right2) {
        for (int i = 0; i < speakerCount * each; ++i) {
            truth.push_back(i % 3);
            first.push_back(random.chance(right1) ? i % 3 : (i + 1) % 3);
            second.push_back(random.chance(right2) ? i % 3 : (i + 2) % 3);
            speakers.push_back("s" + std::to_string(i % speakerCount));
        }
    }
};

}  // namespace

class TestStatistics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void referenceTests() {
        PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/stats");
        auto expected = named(folder / "mcnemar_wilcoxon.csv");
        const auto test = mcNemar(static_cast<std::size_t>(expected["b"]), static_cast<std::size_t>(expected["c"]));
        QVERIFY(near(test.exact, expected["mcnemar_exact_p"]));
        const auto rows = NumberTable::read(folder / "input_X.csv");
        const auto signedRank = wilcoxonSignedRank(rows.column("x0"), rows.column("x1"));
        QCOMPARE(signedRank.statistic, expected["wilcoxon_W"]);
        QVERIFY(near(signedRank.p, expected["wilcoxon_x0_vs_x1_p_asymptotic"]));

        const auto fdr = NumberTable::read(folder / "fdr.csv");
        const auto p = fdr.column("p");
        for (const auto& [correction, name] : {std::pair{Correction::BenjaminiHochberg, "bh_adjusted"},
                                               {Correction::BenjaminiYekutieli, "by_adjusted"},
                                               {Correction::Bonferroni, "bonferroni"}}) {
            const auto values = adjusted(p, correction);
            for (std::size_t i = 0; i < p.size(); ++i) QVERIFY(near(values[i], fdr.column(name)[i], 1e-12));
        }
    }

    void referenceCorrelations() {
        PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/stats");
        const auto rows = NumberTable::read(folder / "input_X.csv");
        const auto target = NumberTable::read(folder / "input_y.csv").column("y_real");
        const auto expected = NumberTable::read(folder / "univariate.csv");
        for (std::size_t c = 0; c < 12; ++c) {
            const auto column = rows.column("x" + std::to_string(c));
            QVERIFY(near(pearson(column, target).r, expected.column("pearson_r")[c]));
            QVERIFY(near(pearson(column, target).p, expected.column("pearson_p")[c]));
            QVERIFY(near(spearman(column, target).r, expected.column("spearman_rho")[c]));
            QVERIFY(near(spearman(column, target).p, expected.column("spearman_p")[c]));
        }
    }

    void referenceRegression() {
        PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/stats");
        const auto input = NumberTable::read(folder / "regression_in.csv").values;
        const auto output = core::parseCsv(core::readFile(folder / "regression_out.csv").value(), "regression_out.csv").value();
        for (int which = 0; which < 3; ++which) {
            std::vector<double> truth;
            std::vector<double> predicted;
            for (std::size_t i = 0; i < input.rows; ++i) {
                if (input.at(i, 0) != which) continue;
                truth.push_back(input.at(i, 1));
                predicted.push_back(input.at(i, 2));
            }
            const auto scores = regressionScores(truth, predicted);
            const std::map<std::string, double> ours{{"ccc", scores.concordance},
                                                     {"pearson", scores.pearson.r},
                                                     {"rmse", scores.rootMeanSquaredError},
                                                     {"mae", scores.meanAbsoluteError},
                                                     {"r2", scores.determination}};
            for (const auto& row : output.rows) {
                if (row[0] != std::to_string(which)) continue;
                const double wanted = core::parseNumber(row[2]).value_or(std::nan(""));
                QVERIFY2(near(ours.at(row[1]), wanted) || std::abs(ours.at(row[1]) - wanted) < 1e-12, row[1].c_str());
            }
            QVERIFY(near(scores.meanSquaredError, scores.rootMeanSquaredError * scores.rootMeanSquaredError));
        }
        QVERIFY(std::isnan(regressionScores({}, {}).rootMeanSquaredError));
    }

    void distributionsInClosedForm() {
        QVERIFY(near(incompleteBeta(1.0, 1.0, 0.3), 0.3, 1e-13));
        QVERIFY(near(incompleteBeta(2.0, 1.0, 0.3), 0.09, 1e-13));
        QVERIFY(near(incompleteBeta(2.0, 3.0, 0.4) + incompleteBeta(3.0, 2.0, 0.6), 1.0, 1e-13));
        QVERIFY(near(tTwoSided(1.0, 1.0), 0.5, 1e-12));  // Cauchy
        QVERIFY(near(tUpper(1.0, 1.0), 0.25, 1e-12) && near(tUpper(-1.0, 1.0), 0.75, 1e-12) &&
                near(tUpper(0.0, 4.5), 0.5, 1e-12));
        QVERIFY(near(tCritical(0.5, 1.0), 1.0, 1e-12) && near(tCritical(0.05, 1.0), 12.706204736432095, 1e-10));
        QVERIFY(near(tCritical(0.05, 9.0), 2.2621571628540993, 1e-10) &&
                near(tTwoSided(tCritical(1e-9, 30.0), 30.0), 1e-9, 1e-8));
        QVERIFY(std::isnan(tCritical(0.0, 3.0)) && std::isnan(tCritical(0.05, 0.0)));
        QVERIFY(near(fSurvival(3.0, 2.0, 10.0), std::pow(1.6, -5.0), 1e-12));  // (1 + 2 f / d)^(-d / 2) with d = 10
        QVERIFY(near(fSurvival(3.0, 1.0, 1e7), chiSquared1Survival(3.0), 1e-5));
        QVERIFY(near(normalTwoSided(1.959963984540054), 0.05, 1e-12));
        QVERIFY(near(binomialHalfTwoSided(1, 5), 2.0 * 6.0 / 32.0, 1e-12));
        QCOMPARE(binomialHalfTwoSided(3, 6), 1.0);
        QVERIFY(std::isnan(fSurvival(std::nan(""), 1, 1)) && std::isnan(incompleteBeta(1, 1, 2)));
    }

    void correctionsByHand() {
        const std::vector<double> p{0.01, 0.04, std::nan(""), 0.03};
        const auto holm = adjusted(p, Correction::Holm);
        QVERIFY(near(holm[0], 0.03) && near(holm[3], 0.06) && near(holm[1], 0.06) && std::isnan(holm[2]));
        const auto hochberg = adjusted(p, Correction::BenjaminiHochberg);
        QVERIFY(near(hochberg[0], 0.03) && near(hochberg[3], 0.04) && near(hochberg[1], 0.04));
        QVERIFY(adjusted({}, Correction::Holm).empty());
    }

    void mcNemarByHand() {
        const std::vector<int> truth{0, 0, 0, 0, 0, 0};
        const auto test = mcNemar(truth, std::vector<int>{0, 0, 0, 0, 0, 1}, std::vector<int>{0, 1, 1, 1, 1, 0});
        QCOMPARE(test.onlyFirst, std::size_t{4});
        QCOMPARE(test.onlySecond, std::size_t{1});
        QVERIFY(near(test.exact, 0.375));
        QVERIFY(near(test.chiSquared, 0.8));
        QCOMPARE(mcNemar(0, 0).exact, 1.0);
        QCOMPARE(mcNemar(3, 3).approximate, 1.0);
    }

    void calibrationByHand() {
        const std::vector<double> sure{1, 0, 0, 1, 1, 0, 1, 0};
        QCOMPARE(brierScore(sure, std::vector<int>{0, 1, 0, 0}, 2), 0.0);
        QCOMPARE(brierScore(sure, std::vector<int>{1, 1, 0, 0}, 2), 0.5);
        QCOMPARE(calibrationError(sure, std::vector<int>{1, 1, 0, 0}, 2), 0.25);
        // Two bins: .6 twice, right once; .9 twice, right twice, in 5 bins: (|1 - 1.2| + |2 - 1.8|) / 4.
        const std::vector<double> mixed{0.6, 0.4, 0.6, 0.4, 0.9, 0.1, 0.1, 0.9};
        QVERIFY(near(calibrationError(mixed, std::vector<int>{0, 1, 0, 1}, 2, 5), 0.1));
        QVERIFY(std::isnan(brierScore({}, {}, 2)) && std::isnan(calibrationError({}, {}, 2)));
        const auto f1 = f1Scores(ConfusionMatrix{3, {8, 2, 0, 1, 3, 0, 0, 0, 0}});
        QVERIFY(near(f1[0], 16.0 / 19.0) && near(f1[1], 6.0 / 9.0) && std::isnan(f1[2]));
        const auto spread = spreadOf(std::vector<double>{0.5, 0.7, 0.6});
        QVERIFY(near(spread.mean, 0.6) && near(spread.deviation, 0.1) && spread.smallest == 0.5 && spread.largest == 0.7);
        QVERIFY(std::isnan(spreadOf({}).mean) && std::isnan(spreadOf(std::vector<double>{1.0}).deviation));
    }

    void permutationByHand() {
        // Each of three speakers favours the first system by the same amount: of 8 exchanges two are as far as the observed
        // one.
        const std::vector<std::vector<std::size_t>> clusters{{0, 3}, {1}, {2}};
        core::Progress silent;
        const auto sum = [](std::span<const std::uint8_t> swapped) {
            double value = 0.0;
            for (const std::size_t i : {0, 1, 2}) value += swapped[i] != 0 ? -1.0 : 1.0;
            return value;
        };
        QCOMPARE(*pairedPermutation(clusters, 4, sum, 100, 1, silent), 0.25);
        std::stop_source stop;
        stop.request_stop();
        core::Progress stopped(stop.get_token());
        QCOMPARE(pairedPermutation(clusters, 4, sum, 100, 1, stopped).error().kind, core::ErrorKind::Cancelled);
    }

    void equalSystemsDifferRarely() {
        core::Random random(3);
        core::Progress silent;
        int low = 0;
        int outside = 0;
        for (int round = 0; round < 200; ++round) {
            const TwoSystems systems(random, 15, 12, 0.6, 0.6);
            const auto result = compareUar(systems.truth, systems.first, systems.second, systems.speakers, 3, silent, 300,
                                           static_cast<std::uint64_t>(round));
            PROSOSCOPE_VERIFY(result);
            low += result->permutation < 0.05 ? 1 : 0;
            outside += result->interval.low > 0.0 || result->interval.high < 0.0 ? 1 : 0;
        }
        // 5 % of 200 are 10, with a deviation of 3.1; the percentile interval of 15 speakers is a little short.
        QVERIFY2(low <= 22, qPrintable(QString::number(low)));
        QVERIFY2(outside <= 28, qPrintable(QString::number(outside)));
    }

    void plantedDifferencesAreFound() {
        core::Random random(4);
        core::Progress silent;
        const TwoSystems systems(random, 15, 30, 0.75, 0.55);
        const auto result = compareUar(systems.truth, systems.first, systems.second, systems.speakers, 3, silent);
        PROSOSCOPE_VERIFY(result);
        QVERIFY(near(result->first, unweightedAverageRecall(confusionMatrix(systems.truth, systems.first, 3))));
        QVERIFY(result->interval.low > 0.0 && result->interval.low < result->difference);
        QVERIFY(result->permutation < 0.01 && result->mcNemar.exact < 0.01);
        const auto other = compareUar(systems.truth, systems.second, systems.first, systems.speakers, 3, silent);
        QVERIFY(near(other->difference, -result->difference));
        QCOMPARE(other->permutation, result->permutation);
        QVERIFY(!compareUar(systems.truth, std::vector<int>{1}, systems.second, systems.speakers, 3, silent));
        QVERIFY(!compareUar({}, {}, {}, {}, 3, silent));
    }
};

QTEST_GUILESS_MAIN(TestStatistics)
#include "TestStatistics.moc"
