// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch's headers come before Qt's.
#include "engine/nn/NormalisedRelu.h"
#include "tests/TestSupport.h"

using namespace prososcope;

/// Batch normalisation and ReLU in one node against torch's two layers: output, gradients, running statistics.
class TestNormalisedRelu : public QObject {
    Q_OBJECT

private:
    struct Computed {
        torch::Tensor output;
        std::vector<torch::Tensor> gradients;  ///< of input, weight, bias
        std::vector<torch::Tensor> running;    ///< mean, variance, batches
    };

    template <typename Norm, typename Forward>
    static Computed compute(std::int64_t channels, const torch::Tensor& values, const Forward& forward) {
        Norm norm(channels);
        {
            const torch::NoGradGuard noGrad;
            norm->weight.copy_(torch::linspace(-0.5, 1.5, channels));
            norm->bias.copy_(torch::linspace(0.4, -0.4, channels));
        }
        const auto input = values.detach().clone().requires_grad_();
        Computed computed{forward(norm, input), {}, {}};
        const auto weight = torch::linspace(-1.0, 2.0, computed.output.numel()).view(computed.output.sizes());
        (computed.output * weight).sum().backward();
        computed.gradients = {input.grad(), norm->weight.grad(), norm->bias.grad()};
        computed.running = {norm->running_mean, norm->running_var, norm->num_batches_tracked.to(torch::kFloat)};
        return computed;
    }

    template <typename Norm>
    static Computed fused(std::int64_t channels, const torch::Tensor& values) {
        return compute<Norm>(channels, values,
                             [](Norm& norm, const torch::Tensor& input) { return nn::normalisedRelu(norm, input); });
    }

    template <typename Norm>
    static void compare(std::int64_t channels, const torch::Tensor& values) {
        const auto ours = fused<Norm>(channels, values);
        const auto theirs = compute<Norm>(channels, values.to(torch::kDouble), [](Norm& norm, const torch::Tensor& input) {
            norm->to(torch::kDouble);
            return torch::relu(norm->forward(input));
        });
        check(ours.output, theirs.output, 2e-6, "output");
        for (std::size_t i = 0; i < 3; ++i) {
            check(ours.gradients[i], theirs.gradients[i], 1e-5, "gradient");
            check(ours.running[i], theirs.running[i], 1e-6, "running statistics");
        }
    }

    static void check(const torch::Tensor& ours, const torch::Tensor& theirs, double bound, const char* what) {
        QCOMPARE(ours.sizes(), theirs.sizes());
        const double error = ((ours.to(torch::kDouble) - theirs).abs().max() / theirs.abs().max()).item<double>();
        QVERIFY2(error < bound, qPrintable(QString("%1: %2").arg(what).arg(error)));
    }

private Q_SLOTS:
    void init() { torch::manual_seed(5); }

    void equalsTorchOnImages_data() {
        QTest::addColumn<int>("channels");
        QTest::addColumn<bool>("channelsLast");
        for (const int channels : {1, 7, 32, 48, 96}) {
            for (const bool last : {false, true})
                QTest::addRow("%d channels, %s", channels, last ? "last" : "first") << channels << last;
        }
    }

    void equalsTorchOnImages() {
        QFETCH(int, channels);
        QFETCH(bool, channelsLast);
        auto values = torch::randn({5, channels, 13, 29});
        if (channelsLast) values = values.contiguous(at::MemoryFormat::ChannelsLast);
        compare<torch::nn::BatchNorm2d>(channels, values);
    }

    void equalsTorchOnSequences() {
        compare<torch::nn::BatchNorm1d>(16, torch::randn({4, 37, 16}).transpose(1, 2));
        compare<torch::nn::BatchNorm1d>(3, torch::randn({9, 3}));
    }

    void keepsItsDigitsFarFromZero() { compare<torch::nn::BatchNorm2d>(6, torch::randn({8, 6, 30, 40}) + 100.0); }

    void sameForAnyNumberOfThreads() {
        const int before = torch::get_num_threads();
        const auto values = torch::randn({16, 32, 20, 75});
        torch::set_num_threads(1);
        const auto one = fused<torch::nn::BatchNorm2d>(32, values);
        torch::set_num_threads(2);
        const auto two = fused<torch::nn::BatchNorm2d>(32, values);
        torch::set_num_threads(before);
        QVERIFY(torch::equal(one.output, two.output));
        for (std::size_t i = 0; i < 3; ++i) {
            QVERIFY(torch::equal(one.gradients[i], two.gradients[i]));
            QVERIFY(torch::equal(one.running[i], two.running[i]));
        }
    }

    void isTheTwoLayersInEvaluationAndUnderAMask() {
        torch::nn::BatchNorm2d norm(4);
        norm->running_mean.fill_(0.3);
        norm->eval();
        const auto values = torch::randn({2, 4, 5, 6});
        QVERIFY(torch::equal(nn::normalisedRelu(norm, values), torch::relu(norm->forward(values))));
        norm->train();
        auto mask = torch::ones({2, 1, 1, 6});
        mask[1].narrow(2, 3, 3).zero_();
        const auto first = nn::normalisedRelu(norm, values, mask);
        auto changed = values.clone();
        changed[1].narrow(2, 3, 3).fill_(50.0);
        QVERIFY(torch::equal(first.narrow(3, 0, 3), nn::normalisedRelu(norm, changed, mask).narrow(3, 0, 3)));
    }

    void letsWhatIsNoNumberThrough() {
        torch::nn::BatchNorm2d norm(4);
        auto values = torch::randn({2, 4, 5, 6});
        values[0][1][2][3] = std::numeric_limits<float>::quiet_NaN();
        QVERIFY(nn::normalisedRelu(norm, values).isnan().any().item<bool>());
    }

    void refusesShapesThatDoNotFit() {
        torch::nn::BatchNorm2d norm(4);
        QVERIFY_THROWS_EXCEPTION(c10::Error, nn::normalisedRelu(norm, torch::randn({2, 3, 5, 6})));
        QVERIFY_THROWS_EXCEPTION(c10::Error, nn::normalisedRelu(norm, torch::randn({1, 4, 1, 1})));
    }
};

QTEST_GUILESS_MAIN(TestNormalisedRelu)
#include "TestNormalisedRelu.moc"
