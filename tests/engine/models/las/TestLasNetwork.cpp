// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch's headers come before Qt's.
#include "engine/models/las/LasLengths.h"
#include "engine/models/las/LasNetwork.h"
#include "engine/nn/Interrupt.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using torch::Tensor;

/// Sizes and rules, initial weights, pyramid lengths and masks, padding, teacher forcing, the loss.
class TestLasNetwork : public QObject {
    Q_OBJECT

private:
    static models::LasSettings small(models::LasCell cell = models::LasCell::Lstm) {
        models::LasSettings settings;
        settings.inputs = 5;
        settings.cells = 4;
        settings.embedding = 3;
        settings.attention = 6;
        settings.decoder = 7;
        settings.symbols = 9;
        settings.cell = cell;
        return settings;
    }
    static double apart(const Tensor& a, const Tensor& b) { return (a - b).abs().max().item<double>(); }

private Q_SLOTS:
    void init() { torch::manual_seed(3); }

    /// What the specification counts: 5.07 and 9.74 million with LSTM cells, 2.25 and 3.58 million with plain ones.
    void hasThePublishedSizes() {
        for (const auto& [cell, listener, whole] :
             {std::tuple{models::LasCell::Lstm, 5.07e6, 9.74e6}, {models::LasCell::PlainTanh, 2.25e6, 3.58e6}}) {
            models::LasSettings settings;
            settings.cell = cell;
            const auto network = models::makeLasNetwork(settings, 1);
            const auto count = [](const torch::nn::Module& module) {
                double sum = 0.0;
                for (const auto& parameter : module.parameters()) sum += static_cast<double>(parameter.numel());
                return sum;
            };
            QVERIFY(std::abs(count(*network->listener) / listener - 1.0) < 0.005);
            QVERIFY(std::abs(count(*network) / whole - 1.0) < 0.005);
        }
    }

    void drawsFromItsSeedAlone() {
        torch::manual_seed(5);
        const auto untouched = torch::rand({3});
        torch::manual_seed(5);
        auto first = models::makeLasNetwork(small(), 3);
        QVERIFY(torch::equal(torch::rand({3}), untouched));
        auto again = models::makeLasNetwork(small(), 3);
        auto other = models::makeLasNetwork(small(), 4);
        const auto parameters = first->named_parameters();
        for (const auto& item : again->named_parameters())
            QVERIFY2(torch::equal(item.value(), parameters[item.key()]), item.key().c_str());
        QVERIFY(!torch::equal(first->speller->output->weight, other->speller->output->weight));
        // u and the embedding from +-1, others from Glorot's bounds; forget gates open.
        QVERIFY(parameters["speller.embedding.weight"].abs().max().item<double>() > 0.8);
        QVERIFY(parameters["speller.attention.u.weight"].abs().max().item<double>() > 0.4);
        const double bound = std::sqrt(6.0 / (16.0 + 8.0));
        QVERIFY(parameters["listener.fc1.weight"].abs().max().item<double>() <= bound);
        QCOMPARE(parameters["listener.fc1.bias"].abs().sum().item<double>(), 0.0);
        QCOMPARE(parameters["speller.cell.1.bias_ih"].sum().item<double>(), 7.0);
        QCOMPARE(parameters["speller.cell.1.bias_ih"].detach().narrow(0, 7, 7).min().item<double>(), 1.0);
    }

    void pyramidLengths_data() {
        QTest::addColumn<int>("frames");
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("second");
        const int rows[][3] = {{1, 1, 1}, {2, 1, 1}, {3, 2, 1}, {4, 2, 1},  {5, 3, 2},
                               {6, 3, 2}, {7, 4, 2}, {9, 5, 3}, {13, 7, 4}, {1710, 855, 428}};
        for (const auto& row : rows) QTest::addRow("%d", row[0]) << row[0] << row[1] << row[2];
    }
    void pyramidLengths() {
        QFETCH(int, frames);
        QFETCH(int, first);
        QFETCH(int, second);
        QCOMPARE(models::pyramidFrames(frames), std::int64_t{first});
        QCOMPARE(models::heardFrames(frames), std::int64_t{second});
        if (frames > 100) return;
        const auto network = models::makeLasNetwork(small(), 1);
        models::Heard heard;
        (void)models::LasNetwork(network)->listen(torch::randn({1, frames, 5}), {}, &heard);
        QCOMPARE(heard.layer1.size(1), std::int64_t{first});
        QCOMPARE(heard.layer2.size(1), std::int64_t{second});
    }

    void rulesOfLengths() {
        QVERIFY(models::unfitSound(3));
        QVERIFY(!models::unfitSound(4));
        QVERIFY(!models::unfitSound(100'000));
        QVERIFY(!models::unfitUtterance(400, 50));
        QVERIFY(models::unfitUtterance(3, 2)->english().find("3") != std::string::npos);
        QVERIFY(models::unfitUtterance(400, 1));     // the end alone: nothing was said
        QVERIFY(models::unfitUtterance(1711, 50));   // too long
        QVERIFY(models::unfitUtterance(1710, 400));  // too many symbols
        QVERIFY(!models::unfitUtterance(40, 10));    // a symbol for each frame that is left
        QVERIFY(models::unfitUtterance(40, 11));
        QCOMPARE(models::decodingSteps(100), std::int64_t{24});
        QCOMPARE(models::decodingSteps(1), std::int64_t{1});
    }

    /// Neighbours side by side; an odd last frame beside zeros.
    void pairsByHand() {
        const auto values = torch::tensor({{{1.0F, 2.0F}, {3.0F, 4.0F}, {5.0F, 6.0F}}});
        const auto pairs = models::pairedFrames(values);
        QVERIFY(torch::equal(pairs, torch::tensor({{{1.0F, 2.0F, 3.0F, 4.0F}, {5.0F, 6.0F, 0.0F, 0.0F}}})));
    }

    /// Each item of a padded batch as if alone, whatever lies in the padding, in every layer, attention and logits.
    void paddingChangesNothing_data() {
        QTest::addColumn<bool>("plain");
        QTest::addColumn<bool>("located");
        QTest::addRow("LSTM") << false << false;
        QTest::addRow("plain cells") << true << false;
        QTest::addRow("location-aware") << false << true;
    }
    void paddingChangesNothing() {
        QFETCH(bool, plain);
        QFETCH(bool, located);
        auto settings = small(plain ? models::LasCell::PlainTanh : models::LasCell::Lstm);
        if (located) {
            settings.locationFilters = 2;
            settings.locationKernel = 5;
        }
        auto network = models::makeLasNetwork(settings, 8);
        const torch::NoGradGuard noGrad;
        const nn::Lengths lengths{13, 9, 6, 4, 21};
        const auto batch = torch::randn({5, 23, 5}) * 3.0;
        const auto targets = torch::randint(3, 9, {5, 6}, torch::kLong);
        models::Heard together;
        const auto spelt = network->speller->forward(network->listen(batch, lengths, &together), targets, {});
        for (std::int64_t b = 0; b < 5; ++b) {
            const auto frames = lengths[static_cast<std::size_t>(b)];
            models::Heard alone;
            const auto own = network->speller->forward(network->listen(batch[b].narrow(0, 0, frames).unsqueeze(0), {}, &alone),
                                                       targets.narrow(0, b, 1), {});
            const auto same = [&](const Tensor& all, const Tensor& one) {
                const auto mine = all[b].narrow(0, 0, one.size(1));
                return apart(mine, one[0]) < 1e-5 &&
                       all[b].narrow(0, one.size(1), all.size(1) - one.size(1)).abs().sum().item<double>() == 0.0;
            };
            QVERIFY(same(together.rnn0, alone.rnn0));
            QVERIFY(same(together.fc0, alone.fc0));
            QVERIFY(same(together.rnn1, alone.rnn1));
            QVERIFY(same(together.layer1, alone.layer1));
            QVERIFY(same(together.rnn2, alone.rnn2));
            QVERIFY(same(together.layer2, alone.layer2));
            QVERIFY(apart(spelt.logits[b], own.logits[0]) < 1e-5);
            const auto heard = models::heardFrames(frames);
            QVERIFY(apart(spelt.attention[b].narrow(1, 0, heard), own.attention[0]) < 1e-5);
            QCOMPARE(spelt.attention[b].narrow(1, heard, 6 - heard).abs().sum().item<double>(), 0.0);
        }
        QVERIFY(apart(spelt.attention.sum(2), torch::ones({5, 6})) < 1e-5);
    }

    /// The formula of additive attention, term by term.
    void attentionByHand() {
        auto network = models::makeLasNetwork(small(), 2);
        const torch::NoGradGuard noGrad;
        const auto parameters = network->named_parameters();
        const auto& wh = parameters["speller.attention.w_h.weight"];
        const auto& ws = parameters["speller.attention.w_s.weight"];
        const auto& u = parameters["speller.attention.u.weight"];
        const auto encoded = torch::randn({1, 3, 8});
        const auto states = torch::randn({1, 14});
        auto& attention = network->speller->attention;
        const auto weights = attention->weigh(attention->attend(encoded, {}), states, {});
        double scores[3];
        for (int t = 0; t < 3; ++t) {
            const auto inner = torch::tanh(wh.mv(encoded[0][t]) + ws.mv(states[0]));
            scores[t] = std::exp(inner.dot(u[0]).item<double>());
        }
        for (int t = 0; t < 3; ++t)
            QVERIFY(std::abs(weights[0][t].item<double>() - scores[t] / (scores[0] + scores[1] + scores[2])) < 1e-6);
    }

    /// Steps one by one, told the truth, give what the pass gives.
    void stepsEqualThePass() {
        auto network = models::makeLasNetwork(small(), 4);
        const torch::NoGradGuard noGrad;
        const auto targets = torch::tensor({{4L, 7L, 3L, 2L}, {8L, 2L, 0L, 0L}});
        const auto sound = network->listen(torch::randn({2, 11, 5}), {11, 7});
        const auto pass = network->speller->forward(sound, targets, {});
        auto state = network->speller->start(sound);
        auto told = torch::full({2}, models::kLasStart, torch::kLong);
        for (std::int64_t step = 0; step < 4; ++step) {
            QVERIFY(apart(network->speller->step(sound, told, state), pass.logits.select(1, step)) < 1e-5);
            QVERIFY(apart(state.alignment, pass.attention.select(1, step)) < 1e-5);
            told = targets.select(1, step);
        }
    }

    void samplesWithoutATeacher() {
        auto network = models::makeLasNetwork(small(), 4);
        const auto targets = torch::randint(3, 9, {3, 20}, torch::kLong);
        const auto features = torch::randn({3, 11, 5});
        const auto spell = [&](double rate, std::uint64_t seed) {
            models::SpellingPlan plan;
            plan.teacherForcing = rate;
            plan.choices = at::make_generator<at::CPUGeneratorImpl>(seed);
            return network->forward(features, {}, targets, plan).logits.detach();
        };
        QVERIFY(torch::equal(spell(0.5, 1), spell(0.5, 1)));
        QVERIFY(!torch::equal(spell(0.5, 1), spell(0.5, 2)));
        QVERIFY(torch::equal(spell(1.0, 1), network->forward(features, {}, targets).logits));
        // The first step is told the start in any case.
        QVERIFY(torch::equal(spell(0.0, 1).select(1, 0), spell(1.0, 1).select(1, 0)));
        models::SpellingPlan without;
        without.teacherForcing = 0.9;
        QVERIFY_THROWS_EXCEPTION(c10::Error, (void)network->forward(features, {}, targets, without));
    }

    void drawsSymbolsByTheirProbability() {
        const auto logits = torch::log(torch::tensor({{0.1F, 0.0F, 0.6F, 0.3F}})).expand({20'000, 4});
        const auto drawn = models::sampledSymbols(logits, at::make_generator<at::CPUGeneratorImpl>(9));
        const auto share = [&](std::int64_t symbol) { return drawn.eq(symbol).to(torch::kDouble).mean().item<double>(); };
        QVERIFY(std::abs(share(0) - 0.1) < 0.01 && std::abs(share(2) - 0.6) < 0.015 && std::abs(share(3) - 0.3) < 0.015);
        QCOMPARE(share(1), 0.0);
    }

    void dropoutNeedsAGenerator() {
        auto network = models::makeLasNetwork(small(), 4);
        const auto targets = torch::randint(3, 9, {2, 5}, torch::kLong);
        const auto features = torch::randn({2, 11, 5});
        const auto plain = network->forward(features, {}, targets).logits;
        models::SpellingPlan plan;
        plan.dropout.probability = 0.5;
        QVERIFY(torch::equal(network->forward(features, {}, targets, plan).logits, plain));
        plan.dropout.generator = at::make_generator<at::CPUGeneratorImpl>(1);
        QVERIFY(apart(network->forward(features, {}, targets, plan).logits, plain) > 1e-3);
    }

    /// -sum q ln p with q = (1 - e) one-hot + e / K, over targets that are no padding.
    void lossInClosedForm() {
        const auto logits = torch::randn({2, 3, 5}, torch::kDouble).requires_grad_();
        const auto targets = torch::tensor({{3L, 4L, 2L}, {4L, 2L, 0L}});
        const double smoothing = 0.2;
        const auto p = torch::log_softmax(logits, -1);
        double sum = 0.0;
        for (const auto& [b, u] : {std::pair{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}}) {
            for (std::int64_t k = 0; k < 5; ++k) {
                const double q = (k == targets[b][u].item<std::int64_t>() ? 1.0 - smoothing : 0.0) + smoothing / 5.0;
                sum -= q * p[b][u][k].item<double>();
            }
        }
        const auto loss = models::spellingLoss(logits, targets, smoothing);
        QVERIFY(std::abs(loss.item<double>() - sum / 5.0) < 1e-12);
        loss.backward();
        QCOMPARE(logits.grad()[1][2].abs().sum().item<double>(), 0.0);
        QCOMPARE(models::spellingLoss(logits, torch::zeros_like(targets), smoothing).item<double>(), 0.0);
    }

    void padsTargets() {
        const auto padded = models::paddedTargets({{5, 6, 2}, {2}});
        QVERIFY(torch::equal(padded, torch::tensor({{5L, 6L, 2L}, {2L, 0L, 0L}})));
    }

    void stopsBetweenLayers() {
        std::stop_source stop;
        stop.request_stop();
        auto network = models::makeLasNetwork(small(), 1);
        const nn::InterruptScope interrupt(stop.get_token());
        QVERIFY_THROWS_EXCEPTION(nn::Interrupted, (void)network->listen(torch::randn({2, 30, 5}), {}));
    }

    void refusesSizesOutOfBounds() {
        PROSOSCOPE_VERIFY(models::checkedLasSettings({}, 30));
        auto settings = small(models::LasCell::PlainTanh);
        settings.firstDense = false;
        settings.rank = 3;
        settings.locationFilters = 4;
        const auto back = models::checkedLasSettings(settings.values(), settings.symbols);
        PROSOSCOPE_VERIFY(back);
        QVERIFY(*back == settings);
        for (const auto& [name, value] : {std::pair{"cells", 1e9},
                                          {"inputs", 0.0},
                                          {"decoder", 2.5},
                                          {"attention", std::nan("")},
                                          {"plain_cells", 2.0},
                                          {"location_kernel", 200.0},
                                          {"rank", 513.0},
                                          {"symbols", 30.0}})
            QVERIFY2(!models::checkedLasSettings({{name, value}}, 30), name);
        QVERIFY(!models::checkedLasSettings({}, 3));
        QVERIFY(!models::checkedLasSettings({}, 1'000'000));
    }
};

QTEST_GUILESS_MAIN(TestLasNetwork)
#include "TestLasNetwork.moc"
