// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/learn/Standardiser.h"
#include "tests/TestSupport.h"
#include "tests/engine/learn/LearnSupport.h"

using namespace prososcope;
using namespace prososcope::learn;

class TestStandardiser : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void referenceValues() {
        PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/stats");
        const auto input = NumberTable::read(folder / "input_X.csv").values;
        const auto expected = NumberTable::read(folder / "standardised_X.csv").values;
        const auto exact = Standardiser::fit(input.view())->apply(input.view());
        const auto stored = Standardiser::fit(toFloat(input).view())->apply(toFloat(input).view());
        PROSOSCOPE_VERIFY(exact);
        PROSOSCOPE_VERIFY(stored);
        for (std::size_t i = 0; i < expected.values.size(); ++i) {
            QVERIFY(std::abs(exact->rows.values[i] - expected.values[i]) < 1e-12);
            QVERIFY(std::abs(static_cast<double>(stored->rows.values[i]) - expected.values[i]) < 2e-6);
        }
    }

    void trainingMomentsServeOtherRows() {
        const Matrix<double> train = matrix({{1, 5, 7}, {3, 5, 7}});  // means 2, 5, 7; deviations 1, 0, 0
        const auto standardiser = Standardiser::fit(train.view());
        PROSOSCOPE_VERIFY(standardiser);
        QCOMPARE(standardiser->means(), (std::vector<double>{2, 5, 7}));
        QCOMPARE(standardiser->deviations(), (std::vector<double>{1, 0, 0}));
        // A column that was constant in training is 0 whatever comes later.
        const auto applied = standardiser->apply(matrix({{5, 9, 7}}).view());
        PROSOSCOPE_VERIFY(applied);
        QCOMPARE(applied->rows.values, (std::vector<double>{3, 0, 0}));
        QCOMPARE(applied->bounded, std::size_t{0});
    }

    void constantColumnsOfAnySizeAreConstant() {
        for (const double value : {0.1, 1e-30, 1e30, -333.3}) {
            Matrix<double> rows(1000, 1);
            for (double& cell : rows.values) cell = value;
            QCOMPARE(Standardiser::fit(rows.view())->deviations()[0], 0.0);
            rows.at(17, 0) = value * 1.001;
            QVERIFY(Standardiser::fit(rows.view())->deviations()[0] > 0.0);
        }
    }

    void valuesAreBounded() {
        const auto standardiser = Standardiser::fit(matrix({{1}, {3}}).view(), 2.5);
        const auto applied = standardiser->apply(matrix({{2}, {100}, {-100}, {4.5}, {4.6}}).view());
        PROSOSCOPE_VERIFY(applied);
        QCOMPARE(applied->rows.values, (std::vector<double>{0, 2.5, -2.5, 2.5, 2.5}));
        QCOMPARE(applied->bounded, std::size_t{3});
    }

    void rowsAreRestored() {
        const auto standardiser = Standardiser::fit(matrix({{1, 5}, {3, 5}}).view(), 2.5);  // means 2, 5; deviations 1, 0
        const std::vector<float> row{-1.5F, 0.7F};
        QCOMPARE(standardiser->restore(row), (std::vector<double>{0.5, 5.0}));
    }

    void groupsHaveTheirOwnMoments() {
        const auto rows = matrix({{1, 4}, {100, 0}, {3, 4}, {300, 2}, {9, 9}});
        const std::vector<std::string> speakers{"a", "b", "a", "b", "c"};
        const auto result = standardiseByGroup(rows.view(), speakers);
        PROSOSCOPE_VERIFY(result);
        QCOMPARE(result->rows.values, (std::vector<double>{-1, 0, -1, -1, 1, 0, 1, 1, 0, 0}));
        const auto one = standardiseByGroup(rows.view(), std::vector<std::string>(5, "x"));
        const auto global = Standardiser::fit(rows.view())->apply(rows.view());
        QCOMPARE(one->rows.values, global->rows.values);
    }

    void badInputIsNamed() {
        const double nan = std::nan("");
        QCOMPARE(QString::fromStdString(Standardiser::fit(matrix({{1, 2}, {3, nan}}).view()).error().message()),
                 "Row 2, column 2 of the features is not a finite number. Leave the recording or the column out.");
        QVERIFY(!Standardiser::fit(Matrix<double>(0, 4).view()));
        QVERIFY(!Standardiser::fit(Matrix<float>(4, 0).view()));
        QVERIFY(!Standardiser::fit(matrix({{1}, {2}}).view(), 0.0));
        QVERIFY(!Standardiser::fit(matrix({{1}, {2}}).view(), nan));
        QVERIFY(!Standardiser::of({1.0}, {-1.0}));
        QVERIFY(!Standardiser::of({1.0}, {1.0, 2.0}));
        const auto two = Standardiser::fit(matrix({{1, 2}, {3, 4}}).view());
        QCOMPARE(QString::fromStdString(two->apply(matrix({{1, 2, 3}}).view()).error().message()),
                 "The features have 3 columns; what was learned is about 2.");
        QVERIFY(!two->apply(matrix({{1, nan}}).view()));
        QVERIFY(!standardiseByGroup(matrix({{1}, {2}}).view(), std::vector<std::string>{"a"}));
    }

    void rowsAndColumnsAreChosen() {
        const auto rows = matrix({{1, 2, 3}, {4, 5, 6}});
        QCOMPARE(rowsOf(rows.view(), std::vector<std::size_t>{1, 0, 1}).values,
                 (std::vector<double>{4, 5, 6, 1, 2, 3, 4, 5, 6}));
        QCOMPARE(columnsOf(rows.view(), std::vector<std::size_t>{2, 0}).values, (std::vector<double>{3, 1, 6, 4}));
    }

private:
    static Matrix<double> matrix(const std::vector<std::vector<double>>& rows) {
        Matrix<double> result(rows.size(), rows.front().size());
        for (std::size_t i = 0; i < rows.size(); ++i) std::ranges::copy(rows[i], result.row(i).begin());
        return result;
    }
};

QTEST_GUILESS_MAIN(TestStandardiser)
#include "TestStandardiser.moc"
