// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

#include "engine/training/MaskSpans.h"
#include "engine/training/UnitBatches.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::training;

/// What a training of emotion-dependent units draws: masked spans, and batches by the sound they hold.
class TestMaskSpans : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyRowHasAsMany() {
        core::Random random(5);
        const std::vector<std::size_t> lengths{400, 120, 260};
        for (int round = 0; round < 100; ++round) {
            const auto rows = drawMasks(lengths, {0.65, 10, 2}, random);
            QCOMPARE(rows.size(), lengths.size());
            for (std::size_t i = 0; i < rows.size(); ++i) {
                QCOMPARE(rows[i].size(), rows[1].size());
                QVERIFY(!rows[i].empty() && rows[i].back() < lengths[i]);
                QVERIFY(std::is_sorted(rows[i].begin(), rows[i].end()));
                QCOMPARE(std::set<std::size_t>(rows[i].begin(), rows[i].end()).size(), rows[i].size());
            }
        }
    }

    /// One row is not thinned: its places are whole spans, and about 1 - (1 - p/len)^len of them with overlaps.
    void spansCoverTheirShare() {
        core::Random random(6);
        const std::vector<std::size_t> one{1000};
        double sum = 0.0;
        for (int round = 0; round < 200; ++round) {
            const auto row = drawMasks(one, {0.65, 10, 2}, random).front();
            sum += static_cast<double>(row.size()) / 1000.0;
            std::size_t run = 1;
            for (std::size_t i = 1; i <= row.size(); ++i) {
                if (i < row.size() && row[i] == row[i - 1] + 1) {
                    ++run;
                    continue;
                }
                QVERIFY(run >= 10);
                run = 1;
            }
        }
        QVERIFY(sum / 200.0 > 0.46 && sum / 200.0 < 0.51);
    }

    void shortRows() {
        core::Random random(7);
        QVERIFY(drawMasks({}, {}, random).empty());
        for (std::size_t length = 0; length < 30; ++length) {
            const std::vector<std::size_t> one{length};
            const auto row = drawMasks(one, {0.65, 10, 2}, random).front();
            QVERIFY(row.size() < std::max<std::size_t>(length, 1));
            if (length > 2) QVERIFY(!row.empty());
            QVERIFY(drawMasks(one, {0.0, 10, 2}, random).front().empty());
        }
        // A row without a masked place leaves the others without.
        const std::vector<std::size_t> uneven{1, 100};
        const auto rows = drawMasks(uneven, {0.65, 10, 2}, random);
        QVERIFY(rows[0].empty() && rows[1].empty());
    }

    void batchesHoldTheirSound() {
        core::Random random(8);
        std::vector<std::size_t> samples;
        for (int i = 0; i < 300; ++i) samples.push_back(100 + random.below(900));
        samples.push_back(50000);                                           // by itself
        using Shapes = std::multiset<std::pair<std::size_t, std::size_t>>;  // utterances, padded samples
        const auto shapesOf = [&](const std::vector<std::vector<std::size_t>>& batches) {
            Shapes shapes;
            for (const auto& batch : batches) shapes.emplace(batch.size(), paddedSamples(samples[batch.front()], 200));
            return shapes;
        };
        const auto batches = batchesBySamples(samples, 5000, 200, random);
        std::vector<int> seen(samples.size());
        for (const auto& batch : batches) {
            const auto padded = paddedSamples(samples[batch.front()], 200);
            for (const auto each : batch) {
                ++seen[each];
                QCOMPARE(paddedSamples(samples[each], 200), padded);
            }
            QVERIFY(batch.size() == 1 || padded * batch.size() <= 5000);
        }
        QVERIFY(std::all_of(seen.begin(), seen.end(), [](int count) { return count == 1; }));
        core::Random other(9);
        const auto again = batchesBySamples(samples, 5000, 200, other);
        QVERIFY(again != batches);
        QVERIFY(shapesOf(again) == shapesOf(batches));  // what is prepared for one epoch serves the next
        core::Random same(9);
        QCOMPARE(batchesBySamples(samples, 5000, 200, same), again);
        QVERIFY(batchesBySamples({}, 5000, 200, random).empty());
    }
};

QTEST_GUILESS_MAIN(TestMaskSpans)
#include "TestMaskSpans.moc"
