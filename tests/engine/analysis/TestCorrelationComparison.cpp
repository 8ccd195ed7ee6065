// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "engine/analysis/CorrelationComparison.h"
#include "engine/analysis/Distributions.h"
#include "engine/analysis/PairedTest.h"
#include "engine/analysis/Regression.h"
#include "tests/TestSupport.h"
#include "tests/engine/analysis/CorrelationSupport.h"

using namespace prososcope;
using namespace prososcope::analysis;

namespace {

bool near(double a, double b, double tolerance = 1e-9) {
    return (std::isnan(a) && std::isnan(b)) || std::abs(a - b) <= tolerance * std::max(1.0, std::abs(b));
}

CorrelationDifference targetsOf(const MadeRows& rows, const std::vector<double>& a, const std::vector<double>& b,
                                const CorrelationSettings& settings) {
    core::Progress silent;
    auto result = compareTargets(rows.rows(), {"a", a, false}, {"b", b, false}, settings, silent);
    if (!result) qWarning("%s", result.error().message().c_str());
    return result.value_or(CorrelationDifference{});
}

}  // namespace

/// Differences of correlations, and the paired test over speakers.
class TestCorrelationComparison : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void dependentCorrelationsByFormula() {
        // Meng, Rosenthal and Rubin's equations in numpy.
        QVERIFY(near(dependentCorrelationsZ(0.4, 0.1, 0.2, 103.0), 2.4917077231754683));
        QVERIFY(near(dependentCorrelationsZ(0.63, -0.03, 0.19, 15.0), 1.9814491678202077));
        QVERIFY(near(dependentCorrelationsZ(-0.5, 0.5, -0.9, 50.0), -3.863683855644267));  // f is at most 1
        QCOMPARE(dependentCorrelationsZ(0.3, 0.3, 1.0, 20.0), 0.0);
        QVERIFY(std::isnan(dependentCorrelationsZ(std::nan(""), 0.3, 0.1, 20.0)));
        QVERIFY(std::isnan(dependentCorrelationsZ(0.2, 0.3, 0.1, 3.0)));
    }

    void targetsOfTheSameRows() {
        core::Random random(1);
        MadeRows rows(120, 70, 3, random);
        auto a = normals(120, random);
        auto b = normals(120, random);
        for (std::size_t i = 0; i < 120; ++i) b[i] = 0.5 * a[i] + 0.8 * b[i];
        rows.plant(1, a, 0.7, random);
        a[5] = std::nan("");
        b[9] = std::nan("");
        std::vector<double> known[2];
        std::vector<double> unit;
        for (std::size_t i = 0; i < 120; ++i) {
            if (i == 5 || i == 9) continue;
            known[0].push_back(a[i]);
            known[1].push_back(b[i]);
            unit.push_back(rows.at(i, 1));
        }
        const auto result = targetsOf(rows, a, b, settingsOf(SpeakerPooling::Raw));
        QCOMPARE(result.test, DifferenceTest::SharedRows);
        QCOMPARE(result.n, std::size_t{118});
        const double r1 = pearson(unit, known[0]).r;
        const double r2 = pearson(unit, known[1]).r;
        const double z = dependentCorrelationsZ(r1, r2, pearson(known[0], known[1]).r, 118.0);
        QVERIFY(near(result.first[1], r1, 1e-6) && near(result.second[1], r2, 1e-6));
        QVERIFY(near(result.difference[1], r1 - r2, 1e-6) && near(result.statistic[1], z, 1e-9));
        QVERIFY(near(result.p[1], normalTwoSided(z), 1e-9) && result.adjusted[1] < 0.01);
        QVERIFY(result.adjusted == adjusted(result.p, Correction::BenjaminiHochberg));
        // The other way round, and with itself.
        const auto other = targetsOf(rows, b, a, settingsOf(SpeakerPooling::Raw));
        QVERIFY(near(other.statistic[1], -z, 1e-9) && near(other.p[1], result.p[1], 1e-9));
        const auto same = targetsOf(rows, a, a, settingsOf(SpeakerPooling::Raw));
        for (const double p : same.p) QCOMPARE(p, 1.0);
        // What speakers' means and controls take is taken from n.
        auto settings = settingsOf(SpeakerPooling::Centred);
        settings.partialDuration = true;
        core::Progress silent;
        const auto centred = targetsOf(rows, a, b, settings);
        const auto maps = correlationMaps(rows.rows(), std::vector<CorrelationTarget>{{"b", b, false}}, settings, silent);
        PROSOSCOPE_VERIFY(maps);
        QVERIFY(!near(centred.statistic[1], result.statistic[1], 1e-3));
    }

    void speakersByPairedT() {
        // Of each speaker alone, then Student's t of the differences of z.
        core::Random random(2);
        MadeRows rows(160, 5, 4, random);
        const auto a = normals(160, random);
        const auto b = normals(160, random);
        rows.plant(0, a, 0.6, random);
        for (std::size_t i = 0; i < 160; ++i) {
            rows.at(i, 3) = 7.0F;
            if (i % 4 == 2) rows.at(i, 4) = 1.5F;
        }
        const auto result = targetsOf(rows, a, b, settingsOf(SpeakerPooling::FisherZ));
        QCOMPARE(result.test, DifferenceTest::Speakers);
        QCOMPARE(result.speakers, std::size_t{4});
        std::vector<double> first(4);
        std::vector<double> second(4);
        for (const std::size_t u : {0, 1, 4}) {
            for (std::size_t s = 0; s < 4; ++s) {
                std::vector<double> own[3];
                for (std::size_t i = s; i < 160; i += 4) {
                    own[0].push_back(rows.at(i, u));
                    own[1].push_back(a[i]);
                    own[2].push_back(b[i]);
                }
                first[s] = std::atanh(pearson(own[0], own[1]).r);
                second[s] = std::atanh(pearson(own[0], own[2]).r);
            }
            const auto test = pairedTest(first, second);  // of unit 4 one speaker is undefined
            QCOMPARE(test.pairs, std::size_t(u == 4 ? 3 : 4));
            QVERIFY(near(result.statistic[u], test.t, 1e-6) && near(result.p[u], test.p, 1e-6));
        }
        QVERIFY(result.p[0] < 0.05 && result.first[0] > 0.4F);
        QVERIFY(std::isnan(result.difference[3]) && std::isnan(result.p[3]) && std::isnan(result.adjusted[3]));
    }

    void differencesHoldTheirLevel() {
        // Units that know both targets alike: p is even. Three poolings.
        core::Random random(3);
        for (const auto pooling : {SpeakerPooling::Raw, SpeakerPooling::Centred, SpeakerPooling::FisherZ}) {
            double low = 0.0;
            for (int round = 0; round < 40; ++round) {
                MadeRows rows(120, 64, 6, random);
                const auto a = normals(120, random);
                const auto b = normals(120, random);
                for (std::size_t u = 0; u < 64; ++u) {
                    for (std::size_t i = 0; i < 120; ++i) rows.at(i, u) += static_cast<float>(0.4 * a[i] + 0.4 * b[i]);
                }
                for (const double p : targetsOf(rows, a, b, settingsOf(pooling)).p) low += p < 0.05 ? 1.0 : 0.0;
            }
            // Units of a round share their targets, so that they depend on each other a little.
            QVERIFY2(std::abs(low / 2560.0 - 0.05) < 0.02, qPrintable(QString::number(low / 2560.0)));
        }
    }

    void activationsOfTheSameRows() {
        core::Random random(4);
        MadeRows trained(200, 66, 4, random);
        MadeRows untrained(200, 66, 4, random);
        const auto target = normals(200, random);
        trained.plant(65, target, 0.6, random);
        untrained.plant(65, target, 0.1, random);
        core::Progress silent;
        for (const auto pooling : {SpeakerPooling::Raw, SpeakerPooling::FisherZ}) {
            const auto result =
                compareActivations(trained.rows(), untrained.rows(), {"a", target, false}, settingsOf(pooling), silent);
            PROSOSCOPE_VERIFY(result);
            QVERIFY(result->p[65] < 0.01 && result->difference[65] > 0.3F);
            if (pooling != SpeakerPooling::Raw) continue;
            const double z = dependentCorrelationsZ(pearson(trained.unit(65), target).r, pearson(untrained.unit(65), target).r,
                                                    pearson(trained.unit(65), untrained.unit(65)).r, 200.0);
            QVERIFY(near(result->statistic[65], z, 1e-6));
        }
        const auto same = compareActivations(trained.rows(), trained.rows(), {"a", target, false},
                                             settingsOf(SpeakerPooling::FisherZ), silent);
        for (const double p : same->p) QCOMPARE(p, 1.0);
        MadeRows other(200, 66, 5, random);
        QCOMPARE(QString::fromStdString(compareActivations(trained.rows(), other.rows(), {"a", target, false},
                                                           settingsOf(SpeakerPooling::Raw), silent)
                                            .error()
                                            .message()),
                 "Activations can be compared of the same utterances and units only.");
        other = trained;
        other.at(3, 2) = std::nanf("");
        QVERIFY(
            !compareActivations(trained.rows(), other.rows(), {"a", target, false}, settingsOf(SpeakerPooling::Raw), silent));
    }

    void otherRows() {
        // Two speakers: (atanh r1 - atanh r2) / sqrt(1 / (n1 - 3) + 1 / (n2 - 3)).
        core::Random random(5);
        MadeRows rows(150, 3, 1, random);
        const auto target = normals(150, random);
        rows.plant(0, target, 0.5, random);
        for (std::size_t i = 0; i < 150; ++i) {
            rows.speakers[i] = i < 50 ? "a" : "b";
            if (i < 50) rows.at(i, 0) = -rows.at(i, 0);
            rows.at(i, 2) = 1.0F;
        }
        core::Progress silent;
        std::vector<CorrelationMap> maps;
        for (const char* speaker : {"a", "b"}) {
            auto settings = settingsOf(SpeakerPooling::One);
            settings.speaker = speaker;
            maps.push_back(
                correlationMaps(rows.rows(), std::vector<CorrelationTarget>{{"t", target, false}}, settings, silent)->front());
        }
        const auto result = compareOtherRows(maps[0], maps[1], Correction::Holm);
        PROSOSCOPE_VERIFY(result);
        const double z =
            (std::atanh(double(maps[0].r[0])) - std::atanh(double(maps[1].r[0]))) / std::sqrt(1.0 / 47.0 + 1.0 / 97.0);
        QVERIFY(near(result->statistic[0], z, 1e-9) && near(result->p[0], normalTwoSided(z), 1e-9) && result->p[0] < 1e-4);
        QVERIFY(std::isnan(result->p[2]));
        QVERIFY(near(result->adjusted[0], 2.0 * result->p[0]));
        const auto means = correlationMaps(rows.rows(), std::vector<CorrelationTarget>{{"t", target, false}},
                                           settingsOf(SpeakerPooling::FisherZ), silent);
        QVERIFY(!compareOtherRows(maps[0], means->front(), Correction::Holm));
        maps[1].r.pop_back();
        QVERIFY(!compareOtherRows(maps[0], maps[1], Correction::Holm));
    }

    void cancel() {
        core::Random random(6);
        MadeRows rows(40, 100, 2, random);
        std::stop_source stop;
        stop.request_stop();
        core::Progress stopped(stop.get_token());
        const CorrelationTarget a{"a", normals(40, random), false};
        const CorrelationTarget b{"b", normals(40, random), false};
        QCOMPARE(compareTargets(rows.rows(), a, b, settingsOf(SpeakerPooling::Raw), stopped).error().kind,
                 core::ErrorKind::Cancelled);
        QCOMPARE(compareActivations(rows.rows(), rows.rows(), a, settingsOf(SpeakerPooling::Raw), stopped).error().kind,
                 core::ErrorKind::Cancelled);
    }

    void pairedTestAgainstScipy() {
        // scipy 1.17: ttest_rel, its interval, and permutation_test of samples, exact.
        const std::vector<double> a{0.31, 0.42, 0.28, 0.55, 0.47, 0.39, 0.61, 0.33, 0.5, 0.44};
        const std::vector<double> b{0.35, 0.4, 0.36, 0.6, 0.45, 0.48, 0.66, 0.3, 0.58, 0.49};
        const auto test = pairedTest(a, b);
        QVERIFY(near(test.t, -2.6155686444258164) && near(test.p, 0.02801376409283035));
        QVERIFY(near(test.interval.low, -0.06900061875719105) && near(test.interval.high, -0.004999381242808937));
        QCOMPARE(test.signFlip, 0.041015625);
        QVERIFY(test.exact && test.pairs == 10);
        QVERIFY(near(test.difference, -0.037));
    }

    void pairedTestByHand() {
        const auto three = pairedTest(std::vector<double>{1, 2, 3}, std::vector<double>{0, 0, 0});
        QCOMPARE(three.signFlip, 0.25);  // of eight sums, 6 and -6
        const auto same = pairedTest(std::vector<double>{1, 2}, std::vector<double>{1, 2});
        QVERIFY(same.p == 1.0 && same.signFlip == 1.0 && same.t == 0.0);
        const auto one = pairedTest(std::vector<double>{1, std::nan("")}, std::vector<double>{0, 2});
        QVERIFY(one.pairs == 1 && one.difference == 1.0 && std::isnan(one.p) && one.signFlip == 1.0);
        QVERIFY(std::isnan(pairedTest({}, {}).difference));
        // More pairs than are taken exactly: near the paired t, the same for a seed.
        core::Random random(7);
        auto a = normals(40, random);
        const auto b = normals(40, random);
        for (double& value : a) value += 0.5;
        const auto many = pairedTest(a, b);
        QVERIFY(!many.exact && std::abs(many.signFlip - many.p) < 0.01 && many.signFlip == pairedTest(a, b).signFlip);
        // Twenty pairs are all signs.
        const std::vector<double> twenty(20, 1.0);
        const auto largest = pairedTest(twenty, std::vector<double>(20, 0.0));
        QVERIFY(largest.exact && near(largest.signFlip, 2.0 / 1048576.0, 1e-12));
    }
};

QTEST_GUILESS_MAIN(TestCorrelationComparison)
#include "TestCorrelationComparison.moc"
