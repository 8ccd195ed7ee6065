// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>

#include "engine/nn/CtcPrefixScores.h"
#include "tests/TestSupport.h"
#include "tests/engine/nn/CtcTestSupport.h"

using namespace prososcope;
using namespace prososcope::testing;

/// Probabilities of beginnings and of whole texts against all paths counted one by one.
class TestCtcPrefixScores : public QObject {
    Q_OBJECT

private:
    static bool begins(const Labels& labels, const Labels& beginning) {
        return labels.size() >= beginning.size() && std::equal(beginning.begin(), beginning.end(), labels.begin());
    }
    static bool agrees(double logarithm, double probability) {
        return probability == 0.0 ? logarithm == -std::numeric_limits<double>::infinity()
                                  : std::abs(logarithm - std::log(probability)) < 1e-6;
    }

private Q_SLOTS:
    void agreesWithAllPaths() {
        for (std::uint64_t seed = 0; seed < 60; ++seed) {
            const std::size_t classes = 2 + seed % 3;
            const auto rows = randomCtcRows(1 + seed % 6, classes, seed);
            const nn::LogPosteriors posteriors{rows, classes};
            const auto sums = allLabellings(posteriors);
            const nn::CtcPrefixScores scores(posteriors);
            core::Random random(seed);
            Labels prefix;
            auto at = scores.empty();
            for (int step = 0; step < 4; ++step) {
                const auto whole = sums.find(prefix);
                QVERIFY(agrees(scores.whole(at), whole == sums.end() ? 0.0 : whole->second));
                const auto continued = scores.continued(at);
                QCOMPARE(continued.size(), classes - 1);
                for (int symbol = 0; symbol < posteriors.blank(); ++symbol) {
                    auto longer = prefix;
                    longer.push_back(symbol);
                    double sum = 0.0;
                    for (const auto& [labels, probability] : sums) sum += begins(labels, longer) ? probability : 0.0;
                    QVERIFY2(agrees(continued[static_cast<std::size_t>(symbol)], sum), qPrintable(QString::number(seed)));
                }
                // Repeated symbols, which need a blank between, come up often with so few.
                prefix.push_back(static_cast<int>(random.below(classes - 1)));
                at = scores.longer(at, prefix.back());
            }
        }
    }

    void continuationsAndTheEndShareABeginning() {
        const auto rows = randomCtcRows(40, 9, 3);
        const nn::LogPosteriors posteriors{rows, 9};
        const nn::CtcPrefixScores scores(posteriors);
        auto at = scores.empty();
        double begun = 0.0;
        for (const int symbol : {4, 4, 0, 7, 7, 7, 1}) {
            const auto continued = scores.continued(at);
            double sum = std::exp(scores.whole(at));
            for (const double each : continued) sum += std::exp(each);
            QVERIFY(std::abs(std::log(sum) - begun) < 1e-5);
            begun = continued[static_cast<std::size_t>(symbol)];
            at = scores.longer(at, symbol);
        }
    }

    void withoutFramesNothingIsSaid() {
        const nn::CtcPrefixScores scores({{}, 3});
        QCOMPARE(scores.whole(scores.empty()), 0.0);
        for (const double each : scores.continued(scores.empty())) QVERIFY(std::isinf(each) && each < 0.0);
        QVERIFY(std::isinf(scores.whole(scores.longer(scores.empty(), 1))));
    }

    void whatIsNoNumberIsImpossible() {
        const float nan = std::numeric_limits<float>::quiet_NaN();
        const std::vector<float> rows{nan, 0.0F, nan, 0.0F, nan, nan};  // "b", then "a" without a blank
        const nn::CtcPrefixScores scores({rows, 3});
        const auto first = scores.continued(scores.empty());
        QVERIFY(std::isinf(first[0]) && std::abs(first[1]) < 1e-12);
        const auto b = scores.longer(scores.empty(), 1);
        QVERIFY(std::isinf(scores.whole(b)));
        QVERIFY(std::abs(scores.whole(scores.longer(b, 0))) < 1e-12);
    }
};

QTEST_GUILESS_MAIN(TestCtcPrefixScores)
#include "TestCtcPrefixScores.moc"
