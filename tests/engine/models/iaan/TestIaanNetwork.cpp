// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch's headers come before Qt's.
#include "engine/models/iaan/IaanNetwork.h"
#include "engine/nn/Interrupt.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using torch::Tensor;

/// Sizes, initial weights, masks, missing context, the loss, and that context can be learnt from.
class TestIaanNetwork : public QObject {
    Q_OBJECT

private:
    static models::IaanSettings small() {
        models::IaanSettings settings;
        settings.inputs = 3;
        settings.hidden = 6;
        settings.attention = 4;
        settings.mlp = 5;
        settings.classes = 2;
        settings.dropout = 0.0;
        settings.mlpDropout = 0.0;
        return settings;
    }
    static double apart(const Tensor& a, const Tensor& b) { return (a - b).abs().max().item<double>(); }
    static models::DialogueTurns turns(const std::vector<Tensor>& current, const std::vector<Tensor>& previous,
                                       const std::vector<Tensor>& interlocutor) {
        return {models::paddedTurns(current, 3), models::paddedTurns(previous, 3), models::paddedTurns(interlocutor, 3)};
    }

private Q_SLOTS:
    void init() { torch::manual_seed(3); }

    void drawsFromItsSeedAlone() {
        torch::manual_seed(5);
        const auto untouched = torch::rand({3});
        torch::manual_seed(5);
        models::IaanSettings settings;
        settings.hidden = 64;
        auto first = models::makeIaanNetwork(settings, 3);
        QVERIFY(torch::equal(torch::rand({3}), untouched));
        auto again = models::makeIaanNetwork(settings, 3);
        const auto parameters = first->named_parameters();
        for (const auto& item : again->named_parameters())
            QVERIFY2(torch::equal(item.value(), parameters[item.key()]), item.key().c_str());
        QVERIFY(!torch::equal(models::makeIaanNetwork(settings, 4)->head->linear1->weight, first->head->linear1->weight));
        // A normal distribution of deviation 0.1, cut at two deviations, has 0.088.
        const auto weight = first->head->linear1->weight.detach();
        QVERIFY(weight.abs().max().item<double>() <= 0.2);
        QVERIFY(std::abs(weight.std().item<double>() - 0.088) < 0.003);
        QVERIFY((first->head->linear2->bias - 0.1).abs().max().item<double>() < 1e-6);
        QVERIFY(std::abs(parameters["attention_p.w.weight"].std().item<double>() - 0.1) < 0.01);
        QCOMPARE(parameters["gru_c.bias_ih_l0"].sum().item<double>(), 128.0);
    }

    void paddingChangesNothing() {
        auto network = models::makeIaanNetwork(small(), 2);
        const torch::NoGradGuard noGrad;
        std::vector<Tensor> current;
        std::vector<Tensor> previous;
        std::vector<Tensor> interlocutor;
        for (const std::int64_t frames : {9, 1, 5}) {
            current.push_back(torch::randn({frames, 3}));
            previous.push_back(torch::randn({10 - frames, 3}));
            interlocutor.push_back(torch::randn({frames + 2, 3}));
        }
        auto all = turns(current, previous, interlocutor);
        // What lies in the padding must not matter.
        for (auto* role : {&all.current, &all.previous, &all.interlocutor})
            role->frames = at::constant_pad_nd(role->frames, {0, 0, 0, 4}, 7.0);
        const auto together = network->forward(all);
        for (std::size_t b = 0; b < 3; ++b) {
            const auto row = static_cast<std::int64_t>(b);
            const auto alone = network->forward(turns({current[b]}, {previous[b]}, {interlocutor[b]}));
            QVERIFY(apart(together.logits[row], alone.logits[0]) < 1e-5);
            const auto frames = current[b].size(0);
            QVERIFY(apart(together.currentWeights[row].narrow(0, 0, frames), alone.currentWeights[0]) < 1e-5);
            const auto padding = together.currentWeights.size(1) - frames;
            QCOMPARE(together.currentWeights[row].narrow(0, frames, padding).abs().sum().item<double>(), 0.0);
            QCOMPARE(together.currentFrames[row].narrow(0, frames, padding).abs().sum().item<double>(), 0.0);
            QVERIFY(apart(together.previous[row], alone.previous[0]) < 1e-5);
            QVERIFY(apart(together.interlocutor[row], alone.interlocutor[0]) < 1e-5);
        }
    }

    void missingContextIsOneFrameOfZeros() {
        const auto padded = models::paddedTurns({torch::ones({2, 3}), Tensor(), torch::empty({0, 3})}, 3);
        QVERIFY(padded.lengths == (nn::Lengths{2, 1, 1}));
        QCOMPARE(padded.frames.sum().item<double>(), 6.0);
        QVERIFY(padded.frames.sizes() == at::IntArrayRef({3, 2, 3}));
        auto network = models::makeIaanNetwork(small(), 2);
        const torch::NoGradGuard noGrad;
        const auto current = torch::randn({4, 3});
        const auto missing = network->forward(turns({current}, {Tensor()}, {Tensor()}));
        QVERIFY(torch::equal(missing.logits,
                             network->forward(turns({current}, {torch::zeros({1, 3})}, {torch::zeros({1, 3})})).logits));
        QCOMPARE(missing.previousWeights.item<double>(), 1.0);
        QVERIFY(missing.logits.isfinite().all().item<bool>());
    }

    void lossInClosedForm() {
        auto network = models::makeIaanNetwork(small(), 2);
        const auto logits = torch::randn({3, 2});
        const auto labels = torch::tensor({1L, 0L, 1L});
        const auto p = torch::log_softmax(logits, 1);
        double sum = 0.0;
        for (std::int64_t b = 0; b < 3; ++b) {
            for (std::int64_t k = 0; k < 2; ++k) {
                const double q = (k == labels[b].item<std::int64_t>() ? 0.9 : 0.0) + 0.1 / 2.0;
                sum -= q * p[b][k].item<double>();
            }
        }
        double squares = 0.0;
        for (const auto& parameter : {network->head->linear1->weight, network->head->linear1->bias,
                                      network->head->linear2->weight, network->head->linear2->bias})
            squares += parameter.square().sum().item<double>();
        const auto loss = models::dialogueLoss(network, logits, labels);
        QVERIFY(std::abs(loss.crossEntropy.item<double>() - sum / 3.0) < 1e-6);
        QVERIFY(std::abs(loss.penalty.item<double>() - squares / 2.0) < 1e-5);
        QVERIFY(std::abs(loss.total.item<double>() - sum / 3.0 - 1e-3 * squares / 2.0) < 1e-5);
    }

    /// The class is the sign of the interlocutor's turn: the current turn alone cannot tell it.
    void learnsFromContext() {
        auto network = models::makeIaanNetwork(small(), 7);
        torch::optim::Adam adam(network->parameters(), torch::optim::AdamOptions(0.02));
        const auto batch = [&](std::vector<std::int64_t>& labels) {
            std::vector<Tensor> current;
            std::vector<Tensor> previous;
            std::vector<Tensor> interlocutor;
            for (int i = 0; i < 32; ++i) {
                labels.push_back(i % 2);
                current.push_back(torch::randn({3 + i % 3, 3}));
                previous.push_back(i % 5 == 0 ? Tensor() : torch::randn({2 + i % 4, 3}));
                interlocutor.push_back(torch::randn({2 + i % 3, 3}) + (i % 2 == 0 ? -1.0 : 1.0));
            }
            return turns(current, previous, interlocutor);
        };
        for (int step = 0; step < 60; ++step) {
            std::vector<std::int64_t> labels;
            const auto data = batch(labels);
            network->zero_grad();
            models::dialogueLoss(network, network->forward(data).logits, torch::tensor(labels)).total.backward();
            adam.step();
        }
        std::vector<std::int64_t> labels;
        const auto data = batch(labels);
        const torch::NoGradGuard noGrad;
        const auto right = network->forward(data).logits.argmax(1).eq(torch::tensor(labels)).sum().item<std::int64_t>();
        QVERIFY2(right >= 28, qPrintable(QString::number(right)));
    }

    void dropoutNeedsAGenerator() {
        auto settings = small();
        settings.dropout = 0.5;
        auto network = models::makeIaanNetwork(settings, 2);
        const auto data = turns({torch::randn({6, 3})}, {torch::randn({4, 3})}, {torch::randn({4, 3})});
        const auto plain = network->forward(data).logits;
        QVERIFY(torch::equal(network->forward(data).logits, plain));
        QVERIFY(apart(network->forward(data, at::make_generator<at::CPUGeneratorImpl>(1)).logits, plain) > 1e-5);
    }

    void stopsBetweenLayers() {
        std::stop_source stop;
        stop.request_stop();
        auto network = models::makeIaanNetwork(small(), 1);
        const auto data = turns({torch::randn({6, 3})}, {Tensor()}, {Tensor()});
        const nn::InterruptScope interrupt(stop.get_token());
        QVERIFY_THROWS_EXCEPTION(nn::Interrupted, (void)network->forward(data));
    }

    void refusesSizesOutOfBounds() {
        const auto back = models::checkedIaanSettings(small().values(), 2);
        PROSOSCOPE_VERIFY(back);
        QVERIFY(*back == small());
        for (const auto& [name, value] :
             {std::pair{"hidden", 1e9}, {"inputs", 0.0}, {"mlp", 1.5}, {"dropout", 1.0}, {"classes", 4.0}})
            QVERIFY2(!models::checkedIaanSettings({{name, value}}, 4), name);
        QVERIFY(!models::checkedIaanSettings({}, 1));
    }
};

QTEST_GUILESS_MAIN(TestIaanNetwork)
#include "TestIaanNetwork.moc"
