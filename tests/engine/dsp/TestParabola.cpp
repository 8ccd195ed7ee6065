// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dsp/Parabola.h"

#include <cmath>

#include "tests/TestSupport.h"

using namespace prososcope;

/// The parabola through an extremum and its neighbours.
class TestParabola : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheTopAndTheBottom() {
        for (const double bend : {-2.0, 0.5}) {
            for (const double top : {-0.4, 0.0, 0.3}) {
                const auto value = [&](double x) { return 3.0 + bend * (x - top) * (x - top); };
                const auto found = dsp::parabolaThrough(value(-1.0), value(0.0), value(1.0));
                QVERIFY(std::abs(found.offset - top) < 1e-12);
                QVERIFY(std::abs(found.height - 3.0) < 1e-12);
            }
        }
    }

    void levelPlacesStay() {
        const auto found = dsp::parabolaThrough(2.0, 2.0, 2.0);
        QCOMPARE(found.offset, 0.0);
        QCOMPARE(found.height, 2.0);
    }
};

QTEST_GUILESS_MAIN(TestParabola)
#include "TestParabola.moc"
