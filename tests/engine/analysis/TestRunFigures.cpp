// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "engine/analysis/Calibration.h"
#include "engine/analysis/RunFigures.h"
#include "engine/core/Random.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::analysis;

namespace {

store::PredictionRecord prediction(int truth, int predicted, const char* speaker, const char* gender, int fold = 0,
                                   std::vector<float> posteriors = {}) {
    store::PredictionRecord each;
    each.truth = truth;
    each.predicted = predicted;
    each.speaker = speaker;
    each.gender = gender;
    each.fold = fold;
    each.posteriors = std::move(posteriors);
    return each;
}

/// Two women and a man; one prediction without a class, one without a speaker.
std::vector<store::PredictionRecord> example() {
    return {prediction(0, 0, "a", "female", 0), prediction(0, 1, "a", "female", 0), prediction(1, 1, "a", "female", 0),
            prediction(0, 0, "b", "female", 1), prediction(1, 0, "c", "male", 1),   prediction(1, 1, "c", "male", 1),
            prediction(-1, -1, "c", "male", 1), prediction(1, 1, "", "", 1)};
}

}  // namespace

class TestRunFigures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void matricesOfParts() {
        const auto all = example();
        QCOMPARE(confusionOf(all, 2).counts, (std::vector<std::size_t>{2, 1, 1, 3}));
        QCOMPARE(confusionOf(all, 2, {.fold = 0}).counts, (std::vector<std::size_t>{1, 1, 0, 1}));
        QCOMPARE(confusionOf(all, 2, {.speaker = "c"}).counts, (std::vector<std::size_t>{0, 0, 1, 1}));
        QCOMPARE(confusionOf(all, 2, {.gender = "female"}).counts, (std::vector<std::size_t>{2, 1, 0, 1}));
        QCOMPARE(confusionOf(all, 2, {.fold = 1, .gender = "female"}).total(), std::size_t{1});
        QCOMPARE(confusionOf(all, 2, {.speaker = "nobody"}).total(), std::size_t{0});
        // The parts make up the whole.
        std::size_t sum = 0;
        for (int fold = 0; fold < 2; ++fold) sum += confusionOf(all, 2, {.fold = fold}).total();
        QCOMPARE(sum, confusionOf(all, 2).total());
    }
    void recallOfSpeakersAndGenders() {
        const auto speakers = scoresBySpeaker(example(), 2);
        QCOMPARE(speakers.size(), std::size_t{3});
        QCOMPARE(speakers[0].uar, 0.75);  // 1/2 and 1/1
        QCOMPARE(speakers[1].uar, 1.0);   // of the one class there is
        QCOMPARE(speakers[2].uar, 0.5);
        QCOMPARE(speakers[2].utterances, std::size_t{2});
        const auto genders = scoresByGender(example(), 2);
        QCOMPARE(genders.size(), std::size_t{2});
        QCOMPARE(genders[0].name, std::string("female"));
        QCOMPARE(genders[0].uar, (2.0 / 3.0 + 1.0) / 2.0);
        QCOMPARE(genders[0].speakers, std::size_t{2});
        QVERIFY(scoresBySpeaker({}, 2).empty());
    }
    void figuresOfClasses() {
        const auto scores = classScores({3, {2, 1, 0, 1, 3, 0, 0, 0, 0}});
        QCOMPARE(scores[0].precision, 2.0 / 3.0);
        QCOMPARE(scores[0].recall, 2.0 / 3.0);
        QCOMPARE(scores[1].precision, 0.75);
        QCOMPARE(scores[1].truth, std::size_t{4});
        QCOMPARE(scores[1].predicted, std::size_t{4});
        QVERIFY(std::isnan(scores[2].precision) && std::isnan(scores[2].recall) && std::isnan(scores[2].f1));
    }
    void sharesOfRowsAndColumns() {
        const ConfusionMatrix matrix{2, {3, 1, 0, 4}};
        QCOMPARE(rowShares(matrix), (std::vector<double>{0.75, 0.25, 0.0, 1.0}));
        QCOMPARE(columnShares(matrix), (std::vector<double>{1.0, 0.2, 0.0, 0.8}));
        QVERIFY(std::isnan(rowShares({2, {0, 0, 1, 0}})[0]));
        QVERIFY(std::isnan(columnShares({2, {0, 0, 1, 0}})[1]));
    }

    void reliabilityByHand() {
        // Four rows of two classes: 0.9 right, 0.8 right, 0.75 wrong, 0.6 wrong; four bins.
        const std::vector<double> p{0.9, 0.1, 0.2, 0.8, 0.75, 0.25, 0.6, 0.4};
        const std::vector<int> truth{0, 1, 1, 1};
        const auto bins = reliabilityBins(p, truth, 2, 4);
        QCOMPARE(bins.size(), std::size_t{4});
        QCOMPARE(bins[3].rows, std::size_t{2});  // above 0.75
        QCOMPARE(bins[3].probability, 0.85);
        QCOMPARE(bins[3].accuracy, 1.0);
        QCOMPARE(bins[2].rows, std::size_t{2});  // 0.75 itself belongs below
        QCOMPARE(bins[2].accuracy, 0.0);
        QCOMPARE(bins[0].rows, std::size_t{0});
        QVERIFY(std::isnan(bins[0].accuracy));
        QCOMPARE(calibrationError(p, truth, 2, 4), 0.5 * 0.15 + 0.5 * 0.675);
        QVERIFY(reliabilityBins({}, {}, 2).empty());
    }
    void calibrationOfARun() {
        std::vector<store::PredictionRecord> run{prediction(0, 0, "a", "", 0, {0.75F, 0.25F}),
                                                 prediction(0, 1, "a", "", 0, {0.25F, 0.75F}),
                                                 prediction(1, 1, "b", "", 0, {})};
        auto calibration = runCalibration(run, 2);
        QVERIFY(calibration.has_value());
        QCOMPARE(calibration->rows, std::size_t{2});  // the one without posteriors is left out
        QCOMPARE(calibration->probability, 0.75);
        QCOMPARE(calibration->accuracy, 0.5);
        QCOMPARE(calibration->error, 0.25);
        QCOMPARE(calibration->brier, (2 * 0.0625 + 2 * 0.5625) / 2.0);
        run[0].posteriors[0] = std::nanf("");
        run[1].truth = 7;
        QVERIFY(!runCalibration(run, 2).has_value());
        QVERIFY(!runCalibration({}, 2).has_value());
    }
    /// A classifier that is right exactly as often as it says lies on the diagonal.
    void aCalibratedOneLiesOnTheDiagonal() {
        core::Random random(3);
        std::vector<store::PredictionRecord> run;
        for (int i = 0; i < 20000; ++i) {
            const float p = 0.5F + 0.5F * static_cast<float>(random.below(1000)) / 1000.0F;
            run.push_back(prediction(random.chance(p) ? 0 : 1, 0, "a", "", 0, {p, 1.0F - p}));
        }
        const auto calibration = runCalibration(run, 2);
        QVERIFY(calibration->error < 0.02);
        for (const auto& bin : calibration->bins)
            if (bin.rows > 500) QVERIFY(std::abs(bin.accuracy - bin.probability) < 0.06);
    }
};

QTEST_GUILESS_MAIN(TestRunFigures)
#include "TestRunFigures.moc"
