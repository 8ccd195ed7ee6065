// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <cmath>

#include "engine/training/RateSchedule.h"

using prososcope::training::RateSchedule;

class TestRateSchedule : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void constantStays() {
        const RateSchedule schedule{"constant", 2.0, 0.0, 0.0, 10};
        QCOMPARE(schedule.at(0), 2.0);
        QCOMPARE(schedule.at(9), 2.0);
    }
    void warmupRisesInEqualSteps() {
        const RateSchedule schedule{"constant", 2.0, 0.4, 0.0, 10};
        QCOMPARE(schedule.at(0), 0.5);
        QCOMPARE(schedule.at(1), 1.0);
        QCOMPARE(schedule.at(3), 2.0);
        QCOMPARE(schedule.at(4), 2.0);
    }
    void cosineFallsToOnePercent() {
        const RateSchedule schedule{"cosine", 1.0, 0.0, 0.0, 100};
        QCOMPARE(schedule.at(0), 1.0);
        QVERIFY(std::abs(schedule.at(50) - 0.505) < 1e-12);
        QVERIFY(std::abs(schedule.at(100) - 0.01) < 1e-12);
        for (int i = 1; i <= 100; ++i) QVERIFY(schedule.at(i) < schedule.at(i - 1));
    }
    void triStageHoldsAndFalls() {
        const RateSchedule schedule{"tri-stage", 1.0, 0.1, 0.4, 100};
        QCOMPARE(schedule.at(10), 1.0);
        QCOMPARE(schedule.at(49), 1.0);
        QVERIFY(std::abs(schedule.at(75) - 0.1) < 1e-12);
        QVERIFY(std::abs(schedule.at(100) - 0.01) < 1e-12);
    }
    void nothingToDoIsNoDivisionByNothing() { QVERIFY(std::isfinite(RateSchedule{"cosine", 1.0, 0.5, 0.0, 0}.at(0))); }
};

QTEST_GUILESS_MAIN(TestRateSchedule)
#include "TestRateSchedule.moc"
