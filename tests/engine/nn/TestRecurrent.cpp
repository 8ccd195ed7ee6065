// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch's headers come before Qt's.
#include "engine/nn/Recurrent.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using nn::RecurrentCell;
using torch::Tensor;

/// The recurrent layers in one node against torch's own: outputs, every gradient, lengths, and how they are drawn.
class TestRecurrent : public QObject {
    Q_OBJECT

private:
    struct Computed {
        Tensor output;
        std::vector<Tensor> gradients;  ///< of the input, then of the weights in their order
    };

    static nn::Recurrent made(RecurrentCell cell, std::int64_t inputs, std::int64_t hidden, bool bidirectional) {
        nn::Recurrent layer(cell, inputs, hidden, bidirectional);
        const torch::NoGradGuard noGrad;
        for (auto& weight : layer->weights) weight.uniform_(-0.5, 0.5);
        return layer;
    }

    template <typename Forward>
    static Computed compute(nn::Recurrent& layer, const Tensor& values, const Forward& forward) {
        const auto input = values.detach().clone().requires_grad_();
        layer->zero_grad();
        Computed computed{forward(input), {}};
        // A weight of its own for every output: a gradient that went to a wrong place would show.
        const auto weight = torch::linspace(-1.0, 2.0, computed.output.numel(), values.options()).view(computed.output.sizes());
        (computed.output * weight).square().sum().backward();
        computed.gradients.push_back(input.grad().clone());
        for (const auto& each : layer->weights) computed.gradients.push_back(each.grad().clone());
        return computed;
    }

    static double relative(const Tensor& ours, const Tensor& theirs) {
        return ((ours - theirs).abs().max() / theirs.abs().max().clamp_min(1e-30)).item<double>();
    }

private Q_SLOTS:
    void init() { torch::manual_seed(11); }

    void equalsTorch_data() {
        QTest::addColumn<int>("cell");
        QTest::addColumn<bool>("bidirectional");
        QTest::addColumn<bool>("inDouble");
        QTest::addColumn<QList<int>>("lengths");
        const char* const names[] = {"LSTM", "GRU", "tanh"};
        for (int cell = 0; cell < 3; ++cell) {
            for (const bool both : {false, true}) {
                for (const bool inDouble : {false, true}) {
                    const auto add = [&](const char* name, const QList<int>& lengths) {
                        QTest::addRow("%s, %d directions, %s, %s", names[cell], both ? 2 : 1, inDouble ? "double" : "float",
                                      name)
                            << cell << both << inDouble << lengths;
                    };
                    add("no lengths", {});
                    add("falling", {13, 9, 9, 1});
                    add("mixed, none as long as the batch", {5, 12, 1, 7});
                    add("all whole", {13, 13, 13, 13});
                }
            }
        }
    }
    void equalsTorch() {
        QFETCH(int, cell);
        QFETCH(bool, bidirectional);
        QFETCH(bool, inDouble);
        QFETCH(QList<int>, lengths);
        const nn::Lengths counts(lengths.begin(), lengths.end());
        const auto kind = static_cast<RecurrentCell>(cell);
        auto layer = made(kind, 6, 5, bidirectional);
        layer->to(inDouble ? torch::kDouble : torch::kFloat);
        const auto& weights = layer->weights;
        const auto input = torch::randn({4, 13, 6}, inDouble ? torch::kDouble : torch::kFloat);
        const auto ours = compute(layer, input, [&](const Tensor& x) { return layer->forward(x, counts); });
        const auto theirs =
            compute(layer, input, [&](const Tensor& x) { return nn::torchRecurrent(kind, x, weights, counts); });
        const double limit = inDouble ? 1e-12 : 1e-5;
        QVERIFY(ours.output.sizes() == theirs.output.sizes());
        QVERIFY(relative(ours.output, theirs.output) < limit);
        for (std::size_t i = 0; i < ours.gradients.size(); ++i) {
            const double apart = relative(ours.gradients[i], theirs.gradients[i]);
            QVERIFY2(apart < limit, qPrintable(QString("gradient %1: %2").arg(i).arg(apart)));
        }
        for (std::size_t b = 0; b < counts.size(); ++b) {
            const auto padding = ours.output[static_cast<std::int64_t>(b)].narrow(0, counts[b], 13 - counts[b]);
            QCOMPARE(padding.abs().sum().item<double>(), 0.0);
        }
    }

    void namesAreTorchs() {
        const auto layer = made(RecurrentCell::Lstm, 3, 2, true);
        torch::nn::LSTM theirs(torch::nn::LSTMOptions(3, 2).bidirectional(true));
        const auto names = layer->named_parameters();
        for (const auto& item : theirs->named_parameters()) {
            const auto* same = names.find(item.key());
            QVERIFY2(same != nullptr && same->sizes() == item.value().sizes(), item.key().c_str());
        }
        QCOMPARE(names.size(), theirs->named_parameters().size());
    }

    void drawsAsTensorFlow() {
        torch::manual_seed(5);
        const auto untouched = torch::rand({3});
        torch::manual_seed(5);
        nn::Recurrent lstm(RecurrentCell::Lstm, 30, 20, false);
        lstm->draw(at::make_generator<at::CPUGeneratorImpl>(3));
        QVERIFY(torch::equal(torch::rand({3}), untouched));
        const double bound = std::sqrt(6.0 / (30.0 + 20.0 + 80.0));
        for (const std::size_t i : {0, 1}) {
            const double largest = lstm->weights[i].abs().max().item<double>();
            QVERIFY(largest <= bound && largest > 0.95 * bound);
        }
        const auto bias = lstm->weights[2].detach();
        QCOMPARE(bias.narrow(0, 20, 20).min().item<double>(), 1.0);
        QCOMPARE(bias.abs().sum().item<double>(), 20.0);
        QCOMPARE(lstm->weights[3].abs().sum().item<double>(), 0.0);
    }

    void refusesWrongShapes() {
        const auto layer = made(RecurrentCell::Gru, 3, 2, true);
        QVERIFY_THROWS_EXCEPTION(c10::Error, (void)layer->forward(torch::zeros({2, 4, 5})));
        QVERIFY_THROWS_EXCEPTION(c10::Error, (void)layer->forward(torch::zeros({2, 4, 3}), {4}));
        QVERIFY_THROWS_EXCEPTION(c10::Error, (void)layer->forward(torch::zeros({2, 4, 3}), {4, 0}));
        QVERIFY_THROWS_EXCEPTION(c10::Error, (void)layer->forward(torch::zeros({2, 4, 3}), {4, 5}));
    }
};

QTEST_GUILESS_MAIN(TestRecurrent)
#include "TestRecurrent.moc"
