// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>

#include "engine/nn/CtcAlignment.h"
#include "tests/TestSupport.h"
#include "tests/engine/nn/CtcTestSupport.h"

using namespace prososcope;
using namespace prososcope::testing;

/// The most probable path against all paths, one by one.
class TestCtcAlignment : public QObject {
    Q_OBJECT

private:
    /// The best path of all that spell the labels; empty where none does.
    static Labels bestOfAll(const nn::LogPosteriors& posteriors, const Labels& labels) {
        Labels best;
        double most = -std::numeric_limits<double>::infinity();
        forAllPaths(posteriors, [&](const Labels& path, double logarithm) {
            if (logarithm <= most || collapsed(path, posteriors.blank()) != labels) return;
            most = logarithm;
            best = path;
        });
        return best;
    }
    static Labels pathOf(const std::vector<nn::CtcSpan>& spans, const Labels& labels, std::size_t frames, int blank) {
        Labels path(frames, blank);
        for (std::size_t i = 0; i < spans.size(); ++i) {
            for (std::size_t t = spans[i].first; t <= spans[i].last; ++t) path[t] = labels[i];
        }
        return path;
    }

private Q_SLOTS:
    void isTheBestOfAllPaths() {
        core::Random random(3);
        constexpr std::size_t kClasses = 3;
        int aligned = 0;
        int refused = 0;
        for (int round = 0; round < 300; ++round) {
            const auto frames = static_cast<std::size_t>(1 + random.below(7));
            const auto rows = randomCtcRows(frames, kClasses, static_cast<std::uint64_t>(round));
            const nn::LogPosteriors posteriors{rows, kClasses};
            Labels labels(static_cast<std::size_t>(random.below(5)));
            for (auto& label : labels) label = static_cast<int>(random.below(kClasses - 1));  // repeats are common
            const auto wanted = bestOfAll(posteriors, labels);
            const auto spans = nn::ctcAlignment(posteriors, labels);
            QCOMPARE(spans.has_value(), !wanted.empty());
            QCOMPARE(spans.has_value(), frames >= nn::ctcFramesNeeded(labels));
            (spans ? aligned : refused) += 1;
            if (!spans) continue;
            QCOMPARE(spans->size(), labels.size());
            QCOMPARE(pathOf(*spans, labels, frames, posteriors.blank()), wanted);
            for (std::size_t i = 0; i < spans->size(); ++i) {
                const auto& span = (*spans)[i];
                QVERIFY(span.first <= span.peak && span.peak <= span.last);
                QVERIFY(i == 0 || (*spans)[i - 1].last < span.first);
                for (std::size_t t = span.first; t <= span.last; ++t)
                    QVERIFY(posteriors.at(t, labels[i]) <= posteriors.at(span.peak, labels[i]));
            }
        }
        QVERIFY(aligned > 50 && refused > 20);
    }

    /// Two equal labels are two, with a blank between, however improbable it is.
    void repeatsHaveABlankBetween() {
        const float likely = std::log(0.98F);
        const float unlikely = std::log(0.01F);
        std::vector<float> rows;
        for (int t = 0; t < 4; ++t) rows.insert(rows.end(), {likely, unlikely, unlikely});
        const nn::LogPosteriors posteriors{rows, 3};
        const auto spans = nn::ctcAlignment(posteriors, Labels{0, 0});
        QVERIFY(spans);
        QVERIFY(spans->at(1).first > spans->at(0).last + 1);
        QVERIFY(!nn::ctcAlignment(posteriors, Labels{0, 0, 0}));
        QCOMPARE(nn::ctcAlignment(posteriors, Labels{0, 1, 0, 1})->back(), (nn::CtcSpan{3, 3, 3}));
        QVERIFY(!nn::ctcAlignment(posteriors, Labels{0, 1, 0, 1, 0}));
    }

    void countsFramesThatRepeatsNeed() {
        QCOMPARE(nn::ctcFramesNeeded(Labels{}), std::size_t{0});
        QCOMPARE(nn::ctcFramesNeeded(Labels{1, 2, 1}), std::size_t{3});
        QCOMPARE(nn::ctcFramesNeeded(Labels{1, 1, 1, 2, 2}), std::size_t{8});
    }

    void impossiblePathsAreNone() {
        const float never = -std::numeric_limits<float>::infinity();
        const float nonsense = std::numeric_limits<float>::quiet_NaN();
        for (const float bad : {never, nonsense}) {
            const std::vector<float> rows{bad, -0.1F, -2.0F, bad, -0.1F, -2.0F};
            QVERIFY(!nn::ctcAlignment({rows, 3}, Labels{0}));
            QCOMPARE(nn::ctcAlignment({rows, 3}, Labels{1})->front(), (nn::CtcSpan{0, 1, 0}));
        }
        QVERIFY(!nn::ctcAlignment({{}, 3}, Labels{}));
        const std::vector<float> rows(6, -1.0F);
        QVERIFY(nn::ctcAlignment({rows, 3}, Labels{})->empty());
    }
};

QTEST_GUILESS_MAIN(TestCtcAlignment)
#include "TestCtcAlignment.moc"
