// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>

#include "engine/nn/FramePooling.h"
#include "tests/TestSupport.h"

using namespace prososcope;

/// Mean, maximum and deviation of valid frames alone.
class TestFramePooling : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsValidFramesAlone() {
        const auto values = torch::tensor({{{1.0F, -1.0F}, {5.0F, 2.0F}}, {{3.0F, -3.0F}, {99.0F, 99.0F}}});  // [2, 2, 2]
        const auto pooled = nn::poolFrames(values, {2, 1});
        QVERIFY(torch::equal(pooled.mean, torch::tensor({{2.0F, -2.0F}, {5.0F, 2.0F}})));
        QVERIFY(torch::equal(pooled.maximum, torch::tensor({{3.0F, -1.0F}, {5.0F, 2.0F}})));
        QVERIFY(torch::equal(pooled.deviation, torch::tensor({{1.0F, 1.0F}, {0.0F, 0.0F}})));
        QVERIFY_THROWS_EXCEPTION(c10::Error, nn::poolFrames(values, {2}));
    }

    /// Sums in single precision would lose the deviation of a large mean.
    void deviationSurvivesALargeMean() {
        torch::manual_seed(1);
        const auto values = torch::randn({5000, 1, 3}, torch::kDouble) + 1000.0;
        const auto pooled = nn::poolFrames(values, {});
        const auto rounded = values.to(torch::kFloat).to(torch::kDouble);
        const auto expected = rounded.std(0, /*unbiased=*/false).to(torch::kFloat);
        QVERIFY(torch::allclose(pooled.deviation, expected, 1e-5));
    }

    void showsWhatIsNoNumber() {
        auto values = torch::zeros({4, 1, 2});
        values[2][0][1] = std::numeric_limits<float>::quiet_NaN();
        const auto pooled = nn::poolFrames(values, {});
        QVERIFY(pooled.mean[0][0].item<float>() == 0.0F);
        QVERIFY(!std::isfinite(pooled.mean[0][1].item<float>()));
    }
};

QTEST_GUILESS_MAIN(TestFramePooling)
#include "TestFramePooling.moc"
