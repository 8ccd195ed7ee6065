// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch's headers come before Qt's.
#include "engine/nn/OwnGenerator.h"
#include "engine/nn/Sequence.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using torch::Tensor;

/// Dropout: how much of it, that it is drawn anew each time, and the same again from the same seed.
class TestSequence : public QObject {
    Q_OBJECT

private:
    static at::Generator seeded(std::uint64_t seed) { return nn::ownGenerator(torch::kCPU, seed); }

private Q_SLOTS:
    void dropsItsShare_data() {
        QTest::addColumn<double>("probability");
        for (const double probability : {0.05, 0.2, 0.5, 0.95})
            QTest::newRow(qPrintable(QString::number(probability))) << probability;
    }
    void dropsItsShare() {
        QFETCH(double, probability);
        const std::int64_t count = 400001;  // odd
        const auto ones = torch::ones({count});
        const auto dropped = nn::dropout(ones, probability, seeded(3));
        const auto gone = dropped.eq(0.0F);
        const double share = gone.to(torch::kDouble).mean().item<double>();
        const double deviation = std::sqrt(probability * (1.0 - probability) / static_cast<double>(count));
        QVERIFY2(std::abs(share - probability) < 4.0 * deviation, qPrintable(QString::number(share)));
        const auto kept = dropped.masked_select(gone.logical_not());
        QVERIFY((kept - static_cast<float>(1.0 / (1.0 - probability))).abs().max().item<float>() < 1e-5F);
        // Neighbours know nothing of each other, nor do the halves of a draw.
        for (const std::int64_t apart : {1, 2, 3}) {
            const auto both = gone.slice(0, 0, count - apart).logical_and(gone.slice(0, apart)).to(torch::kDouble);
            const double expected = probability * probability;
            const double spread = 5.0 * std::sqrt(expected / static_cast<double>(count));
            QVERIFY(std::abs(both.mean().item<double>() - expected) < spread);
        }
    }

    void isDrawnAnewAndRepeats() {
        const auto input = torch::ones({7, 31, 5});
        auto generator = seeded(5);
        const auto first = nn::dropout(input, 0.5, generator);
        const auto second = nn::dropout(input, 0.5, generator);
        QVERIFY(!first.equal(second));
        generator = seeded(5);
        QVERIFY(nn::dropout(input, 0.5, generator).equal(first));
        QVERIFY(nn::dropout(input, 0.5, generator).equal(second));
        QVERIFY(!nn::dropout(input, 0.5, seeded(6)).equal(first));
    }

    void isNothingWithoutAGeneratorOrAShare() {
        const auto input = torch::ones({4, 3});
        QVERIFY(nn::dropout(input, 0.5, c10::nullopt).is_same(input));
        QVERIFY(nn::dropout(input, 0.0, seeded(1)).is_same(input));
        QCOMPARE(nn::dropout(torch::empty({0, 3}), 0.5, seeded(1)).numel(), std::int64_t{0});
    }

    void keepsTypeAndGradient() {
        const auto narrow = nn::dropout(torch::ones({64}, torch::kBFloat16), 0.5, seeded(2));
        QCOMPARE(narrow.scalar_type(), torch::kBFloat16);
        auto input = torch::full({50, 3}, 2.0F).transpose(0, 1).requires_grad_(true);
        const auto dropped = nn::dropout(input, 0.25, seeded(9));
        QVERIFY(dropped.sizes() == input.sizes());
        dropped.sum().backward();
        QVERIFY((input.grad() * 2.0F).allclose(dropped));
    }
};

QTEST_GUILESS_MAIN(TestSequence)
#include "TestSequence.moc"
