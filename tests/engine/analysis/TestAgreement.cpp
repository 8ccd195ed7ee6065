// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>
#include <vector>

#include "engine/analysis/Agreement.h"
#include "engine/core/Random.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::analysis;

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

bool near(double a, double b, double tolerance = 1e-9) { return std::abs(a - b) <= tolerance; }

/// The worked example of Krippendorff (2011): four observers, twelve units, ratings missing.
const std::vector<double>& example() {
    static const std::vector<double> kRatings = {1,     2, 3, 3, 2, 1, 4, 1, 2, kNone, kNone, kNone,  //
                                                 1,     2, 3, 3, 2, 2, 4, 1, 2, 5,     kNone, 3,      //
                                                 kNone, 3, 3, 3, 2, 3, 4, 2, 2, 5,     1,     kNone,  //
                                                 1,     2, 3, 3, 2, 4, 4, 1, 2, 5,     1,     kNone};
    return kRatings;
}

}  // namespace

class TestAgreement : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void kappaOfAWorkedExample() {
        // Ten units, fourteen raters, five classes; observed agreement .378, by chance .213.
        const std::vector<std::size_t> counts = {0, 0, 0, 0, 14, 0, 2, 6, 4, 2, 0, 0, 3, 5, 6, 0, 3, 9, 2, 0, 2, 2, 8, 1, 1,
                                                 7, 7, 0, 0, 0,  3, 2, 6, 3, 0, 2, 5, 3, 2, 2, 6, 5, 2, 1, 0, 0, 2, 2, 3, 7};
        QVERIFY(near(fleissKappa(counts, 5), 0.210, 0.0005));
    }

    void kappaAtItsEnds() {
        const std::vector<std::size_t> full = {3, 0, 0, 3, 3, 0, 0, 3};
        QVERIFY(near(fleissKappa(full, 2), 1.0));
        // Two raters who never agree, both classes equally often: -1.
        const std::vector<std::size_t> none = {1, 1, 1, 1};
        QVERIFY(near(fleissKappa(none, 2), -1.0));
        // A unit with one rating says nothing.
        const std::vector<std::size_t> single = {3, 0, 0, 3, 1, 0};
        QVERIFY(near(fleissKappa(single, 2), 1.0));
        QVERIFY(std::isnan(fleissKappa(std::vector<std::size_t>{2, 0, 2, 0}, 2)));
        QVERIFY(std::isnan(fleissKappa({}, 2)));
        QVERIFY(std::isnan(fleissKappa(full, 0)));
    }

    void alphaOfAWorkedExample() {
        QVERIFY(near(krippendorffAlpha(example(), 4, RatingLevel::Nominal), 0.743, 0.0005));
        QVERIFY(near(krippendorffAlpha(example(), 4, RatingLevel::Ordinal), 0.815, 0.0005));
        QVERIFY(near(krippendorffAlpha(example(), 4, RatingLevel::Interval), 0.849, 0.0005));
    }

    void alphaKnowsNoUnits() {
        // Interval data may be moved and stretched; ordinal data only keep their order.
        std::vector<double> moved = example();
        std::vector<double> bent = example();
        for (double& value : moved) value = 10.0 - 3.0 * value;
        for (double& value : bent) value = std::exp(value);
        QVERIFY(
            near(krippendorffAlpha(moved, 4, RatingLevel::Interval), krippendorffAlpha(example(), 4, RatingLevel::Interval)));
        QVERIFY(near(krippendorffAlpha(bent, 4, RatingLevel::Ordinal), krippendorffAlpha(example(), 4, RatingLevel::Ordinal)));
        QVERIFY(krippendorffAlpha(bent, 4, RatingLevel::Interval) > 0.9);
    }

    void alphaAtItsEnds() {
        QVERIFY(near(krippendorffAlpha(std::vector<double>{1, 2, 3, 1, 2, 3}, 2, RatingLevel::Interval), 1.0));
        QVERIFY(std::isnan(krippendorffAlpha(std::vector<double>{1, 1, 1, 1}, 2, RatingLevel::Nominal)));
        QVERIFY(std::isnan(krippendorffAlpha(std::vector<double>{1, kNone, kNone, 2}, 2, RatingLevel::Nominal)));
        QVERIFY(std::isnan(krippendorffAlpha(std::vector<double>{1, 2}, 1, RatingLevel::Nominal)));
        QVERIFY(std::isnan(krippendorffAlpha({}, 2, RatingLevel::Nominal)));
    }

    void ratingsByChanceAgreeByChance() {
        core::Random random(3);
        std::vector<double> ratings(3 * 5000);
        for (double& rating : ratings) rating = std::floor(5.0 * random.uniform());
        for (const auto level : {RatingLevel::Nominal, RatingLevel::Ordinal, RatingLevel::Interval})
            QVERIFY(std::abs(krippendorffAlpha(ratings, 3, level)) < 0.02);
        QVERIFY(std::abs(meanConcordance(ratings, 3)) < 0.03);
    }

    void concordanceKnowsShiftAndScale() {
        const std::vector<double> a = {1, 2, 3, 4};
        QVERIFY(near(concordance(a, a), 1.0));
        // Moved by 1: 2 s / (2 s + 1) with s = 1.25.
        QVERIFY(near(concordance(a, std::vector<double>{2, 3, 4, 5}), 2.5 / 3.5));
        // Turned about its mean: -1.
        QVERIFY(near(concordance(a, std::vector<double>{4, 3, 2, 1}), -1.0));
        // Twice as wide about the same mean: 2 * 2 s / (s + 4 s).
        QVERIFY(near(concordance(a, std::vector<double>{-0.5, 1.5, 3.5, 5.5}), 0.8));
        QVERIFY(near(concordance(std::vector<double>{1, kNone, 2, 3, 4}, std::vector<double>{2, 7, 3, 4, 5}), 2.5 / 3.5));
        QVERIFY(std::isnan(concordance(std::vector<double>{2, 2}, std::vector<double>{2, 2})));
        QVERIFY(near(concordance(std::vector<double>{2, 2}, std::vector<double>{3, 3}), 0.0));
        QVERIFY(std::isnan(concordance(std::vector<double>{2}, std::vector<double>{2})));
        QVERIFY(near(meanConcordance(std::vector<double>{1, 2, 3, 4, 2, 3, 4, 5, kNone, kNone, kNone, 1}, 3), 2.5 / 3.5));
    }
};

QTEST_GUILESS_MAIN(TestAgreement)
#include "TestAgreement.moc"
