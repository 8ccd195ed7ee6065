// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/GpuUse.h"
#include "tests/TestSupport.h"

using namespace prososcope;

/// What the driver's library says of a GPU, from a stand-in for it.
class TestGpuUse : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { qunsetenv("CUDA_VISIBLE_DEVICES"); }

    void whatTheDriverSays() {
        const auto first = core::gpuUse(0, FAKE_NVML);
        const auto second = core::gpuUse(1, FAKE_NVML);
        QVERIFY(first && second);
        QCOMPARE(first->name, std::string("First"));
        QCOMPARE(first->busy, 0.0);
        QCOMPARE(second->name, std::string("Second"));
        QCOMPARE(second->busy, 0.43);
        QCOMPARE(second->memoryUsed, std::uint64_t{750});
        QCOMPARE(second->memoryTotal, std::uint64_t{1000});
    }

    void onlyVisibleDevicesCount() {
        qputenv("CUDA_VISIBLE_DEVICES", "1,0");
        QCOMPARE(core::gpuUse(0, FAKE_NVML)->name, std::string("Second"));
        QCOMPARE(core::gpuUse(1, FAKE_NVML)->name, std::string("First"));
        qputenv("CUDA_VISIBLE_DEVICES", "GPU-second");
        QCOMPARE(core::gpuUse(0, FAKE_NVML)->name, std::string("Second"));
        QVERIFY(!core::gpuUse(1, FAKE_NVML));
        qputenv("CUDA_VISIBLE_DEVICES", "GPU-unknown");
        QVERIFY(!core::gpuUse(0, FAKE_NVML));
        qputenv("CUDA_VISIBLE_DEVICES", "");
        QVERIFY(!core::gpuUse(0, FAKE_NVML));
    }

    void nothingWithoutADriverOrADevice() {
        QVERIFY(!core::gpuUse(0, "/nowhere/libnvidia-ml.so.1"));
        QVERIFY(!core::gpuUse(2, FAKE_NVML));
        QVERIFY(!core::gpuUse(-1, FAKE_NVML));
    }
};

QTEST_GUILESS_MAIN(TestGpuUse)
#include "TestGpuUse.moc"
