// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/live/LivePace.h"
#include "engine/live/LiveStatistics.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using live::LivePace;
using live::LiveResult;
using live::LiveStatistics;

namespace {

LiveResult hop(double end, double length = 0.25, double delay = 40.0, double busy = 10.0, bool speech = true) {
    LiveResult result;
    result.endSeconds = end;
    result.hopSeconds = length;
    result.delayMilliseconds = delay;
    result.busyMilliseconds = busy;
    if (speech) result.window = {0.5F, 0.5F};
    return result;
}

}  // namespace

/// Figures of a run, and whether its model keeps up.
class TestLiveStatistics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsZero();
    void percentilesAreExact();
    void onlyTheLastMinutesCount();
    void memoryIsBounded();
    void countsTheWholeRun();
    void oneLine();
    void slowModelIsToldOnce();
    void oneSlowHopIsNot();
    void lumpsOfTheDeviceAreNot();
    void silenceIsNoProofOfKeepingUp();
};

void TestLiveStatistics::nothingIsZero() {
    const auto figures = LiveStatistics(0.25).figures();
    QCOMPARE(figures.delays.median, 0.0);
    QCOMPARE(figures.realTimeFactor, 0.0);
    QCOMPARE(figures.hops, 0);
}

void TestLiveStatistics::percentilesAreExact() {
    live::RecentDelays delays;
    delays.add(0.0, 7.0);
    QCOMPARE(delays.figures().percentile99, 7.0);
    live::RecentDelays hundred;
    for (int i = 0; i < 100; ++i) hundred.add(i, (i * 37) % 100 + 1.0);  // 1 to 100 in disorder
    QCOMPARE(hundred.figures().median, 50.0);
    QCOMPARE(hundred.figures().percentile95, 95.0);
    QCOMPARE(hundred.figures().percentile99, 99.0);
}

void TestLiveStatistics::onlyTheLastMinutesCount() {
    LiveStatistics statistics(0.25, 60.0);
    for (int i = 1; i <= 400; ++i) statistics.add(hop(0.25 * i, 0.25, 900.0, 200.0));
    for (int i = 401; i <= 640; ++i) statistics.add(hop(0.25 * i, 0.25, 30.0, 5.0));
    const auto figures = statistics.figures();
    QCOMPARE(figures.delays.percentile99, 30.0);
    QVERIFY(std::abs(figures.realTimeFactor - 0.02) < 1e-9);
    QCOMPARE(figures.hops, 640);
    QCOMPARE(figures.seconds, 160.0);
}

void TestLiveStatistics::memoryIsBounded() {
    live::RecentDelays delays(1e9);
    for (std::size_t i = 0; i < 3 * live::RecentDelays::kMost; ++i) {
        delays.add(static_cast<double>(i), i < 2 * live::RecentDelays::kMost ? 500.0 : 20.0);
    }
    QCOMPARE(delays.figures().percentile99, 20.0);
}

void TestLiveStatistics::countsTheWholeRun() {
    LiveStatistics statistics(0.25, 1.0);
    auto lost = hop(1.0);
    lost.overflows = 3;
    statistics.add(lost);
    statistics.add(hop(2.0, 1.0));
    auto utterance = hop(1.5, 0.0, 800.0);
    utterance.kind = LiveResult::Kind::Utterance;
    statistics.add(utterance);
    const auto figures = statistics.figures();
    QCOMPARE(figures.overflows, 3);
    QCOMPARE(figures.hops, 2);
    QCOMPARE(figures.widenedHops, 1);
    QCOMPARE(figures.delays.percentile99, 40.0);
}

void TestLiveStatistics::oneLine() {
    LiveStatistics statistics(0.25);
    statistics.add(hop(0.25, 0.25, 41.6, 12.5));
    QCOMPARE(
        live::statisticsText(statistics.figures()).english(),
        std::string("Delay 42 ms (median), 42 ms (95 %), 42 ms (99 %); real-time factor 0.050; overflows: 0; widened hops: 0"));
}

void TestLiveStatistics::slowModelIsToldOnce() {
    LivePace pace(0.25);
    std::vector<int> changes;
    double end = 0.0;
    const auto add = [&](double length, double busy) {
        changes.push_back(static_cast<int>(pace.add(hop(end += length, length, 40.0, busy))));
    };
    add(0.25, 600.0);
    for (int i = 0; i < 20; ++i) add(0.75, 600.0);
    const auto told = [&](LivePace::Change change) {
        return std::count(changes.begin(), changes.end(), static_cast<int>(change));
    };
    QCOMPARE(told(LivePace::Change::TooSlow), 1);
    QCOMPARE(changes[2], static_cast<int>(LivePace::Change::TooSlow));
    QVERIFY(pace.tooSlow());
    QCOMPARE(pace.widenedHopSeconds(), 0.75);
    for (int i = 0; i < 40; ++i) add(0.25, 20.0);
    QCOMPARE(told(LivePace::Change::InTime), 1);
    QVERIFY(!pace.tooSlow());
    add(0.25, 600.0);
    for (int i = 0; i < 5; ++i) add(0.75, 600.0);
    QCOMPARE(told(LivePace::Change::TooSlow), 2);
}

void TestLiveStatistics::oneSlowHopIsNot() {
    LivePace pace(0.25);
    for (int i = 1; i < 40; ++i) {
        const bool slow = i % 25 == 0;
        QCOMPARE(pace.add(hop(i, slow ? 0.5 : 0.25, 40.0, slow ? 450.0 : 10.0)), LivePace::Change::None);
    }
}

void TestLiveStatistics::lumpsOfTheDeviceAreNot() {
    LivePace pace(0.25);
    for (int i = 1; i < 40; ++i) QCOMPARE(pace.add(hop(0.5 * i, 0.5, 40.0, 20.0)), LivePace::Change::None);
}

void TestLiveStatistics::silenceIsNoProofOfKeepingUp() {
    LivePace pace(0.25);
    for (int i = 1; i < 6; ++i) static_cast<void>(pace.add(hop(0.75 * i, 0.75, 40.0, 600.0)));
    QVERIFY(pace.tooSlow());
    for (int i = 1; i < 60; ++i) QCOMPARE(pace.add(hop(4.0 + 0.25 * i, 0.25, 40.0, 1.0, false)), LivePace::Change::None);
    QVERIFY(pace.tooSlow());
}

QTEST_GUILESS_MAIN(TestLiveStatistics)
#include "TestLiveStatistics.moc"
