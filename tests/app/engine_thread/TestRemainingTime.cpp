// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "app/engine_thread/RemainingTime.h"
#include "tests/TestSupport.h"

using prososcope::engine_thread::RemainingTime;

class TestRemainingTime : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void steadyProgressIsExact() {
        RemainingTime time;
        for (int i = 1; i <= 90; ++i) {
            const double left = time.update(i / 100.0, i * 0.5);
            if (i >= 2) QVERIFY(std::abs(left - (100 - i) * 0.5) < 1e-6);
        }
        QCOMPARE(time.update(1.0, 50.0), 0.0);
    }

    void saysNothingTooEarly() {
        RemainingTime time;
        QCOMPARE(time.update(0.0, 0.0), -1.0);
        QCOMPARE(time.update(0.005, 5.0), -1.0);
        RemainingTime other;
        QCOMPARE(other.update(0.5, 0.2), -1.0);
        QCOMPARE(other.update(std::nan(""), 3.0), -1.0);
    }

    void forgetsASlowStart() {
        RemainingTime time;
        double elapsed = 0.0;
        double left = -1.0;
        for (int i = 1; i <= 10; ++i) time.update(0.001 * i, elapsed += 6.0);  // one minute for the first percent
        for (int i = 1; i <= 240; ++i) left = time.update(0.01 + 0.002 * i, elapsed += 0.5);
        const double truth = (1.0 - 0.49) / 0.004;
        QVERIFY2(std::abs(left - truth) < 0.25 * truth, qPrintable(QString::number(left)));
    }

    void startsAnewWhenItJumpsBack() {
        RemainingTime time;
        time.update(0.5, 10.0);
        QCOMPARE(time.update(0.1, 11.0), -1.0);
        time.update(0.11, 12.0);
        QVERIFY(std::abs(time.update(0.12, 13.0) - 88.0) < 1e-6);
    }

    void aResumedJobIsNotTakenForAFastOne() {
        RemainingTime time;
        QCOMPARE(time.update(0.01, 0.2), -1.0);
        QCOMPARE(time.update(0.04, 0.4), -1.0);
        time.beginPart();
        double left = -1.0;
        double done = 0.5;  // jumps to where it was, then a hundredth a second
        for (double now = 2.0; done < 0.6; now += 0.5, done += 0.005) left = time.update(done, now);
        QVERIFY2(std::abs(left - 40.5) < 1.0, qPrintable(QString::number(left)));
    }
};

QTEST_GUILESS_MAIN(TestRemainingTime)
#include "TestRemainingTime.moc"
