// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch's headers come before Qt's.
#include "engine/nn/BidirectionalGru.h"
#include "tests/TestSupport.h"

using namespace prososcope;

/// The GRU in one node against torch's own: outputs, every gradient, lengths, and repeatability.
class TestBidirectionalGru : public QObject {
    Q_OBJECT

private:
    struct Computed {
        torch::Tensor output;
        std::vector<torch::Tensor> gradients;  ///< of the input, then of the parameters in their order
    };

    static torch::nn::GRU makeGru(std::int64_t width, std::int64_t hidden, torch::ScalarType type) {
        torch::nn::GRU gru(torch::nn::GRUOptions(width, hidden).batch_first(true).bidirectional(true));
        gru->to(type);
        return gru;
    }

    static torch::Tensor torchOutput(torch::nn::GRU& gru, const torch::Tensor& input, const nn::Lengths& lengths) {
        if (lengths.empty()) return std::get<0>(gru->forward(input));
        const auto packed =
            torch::nn::utils::rnn::pack_padded_sequence(input, torch::tensor(at::ArrayRef<std::int64_t>(lengths)), true, false);
        return std::get<0>(torch::nn::utils::rnn::pad_packed_sequence(std::get<0>(gru->forward_with_packed_input(packed)), true,
                                                                      0.0, input.size(1)));
    }

    template <typename Forward>
    static Computed compute(torch::nn::GRU& gru, const torch::Tensor& values, const Forward& forward) {
        const auto input = values.detach().clone().requires_grad_();
        gru->zero_grad();
        Computed computed{forward(input), {}};
        // A weight of its own for every output: a gradient that went to a wrong place would show.
        const auto weight = torch::linspace(-1.0, 2.0, computed.output.numel(), values.options()).view(computed.output.sizes());
        (computed.output * weight).square().sum().backward();
        computed.gradients.push_back(input.grad().clone());
        for (const auto& parameter : gru->parameters()) computed.gradients.push_back(parameter.grad().clone());
        return computed;
    }

    static double relative(const torch::Tensor& ours, const torch::Tensor& theirs) {
        return ((ours - theirs).abs().max() / theirs.abs().max().clamp_min(1e-30)).item<double>();
    }

private Q_SLOTS:
    void init() { torch::manual_seed(11); }

    void equalsTorch_data() {
        QTest::addColumn<int>("batch");
        QTest::addColumn<int>("frames");
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("hidden");
        QTest::addColumn<QList<int>>("lengths");
        QTest::addColumn<bool>("inDouble");
        for (const bool inDouble : {false, true}) {
            const char* type = inDouble ? "double" : "float";
            QTest::addRow("network's own size, %s", type) << 32 << 75 << 128 << 64 << QList<int>{} << inDouble;
            QTest::addRow("odd sizes, %s", type) << 3 << 17 << 5 << 7 << QList<int>{} << inDouble;
            QTest::addRow("one sequence, %s", type) << 1 << 40 << 16 << 8 << QList<int>{} << inDouble;
            QTest::addRow("one frame, %s", type) << 4 << 1 << 6 << 5 << QList<int>{} << inDouble;
            QTest::addRow("lengths, %s", type) << 5 << 30 << 12 << 9 << QList<int>{30, 1, 17, 29, 8} << inDouble;
            QTest::addRow("padding after all, %s", type) << 2 << 20 << 4 << 3 << QList<int>{11, 6} << inDouble;
        }
    }

    void equalsTorch() {
        QFETCH(int, batch);
        QFETCH(int, frames);
        QFETCH(int, width);
        QFETCH(int, hidden);
        QFETCH(QList<int>, lengths);
        QFETCH(bool, inDouble);
        const auto type = inDouble ? torch::kDouble : torch::kFloat;
        const nn::Lengths valid(lengths.begin(), lengths.end());
        auto gru = makeGru(width, hidden, type);
        const auto input = torch::randn({batch, frames, width}, type);
        const auto theirs = compute(gru, input, [&](const auto& x) { return torchOutput(gru, x, valid); });
        const auto ours = compute(gru, input, [&](const auto& x) { return nn::bidirectionalGru(gru, x, valid); });
        const double forwardBound = inDouble ? 1e-14 : 1e-6;
        const double forwardError = (ours.output - theirs.output).abs().max().item<double>();
        QVERIFY2(forwardError < forwardBound, qPrintable(QString::number(forwardError)));
        const double backwardBound = inDouble ? 1e-12 : 1e-5;
        QCOMPARE(ours.gradients.size(), std::size_t{9});
        for (std::size_t i = 0; i < ours.gradients.size(); ++i) {
            QCOMPARE(ours.gradients[i].sizes(), theirs.gradients[i].sizes());
            const double error = relative(ours.gradients[i], theirs.gradients[i]);
            QVERIFY2(error < backwardBound, qPrintable(QString("gradient %1: %2").arg(i).arg(error)));
        }
    }

    void gradientIsTheSlope() {
        auto gru = makeGru(4, 3, torch::kDouble);
        const nn::Lengths lengths{6, 4};
        const auto input = torch::randn({2, 6, 4}, torch::kDouble);
        const auto value = [&](const torch::Tensor& x) { return nn::bidirectionalGru(gru, x, lengths).pow(3).sum(); };
        const auto variable = input.clone().requires_grad_();
        value(variable).backward();
        const torch::NoGradGuard noGrad;
        constexpr double kStep = 1e-5;
        for (std::int64_t i = 0; i < input.numel(); ++i) {
            auto shifted = input.clone();
            shifted.view(-1)[i] += kStep;
            const double above = value(shifted).item<double>();
            shifted.view(-1)[i] -= 2.0 * kStep;
            const double slope = (above - value(shifted).item<double>()) / (2.0 * kStep);
            const double gradient = variable.grad().reshape(-1)[i].item<double>();
            QVERIFY2(std::abs(slope - gradient) < 1e-8,
                     qPrintable(QString("%1: %2 against %3").arg(i).arg(gradient).arg(slope)));
        }
    }

    void whatLiesInThePaddingDoesNotMatter() {
        auto gru = makeGru(6, 5, torch::kFloat);
        const nn::Lengths lengths{9, 4};
        auto input = torch::randn({2, 9, 6});
        const auto first = nn::bidirectionalGru(gru, input, lengths);
        input[1].narrow(0, 4, 5).fill_(1e6F);
        const auto second = nn::bidirectionalGru(gru, input, lengths);
        QVERIFY(torch::equal(first, second));
        QCOMPARE(first[1].narrow(0, 4, 5).abs().max().item<float>(), 0.0F);
    }

    void repeatsItself_data() {
        QTest::addColumn<int>("threads");
        QTest::newRow("one thread") << 1;
        QTest::newRow("two threads") << 2;
    }

    void repeatsItself() {
        QFETCH(int, threads);
        const int before = torch::get_num_threads();
        torch::set_num_threads(threads);
        auto gru = makeGru(128, 64, torch::kFloat);
        const auto input = torch::randn({32, 75, 128});
        const auto forward = [&](const auto& x) { return nn::bidirectionalGru(gru, x); };
        const auto first = compute(gru, input, forward);
        const auto second = compute(gru, input, forward);
        torch::set_num_threads(before);
        QVERIFY(torch::equal(first.output, second.output));
        for (std::size_t i = 0; i < first.gradients.size(); ++i) QVERIFY(torch::equal(first.gradients[i], second.gradients[i]));
    }

    void refusesShapesThatDoNotFit() {
        auto gru = makeGru(6, 5, torch::kFloat);
        QVERIFY_THROWS_EXCEPTION(c10::Error, nn::bidirectionalGru(gru, torch::randn({2, 9, 7})));
        QVERIFY_THROWS_EXCEPTION(c10::Error, nn::bidirectionalGru(gru, torch::randn({2, 9, 6}), {9}));
    }

    void followsTorchWhereItHasNoNode() {
        torch::nn::GRU oneWay(torch::nn::GRUOptions(6, 5).batch_first(true));
        const auto input = torch::randn({2, 9, 6});
        QVERIFY(torch::equal(nn::bidirectionalGru(oneWay, input), std::get<0>(oneWay->forward(input))));
    }
};

QTEST_GUILESS_MAIN(TestBidirectionalGru)
#include "TestBidirectionalGru.moc"
