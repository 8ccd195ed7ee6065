// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "engine/nn/CtcLoss.h"
#include "tests/TestSupport.h"

using namespace prososcope;

/// CTC against paths counted by hand, with the blank first and last, padding, and labels that need more frames than there are.
class TestCtcLoss : public QObject {
    Q_OBJECT

private:
    /// Two frames of three classes with these probabilities.
    static torch::Tensor logits() { return torch::log(torch::tensor({{0.2F, 0.3F, 0.5F}, {0.6F, 0.3F, 0.1F}})).unsqueeze(0); }

private Q_SLOTS:
    void sumsThePathsOfTheLabels() {
        // Blank 0, label 1: 1 1, 0 1, 1 0.
        const double first = 0.3 * 0.3 + 0.2 * 0.3 + 0.3 * 0.6;
        QVERIFY(std::abs(nn::ctcLosses(logits(), {2}, {{1}}, 0).item<double>() + std::log(first)) < 1e-6);
        // Blank 2, labels 0 1: one path.
        QVERIFY(std::abs(nn::ctcLosses(logits(), {2}, {{0, 1}}, 2).item<double>() + std::log(0.2 * 0.3)) < 1e-6);
        // No label: blanks alone.
        QVERIFY(std::abs(nn::ctcLosses(logits(), {2}, {std::vector<int>()}, 2).item<double>() + std::log(0.5 * 0.1)) < 1e-6);
    }

    void framesBeyondTheEndDoNotCount() {
        const auto padded = torch::cat({logits(), torch::full({1, 3, 3}, 7.0F)}, 1);
        const auto both = nn::ctcLosses(torch::cat({padded, padded.flip({2})}), {2, 2}, {{1}, {1}}, 0);
        QVERIFY(std::abs(both[0].item<double>() - nn::ctcLosses(logits(), {2}, {{1}}, 0).item<double>()) < 1e-6);
        QVERIFY(std::abs(both[1].item<double>() - nn::ctcLosses(logits().flip({2}), {2}, {{1}}, 0).item<double>()) < 1e-6);
    }

    void tooFewFrames() {
        // Two equal labels need a blank between them.
        QVERIFY(std::isinf(nn::ctcLosses(logits(), {2}, {{1, 1}}, 0).item<double>()));
        const auto learned = logits().clone().set_requires_grad(true);
        const auto loss = nn::ctcLosses(learned, {2}, {{1, 1}}, 0, nn::CtcTooShort::Ignored);
        QCOMPARE(loss.item<double>(), 0.0);
        loss.sum().backward();
        QCOMPARE(learned.grad().abs().max().item<double>(), 0.0);
    }

    /// Numbers by differences, in the middle of a batch.
    void gradientIsTheSlope() {
        const auto at = logits().clone().set_requires_grad(true);
        nn::ctcLosses(at, {2}, {{1}}, 0).sum().backward();
        constexpr double kStep = 1e-2;
        for (std::int64_t frame = 0; frame < 2; ++frame) {
            for (std::int64_t symbol = 0; symbol < 3; ++symbol) {
                const auto moved = [&](double by) {
                    auto other = logits().clone();
                    other[0][frame][symbol] += by;
                    return nn::ctcLosses(other, {2}, {{1}}, 0).item<double>();
                };
                const double slope = (moved(kStep) - moved(-kStep)) / (2.0 * kStep);
                QVERIFY(std::abs(at.grad()[0][frame][symbol].item<double>() - slope) < 1e-3);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestCtcLoss)
#include "TestCtcLoss.moc"
