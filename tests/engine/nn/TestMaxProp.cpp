// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/MaxProp.h"
#include "tests/TestSupport.h"

using namespace prososcope;

/// MaxProp by hand, and the pooling of frames.
class TestMaxProp : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void movesByTheLargestGradient() {
        auto weight = torch::tensor({1.0F, 1.0F, 1.0F});
        nn::MaxProp optimiser({weight}, 0.5);
        weight.mutable_grad() = torch::tensor({2.0F, -4.0F, 0.0F});
        optimiser.step(0.1);
        QVERIFY(torch::allclose(weight, torch::tensor({0.9F, 1.1F, 1.0F})));
        // m = max(0.5 * 2, 1) = 1; max(0.5 * 4, 1) = 2; the third's is 1.5e-8 and its gradient larger
        weight.mutable_grad() = torch::tensor({1.0F, 1.0F, 1e-3F});
        optimiser.step(0.1);
        QVERIFY(torch::allclose(weight, torch::tensor({0.8F, 1.05F, 0.9F})));
        QVERIFY(torch::allclose(optimiser.largest().front(), torch::tensor({1.0F, 2.0F, 1e-3F})));
    }

    void leavesWhatHasNoGradient() {
        auto weight = torch::tensor({3.0F});
        nn::MaxProp optimiser({weight});
        optimiser.step(1.0);
        QCOMPARE(weight.item<float>(), 3.0F);
    }
};

QTEST_GUILESS_MAIN(TestMaxProp)
#include "TestMaxProp.moc"
