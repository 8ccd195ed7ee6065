// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <numbers>

#include "engine/annotation/Snap.h"
#include "tests/engine/annotation/Examples.h"

using namespace examples;  // NOLINT

/// Targets for a dragged boundary and steps from one to the next.
class TestSnap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheNearestBoundaryOfOtherTiers();
    void listsAlignedBoundaries();
    void stepsFromBoundaryToBoundary();
    void findsZeroCrossings();
    void silenceHasNoZeroCrossing();
};

void TestSnap::findsTheNearestBoundaryOfOtherTiers() {
    const auto start = speech();
    QCOMPARE(snapToBoundary(start, 1.45, 0.1, 1), std::optional(BoundaryPlace{2, 2, 1.5}));
    QCOMPARE(snapToBoundary(start, 1.45, 0.04, 1), std::nullopt);
    QCOMPARE(snapToBoundary(start, 1.45, 0.1, 2), std::nullopt);
    QCOMPARE(snapToBoundary(start, 1.01, 0.1, 1), std::optional(BoundaryPlace{2, 1, 1.0}));
    QCOMPARE(snapToBoundary(start, 2.3, 0.1, 0), std::optional(BoundaryPlace{4, 1, 2.25}));
    QCOMPARE(snapToBoundary(start, 0.0, 0.1, 0), std::nullopt);  // the begin is no boundary
    QCOMPARE(snapToBoundary(Annotation(), 0.5, 1.0, 0), std::nullopt);
}

void TestSnap::listsAlignedBoundaries() {
    const auto places = alignedBoundaries(speech(), 1.0, 1e-6);
    QCOMPARE(places.size(), std::size_t{4});
    QCOMPARE(places[3], (BoundaryPlace{4, 0, 1.0}));
    QCOMPARE(alignedBoundaries(speech(), 1.5, 1e-6).size(), std::size_t{1});
}

void TestSnap::stepsFromBoundaryToBoundary() {
    const auto start = speech();
    const Tier& words = start.tier(0);
    QCOMPARE(nextBoundary(words, -1.0), std::optional(BoundaryPlace{1, 1, 1.0}));
    QCOMPARE(nextBoundary(words, 1.0), std::optional(BoundaryPlace{1, 2, 2.0}));
    QCOMPARE(nextBoundary(words, 2.0), std::nullopt);
    QCOMPARE(previousBoundary(words, 2.5), std::optional(BoundaryPlace{1, 2, 2.0}));
    QCOMPARE(previousBoundary(words, 2.0), std::optional(BoundaryPlace{1, 1, 1.0}));
    QCOMPARE(previousBoundary(words, 1.0), std::nullopt);
    QCOMPARE(previousBoundary(start.tier(3), 1.0), std::nullopt);
    QCOMPARE(previousBoundary(start.tier(3), 1.1), std::optional(BoundaryPlace{4, 0, 1.0}));
    QCOMPARE(nextBoundary(start.tier(3), 0.0), std::optional(BoundaryPlace{4, 0, 1.0}));
}

void TestSnap::findsZeroCrossings() {
    std::vector<float> tone(1000);  // 10 Hz at 1000 Hz from 2 s: crossings every 50 ms, the phase puts one at 2.01 s
    for (std::size_t i = 0; i < tone.size(); ++i)
        tone[i] = static_cast<float>(std::sin(2.0 * std::numbers::pi * 10.0 * (static_cast<double>(i) / 1000.0 - 0.0103)));
    const auto near = snapToZeroCrossing(tone, 2.0, 1000.0, 2.05, 0.02);
    QVERIFY(near.has_value());
    QVERIFY(std::abs(*near - 2.0603) < 1e-5);
    QVERIFY(!snapToZeroCrossing(tone, 2.0, 1000.0, 2.035, 0.02));
    QVERIFY(!snapToZeroCrossing(tone, 2.0, 1000.0, 9.0, 0.02));
    QCOMPARE(snapToZeroCrossing(std::vector<float>{1.0F, 0.0F, 1.0F}, 0.0, 1.0, 0.8, 1.0), std::optional(1.0));
    QCOMPARE(snapToZeroCrossing(std::vector<float>{1.0F, -3.0F}, 0.0, 1.0, 0.0, 1.0), std::optional(0.25));
}

void TestSnap::silenceHasNoZeroCrossing() {
    QVERIFY(!snapToZeroCrossing(std::vector<float>(100), 0.0, 100.0, 0.5, 0.5));
    QVERIFY(!snapToZeroCrossing({}, 0.0, 100.0, 0.5, 0.5));
    QVERIFY(!snapToZeroCrossing(std::vector<float>{1.0F, -1.0F}, 0.0, 0.0, 0.5, 0.5));
}

QTEST_GUILESS_MAIN(TestSnap)
#include "TestSnap.moc"
