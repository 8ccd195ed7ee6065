// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <fstream>
#include <memory>
#include <thread>
#include <vector>

#include "engine/core/FreeMemory.h"
#include "tests/TestSupport.h"

using namespace prososcope;

namespace {

constexpr std::size_t kBlocks = 3000;
constexpr std::size_t kBlockBytes = 20000;

std::size_t residentBytes() {
    std::ifstream file("/proc/self/statm");
    std::size_t total = 0;
    std::size_t resident = 0;
    file >> total >> resident;
    return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

using Block = std::unique_ptr<std::vector<char>>;

/// Memory with holes: the last of many blocks stays, so that the heap cannot just be cut.
Block leaveHoles() {
    std::vector<Block> blocks;
    for (std::size_t i = 0; i < kBlocks; ++i) blocks.push_back(std::make_unique<std::vector<char>>(kBlockBytes, 'x'));
    return std::move(blocks.back());
}

}  // namespace

class TestFreeMemory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("Sanitizers have a memory of their own.");
#endif
    }

    void freedMemoryGoesBackUnlessItIsKept() {
        std::this_thread::sleep_for(std::chrono::milliseconds(1100));  // given back at most once a second
        {
            const core::KeptMemory kept;
            const core::KeptMemory another;
            const Block last = leaveHoles();
            const std::size_t before = residentBytes();
            core::giveFreeMemoryBack();
            QVERIFY(residentBytes() + kBlocks * kBlockBytes / 10 > before);
        }
        const Block last = leaveHoles();
        const std::size_t before = residentBytes();
        std::this_thread::sleep_for(std::chrono::milliseconds(1100));
        core::giveFreeMemoryBack();
        QVERIFY(residentBytes() + kBlocks * kBlockBytes / 2 < before);
    }
};

QTEST_GUILESS_MAIN(TestFreeMemory)
#include "TestFreeMemory.moc"
