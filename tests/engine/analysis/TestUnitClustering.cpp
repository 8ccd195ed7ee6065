// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <numeric>
#include <set>
#include <thread>

#include "engine/analysis/UnitClustering.h"
#include "tests/TestSupport.h"
#include "tests/engine/analysis/CorrelationSupport.h"

using namespace prososcope;
using namespace prososcope::analysis;

namespace {

constexpr std::size_t kRows = 300;

/// Unit u follows the hidden course u % groups; each speaker has a level of its own.
MadeRows planted(std::size_t units, std::size_t groups, std::uint64_t seed) {
    core::Random random(seed);
    MadeRows made(kRows, units, 3, random);
    std::vector<std::vector<double>> courses;
    for (std::size_t group = 0; group < groups; ++group) courses.push_back(normals(kRows, random));
    for (std::size_t unit = 0; unit < units; ++unit) {
        made.plant(unit, courses[unit % groups], 0.8, random);
        for (std::size_t row = 0; row < kRows; ++row) made.at(row, unit) += static_cast<float>(100 * (row % 3));
    }
    return made;
}

std::vector<std::uint32_t> orderOf(const MadeRows& made, const std::vector<std::int64_t>& widths, int threads = 1) {
    core::Progress silent;
    const auto order = clusteredUnits(made.rows(), widths, threads, silent);
    if (!order) qWarning("%s", order.error().message().c_str());
    return order.value_or(std::vector<std::uint32_t>());
}

/// Average linkage as its definition says: of all pairs of clusters those are joined whose leaves' mean distance is least.
/// Gives each cluster that arose, as a set of leaves.
std::set<std::set<std::uint32_t>> clustersByDefinition(const std::vector<float>& distances, std::uint32_t count) {
    std::vector<std::set<std::uint32_t>> clusters;
    for (std::uint32_t i = 0; i < count; ++i) clusters.push_back({i});
    std::set<std::set<std::uint32_t>> all;
    while (clusters.size() > 1) {
        std::size_t first = 0;
        std::size_t second = 1;
        double least = 1e300;
        for (std::size_t a = 0; a < clusters.size(); ++a) {
            for (std::size_t b = a + 1; b < clusters.size(); ++b) {
                double sum = 0.0;
                for (const auto x : clusters[a])
                    for (const auto y : clusters[b]) sum += static_cast<double>(distances[x * count + y]);
                const double mean = sum / static_cast<double>(clusters[a].size() * clusters[b].size());
                if (mean >= least) continue;
                least = mean;
                first = a;
                second = b;
            }
        }
        clusters[first].merge(clusters[second]);
        clusters.erase(clusters.begin() + static_cast<std::ptrdiff_t>(second));
        all.insert(clusters[first]);
    }
    return all;
}

}  // namespace

/// The order in which units that go together stand side by side.
class TestUnitClustering : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void plantedGroupsAreContiguous() {
        const std::size_t groups = 4;
        const auto made = planted(40 + 24, groups, 3);
        const auto order = orderOf(made, {40, 24});
        QCOMPARE(order.size(), std::size_t{64});
        for (const auto& [from, to] : {std::pair<std::size_t, std::size_t>{0, 40}, {40, 64}}) {
            std::vector<bool> seen(to - from, false);
            std::size_t changes = 0;
            for (std::size_t i = from; i < to; ++i) {
                QVERIFY(order[i] < to - from && !seen[order[i]]);  // each unit of the layer once
                seen[order[i]] = true;
                if (i > from && order[i] % groups != order[i - 1] % groups) ++changes;
            }
            QCOMPARE(changes, groups - 1);
        }
    }

    /// Every cluster of the definition is a stretch of the leaves.
    void leavesAreThoseOfAverageLinkage() {
        core::Random random(11);
        for (const std::uint32_t count : {2U, 3U, 9U, 33U, 60U}) {
            std::vector<float> distances(std::size_t{count} * count, 0.0F);
            for (std::uint32_t i = 0; i < count; ++i) {
                for (std::uint32_t j = i + 1; j < count; ++j)
                    distances[i * count + j] = distances[j * count + i] = static_cast<float>(random.uniform(0.0, 2.0));
            }
            const auto leaves = clusteredLeaves(distances, count, core::Progress());
            QCOMPARE(leaves.size(), std::size_t{count});
            QVERIFY(leaves.front() < leaves.back());
            for (const auto& cluster : clustersByDefinition(distances, count)) {
                std::size_t from = count;
                std::size_t to = 0;
                for (std::size_t place = 0; place < count; ++place) {
                    if (!cluster.contains(leaves[place])) continue;
                    from = std::min(from, place);
                    to = std::max(to, place + 1);
                }
                QCOMPARE(to - from, cluster.size());
            }
        }
    }

    /// Points on a line stand as on the line.
    void aLineStaysALine() {
        const std::vector<float> points = {7.0F, 1.0F, 3.5F, 1.5F, 9.0F, 3.0F};
        std::vector<float> distances;
        for (const float a : points)
            for (const float b : points) distances.push_back(std::abs(a - b));
        QCOMPARE(clusteredLeaves(distances, points.size(), core::Progress()), (std::vector<std::uint32_t>{1, 3, 5, 2, 0, 4}));
    }

    void equalDistancesKeepTheOrder() {
        std::vector<float> distances(25, 1.0F);
        for (std::size_t i = 0; i < 5; ++i) distances[i * 6] = 0.0F;
        const auto leaves = clusteredLeaves(distances, 5, core::Progress());
        QCOMPARE(leaves, (std::vector<std::uint32_t>{0, 1, 2, 3, 4}));
        QVERIFY(clusteredLeaves({}, 0, core::Progress()).empty());
        const std::vector<float> one{0.0F};
        QCOMPARE(clusteredLeaves(one, 1, core::Progress()), (std::vector<std::uint32_t>{0}));
    }

    void constantUnitsComeLast() {
        auto made = planted(20, 2, 5);
        for (std::size_t row = 0; row < kRows; ++row) {
            made.at(row, 3) = 0.1F;
            made.at(row, 0) = static_cast<float>(row % 3);  // differs between speakers alone
            made.at(row, 18) = 0.0F;
        }
        const auto order = orderOf(made, {20});
        QCOMPARE(std::vector<std::uint32_t>(order.end() - 3, order.end()), (std::vector<std::uint32_t>{0, 3, 18}));
        auto sorted = order;
        std::ranges::sort(sorted);
        for (std::uint32_t i = 0; i < 20; ++i) QCOMPARE(sorted[i], i);
        for (float& value : made.values) value = 1.0F;
        std::vector<std::uint32_t> asTheyAre(20);
        std::iota(asTheyAre.begin(), asTheyAre.end(), 0U);
        QCOMPARE(orderOf(made, {20}), asTheyAre);
    }

    void theSameForAnyNumberOfThreads() {
        const auto made = planted(130, 7, 9);
        const std::vector<std::int64_t> widths{50, 0, 47, 33};
        const auto alone = orderOf(made, widths, 1);
        QCOMPARE(alone.size(), std::size_t{130});
        QCOMPARE(orderOf(made, widths, 4), alone);
        QCOMPARE(orderOf(made, widths, 1), alone);
    }

    /// Of many rows some are taken evenly, of all speakers.
    void manyRowsGiveTheSameGroups() {
        core::Random random(21);
        const std::size_t rows = 2 * kMostClusteringRows + 100;
        MadeRows made(rows, 12, 4, random);
        const std::vector<std::vector<double>> courses = {normals(rows, random), normals(rows, random), normals(rows, random)};
        for (std::size_t unit = 0; unit < 12; ++unit) made.plant(unit, courses[unit % 3], 0.7, random);
        const auto order = orderOf(made, {12});
        std::size_t changes = 0;
        for (std::size_t i = 1; i < order.size(); ++i) changes += order[i] % 3 != order[i - 1] % 3 ? 1 : 0;
        QCOMPARE(changes, std::size_t{2});
    }

    void whatDoesNotFitIsNamed() {
        auto made = planted(10, 2, 1);
        core::Progress silent;
        const std::vector<std::int64_t> widths{4, 5};
        const auto wrong = clusteredUnits(made.rows(), widths, 1, silent);
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().message(), std::string("There are layers of 9 units for 10 activations."));
        made.at(4, 2) = std::nanf("");
        const std::vector<std::int64_t> right{10};
        const auto undefined = clusteredUnits(made.rows(), right, 1, silent);
        QVERIFY(!undefined);
        QVERIFY(undefined.error().message().find("is not a finite number") != std::string::npos);
    }

    void itStopsSoon() {
        core::Random random(2);
        const MadeRows made(600, 4096, 5, random);
        std::stop_source stop;
        core::Progress progress(stop.get_token());
        const std::vector<std::int64_t> widths{2048, 2048};
        std::jthread asking([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            stop.request_stop();
        });
        const auto order = clusteredUnits(made.rows(), widths, 2, progress);
        QVERIFY(!order);
        QCOMPARE(order.error().kind, core::ErrorKind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestUnitClustering)
#include "TestUnitClustering.moc"
