// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learn/FScores.h"
#include "engine/learn/LinearRegression.h"
#include "tests/TestSupport.h"
#include "tests/engine/learn/LearnSupport.h"

using namespace prososcope;
using namespace prososcope::learn;

namespace {

Matrix<double> randomRows(std::size_t rows, std::size_t columns, std::uint64_t seed) {
    core::Random random(seed);
    Matrix<double> result(rows, columns);
    for (double& value : result.values) value = random.normal();
    return result;
}

bool near(double a, double b, double relative) {
    return (std::isnan(a) && std::isnan(b)) || std::abs(a - b) <= relative * std::abs(b);
}

}  // namespace

class TestLinearRegression : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void referenceValues() {
        PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/stats");
        const auto all = NumberTable::read(folder / "standardised_X.csv").values;
        const auto rows = columnsOf(all.view(), std::vector<std::size_t>{0, 1, 4, 5, 6, 7, 8, 9, 10, 11});
        const auto target = NumberTable::read(folder / "input_y.csv").column("y_real");
        const MatrixView<double> train{rows.values.data(), 42, 10};
        const MatrixView<double> targets{target.data(), 42, 1};
        core::Progress silent;
        for (const char* name : {"ols", "ridge_alpha1"}) {
            const auto model = std::string(name) == "ols" ? LinearRegression::leastSquares(train, targets, silent)
                                                          : LinearRegression::ridge(train, targets, 1.0, 2, silent);
            PROSOSCOPE_VERIFY(model);
            const auto terms = NumberTable::read(folder / "linear_coef.csv").column(name);
            QVERIFY(near(model->intercepts()[0], terms[0], 1e-9));
            for (std::size_t c = 0; c < 10; ++c) QVERIFY(near(model->weights().at(0, c), terms[c + 1], 1e-9));
            const auto expected = NumberTable::read(folder / "linear_pred.csv").column(name);
            const auto predicted = model->predict(rows.view());
            for (std::size_t i = 0; i < 60; ++i) QVERIFY(std::abs(predicted->at(i, 0) - expected[i]) < 1e-9);
        }
    }

    void referenceFScores() {
        PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/stats");
        const auto rows = NumberTable::read(folder / "input_X.csv").values;
        const auto y = NumberTable::read(folder / "input_y.csv");
        const auto expected = NumberTable::read(folder / "univariate.csv");
        std::vector<int> labels;
        for (const double label : y.column("y_class")) labels.push_back(static_cast<int>(label));
        const auto regression = regressionFScores(rows.view(), y.column("y_real"));
        const auto classes = classFScores(rows.view(), labels);
        PROSOSCOPE_VERIFY(regression);
        PROSOSCOPE_VERIFY(classes);
        for (std::size_t c = 0; c < 12; ++c) {
            if (c == 2) {  // constant: undefined, where the reference gives 0 for a regression
                QVERIFY(std::isnan((*regression)[c].f) && std::isnan((*classes)[c].f) && std::isnan((*classes)[c].p));
                continue;
            }
            QVERIFY(near((*regression)[c].f, expected.column("f_regression_F")[c], 1e-9));
            QVERIFY(near((*regression)[c].p, expected.column("f_regression_p")[c], 1e-9));
            QVERIFY(near((*classes)[c].f, expected.column("f_classif_F")[c], 1e-9));
            QVERIFY(near((*classes)[c].p, expected.column("f_classif_p")[c], 1e-9));
        }
        const auto kept = NumberTable::read(folder / "selectkbest5_without_x2.csv");
        for (const auto& [scores, name] : {std::pair{*classes, "f_classif_kept"}, {*regression, "f_regression_kept"}}) {
            std::vector<std::size_t> wanted;
            for (std::size_t i = 0; i < 11; ++i) {
                if (kept.column(name)[i] > 0.0) wanted.push_back(i < 2 ? i : i + 1);  // x2 is left out there
            }
            QCOMPARE(selectBest(scores, 5), wanted);
            QCOMPARE(selectBest(scores, 50).size(), std::size_t{11});
        }
    }

    void fScoresByHand() {
        // Classes {1, 2, 3} and {3, 4, 5}: between 6 over 1, within 4 over 4, F = 6.
        Matrix<float> rows(6, 1);
        rows.values = {1, 2, 3, 3, 4, 5};
        const auto scores = classFScores(rows.view(), std::vector<int>{7, 7, 7, 9, 9, 9});
        QVERIFY(near((*scores)[0].f, 6.0, 1e-12));
        const auto exact = regressionFScores(rows.view(), std::vector<double>{2, 4, 6, 6, 8, 10});
        QVERIFY((*exact)[0].f > 1e12 && (*exact)[0].p < 1e-20);
        QVERIFY(std::isnan((*regressionFScores(rows.view(), std::vector<double>(6, 1.0)))[0].f));
        QVERIFY(std::isnan((*classFScores(rows.view(), std::vector<int>(6, 1)))[0].f));
        QVERIFY(!classFScores(rows.view(), std::vector<int>(5, 1)));
        rows.values[2] = std::nanf("");
        QVERIFY(!regressionFScores(rows.view(), std::vector<double>(6, 1.0)));
    }

    void nullColumnsAreFlat() {
        // Of columns without effect, p values are even: about 5 % are below .05.
        const auto rows = randomRows(60, 2000, 3);
        std::vector<double> target(60);
        core::Random random(4);
        for (double& value : target) value = random.normal();
        double low = 0.0;
        const auto scores = regressionFScores(rows.view(), target);
        for (const auto& score : *scores) low += score.p < 0.05 ? 1.0 : 0.0;
        QVERIFY(low / 2000.0 > 0.03 && low / 2000.0 < 0.07);
    }

    void plantedWeightsAreFound() {
        // Exactly linear targets, two of them.
        const auto rows = randomRows(50, 6, 1);
        Matrix<double> targets(50, 2);
        for (std::size_t i = 0; i < 50; ++i) {
            targets.at(i, 0) = 3.0 + 2.0 * rows.at(i, 1) - rows.at(i, 4);
            targets.at(i, 1) = -1.0;
        }
        core::Progress silent;
        const auto model = LinearRegression::leastSquares(rows.view(), targets.view(), silent);
        PROSOSCOPE_VERIFY(model);
        QCOMPARE(model->rank(), std::size_t{6});
        const std::vector<double> expected{0, 2, 0, 0, -1, 0, 0, 0, 0, 0, 0, 0};
        for (std::size_t i = 0; i < 12; ++i) QVERIFY(std::abs(model->weights().values[i] - expected[i]) < 1e-12);
        QVERIFY(std::abs(model->intercepts()[0] - 3.0) < 1e-12 && std::abs(model->intercepts()[1] + 1.0) < 1e-12);
    }

    void dependentColumnsGiveTheSmallestWeights() {
        // A column twice: the weight is shared evenly. A constant one gets none.
        Matrix<double> rows(10, 3);
        Matrix<double> targets(10, 1);
        for (std::size_t i = 0; i < 10; ++i) {
            rows.at(i, 0) = rows.at(i, 1) = static_cast<double>(i);
            rows.at(i, 2) = 5.0;
            targets.at(i, 0) = 4.0 * static_cast<double>(i) + 1.0;
        }
        core::Progress silent;
        const auto model = LinearRegression::leastSquares(rows.view(), targets.view(), silent);
        PROSOSCOPE_VERIFY(model);
        QCOMPARE(model->rank(), std::size_t{1});
        QVERIFY(near(model->weights().at(0, 0), 2.0, 1e-10) && near(model->weights().at(0, 1), 2.0, 1e-10));
        QVERIFY(std::abs(model->weights().at(0, 2)) < 1e-10);
    }

    void wideRowsAreInterpolated() {
        // More columns than rows: least squares meets every target, and a vanishing penalty gives the same weights.
        const auto rows = randomRows(30, 200, 7);
        const auto targets = randomRows(30, 2, 8);
        core::Progress silent;
        const auto exact = LinearRegression::leastSquares(rows.view(), targets.view(), silent);
        const auto ridge = LinearRegression::ridge(rows.view(), targets.view(), 1e-7, 1, silent);
        PROSOSCOPE_VERIFY(exact);
        PROSOSCOPE_VERIFY(ridge);
        QCOMPARE(exact->rank(), std::size_t{29});
        const auto predicted = exact->predict(rows.view());
        for (std::size_t i = 0; i < 60; ++i) QVERIFY(std::abs(predicted->values[i] - targets.values[i]) < 1e-9);
        for (std::size_t i = 0; i < 400; ++i) QVERIFY(std::abs(exact->weights().values[i] - ridge->weights().values[i]) < 1e-7);
    }

    void badInputAndCancel() {
        const auto rows = randomRows(20, 30, 1);
        const auto targets = randomRows(19, 1, 2);
        core::Progress silent;
        QCOMPARE(QString::fromStdString(LinearRegression::leastSquares(rows.view(), targets.view(), silent).error().message()),
                 "There are 20 rows of features but 19 labels.");
        const auto good = randomRows(20, 1, 2);
        QVERIFY(!LinearRegression::ridge(rows.view(), good.view(), 0.0, 1, silent));
        QVERIFY(!LinearRegression::ridge(rows.view(), good.view(), std::nan(""), 1, silent));
        QVERIFY(!LinearRegression::leastSquares(rows.view(), good.view(), silent)->predict(good.view()));
        std::stop_source stop;
        stop.request_stop();
        core::Progress stopped(stop.get_token());
        QCOMPARE(LinearRegression::leastSquares(rows.view(), good.view(), stopped).error().kind, core::ErrorKind::Cancelled);
        QCOMPARE(LinearRegression::ridge(rows.view(), good.view(), 1.0, 2, stopped).error().kind, core::ErrorKind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestLinearRegression)
#include "TestLinearRegression.moc"
