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
    /// The schedule of the phonetic units: 15,000 updates, the transformer is trained from update 10,000 on.
    void triStageAsInFairseq() {
        const RateSchedule schedule{"tri-stage", 5e-5, 0.1, 0.4, 15000, 0.01, 0.05};
        QVERIFY(std::abs(schedule.at(0) - 5e-7) < 1e-18);
        QVERIFY(std::abs(schedule.at(750) - 0.505 * 5e-5) < 1e-15);
        QCOMPARE(schedule.at(1500), 5e-5);
        QCOMPARE(schedule.at(7499), 5e-5);
        QVERIFY(std::abs(schedule.at(10000) - 5e-5 * std::pow(0.05, 2500.0 / 7500.0)) < 1e-15);
        QVERIFY(std::abs(schedule.at(15000) - 2.5e-6) < 1e-15);
    }
    void nothingToDoIsNoDivisionByNothing() { QVERIFY(std::isfinite(RateSchedule{"cosine", 1.0, 0.5, 0.0, 0}.at(0))); }
};

QTEST_GUILESS_MAIN(TestRateSchedule)
#include "TestRateSchedule.moc"
