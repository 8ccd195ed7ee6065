// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch's headers come before Qt's.
#include "engine/models/future_prediction/AttentionLstm.h"
#include "engine/models/future_prediction/FutureFrames.h"
#include "engine/models/future_prediction/FutureNetwork.h"
#include "engine/nn/Interrupt.h"
#include "engine/nn/ModuleState.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using torch::Tensor;

/// That nothing looks ahead, masks, maps, losses by hand, hypercolumns and the classifiers.
class TestFutureNetwork : public QObject {
    Q_OBJECT

private:
    static models::FutureSettings small() {
        models::FutureSettings settings;
        settings.bands = 6;
        settings.units = 12;
        settings.heads = 3;
        settings.inner = 17;
        return settings;
    }
    static models::FutureNetwork network(std::uint64_t seed) {
        auto made = models::makeFutureNetwork(small(), seed);
        made->eval();
        return made;
    }
    static Tensor drawn(std::vector<std::int64_t> shape, std::uint64_t seed) {
        return torch::randn(shape, at::make_generator<at::CPUGeneratorImpl>(seed));
    }
    static double apart(const Tensor& a, const Tensor& b) { return (a - b).abs().max().item<double>(); }
    /// The same with something that is no number behind each end.
    static Tensor spoilt(const Tensor& frames, const nn::Lengths& lengths) {
        auto copy = frames.clone();
        for (std::int64_t b = 0; b < copy.size(0); ++b)
            copy[b].slice(0, lengths[static_cast<std::size_t>(b)]).fill_(std::nan(""));
        return copy;
    }

private Q_SLOTS:
    void hasThePublishedSize() {
        auto made = models::makeFutureNetwork({}, 1);
        std::int64_t count = 0;
        for (const auto& parameter : made->parameters()) count += parameter.numel();
        const std::int64_t layer = 4 * (256 * 256 + 256) + 2 * 2 * 256 + (256 * 513 + 513) + (513 * 256 + 256);
        QCOMPARE(count, 80 * 256 + 2 * layer + (256 * 80 + 80) + (256 * 4 + 4));
        const auto names = made->named_parameters();
        for (const char* name : {"embed.weight", "layer.1.attention.key.bias", "layer.0.norm2.weight", "output.bias"})
            QVERIFY2(names.contains(name), name);
        QVERIFY(!names.contains("embed.bias"));
    }

    void drawsFromItsSeedAlone() {
        torch::manual_seed(5);
        const auto untouched = torch::rand({3});
        torch::manual_seed(5);
        const auto first = models::makeFutureNetwork(small(), 3);
        const auto lstm = models::makeAttentionLstm({}, 3);
        QVERIFY(torch::equal(torch::rand({3}), untouched));
        const auto& weight = first->layers[1]->linear1->weight;
        QVERIFY(torch::equal(weight, models::makeFutureNetwork(small(), 3)->layers[1]->linear1->weight));
        QVERIFY(!torch::equal(weight, models::makeFutureNetwork(small(), 4)->layers[1]->linear1->weight));
        QVERIFY(torch::equal(lstm->output->weight, models::makeAttentionLstm({}, 3)->output->weight));
        const double width = std::sqrt(6.0 / (12.0 + 17.0));
        const double largest = weight.abs().max().item<double>();
        QVERIFY(largest <= width && largest > 0.9 * width);
    }

    void neverLooksAhead() {
        const torch::NoGradGuard noGrad;
        auto made = network(1);
        const auto frames = drawn({2, 70, 6}, 2);
        for (const std::int64_t at : {0, 1, 33, 69}) {
            auto changed = frames.clone();
            changed.select(1, at) += 3.0;
            const auto far = (made->forward(changed) - made->forward(frames)).abs().amax({0, 2});
            QVERIFY(at == 0 || far.narrow(0, 0, at).max().item<double>() < 1e-6);
            QVERIFY(far.narrow(0, at, 70 - at).min().item<double>() > 1e-5);  // all that follows hears it
        }
    }

    void mapsShowWhereFramesLook() {
        const torch::NoGradGuard noGrad;
        auto made = network(4);
        const auto frames = drawn({2, 40, 6}, 5);
        const nn::Lengths lengths{40, 25};
        const auto plain = made->encode(frames, lengths);
        const auto mapped = made->encode(frames, lengths, true);
        QVERIFY(plain.maps.empty());
        QCOMPARE(mapped.maps.size(), std::size_t{2});
        for (const auto& map : mapped.maps) {
            QVERIFY(map.sizes() == at::IntArrayRef({2, 3, 40, 40}));
            QVERIFY(apart(map[0].sum(-1), torch::ones({3, 40})) < 1e-6);
            QVERIFY(apart(map[1].narrow(1, 0, 25).sum(-1), torch::ones({3, 25})) < 1e-6);
            QCOMPARE(map[1].narrow(1, 25, 15).abs().max().item<double>(), 0.0);  // padding looks nowhere
            QCOMPARE(map.triu(1).abs().max().item<double>(), 0.0);
        }
        for (std::size_t i = 0; i < plain.hidden.size(); ++i)
            QVERIFY(apart(nn::validMask(lengths, 40, frames).unsqueeze(2) * (plain.hidden[i] - mapped.hidden[i]),
                          torch::zeros({1})) < 1e-5);
    }

    void paddedBatchEqualsEachAlone() {
        const torch::NoGradGuard noGrad;
        auto made = network(6);
        const nn::Lengths lengths{31, 7, 1, 50};
        const auto frames = drawn({4, 60, 6}, 7) * 3.0;
        const auto together = spoilt(frames, lengths);
        const auto predicted = made->forward(together, lengths);
        const auto classified = made->classify(together, lengths);
        auto lstm = models::makeAttentionLstm({6, 5, true, 4, 0.0}, 3);
        Tensor weights;
        const auto heard = lstm->forward(together, lengths, &weights);
        for (std::int64_t b = 0; b < 4; ++b) {
            const auto length = lengths[static_cast<std::size_t>(b)];
            const auto alone = frames[b].narrow(0, 0, length).unsqueeze(0);
            QVERIFY(apart(predicted[b].narrow(0, 0, length), made->forward(alone)[0]) < 1e-5);
            QVERIFY(apart(classified[b], made->classify(alone)[0]) < 1e-5);
            QVERIFY(apart(heard[b], lstm->forward(alone)[0]) < 1e-5);
            QVERIFY(std::abs(weights[b].sum().item<double>() - 1.0) < 1e-6);
            QCOMPARE(weights[b].slice(0, length).abs().sum().item<double>(), 0.0);
        }
    }

    void gradientsKnowNothingOfPadding() {
        auto made = network(8);
        const nn::Lengths lengths{20, 12};
        const auto frames = drawn({2, 30, 6}, 9);
        const auto gradient = [&](const Tensor& input) {
            made->zero_grad();
            models::futureLoss(made->forward(input, lengths), input, lengths, 2, models::FutureLoss::MeanAbsolute).backward();
            return made->embed->weight.grad().clone();
        };
        QVERIFY(apart(gradient(frames), gradient(spoilt(frames, lengths))) < 1e-6);
    }

    void lossesByHand() {
        const auto frames =
            torch::tensor({{{1.0F, 2.0F}, {3.0F, 5.0F}, {4.0F, 4.0F}}, {{0.0F, 0.0F}, {2.0F, 1.0F}, {9.0F, 9.0F}}});
        const auto predicted = torch::zeros_like(frames);
        const nn::Lengths lengths{3, 2};
        const auto loss = [&](const Tensor& made, std::int64_t horizon, models::FutureLoss kind) {
            return models::futureLoss(made, frames, lengths, horizon, kind).item<double>();
        };
        using enum models::FutureLoss;
        const auto near = [](double value, double wanted) { return std::abs(value - wanted) < 1e-5; };
        QVERIFY(near(loss(predicted, 1, MeanSquare), (9.0 + 25.0 + 16.0 + 16.0 + 4.0 + 1.0) / 6.0));
        QVERIFY(near(loss(predicted, 1, MeanAbsolute), (3.0 + 5.0 + 4.0 + 4.0 + 2.0 + 1.0) / 6.0));
        QVERIFY(near(loss(predicted, 2, MeanSquare), (16.0 + 16.0) / 2.0));
        QVERIFY(near(loss(frames, 1, MeanSquare), (4.0 + 9.0 + 1.0 + 1.0 + 4.0 + 1.0) / 6.0));  // the last frame again
        const auto errors = models::futureErrors(predicted, frames, lengths, 1, MeanSquare);
        QVERIFY(apart(errors, torch::tensor({{17.0F, 16.0F}, {2.5F, 0.0F}})) < 1e-6);
        QVERIFY_THROWS_EXCEPTION(c10::Error, models::futureLoss(predicted, frames, {2, 1}, 2, MeanSquare));
        QVERIFY_THROWS_EXCEPTION(c10::Error, models::futureLoss(predicted, frames, {}, 3, MeanSquare));
    }

    void placesAreSinesAndCosines() {
        const auto places = models::framePlaces(50, 5);
        for (const std::int64_t t : {0, 1, 49}) {
            for (std::int64_t i = 0; i < 5; ++i) {
                const double angle = static_cast<double>(t) / std::pow(10000.0, 2.0 * static_cast<double>(i / 2) / 5.0);
                const double wanted = i % 2 == 0 ? std::sin(angle) : std::cos(angle);
                QVERIFY(std::abs(places[t][i].item<double>() - wanted) < 1e-6);
            }
        }
    }

    void hypercolumnsJoinTheLayers() {
        const torch::NoGradGuard noGrad;
        auto made = network(2);
        const auto frames = drawn({2, 9, 6}, 3);
        const nn::Lengths lengths{9, 4};
        const auto encoded = made->encode(frames, lengths);
        const auto columns = [&](models::Hypercolumn kind) {
            return models::hypercolumns(kind, frames, encoded.embedded, encoded.hidden, lengths);
        };
        const auto concat = columns(models::Hypercolumn::Concat);
        QCOMPARE(concat.size(2), std::int64_t{6 + 2 * 12});
        QVERIFY(torch::equal(concat[1][3].narrow(0, 0, 6), frames[1][3]));
        QVERIFY(torch::equal(concat[0].narrow(1, 18, 12), encoded.hidden[2][0]));
        QCOMPARE(concat[1].slice(0, 4).abs().sum().item<double>(), 0.0);
        QCOMPARE(columns(models::Hypercolumn::ConcatProjected).size(2), std::int64_t{36});
        const auto added = columns(models::Hypercolumn::Add);
        QVERIFY(apart(added[0], (encoded.embedded + encoded.hidden[1] + encoded.hidden[2])[0]) < 1e-6);
    }

    void dropoutDrawsFromItsGenerator() {
        auto made = network(3);
        const auto frames = drawn({2, 15, 6}, 1);
        const auto quiet = made->forward(frames);
        made->train();
        const auto heard = [&](std::uint64_t seed) {
            made->setDropoutGenerator(at::make_generator<at::CPUGeneratorImpl>(seed));
            return made->forward(frames).detach();
        };
        QVERIFY(torch::equal(heard(1), heard(1)));
        QVERIFY(apart(heard(1), heard(2)) > 1e-3);
        made->eval();
        QVERIFY(torch::equal(made->forward(frames), quiet));
    }

    void hearsLongRecordings() {
        const torch::NoGradGuard noGrad;
        auto made = network(5);
        const auto predicted = made->forward(drawn({1, 12000, 6}, 1));  // two minutes; a map of them would take 1.7 GB a layer
        QVERIFY(predicted.isfinite().all().item<bool>());
    }

    void stopsBetweenLayers() {
        std::stop_source stop;
        stop.request_stop();
        auto made = network(1);
        const nn::InterruptScope interrupt(stop.get_token());
        QVERIFY_THROWS_EXCEPTION(nn::Interrupted, made->forward(drawn({1, 5, 6}, 1)));
    }

    void refusesSizesOutOfBounds() {
        PROSOSCOPE_VERIFY(models::checkedFutureSettings({}, 4));
        const auto settings = models::checkedFutureSettings({{"units", 32}, {"heads", 8}, {"horizon", 5}, {"loss", 1}}, 7);
        PROSOSCOPE_VERIFY(settings);
        QVERIFY(settings->loss == models::FutureLoss::MeanAbsolute && settings->classes == 7);
        QCOMPARE(models::checkedFutureSettings(settings->values(), 7).value(), *settings);
        for (const auto& [name, value] : {std::pair{"units", 1e9},
                                          {"heads", 3.0},
                                          {"heads", 0.0},
                                          {"layers", 1.5},
                                          {"dropout", 1.0},
                                          {"bands", std::nan("")},
                                          {"loss", 2.0},
                                          {"horizon", -1.0},
                                          {"classes", 3.0}}) {
            const auto refused = models::checkedFutureSettings({{name, value}}, 4);
            QVERIFY2(!refused && refused.error().message().ends_with("."), name);
        }
        const auto lstm = models::checkedAttentionLstmSettings({{"inputs", 30}, {"bidirectional", 0}}, 4);
        PROSOSCOPE_VERIFY(lstm);
        QVERIFY(!lstm->bidirectional);
        QCOMPARE(models::checkedAttentionLstmSettings(lstm->values(), 4).value(), *lstm);
        for (const auto& [name, value] : {std::pair{"cells", 0.0}, {"bidirectional", 0.5}, {"inputs", 1e12}, {"units", 3.0}})
            QVERIFY2(!models::checkedAttentionLstmSettings({{name, value}}, 4), name);
        auto made = network(1);
        QVERIFY_THROWS_EXCEPTION(c10::Error, made->forward(drawn({1, 5, 7}, 1)));
    }
};

QTEST_GUILESS_MAIN(TestFutureNetwork)
#include "TestFutureNetwork.moc"
