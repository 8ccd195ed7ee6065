// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/Regression.h"
#include "engine/learn/LayerProbe.h"
#include "engine/learn/LinearRegression.h"
#include "engine/learn/Standardiser.h"
#include "tests/TestSupport.h"
#include "tests/engine/analysis/CorrelationSupport.h"

using namespace prososcope;
using namespace prososcope::learn;
using analysis::CorrelationTarget;

namespace {

const std::vector<std::int64_t> kWidths{6, 9, 5};

std::vector<TargetProbes> probesOf(const MadeRows& rows, const std::vector<CorrelationTarget>& targets,
                                   const LayerProbeSettings& settings = {}) {
    core::Progress silent;
    auto result = layerProbes(rows.rows(), kWidths, targets, settings, silent);
    if (!result) qWarning("%s", result.error().message().c_str());
    return result.value_or(std::vector<TargetProbes>(targets.size()));
}

/// Ridge regression of one layer by LinearRegression: trained on some rows, predicted for others.
std::vector<double> ridgeOf(const MadeRows& rows, std::size_t first, std::size_t width, const std::vector<double>& target,
                            const std::vector<std::size_t>& train, const std::vector<std::size_t>& test, double penalty) {
    Matrix<double> all(rows.speakers.size(), width);
    for (std::size_t i = 0; i < all.rows; ++i) {
        for (std::size_t c = 0; c < width; ++c) all.at(i, c) = rows.values[i * rows.units + first + c];
    }
    const auto own = rowsOf(all.view(), std::span(train));
    const auto standardiser = Standardiser::fit(own.view()).value();
    Matrix<double> known(train.size(), 1);
    for (std::size_t k = 0; k < train.size(); ++k) known.values[k] = target[train[k]];
    core::Progress silent;
    const auto model = LinearRegression::ridge(standardiser.apply(own.view())->rows.view(), known.view(),
                                               penalty * static_cast<double>(train.size()), 1, silent);
    return model->predict(standardiser.apply(rowsOf(all.view(), std::span(test)).view())->rows.view())->values;
}

}  // namespace

class TestLayerProbe : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithRidgeRegression() {
        // The penalty chosen by leaving the training speakers out in turn, then predictions, by LinearRegression.
        core::Random random(1);
        MadeRows rows(90, 20, 5, random);
        auto target = normals(90, random);
        for (std::size_t i = 0; i < 90; ++i) {
            target[i] += 100.0 + 0.8 * rows.at(i, 7) + 0.5 * static_cast<double>(i % 5);
            rows.at(i, 8) = 0.5F * rows.at(i, 8) + 1000.0F;
            rows.at(i, 9) = 3.0F;
        }
        LayerProbeSettings settings;
        settings.penalties = {1e-3, 0.1, 1.0, 5.0};
        const auto result = probesOf(rows, {{"a", target, true}}, settings)[0];
        QVERIFY(result.derived && result.n == 90 && result.speakers == 5 && result.folds == 5 && !result.speakersGrouped);
        std::vector<double> predicted(90);
        std::vector<double> chosen;
        // Folds of equal size are in the order of the speakers' names.
        for (std::size_t s = 0; s < 5; ++s) {
            double least = HUGE_VAL;
            double best = 0.0;
            std::vector<std::size_t> train;
            std::vector<std::size_t> test;
            for (std::size_t i = 0; i < 90; ++i) (i % 5 == s ? test : train).push_back(i);
            for (const double penalty : settings.penalties) {
                double error = 0.0;
                for (std::size_t inner = 0; inner < 5; ++inner) {
                    if (inner == s) continue;
                    std::vector<std::size_t> rest;
                    std::vector<std::size_t> asked;
                    for (const std::size_t i : train) (i % 5 == inner ? asked : rest).push_back(i);
                    const auto found = ridgeOf(rows, 6, 9, target, rest, asked, penalty);
                    for (std::size_t k = 0; k < asked.size(); ++k) error += std::pow(found[k] - target[asked[k]], 2.0);
                }
                if (error < least) {
                    least = error;
                    best = penalty;
                }
            }
            chosen.push_back(best);
            const auto found = ridgeOf(rows, 6, 9, target, train, test, best);
            for (std::size_t k = 0; k < test.size(); ++k) predicted[test[k]] = found[k];
        }
        QCOMPARE(result.layers[1].penalties, chosen);
        for (std::size_t i = 0; i < 90; ++i)
            QVERIFY(std::abs(static_cast<double>(result.predictions[90 + i]) - predicted[i]) < 2e-5);
        const auto scores = analysis::regressionScores(target, predicted);
        QVERIFY(std::abs(result.layers[1].determination - scores.determination) < 1e-5);
        QVERIFY(std::abs(result.layers[1].concordance - scores.concordance) < 1e-5);
    }

    void plantedLayersAreFound() {
        // Layer 1 holds the target spread over its units, the others nothing.
        core::Random random(2);
        MadeRows rows(600, 20, 12, random);
        const auto target = normals(600, random);
        for (std::size_t i = 0; i < 600; ++i) {
            for (std::size_t u = 6; u < 15; ++u) rows.at(i, u) += static_cast<float>((u % 2 == 0 ? 0.5 : -0.4) * target[i]);
        }
        const auto result = probesOf(rows, {{"a", target, false}})[0];
        QVERIFY(result.folds == 10 && result.speakersGrouped);
        const auto& found = result.layers[1];
        // R^2 of nine units by theory: s / (1 + s), s the sum of their squared effects.
        const double sum = 5.0 * 0.25 + 4.0 * 0.16;
        QVERIFY2(std::abs(found.determination - sum / (1.0 + sum)) < 0.06, qPrintable(QString::number(found.determination)));
        QVERIFY(found.determinationInterval.low > 0.4 && found.determinationInterval.high < 0.85);
        QVERIFY(found.determinationInterval.low < found.determination &&
                found.determinationInterval.high > found.determination);
        QVERIFY(found.concordanceInterval.low > 0.6 && found.concordance > 0.7);
        for (const std::size_t layer : {0, 2}) {
            QVERIFY(std::abs(result.layers[layer].determination) < 0.05);
            QVERIFY(std::abs(result.layers[layer].concordance) < 0.1);
            QVERIFY(result.layers[layer].determinationInterval.low < 0.0);
        }
    }

    void testSpeakersTeachNothing() {
        core::Random random(3);
        MadeRows rows(80, 20, 4, random);
        const auto target = normals(80, random);
        auto changed = target;
        for (std::size_t i = 2; i < 80; i += 4) changed[i] = 30.0 * rows.at(i, 3);
        const auto before = probesOf(rows, {{"a", target, false}})[0];
        const auto after = probesOf(rows, {{"a", changed, false}})[0];
        for (std::size_t layer = 0; layer < 3; ++layer) {
            double others = 0.0;
            for (std::size_t i = 0; i < 80; ++i) {
                const float off = std::abs(before.predictions[layer * 80 + i] - after.predictions[layer * 80 + i]);
                if (i % 4 == 2)
                    QVERIFY(off < 1e-5F);
                else
                    others += off;
            }
            QVERIFY(others > 1.0);
        }
    }

    void speakersAreNotWhatIsProbed() {
        // Units that tell speakers apart, whose means differ, say nothing of a new speaker.
        core::Random random(4);
        MadeRows rows(400, 20, 8, random);
        std::vector<double> target;
        for (std::size_t i = 0; i < 400; ++i) {
            target.push_back(static_cast<double>(i % 8 * 5 % 8) + 0.2 * random.normal());
            for (std::size_t u = 0; u < 6; ++u)
                rows.at(i, u) = static_cast<float>((i % 8) == u ? 1.0 : 0.0) + 0.1F * rows.at(i, u);
        }
        QVERIFY(probesOf(rows, {{"a", target, false}})[0].layers[0].determination < 0.1);
    }

    void undefinedAndMissing() {
        core::Random random(5);
        MadeRows rows(60, 20, 6, random);
        auto gaps = normals(60, random);
        auto two = gaps;
        for (std::size_t i = 0; i < 60; ++i) {
            if (i % 5 == 0) gaps[i] = std::nan("");
            if (i % 6 > 1) two[i] = std::nan("");
        }
        const auto result =
            probesOf(rows, {{"gaps", gaps, false}, {"flat", std::vector<double>(60, 2.0), false}, {"two", two, false}});
        QVERIFY(result[0].n == 48 && result[0].speakers == 6 && !std::isnan(result[0].layers[2].determination));
        for (std::size_t i = 0; i < 60; ++i) QCOMPARE(std::isnan(result[0].predictions[i]), i % 5 == 0);
        for (const std::size_t t : {1, 2}) {
            QVERIFY(std::isnan(result[t].layers[0].determination) && std::isnan(result[t].layers[1].concordanceInterval.low));
            QVERIFY(result[t].folds == 0 && std::isnan(result[t].predictions[0]));
        }
        QCOMPARE(result[2].speakers, std::size_t{2});
        // Targets that share their rows and those that do not give what each gives alone.
        const auto whole = normals(60, random);
        const auto both = probesOf(rows, {{"whole", whole, false}, {"gaps", gaps, false}});
        QVERIFY(both[1].layers[0].determination == result[0].layers[0].determination);
    }

    void doesNotDependOnThreads() {
        core::Random random(6);
        MadeRows rows(70, 20, 7, random);
        const std::vector<CorrelationTarget> targets{{"a", normals(70, random), false}, {"b", normals(70, random), false}};
        LayerProbeSettings settings;
        const auto one = probesOf(rows, targets, settings);
        settings.threads = 3;
        const auto three = probesOf(rows, targets, settings);
        QVERIFY(one[0].predictions == three[0].predictions && one[1].predictions == three[1].predictions);
        QCOMPARE(one[1].layers[2].concordanceInterval.low, three[1].layers[2].concordanceInterval.low);
    }

    void badInputAndCancel() {
        core::Random random(7);
        MadeRows rows(30, 20, 3, random);
        const std::vector<CorrelationTarget> targets{{"a", normals(30, random), false}};
        core::Progress silent;
        const std::vector<std::int64_t> wrong{6, 9};
        QCOMPARE(QString::fromStdString(layerProbes(rows.rows(), wrong, targets, {}, silent).error().message()),
                 "The layers do not have the 20 units of the activations.");
        const std::vector<std::int64_t> negative{26, -6};
        QVERIFY(!layerProbes(rows.rows(), negative, targets, {}, silent));
        LayerProbeSettings settings;
        settings.folds = 2;
        QVERIFY(!layerProbes(rows.rows(), kWidths, targets, settings, silent));
        settings = {};
        settings.penalties = {0.0};
        QVERIFY(!layerProbes(rows.rows(), kWidths, targets, settings, silent));
        std::stop_source stop;
        stop.request_stop();
        core::Progress stopped(stop.get_token());
        QCOMPARE(layerProbes(rows.rows(), kWidths, targets, {}, stopped).error().kind, core::ErrorKind::Cancelled);
        rows.at(4, 4) = std::nanf("");
        QVERIFY(layerProbes(rows.rows(), kWidths, targets, {}, silent).error().message().starts_with("Unit 5 of row 5"));
    }
};

QTEST_GUILESS_MAIN(TestLayerProbe)
#include "TestLayerProbe.moc"
