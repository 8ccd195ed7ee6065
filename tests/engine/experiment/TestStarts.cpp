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
        QCOMPARE(startNames("", 1, folds), Names());
        QCOMPARE(startNames("nemo", 1, folds), Names{"nemo"});
        QCOMPARE(startNames("nemo-{seed}", 2, {}), Names{"nemo-2"});
        QCOMPARE(startNames("own-{fold}-{seed}", 2, folds), (Names{"own-Session1-2", "own-{seed}-2"}));
        QCOMPARE(startNames("own-{fold}", 2, {}), Names());
    }
};

QTEST_APPLESS_MAIN(TestStarts)
#include "TestStarts.moc"
