// SPDX-License-Identifier: GPL-3.0-or-later
#include <numeric>
#include <thread>

#include "engine/audio/PlaybackClock.h"
#include "engine/audio/RingBuffer.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using audio::RingBuffer;

/// The queue between the player's thread and the audio callback, and the clock that the callback sets.
class TestRingBuffer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holdsWhatFitsAndWrapsAround() {
        RingBuffer<int> ring(5);
        QCOMPARE(ring.capacity(), std::size_t{8});
        std::vector<int> in(20);
        std::iota(in.begin(), in.end(), 0);
        std::vector<int> out(20, -1);
        int next = 0;
        for (int round = 0; round < 50; ++round) {
            const std::size_t wanted = static_cast<std::size_t>(round % 11);
            std::iota(in.begin(), in.end(), next);
            const std::size_t pushed = ring.push(std::span(in).first(wanted));
            QCOMPARE(pushed, std::min<std::size_t>(wanted, 8));
            QCOMPARE(ring.room(), 8 - pushed);
            QCOMPARE(ring.pop(out), pushed);
            for (std::size_t i = 0; i < pushed; ++i) QCOMPARE(out[i], next + static_cast<int>(i));
            next += static_cast<int>(pushed);
        }
    }

    void fullTakesNoMoreAndEmptyGivesNothing() {
        RingBuffer<float> ring(4);
        const std::vector<float> values{1.0F, 2.0F, 3.0F};
        QCOMPARE(ring.push(values), std::size_t{3});
        QCOMPARE(ring.push(values), std::size_t{1});
        QCOMPARE(ring.push(values), std::size_t{0});
        std::vector<float> out(9, 0.0F);
        QCOMPARE(ring.pop(out), std::size_t{4});
        QCOMPARE(out[2], 3.0F);
        QCOMPARE(out[3], 1.0F);
        QCOMPARE(out[4], 0.0F);
        QCOMPARE(ring.pop(out), std::size_t{0});
        QCOMPARE(ring.push(values), std::size_t{3});
        ring.clear();
        QCOMPARE(ring.available(), std::size_t{0});
        QCOMPARE(ring.room(), std::size_t{4});
    }

    void twoThreadsKeepOrderAndLoseNothing() {
        constexpr std::uint64_t kCount = 2'000'000;
        RingBuffer<std::uint64_t> ring(512);
        std::jthread writer([&] {
            std::vector<std::uint64_t> block(97);
            for (std::uint64_t next = 0; next < kCount;) {
                const auto size = std::min<std::uint64_t>(1 + next % block.size(), kCount - next);
                for (std::uint64_t i = 0; i < size; ++i) block[i] = next + i;
                const std::size_t pushed = ring.push(std::span(block).first(size));
                if (pushed == 0) std::this_thread::yield();
                next += pushed;
            }
        });
        std::vector<std::uint64_t> block(61);
        std::uint64_t expected = 0;
        while (expected < kCount) {
            const std::size_t got = ring.pop(std::span(block).first(1 + expected % block.size()));
            if (got == 0) std::this_thread::yield();
            for (std::size_t i = 0; i < got; ++i) {
                if (block[i] != expected++) QFAIL("a value is out of order");
            }
        }
        QCOMPARE(ring.available(), std::size_t{0});
    }

    void clockRunsFromItsMomentToItsLimit() {
        audio::PlaybackClock clock;
        QCOMPARE(clock.heard(123), 0.0);
        clock.set(2.0, 1'000'000'000, 2.5);
        QCOMPARE(clock.heard(1'000'000'000), 2.0);
        QCOMPARE(clock.heard(1'250'000'000), 2.25);
        QCOMPARE(clock.heard(900'000'000), 1.9);
        QCOMPARE(clock.heard(9'000'000'000), 2.5);
        clock.set(0.0, 1'000'000'000, 0.5);
        QCOMPARE(clock.heard(900'000'000), 0.0);
    }

    void clockIsNeverReadHalfSet() {
        audio::PlaybackClock clock;
        clock.set(0.0, 0, 0.0);
        std::atomic<bool> done{false};
        std::jthread writer([&] {
            // Every triple has moment == heard in ns and limit == heard, so a reader far in the future sees a whole number.
            for (int i = 1; i < 300000; ++i) clock.set(i, std::int64_t{i} * 1'000'000'000, i);
            done = true;
        });
        double last = 0.0;
        while (!done) {
            const double heard = clock.heard(std::int64_t{1} << 60);
            if (heard != std::floor(heard) || heard < last) QFAIL("mixed fields");
            last = heard;
        }
    }
};

QTEST_GUILESS_MAIN(TestRingBuffer)
#include "TestRingBuffer.moc"
