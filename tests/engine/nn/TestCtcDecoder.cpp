// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>

#include "tests/TestSupport.h"
#include "tests/engine/nn/CtcTestSupport.h"

using namespace prososcope;
using namespace prososcope::testing;

/// Best path and prefix beam search against all paths counted one by one.
class TestCtcDecoder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bestPathMergesAndDrops() {
        // a a - a b b -: "aab"; ties go to the lower class
        const float most = std::log(0.8F);
        const float rest = std::log(0.1F);
        std::vector<float> rows;
        for (const int best : {0, 0, 2, 0, 1, 1, 2})
            for (int c = 0; c < 3; ++c) rows.push_back(c == best ? most : rest);
        QCOMPARE(nn::ctcBestPath({rows, 3}), (Labels{0, 0, 1}));
        const std::vector<float> equal(6, rest);
        QCOMPARE(nn::ctcBestPath({equal, 3}), Labels{0});
        QCOMPARE(nn::ctcBestPath({{}, 3}), Labels{});
    }

    void wideBeamIsExact() {
        for (std::uint64_t seed = 0; seed < 200; ++seed) {
            const std::size_t classes = 2 + seed % 3;
            const std::size_t frames = 1 + seed % 6;
            const auto rows = randomCtcRows(frames, classes, seed);
            const nn::LogPosteriors posteriors{rows, classes};
            const auto sums = allLabellings(posteriors);
            double best = 0.0;
            for (const auto& [labels, probability] : sums) best = std::max(best, probability);
            const auto found = nn::ctcPrefixBeam(posteriors, 100000);
            QVERIFY(sums.contains(found));
            QVERIFY2(std::abs(sums.at(found) - best) < 1e-6, qPrintable(QString::number(seed)));
        }
    }

    /// The case of the textbooks: the best path says nothing, but "a" gathers three paths.
    void beamAddsUpPaths() {
        std::vector<float> rows;
        for (int t = 0; t < 2; ++t) {
            rows.push_back(std::log(0.4F));
            rows.push_back(std::log(0.6F));
        }
        QCOMPARE(nn::ctcBestPath({rows, 2}), Labels{});
        QCOMPARE(nn::ctcPrefixBeam({rows, 2}, 10), Labels{0});
    }

    void narrowBeamsStayNearAndRepeatThemselves() {
        const auto rows = randomCtcRows(60, 12, 7);
        const nn::LogPosteriors posteriors{rows, 12};
        const auto once = nn::ctcPrefixBeam(posteriors, 20);
        QCOMPARE(nn::ctcPrefixBeam(posteriors, 20), once);
        QVERIFY(!once.empty() && once.size() <= 60);
        for (const int label : once) QVERIFY(label >= 0 && label < posteriors.blank());
    }

    void survivesWhatIsNoProbability() {
        const float nan = std::numeric_limits<float>::quiet_NaN();
        const float impossible = -std::numeric_limits<float>::infinity();
        const std::vector<float> rows{nan, 0.0F, impossible, impossible, nan, 0.0F};
        QCOMPARE(nn::ctcPrefixBeam({rows, 3}, 4), Labels{1});
        QCOMPARE(nn::ctcPrefixBeam({{}, 3}, 4), Labels{});
        const std::vector<float> nothing(9, nan);
        QVERIFY(nn::ctcPrefixBeam({nothing, 3}, 4).size() <= 3);
    }
};

QTEST_GUILESS_MAIN(TestCtcDecoder)
#include "TestCtcDecoder.moc"
