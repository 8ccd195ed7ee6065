// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/experiment/Starts.h"
#include "tests/TestSupport.h"

using namespace prososcope::experiment;

class TestStarts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theSeedStandsInAllItsPlaces() {
        QCOMPARE(seededStart("nemo", 3), std::string("nemo"));
        QCOMPARE(seededStart("nemo-seed{seed}", 12), std::string("nemo-seed12"));
        QCOMPARE(seededStart("{seed}/nemo{seed}", 7), std::string("7/nemo7"));
        QCOMPARE(seededStart("{fold}{sed}{", 7), std::string("{fold}{sed}{"));
    }

    void oneModelOrOneForEachFold() {
        const std::vector<std::string> folds = {"Session1", "{seed}"};
        using Names = std::vector<std::string>;
        QCOMPARE(startNames("", folds), Names());
        QCOMPARE(startNames("nemo", folds), Names{"nemo"});
        QCOMPARE(startNames("nemo-2", {}), Names{"nemo-2"});
        QCOMPARE(startNames("own-{fold}-2", folds), (Names{"own-Session1-2", "own-{seed}-2"}));
        QCOMPARE(startNames("own-{fold}", {}), Names());
    }

    /// Opened by the seed, called without it; of a fusion each member.
    void systemsAreSeeded() {
        Experiment one;
        one.seed = 4;
        one.model = "logmel-network";
        one.start = "tiny-seed{seed}";
        QCOMPARE(seededSystems(one).at(0).start, std::string("tiny-seed4"));
        QVERIFY2(systemName(one).find("tiny-seed{seed}") != std::string::npos, systemName(one).c_str());
        Experiment fusion;
        fusion.seed = 12;
        fusion.model = "fusion";
        fusion.members.resize(2);
        fusion.members[1].start = "other{seed}";
        QVERIFY(seededSystems(fusion).at(0).start.empty());
        QCOMPARE(seededSystems(fusion).at(1).start, std::string("other12"));
    }
};

QTEST_APPLESS_MAIN(TestStarts)
#include "TestStarts.moc"
