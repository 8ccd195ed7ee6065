// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/Estimate.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::experiment;

namespace {

Experiment network(int epochs) {
    Experiment made;
    made.classes = {"angry", "sad"};
    made.training.epochs = epochs;
    made.training.cropSeconds = 2.0;
    return made;
}

Experiment machine() {
    Experiment made;
    made.classes = {"angry", "sad"};
    made.model = "svm-linear";
    made.featureSet = "eGeMAPSv02";
    return made;
}

/// 100 utterances of 4 s; two folds.
Workload load() { return {100, 400.0, {40, 60}, 50, false}; }

}  // namespace

class TestEstimate : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void countsWhatIsDone() {
        const auto units = workUnits(network(10), load());
        QCOMPARE(units.features, 400.0);
        QCOMPARE(units.network, 100.0 * 2.0 * 10);  // crops of two seconds
        QCOMPARE(units.classical, 0.0);
        auto whole = network(10);
        whole.training.cropSeconds = 0.0;
        QCOMPARE(workUnits(whole, load()).network, 100.0 * 4.0 * 10);
        const auto classical = workUnits(machine(), load());
        QCOMPARE(classical.classical, 40.0 * 40 + 60.0 * 60);
        QCOMPARE(classical.network, 0.0);
        QCOMPARE(workUnits(machine(), Workload()).classical, 0.0);
    }

    void copiesMembersAndTheKeptModelCount() {
        auto copied = machine();
        copied.copies.speeds = {0.9, 1.1};
        QCOMPARE(workUnits(copied, load()).features, 1200.0);
        QCOMPARE(workUnits(copied, load()).classical, 9.0 * (40.0 * 40 + 60.0 * 60));
        auto kept = network(10);
        kept.saveModel = true;
        QCOMPARE(workUnits(kept, load()).network, 200.0 * 2.0 * 10);
        auto fusion = network(10);
        fusion.model = "fusion";
        fusion.members = {{"logmel80", "training", "logmel-network", {}, {}, 1.0},
                          {"eGeMAPSv02", "training", "svm-linear", {}, {}, 1.0},
                          {"eGeMAPSv02", "speaker", "svm-rbf", {}, {}, 1.0}};
        const auto units = workUnits(fusion, load());
        QCOMPARE(units.features, 800.0);  // of two sets
        QCOMPARE(units.network, 2000.0);
        QCOMPARE(units.classical, 2.0 * (40.0 * 40 + 60.0 * 60));
        auto cached = load();
        cached.cached = true;
        QCOMPARE(workUnits(fusion, cached).features, 0.0);
    }

    void anEarlierRunGivesThePace() {
        const auto plain = estimateRuns(network(10), load(), 1, "cpu", {});
        QVERIFY(plain.seconds && *plain.seconds > 0.0);
        QCOMPARE(plain.reference, std::int64_t{0});
        // The same run once took twice what the defaults say; ten times the epochs take ten times as long, features apart.
        const Reference slow{7, 2.0 * *plain.seconds, workUnits(network(10), load()), "cpu"};
        const auto again = estimateRuns(network(10), load(), 1, "cpu", slow);
        QVERIFY(std::abs(*again.seconds - slow.seconds) < 1e-9);
        QCOMPARE(again.reference, std::int64_t{7});
        auto cached = load();
        cached.cached = true;
        const auto once = *estimateRuns(network(10), cached, 1, "cpu", slow).seconds;
        QVERIFY(std::abs(*estimateRuns(network(100), cached, 1, "cpu", slow).seconds - 10.0 * once) < 1e-9);
        QVERIFY(std::abs(*estimateRuns(network(10), cached, 6, "cpu", slow).seconds - 6.0 * once) < 1e-9);
    }

    void ofAnotherDeviceNothingIsSaid() {
        const Reference there{7, 1.0, workUnits(network(10), load()), "cuda"};
        QCOMPARE(estimateRuns(network(10), load(), 1, "cpu", there).reference, std::int64_t{0});
        QCOMPARE(estimateRuns(network(10), load(), 1, "cuda", there).reference, std::int64_t{7});
        QCOMPARE(estimateRuns(network(10), load(), 1, "auto", there).reference, std::int64_t{7});
        QVERIFY(!estimateRuns(network(10), load(), 1, "cuda", {}).seconds);
        QVERIFY(estimateRuns(network(10), load(), 1, "auto", {}).seconds);
        const Reference empty{7, 1.0, {}, "cpu"};
        QCOMPARE(estimateRuns(network(10), load(), 1, "cpu", empty).reference, std::int64_t{0});
    }

    void diskIsFeaturesCheckpointsAndPredictions() {
        const auto first = estimateRuns(machine(), load(), 1, "cpu", {});
        QVERIFY(first.bytes > 100.0 * 88 * 4 && first.bytes < 1e6);
        auto cached = load();
        cached.cached = true;
        QVERIFY(estimateRuns(machine(), cached, 1, "cpu", {}).bytes < first.bytes);
        const auto six = estimateRuns(machine(), cached, 6, "cpu", {});
        QCOMPARE(six.bytes, 6.0 * estimateRuns(machine(), cached, 1, "cpu", {}).bytes);
        // 400 s of 80 bands every 10 ms, and a checkpoint of two folds.
        const auto mel = estimateRuns(network(10), load(), 1, "cpu", {});
        QVERIFY(mel.bytes > 400.0 * 100 * 80 * 4 + 2e6 && mel.bytes < 60e6);
    }

    void whatIsAlike() {
        QCOMPARE(systemKey(machine()), std::string("svm-linear on eGeMAPSv02"));
        QVERIFY(systemKey(machine()) != systemKey(network(1)));
        QCOMPARE(systemKey(network(1)), systemKey(network(100)));
    }
};

QTEST_APPLESS_MAIN(TestEstimate)
#include "TestEstimate.moc"
