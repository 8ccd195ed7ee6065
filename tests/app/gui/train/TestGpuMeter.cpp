// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <atomic>

#include "app/gui/train/GpuMeter.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::gui;

/// How busy the GPU of a training is, once a second.
class TestGpuMeter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void saysHowBusyTheGpuIs() {
        GpuMeter meter;
        std::atomic<int> asked = -1;
        std::atomic<double> busy = 0.43;
        meter.setReader([&](int index) -> std::optional<core::GpuUse> {
            asked = index;
            return core::GpuUse{"NVIDIA X", busy, 5'120'000'000, 140'000'000'000};
        });
        QSignalSpy spy(&meter, &GpuMeter::changed);
        meter.watch("cuda:1");
        QTRY_COMPARE(spy.size(), 1);
        QCOMPARE(asked.load(), 1);
        QCOMPARE(spy[0][0].toString(), QString("NVIDIA X, 43 % busy, 5.1 of 140.0 GB"));
        busy = 1.0;
        QTRY_COMPARE_WITH_TIMEOUT(spy.size(), 2, 10000);
        QVERIFY(spy[1][0].toString().contains("100 % busy"));
        meter.watch({});
        QCOMPARE(spy.size(), 3);
        QVERIFY(spy[2][0].toString().isEmpty());
    }

    void aCpuAndAMissingDriverSayNothing() {
        GpuMeter meter;
        std::atomic<int> calls = 0;
        meter.setReader([&](int) -> std::optional<core::GpuUse> {
            ++calls;
            return std::nullopt;
        });
        QSignalSpy spy(&meter, &GpuMeter::changed);
        meter.watch("cpu");
        QTest::qWait(50);
        QCOMPARE(calls.load(), 0);
        meter.watch("cuda");
        QTRY_COMPARE(calls.load(), 1);
        QTest::qWait(1500);
        QCOMPARE(calls.load(), 1);  // it is not asked again and again
        QCOMPARE(spy.size(), 0);
    }
};

QTEST_MAIN(TestGpuMeter)
#include "TestGpuMeter.moc"
