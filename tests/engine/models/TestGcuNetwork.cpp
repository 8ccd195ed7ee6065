// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch's headers come before Qt's.
#include "engine/models/gcu_asr/GcuInference.h"
#include "engine/models/gcu_asr/GcuNetwork.h"
#include "engine/nn/Interrupt.h"
#include "engine/nn/ModuleState.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using torch::Tensor;

/// Shapes, initial weights, masks, what a frame sees, and that the fast evaluation equals the network.
class TestGcuNetwork : public QObject {
    Q_OBJECT

private:
    static models::GcuSettings small() {
        models::GcuSettings settings;
        settings.units = 8;
        settings.blocks = 2;
        settings.dilations = {1, 2, 4};
        settings.classes = 5;
        return settings;
    }
    /// With running statistics as after some training.
    static models::GcuNetwork used(const models::GcuSettings& settings, std::uint64_t seed) {
        auto network = models::makeGcuNetwork(settings, seed);
        const torch::NoGradGuard noGrad;
        torch::manual_seed(seed);
        network->train();
        for (int i = 0; i < 30; ++i) network->forward(torch::randn({4, 50, settings.inputs}) * 3.0 + 1.0);
        network->eval();
        return network;
    }
    static double apart(const Tensor& a, const Tensor& b) { return (a - b).abs().max().item<double>(); }

private Q_SLOTS:
    void hasThePublishedSize() {
        auto network = models::makeGcuNetwork({}, 1);
        std::int64_t count = 0;
        for (const auto& parameter : network->parameters()) count += parameter.numel();
        QVERIFY(count > 3'690'000 && count < 3'740'000);
        QCOMPARE(network->settings().layers(), std::int64_t{15});
        const auto names = network->named_parameters();
        for (const char* name : {"front.conv.weight", "block.14.gate.norm.bias", "head.norm.weight", "output.conv.bias"})
            QVERIFY2(names.contains(name), name);
        QVERIFY(!names.contains("front.conv.bias"));
    }

    void drawsFromItsSeedAlone() {
        torch::manual_seed(5);
        const auto untouched = torch::rand({3});
        torch::manual_seed(5);
        auto first = models::makeGcuNetwork(small(), 3);
        QVERIFY(torch::equal(torch::rand({3}), untouched));
        auto again = models::makeGcuNetwork(small(), 3);
        auto other = models::makeGcuNetwork(small(), 4);
        const auto& weight = first->layers[2]->filter->conv->weight;
        QVERIFY(torch::equal(weight, again->layers[2]->filter->conv->weight));
        QVERIFY(!torch::equal(weight, other->layers[2]->filter->conv->weight));
        const double width = std::sqrt(1.0 / (8.0 * 7.0));
        QVERIFY(weight.abs().max().item<double>() <= width && weight.abs().max().item<double>() > 0.9 * width);
        QCOMPARE(first->output->conv->bias.abs().max().item<double>(), 0.0);
    }

    void evaluationEqualsTheNetwork() {
        const auto network = used(small(), 2);
        const models::GcuInference inference(network);
        const torch::NoGradGuard noGrad;
        torch::manual_seed(9);
        const auto input = torch::randn({3, 700, 20}) * 3.0;  // more rows than go through a layer together
        const auto expected = models::GcuNetwork(network)->forward(input);
        QVERIFY(apart(inference.run(input.transpose(0, 1), {}).transpose(0, 1), expected) < 1e-5);
    }

    void paddedBatchEqualsEachAlone() {
        const models::GcuInference inference(used(small(), 7));
        const nn::Lengths lengths{37, 10, 51, 2};
        torch::manual_seed(1);
        const auto batch = torch::randn({4, 60, 20}) * 50.0;  // what lies in the padding must not matter
        std::vector<Tensor> gates;
        std::vector<Tensor> residuals;
        const auto together = inference.run(batch.transpose(0, 1), lengths, [&](std::int64_t, const auto& layer) {
            gates.push_back(layer.gate.clone());
            residuals.push_back(layer.residual.clone());
        });
        QCOMPARE(gates.size(), std::size_t{6});
        for (std::int64_t b = 0; b < 4; ++b) {
            const auto frames = lengths[static_cast<std::size_t>(b)];
            const auto alone = batch[b].narrow(0, 0, frames).unsqueeze(1);
            std::size_t at = 0;
            const auto logits = inference.run(alone, {}, [&](std::int64_t, const auto& layer) {
                const auto mine = [&](const Tensor& values) { return values.select(1, b).narrow(0, 0, frames); };
                QVERIFY(apart(mine(gates[at]), layer.gate.squeeze(1)) < 1e-5);
                QVERIFY(apart(mine(residuals[at]), layer.residual.squeeze(1)) < 1e-5);
                const auto padding = gates[at].select(1, b).narrow(0, frames, 60 - frames);
                QCOMPARE(padding.abs().sum().item<double>(), 0.0);
                ++at;
            });
            QVERIFY(apart(together.select(1, b).narrow(0, 0, frames), logits.squeeze(1)) < 1e-5);
        }
    }

    /// A block sees 93 frames on either side, the published network's three 279.
    void seesNeitherMoreNorLess() {
        for (const std::int64_t blocks : {1, 3}) {
            models::GcuSettings settings;
            settings.units = 16;
            settings.blocks = blocks;
            const models::GcuInference inference(used(settings, 3));
            torch::manual_seed(2);
            auto input = torch::randn({800, 1, 20});
            const auto before = inference.run(input, {});
            input[400] += 10.0;
            const auto changed = (inference.run(input, {}) - before).abs().amax({1, 2});
            const auto reach = 93 * blocks;
            QCOMPARE(changed.narrow(0, 0, 400 - reach).max().item<double>(), 0.0);
            QCOMPARE(changed.narrow(0, 401 + reach, 399 - reach).max().item<double>(), 0.0);
            QVERIFY(changed[400].item<double>() > 0.0);
            if (blocks > 1) continue;  // so far away a change is lost in rounding
            QVERIFY(changed[400 - reach].item<double>() > 0.0 && changed[400 + reach].item<double>() > 0.0);
        }
    }

    void masksChangeNothingWithoutPadding() {
        torch::manual_seed(4);
        const auto input = torch::randn({3, 40, 20});
        auto plain = models::makeGcuNetwork(small(), 6);
        auto masked = models::makeGcuNetwork(small(), 6);
        QVERIFY(apart(plain->forward(input), masked->forward(input, {40, 40, 40})) < 1e-5);
        QVERIFY(apart(plain->front->norm->running_var, masked->front->norm->running_var) < 1e-6);
        QVERIFY(apart(plain->forward(input), masked->forward(input, {40, 30, 40})) > 1e-4);
    }

    /// CTC by hand: one frame, and the three paths that two frames have for one label.
    void ctcOfFewFrames() {
        const auto logits = torch::tensor({{{0.3F, -1.0F, 0.9F}, {1.2F, 0.1F, -0.4F}}});
        const auto p = torch::softmax(logits[0], -1);
        const auto at = [&](int t, int c) { return p[t][c].item<double>(); };
        const auto one = models::ctcLosses(logits, {1}, {{0}});
        QVERIFY(std::abs(one.item<double>() + std::log(at(0, 0))) < 1e-6);
        const double paths = at(0, 0) * at(1, 0) + at(0, 0) * at(1, 2) + at(0, 2) * at(1, 0);
        QVERIFY(std::abs(models::ctcLosses(logits, {2}, {{0}}).item<double>() + std::log(paths)) < 1e-6);
        QVERIFY(std::isinf(models::ctcLosses(logits, {2}, {{0, 0}}).item<double>()));  // needs a blank between
    }

    void stopsBetweenLayers() {
        std::stop_source stop;
        stop.request_stop();
        auto network = models::makeGcuNetwork(small(), 1);
        const models::GcuInference inference(network);
        const nn::InterruptScope interrupt(stop.get_token());
        QVERIFY_THROWS_EXCEPTION(nn::Interrupted, network->forward(torch::randn({2, 30, 20})));
        QVERIFY_THROWS_EXCEPTION(nn::Interrupted, inference.run(torch::randn({30, 2, 20}), {}));
    }

    void refusesSizesOutOfBounds() {
        PROSOSCOPE_VERIFY(models::checkedGcuSettings({}, 28));
        QVERIFY(models::checkedGcuSettings({}, 28)->dilations == (std::vector<std::int64_t>{1, 2, 4, 8, 16}));
        const auto settings = models::checkedGcuSettings({{"units", 16}, {"dilations", 2}, {"kernel", 3}}, 4);
        PROSOSCOPE_VERIFY(settings);
        QCOMPARE(models::checkedGcuSettings(settings->values(), 4).value(), *settings);
        for (const auto& [name, value] : {std::pair{"units", 1e9},
                                          {"kernel", 6.0},
                                          {"blocks", 0.0},
                                          {"dilations", 2.5},
                                          {"units", std::nan("")},
                                          {"classes", 3.0}})
            QVERIFY2(!models::checkedGcuSettings({{name, value}}, 28), name);
    }
};

QTEST_GUILESS_MAIN(TestGcuNetwork)
#include "TestGcuNetwork.moc"
