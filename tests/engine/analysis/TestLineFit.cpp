// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <vector>

#include "engine/analysis/LineFit.h"
#include "tests/TestSupport.h"

using namespace prososcope::analysis;

class TestLineFit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// x 1 to 5: mean 3, spread 10. Slope 1.99, intercept 0.05, squared residuals 0.107; t(0.975, 3) = 3.182446305284263.
    void theLineAndItsBandAreThoseOfTheClosedForm() {
        const std::vector<double> x{1, 2, 3, 4, 5};
        const std::vector<double> y{2.1, 3.9, 6.2, 7.8, 10.1};
        const LineFit fit = fitLine(x, y);
        QCOMPARE(fit.n, std::size_t{5});
        QVERIFY(std::abs(fit.slope - 1.99) < 1e-12);
        QVERIFY(std::abs(fit.intercept - 0.05) < 1e-12);
        QVERIFY(std::abs(fit.residualDeviation - std::sqrt(0.107 / 3.0)) < 1e-12);
        QVERIFY(std::abs(fit.t - 3.182446305284263) < 1e-9);
        QVERIFY(std::abs(fit.halfBand(3.0) - fit.t * fit.residualDeviation / std::sqrt(5.0)) < 1e-12);
        QVERIFY(std::abs(fit.halfBand(5.0) - fit.t * fit.residualDeviation * std::sqrt(0.2 + 0.4)) < 1e-12);
        QCOMPARE(fit.halfBand(1.0), fit.halfBand(5.0));
    }

    void moreDegreesNarrowTheQuantile() {
        std::vector<double> x;
        std::vector<double> y;
        for (int i = 0; i < 1002; ++i) {
            x.push_back(i);
            y.push_back(i % 2);
        }
        QVERIFY(std::abs(fitLine(x, y).t - 1.962339080792863) < 1e-9);  // 1000 degrees of freedom
    }

    void whatIsNotFiniteIsLeftOut() {
        const double none = std::nan("");
        const LineFit fit = fitLine(std::vector<double>{1, 2, none, 4, 5}, std::vector<double>{1, 2, 3, none, 5});
        QCOMPARE(fit.n, std::size_t{3});
        QVERIFY(std::abs(fit.slope - 1.0) < 1e-12);
        QVERIFY(std::abs(fit.residualDeviation) < 1e-7);
    }

    void withoutSpreadThereIsNoLine() {
        QVERIFY(!fitLine(std::vector<double>{1, 2}, std::vector<double>{1, 2}).isDefined());
        QVERIFY(!fitLine(std::vector<double>{0.1, 0.1, 0.1, 0.1}, std::vector<double>{1, 2, 3, 4}).isDefined());
        QVERIFY(!fitLine(std::vector<double>{}, std::vector<double>{}).isDefined());
    }
};

QTEST_APPLESS_MAIN(TestLineFit)
#include "TestLineFit.moc"
