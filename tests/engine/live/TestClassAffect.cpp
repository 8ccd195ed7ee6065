// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>

#include "engine/experiment/CorrelationTargets.h"
#include "engine/live/ClassAffect.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using live::affectOf;

/// Valence and arousal from posteriors: the weighted mean of the classes' places.
class TestClassAffect : public QObject {
    Q_OBJECT

private:
    const std::vector<std::string> m_classes{"angry", "happy", "neutral", "sad", "disgusted"};
    [[nodiscard]] std::optional<live::AffectPlace> of(const std::vector<float>& posteriors) const {
        return affectOf(posteriors, m_classes);
    }

private Q_SLOTS:
    void aSureClassIsItsPlace() {
        const auto place = of({1.0F, 0.0F, 0.0F, 0.0F, 0.0F});
        const auto angry = experiment::circumplexPlace("angry");
        QVERIFY(place && angry);
        QCOMPARE(place->valence, angry->valence);
        QCOMPARE(place->arousal, angry->arousal);
        QVERIFY(place->valence < 0.0 && place->arousal > 0.9);  // 99 degrees
        QCOMPARE(place->share, 1.0);
        const auto neutral = of({0.0F, 0.0F, 1.0F, 0.0F, 0.0F});
        QVERIFY(neutral && neutral->valence == 0.0 && neutral->arousal == 0.0);
    }

    void severalAreTheirMean() {
        const auto place = of({0.25F, 0.5F, 0.25F, 0.0F, 0.0F});
        const auto angry = *experiment::circumplexPlace("angry");
        const auto happy = *experiment::circumplexPlace("happy");
        QVERIFY(place);
        QVERIFY(std::abs(place->valence - (0.25 * angry.valence + 0.5 * happy.valence)) < 1e-12);
        QVERIFY(std::abs(place->arousal - (0.25 * angry.arousal + 0.5 * happy.arousal)) < 1e-12);
    }

    /// Disgust has no place in the source: the rest decides, unless it is the smaller part.
    void classesWithoutAPlaceCountForNothing() {
        const auto place = of({0.0F, 0.6F, 0.0F, 0.0F, 0.4F});
        const auto happy = *experiment::circumplexPlace("happy");
        QVERIFY(place);
        QVERIFY(std::abs(place->valence - happy.valence) < 1e-6 && std::abs(place->arousal - happy.arousal) < 1e-6);
        QVERIFY(std::abs(place->share - 0.6) < 1e-6);
        QVERIFY(!of({0.0F, 0.4F, 0.0F, 0.0F, 0.6F}));
        const std::vector<std::string> unknown{"one", "two"};
        QVERIFY(!affectOf(std::vector<float>{0.5F, 0.5F}, unknown));
    }

    void nonsenseHasNoPlace() {
        QVERIFY(!of({}));
        QVERIFY(!of({1.0F, 0.0F}));
        QVERIFY(!of({0.0F, 0.0F, 0.0F, 0.0F, 0.0F}));
        QVERIFY(!of({std::numeric_limits<float>::quiet_NaN(), 1.0F, 0.0F, 0.0F, 0.0F}));
    }
};

QTEST_GUILESS_MAIN(TestClassAffect)
#include "TestClassAffect.moc"
