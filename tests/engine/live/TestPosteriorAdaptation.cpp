// SPDX-License-Identifier: GPL-3.0-or-later
#include <numeric>

#include "engine/core/Random.h"
#include "engine/live/PosteriorAdaptation.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using backend::Posteriors;
using live::PosteriorAdaptation;

namespace {

/// What a model says of a class when it leans to the first one.
Posteriors leaning(std::size_t truth, core::Random& random) {
    double logs[4] = {2.5, 0.0, 0.5, -1.0};
    logs[truth] += 1.5;
    Posteriors posteriors;
    double sum = 0.0;
    for (double& value : logs) sum += value = std::exp(value + 0.3 * random.normal());
    for (const double value : logs) posteriors.push_back(static_cast<float>(value / sum));
    return posteriors;
}

std::size_t winner(const Posteriors& posteriors) {
    return static_cast<std::size_t>(std::max_element(posteriors.begin(), posteriors.end()) - posteriors.begin());
}

}  // namespace

class TestPosteriorAdaptation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void changesNothingBeforeItHears();
    void takesALeanAway();
    void aKnownClassTellsTheLeanAtOnce();
    void settles();
    void forgetsTheFarPast();
    void certaintyStaysFinite();
};

void TestPosteriorAdaptation::changesNothingBeforeItHears() {
    const PosteriorAdaptation adaptation;
    const Posteriors posteriors{0.7F, 0.2F, 0.1F};
    QCOMPARE(adaptation.apply(posteriors), posteriors);
    QVERIFY(!adaptation.settled());
}

void TestPosteriorAdaptation::takesALeanAway() {
    core::Random random(1);
    PosteriorAdaptation adaptation;
    int plain = 0;
    int adapted = 0;
    for (int i = 0; i < 200; ++i) {
        const std::size_t truth = random.below(4);
        const auto posteriors = leaning(truth, random);
        adaptation.add(posteriors, 2.0);
        const auto better = adaptation.apply(posteriors);
        QVERIFY(std::abs(std::accumulate(better.begin(), better.end(), 0.0) - 1.0) < 1e-5);
        plain += winner(posteriors) == truth ? 1 : 0;
        adapted += winner(better) == truth ? 1 : 0;
    }
    QVERIFY2(plain < 100, qPrintable(QString::number(plain)));
    QVERIFY2(adapted > 180, qPrintable(QString::number(adapted)));
}

void TestPosteriorAdaptation::aKnownClassTellsTheLeanAtOnce() {
    // Ten seconds that are all of the last class: taken as anything, they become the norm; taken as what they are, they tell
    // how the model leans.
    core::Random random(5);
    PosteriorAdaptation unknowing;
    PosteriorAdaptation knowing;
    for (int i = 0; i < 40; ++i) {
        const auto posteriors = leaning(3, random);
        unknowing.add(posteriors, 0.25);
        knowing.addKnown(posteriors, 0.25, 3);
    }
    QCOMPARE(knowing.seconds(), 10.0);
    int known = 0;
    int unknown = 0;
    for (int i = 0; i < 400; ++i) {
        const std::size_t truth = random.below(4);
        const auto posteriors = leaning(truth, random);
        known += winner(knowing.apply(posteriors)) == truth ? 1 : 0;
        unknown += winner(unknowing.apply(posteriors)) == truth ? 1 : 0;
    }
    QVERIFY2(known > 370, qPrintable(QString::number(known)));
    QVERIFY2(known > unknown + 40, qPrintable(QString::number(unknown)));
    knowing.addKnown({0.5F, 0.5F}, 1.0, 7);  // no such class: nothing happens
    QCOMPARE(knowing.seconds(), 10.0);
}

void TestPosteriorAdaptation::settles() {
    PosteriorAdaptation adaptation;
    adaptation.add({0.5F, 0.5F}, 10.0);
    QVERIFY(!adaptation.settled());
    adaptation.add({0.5F, 0.5F}, 0.0);
    adaptation.add({}, 100.0);
    QCOMPARE(adaptation.seconds(), 10.0);
    adaptation.add({0.5F, 0.5F}, 6.0);
    QVERIFY(adaptation.settled());
}

void TestPosteriorAdaptation::forgetsTheFarPast() {
    PosteriorAdaptation adaptation;
    for (int i = 0; i < 2000; ++i) adaptation.add({0.9F, 0.1F}, 1.0);
    QVERIFY(std::abs(adaptation.apply({0.9F, 0.1F})[0] - 0.5F) < 0.05F);
    for (int i = 0; i < 2000; ++i) adaptation.add({0.1F, 0.9F}, 1.0);
    QVERIFY(std::abs(adaptation.apply({0.1F, 0.9F})[0] - 0.5F) < 0.05F);
}

void TestPosteriorAdaptation::certaintyStaysFinite() {
    PosteriorAdaptation adaptation;
    for (int i = 0; i < 50; ++i) adaptation.add({1.0F, 0.0F, 0.0F}, 1.0);
    for (const float value : adaptation.apply({0.0F, 1.0F, 0.0F})) QVERIFY(std::isfinite(value) && value >= 0.0F);
}

QTEST_GUILESS_MAIN(TestPosteriorAdaptation)
#include "TestPosteriorAdaptation.moc"
