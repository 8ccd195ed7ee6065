// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>

#include "engine/core/NamedBounds.h"
#include "tests/TestSupport.h"

using namespace prososcope;

/// Settings that come as names and numbers.
class TestNamedBounds : public QObject {
    Q_OBJECT

private:
    static constexpr core::NamedBounds kBounds[] = {{"rate", 0.1, 2.0, false}, {"layers", 1, 4, true}};

private Q_SLOTS:
    void boundsAreKept() {
        PROSOSCOPE_VERIFY(core::checkBounds({{"rate", 0.1}, {"layers", 4.0}}, kBounds));
        const auto unknown = core::checkBounds({{"width", 1.0}}, kBounds);
        QVERIFY(!unknown && unknown.error().message().find("rate, layers") != std::string::npos);
        for (const double bad : {0.0, 2.1, std::numeric_limits<double>::quiet_NaN()})
            QVERIFY(!core::checkBounds({{"rate", bad}}, kBounds));
        QVERIFY(!core::checkBounds({{"layers", 1.5}}, kBounds));
    }

    void namedOnesAreTakenOut() {
        std::map<std::string, double> values{{"rate", 0.5}, {"width", 8.0}};
        const auto own = core::extractNamed(values, kBounds);
        QVERIFY(own == (std::map<std::string, double>{{"rate", 0.5}}));
        QVERIFY(values == (std::map<std::string, double>{{"width", 8.0}}));
        QVERIFY(core::extractNamed(values, kBounds).empty());
    }

    void fieldsAreSetWhereTheNameIsThere() {
        const std::map<std::string, double> values{{"rate", 0.5}, {"layers", 2.6}};
        double rate = 1.0;
        int layers = 1;
        int width = 7;
        core::takeNamed(values, "rate", rate);
        core::takeNamed(values, "layers", layers);
        core::takeNamed(values, "width", width);
        QCOMPARE(rate, 0.5);
        QCOMPARE(layers, 3);
        QCOMPARE(width, 7);
    }
};

QTEST_GUILESS_MAIN(TestNamedBounds)
#include "TestNamedBounds.moc"
