// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <set>

#include "engine/core/Random.h"
#include "engine/learn/GroupFolds.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::learn;

class TestGroupFolds : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theLargestGoToTheLightest() {
        // a: 4 rows, b: 3, c: 2, d: 1 in two folds: a | b, then c joins b, d joins a.
        const std::vector<std::string> groups{"a", "a", "b", "c", "a", "b", "d", "c", "b", "a"};
        const auto folds = groupFolds(groups, 2);
        PROSOSCOPE_VERIFY(folds);
        QCOMPARE((*folds)[0], (std::vector<std::size_t>{0, 1, 4, 6, 9}));
        QCOMPARE((*folds)[1], (std::vector<std::size_t>{2, 3, 5, 7, 8}));
    }

    void groupsNeverCross() {
        core::Random random(4);
        for (int round = 0; round < 50; ++round) {
            std::vector<std::string> groups;
            for (int i = 0; i < 200; ++i) groups.push_back("s" + std::to_string(random.below(12)));
            for (int i = 0; i < 12; ++i) groups.push_back("s" + std::to_string(i));
            const auto folds = groupFolds(groups, 2 + random.below(10));
            PROSOSCOPE_VERIFY(folds);
            std::map<std::string, std::size_t> foldOf;
            std::set<std::size_t> seen;
            for (std::size_t f = 0; f < folds->size(); ++f) {
                QVERIFY(!(*folds)[f].empty());
                for (const std::size_t row : (*folds)[f]) {
                    QVERIFY(seen.insert(row).second);
                    QCOMPARE(foldOf.emplace(groups[row], f).first->second, f);
                }
            }
            QCOMPARE(seen.size(), groups.size());
        }
    }

    void theOrderOfRowsDoesNotMatter() {
        const std::vector<std::string> groups{"a", "b", "c", "c", "d", "e", "e", "e"};
        std::vector<std::string> reversed(groups.rbegin(), groups.rend());
        const auto names = [](const std::vector<std::string>& all, const std::vector<std::size_t>& rows) {
            std::set<std::string> result;
            for (const std::size_t row : rows) result.insert(all[row]);
            return result;
        };
        const auto first = groupFolds(groups, 3);
        const auto second = groupFolds(reversed, 3);
        for (std::size_t f = 0; f < 3; ++f) QCOMPARE(names(groups, (*first)[f]), names(reversed, (*second)[f]));
    }

    void tooFewAreNamed() {
        const std::vector<std::string> groups{"a", "b", "a"};
        QCOMPARE(QString::fromStdString(groupFolds(groups, 3).error().message()),
                 "3 folds inside the training part need as many speakers, but there are 2. Set fewer folds.");
        QVERIFY(!groupFolds(groups, 1));
        QVERIFY(!groupFolds({}, 2));
    }
};

QTEST_GUILESS_MAIN(TestGroupFolds)
#include "TestGroupFolds.moc"
