// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "engine/core/Random.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using core::Random;

class TestRandom : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void referenceSequence();
    void uniformMoments();
    void belowIsUnbiased();
    void normalMoments();
    void shuffleIsAPermutation();
    void seedsAreIndependent();
};

void TestRandom::referenceSequence() {
    // xoshiro256** seeded by splitmix64, from an independent implementation of both published algorithms
    Random zero(0);
    for (const auto expected :
         {11091344671253066420ULL, 13793997310169335082ULL, 1900383378846508768ULL, 7684712102626143532ULL})
        QCOMPARE(zero.bits(), std::uint64_t{expected});
    Random other(42);
    for (const auto expected : {1546998764402558742ULL, 6990951692964543102ULL})
        QCOMPARE(other.bits(), std::uint64_t{expected});
}

void TestRandom::uniformMoments() {
    Random random(1);
    constexpr int kCount = 200000;
    double sum = 0.0;
    double squares = 0.0;
    for (int i = 0; i < kCount; ++i) {
        const double value = random.uniform();
        QVERIFY(value >= 0.0 && value < 1.0);
        sum += value;
        squares += value * value;
    }
    // five standard errors of mean 1/2 and second moment 1/3
    QVERIFY(std::abs(sum / kCount - 0.5) < 5.0 * std::sqrt(1.0 / 12.0 / kCount));
    QVERIFY(std::abs(squares / kCount - 1.0 / 3.0) < 5.0 * std::sqrt(4.0 / 45.0 / kCount));
    for (int i = 0; i < 1000; ++i) {
        const double value = random.uniform(-3.0, 5.0);
        QVERIFY(value >= -3.0 && value < 5.0);
    }
}

void TestRandom::belowIsUnbiased() {
    Random random(2);
    constexpr int kCount = 70000;
    std::vector<int> counts(7);
    for (int i = 0; i < kCount; ++i) ++counts.at(random.below(7));
    double chi = 0.0;
    for (const int count : counts) chi += (count - 10000.0) * (count - 10000.0) / 10000.0;
    QVERIFY2(chi < 22.5, qPrintable(QString::number(chi)));  // 6 degrees of freedom, p = 0.001
    QCOMPARE(random.below(1), std::uint64_t{0});
    const std::uint64_t large = (std::uint64_t{1} << 63) + 12345;
    int upper = 0;
    for (int i = 0; i < 1000; ++i) {
        const auto value = random.below(large);
        QVERIFY(value < large);
        upper += value > large / 2 ? 1 : 0;
    }
    QVERIFY(upper > 400 && upper < 600);
}

void TestRandom::normalMoments() {
    Random random(3);
    constexpr int kCount = 200000;
    double sum = 0.0;
    double squares = 0.0;
    double fourths = 0.0;
    int inside = 0;
    for (int i = 0; i < kCount; ++i) {
        const double value = random.normal();
        sum += value;
        squares += value * value;
        fourths += value * value * value * value;
        inside += std::abs(value) < 1.959964 ? 1 : 0;
    }
    QVERIFY(std::abs(sum / kCount) < 5.0 / std::sqrt(kCount));
    QVERIFY(std::abs(squares / kCount - 1.0) < 5.0 * std::sqrt(2.0 / kCount));
    QVERIFY(std::abs(fourths / kCount - 3.0) < 5.0 * std::sqrt(96.0 / kCount));
    QVERIFY(std::abs(inside / static_cast<double>(kCount) - 0.95) < 5.0 * std::sqrt(0.95 * 0.05 / kCount));
}

void TestRandom::shuffleIsAPermutation() {
    Random random(4);
    std::vector<int> values(100);
    std::iota(values.begin(), values.end(), 0);
    auto shuffled = values;
    random.shuffle(std::span(shuffled));
    QVERIFY(shuffled != values);
    auto sorted = shuffled;
    std::sort(sorted.begin(), sorted.end());
    QCOMPARE(sorted, values);
    Random same(4);
    auto again = values;
    same.shuffle(std::span(again));
    QCOMPARE(again, shuffled);
    std::map<std::vector<int>, int> orders;
    for (int i = 0; i < 6000; ++i) {
        std::vector<int> three{0, 1, 2};
        random.shuffle(std::span(three));
        ++orders[three];
    }
    QCOMPARE(orders.size(), std::size_t{6});
    for (const auto& [order, count] : orders) QVERIFY(std::abs(count - 1000) < 150);
    std::vector<int> none;
    random.shuffle(std::span(none));
}

void TestRandom::seedsAreIndependent() {
    std::set<std::uint64_t> seeds;
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        for (const char* purpose : {"", "fold", "folds", "init"}) {
            for (std::uint64_t index = 0; index < 50; ++index) seeds.insert(core::deriveSeed(seed, purpose, index));
        }
    }
    QCOMPARE(seeds.size(), std::size_t{10 * 4 * 50});
    QCOMPARE(core::deriveSeed(7, "fold", 3), core::deriveSeed(7, "fold", 3));
    // neighbouring seeds give streams that differ in about half of their bits
    int bits = 0;
    for (std::uint64_t i = 0; i < 64; ++i) bits += std::popcount(core::deriveSeed(i, "a") ^ core::deriveSeed(i + 1, "a"));
    QVERIFY2(bits > 64 * 32 - 5 * 32 && bits < 64 * 32 + 5 * 32, qPrintable(QString::number(bits)));
}

QTEST_GUILESS_MAIN(TestRandom)
#include "TestRandom.moc"
