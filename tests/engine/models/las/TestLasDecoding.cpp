// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch's headers come before Qt's.
#include "engine/models/las/LasDecoding.h"
#include "engine/nn/Interrupt.h"
#include "tests/TestSupport.h"
#include "tests/engine/nn/CtcTestSupport.h"

using namespace prososcope;
using namespace prososcope::testing;
using torch::Tensor;

/// Greedy decoding and beam search: against steps by hand, against all texts there are, bounds, and what attention is told.
class TestLasDecoding : public QObject {
    Q_OBJECT

private:
    static constexpr std::int64_t kSymbols = 4;
    static constexpr std::int64_t kSteps = 4;

    static models::LasNetwork sharp(std::uint64_t seed, double gain = 6.0, bool frameSymbols = false) {
        models::LasSettings settings;
        settings.frameSymbols = frameSymbols;
        settings.inputs = 3;
        settings.cells = 3;
        settings.embedding = 3;
        settings.attention = 3;
        settings.decoder = 5;
        settings.symbols = frameSymbols ? kSymbols + 1 : kSymbols;  // one more that a text can be of
        auto network = models::makeLasNetwork(settings, seed);
        const torch::NoGradGuard noGrad;
        network->speller->output->weight.mul_(gain);
        if (frameSymbols) network->ctc->weight.mul_(gain);
        return network;
    }
    static models::AttendedSound soundFor(models::LasNetwork& network, std::uint64_t seed, std::int64_t batch = 1) {
        const torch::NoGradGuard noGrad;
        torch::manual_seed(seed);
        return network->listen(torch::randn({batch, 15, 3}), {});
    }
    static double apart(const Tensor& a, const Tensor& b) { return (a - b).abs().max().item<double>(); }

    /// The best text of all that end or use up the steps, by its mean log-probability.
    struct Found {
        std::vector<std::int64_t> symbols;
        double score = -1e30;
        double logProbability = 0.0;
        bool ended = false;
    };
    static void search(models::LasNetwork& network, const models::AttendedSound& sound, const models::SpellerState& state,
                       const std::vector<std::int64_t>& symbols, double logProbability, Found& best) {
        if (static_cast<std::int64_t>(symbols.size()) == kSteps) {  // used up
            const double score = logProbability / static_cast<double>(kSteps);
            if (score > best.score) best = {symbols, score, logProbability, false};
            return;
        }
        auto next = state;
        const auto previous = symbols.empty() ? models::kLasStart : symbols.back();
        const auto logits = network->speller->step(sound, torch::full({1}, previous, torch::kLong), next);
        const auto rows = torch::log_softmax(logits.to(torch::kDouble), 1);
        for (std::int64_t symbol = 0; symbol < kSymbols; ++symbol) {
            const double total = logProbability + rows[0][symbol].item<double>();
            if (symbol == models::kLasEnd) {
                const double score = total / static_cast<double>(symbols.size() + 1);
                if (score > best.score) best = {symbols, score, total, true};
                continue;
            }
            auto longer = symbols;
            longer.push_back(symbol);
            search(network, sound, next, longer, total, best);
        }
    }

    /// The same with a share of CTC, by the sum itself.
    struct Joint {
        std::vector<std::int64_t> symbols;
        double score = -1e30;
        bool ended = false;
    };
    static void searchJointly(models::LasNetwork& network, const models::AttendedSound& sound,
                              const models::SpellerState& state, const std::vector<std::int64_t>& symbols, double spelt,
                              const std::map<Labels, double>& labellings, double share, Joint& best) {
        Labels labels;
        for (const auto symbol : symbols) labels.push_back(static_cast<int>(symbol - models::kLasControls));
        const auto consider = [&](double speller, double ctc, bool ended) {
            if (ctc <= 0.0) return;
            const double score = (1.0 - share) * speller + share * std::log(ctc);
            if (score > best.score) best = {symbols, score, ended};
        };
        if (static_cast<std::int64_t>(symbols.size()) == kSteps) {  // used up: all that begins so
            double begins = 0.0;
            for (const auto& [each, probability] : labellings) {
                if (each.size() >= labels.size() && std::equal(labels.begin(), labels.end(), each.begin()))
                    begins += probability;
            }
            return consider(spelt, begins, false);
        }
        auto next = state;
        const auto previous = symbols.empty() ? models::kLasStart : symbols.back();
        const auto logits = network->speller->step(sound, torch::full({1}, previous, torch::kLong), next);
        const auto rows = torch::log_softmax(logits.to(torch::kDouble), 1);
        const auto whole = labellings.find(labels);
        consider(spelt + rows[0][models::kLasEnd].item<double>(), whole == labellings.end() ? 0.0 : whole->second, true);
        for (std::int64_t symbol = models::kLasControls; symbol < network->settings().symbols; ++symbol) {
            auto longer = symbols;
            longer.push_back(symbol);
            searchJointly(network, sound, next, longer, spelt + rows[0][symbol].item<double>(), labellings, share, best);
        }
    }

private Q_SLOTS:
    void greedyEqualsStepsByHand() {
        auto network = sharp(3, 3.0);
        const torch::NoGradGuard noGrad;
        const auto sound = soundFor(network, 1, 6);
        Tensor logits;
        const auto texts = models::spellGreedily(network, sound, {12, 12, 12, 3, 1, 12}, &logits);
        QCOMPARE(texts.size(), std::size_t{6});
        QVERIFY(logits.sizes() == at::IntArrayRef({6, 12, kSymbols}));
        auto state = network->speller->start(sound);
        auto symbols = torch::full({6}, models::kLasStart, torch::kLong);
        std::vector<std::size_t> done(6, 0);
        std::vector<bool> ended(6, false);
        const std::vector<std::int64_t> most{12, 12, 12, 3, 1, 12};
        for (std::int64_t u = 0; u < 12; ++u) {
            const auto rows = network->speller->step(sound, symbols, state);
            symbols = rows.argmax(1);
            for (std::size_t b = 0; b < 6; ++b) {
                const auto row = static_cast<std::int64_t>(b);
                if (ended[b] || u >= most[b]) {
                    QCOMPARE(logits[row][u].abs().sum().item<double>(), 0.0);
                    continue;
                }
                QVERIFY(torch::equal(logits[row][u], rows[row]));
                ended[b] = symbols[row].item<std::int64_t>() == models::kLasEnd;
                if (ended[b]) continue;
                QCOMPARE(texts[b].symbols.at(done[b]), symbols[row].item<std::int64_t>());
                QVERIFY(apart(texts[b].attention[static_cast<std::int64_t>(done[b])], state.alignment[row]) < 1e-6);
                ++done[b];
            }
        }
        for (std::size_t b = 0; b < 6; ++b) {
            QCOMPARE(texts[b].symbols.size(), done[b]);
            QCOMPARE(texts[b].ended, static_cast<bool>(ended[b]));
            QCOMPARE(texts[b].attention.size(0), static_cast<std::int64_t>(done[b]));
            QVERIFY(texts[b].logProbability < 0.0);
        }
    }

    void endsThoughNothingEnds() {
        auto network = sharp(5);
        const torch::NoGradGuard noGrad;
        network->speller->output->bias[models::kLasEnd] = -1000.0;
        const auto sound = soundFor(network, 2);
        const auto greedy = models::spellGreedily(network, sound, {50}).front();
        QVERIFY(!greedy.ended);
        QCOMPARE(greedy.symbols.size(), std::size_t{50});
        const auto beam = models::spellByBeam(network, sound, 20, {3});
        QVERIFY(!beam.ended);
        QCOMPARE(beam.symbols.size(), std::size_t{20});
        QCOMPARE(beam.attention.size(0), std::int64_t{20});
        network->speller->output->bias[models::kLasEnd] = 1000.0;
        QVERIFY(models::spellGreedily(network, sound, {50}).front().ended);
        const auto nothing = models::spellByBeam(network, sound, 20, {3});
        QVERIFY(nothing.ended && nothing.symbols.empty());
        QCOMPARE(nothing.attention.size(0), std::int64_t{0});
    }

    void beamEqualsExhaustiveSearch() {
        int longer = 0;
        int unended = 0;
        for (std::uint64_t seed = 1; seed <= 12; ++seed) {
            auto network = sharp(seed);
            const torch::NoGradGuard noGrad;
            network->speller->output->bias[models::kLasEnd] = seed % 2 == 0 ? -1.0 : 1.0;
            const auto sound = soundFor(network, seed);
            Found best;
            search(network, sound, network->speller->start(sound), {}, 0.0, best);
            const auto beam = models::spellByBeam(network, sound, kSteps, {200});  // more than there are texts
            QCOMPARE(beam.ended, best.ended);
            QVERIFY2(beam.symbols == best.symbols, qPrintable(QString("seed %1").arg(seed)));
            QVERIFY(std::abs(beam.logProbability - best.logProbability) < 1e-5);
            longer += best.symbols.size() > 1 ? 1 : 0;
            unended += best.ended ? 0 : 1;
        }
        QVERIFY2(longer > 2 && unended > 0 && unended < 12, qPrintable(QString("%1 and %2").arg(longer).arg(unended)));
    }

    void narrowBeamsAreNeverBetter() {
        for (std::uint64_t seed = 1; seed <= 8; ++seed) {
            auto network = sharp(seed);
            const torch::NoGradGuard noGrad;
            const auto sound = soundFor(network, seed);
            const auto score = [](const models::SpeltText& text) {
                return text.logProbability / static_cast<double>(text.symbols.size() + (text.ended ? 1 : 0));
            };
            const auto wide = models::spellByBeam(network, sound, kSteps, {200});
            for (const std::int64_t width : {1, 2, 3}) {
                const auto narrow = models::spellByBeam(network, sound, kSteps, {width});
                QVERIFY(score(narrow) <= score(wide) + 1e-6);
            }
        }
    }

    /// Speller and CTC together, against every text there is: frames of a few milliseconds that make all paths countable.
    void searchWithCtcEqualsExhaustiveSearch() {
        int changed = 0;
        int ended = 0;
        for (std::uint64_t seed = 1; seed <= 12; ++seed) {
            auto network = sharp(seed, 6.0, true);
            const torch::NoGradGuard noGrad;
            const auto sound = soundFor(network, seed);
            const auto rows = torch::log_softmax(network->ctc->forward(sound.encoded), -1).contiguous();
            const nn::LogPosteriors posteriors{{rows.const_data_ptr<float>(), static_cast<std::size_t>(rows.numel())},
                                               static_cast<std::size_t>(network->frameClasses())};
            const auto labellings = allLabellings(posteriors);
            std::vector<std::vector<std::int64_t>> written;
            for (const double share : {0.3, 0.9}) {
                Joint best;
                searchJointly(network, sound, network->speller->start(sound), {}, 0.0, labellings, share, best);
                const auto found = models::spellByBeam(network, sound, kSteps, {200, share});
                QVERIFY2(found.symbols == best.symbols, qPrintable(QString("seed %1, share %2").arg(seed).arg(share)));
                QCOMPARE(found.ended, best.ended);
                QVERIFY(std::abs(found.logProbability - best.score) < 1e-4);
                QCOMPARE(found.attention.size(0), static_cast<std::int64_t>(found.symbols.size()));
                for (const auto symbol : found.symbols) QVERIFY(symbol >= models::kLasControls);
                ended += found.ended ? 1 : 0;
                written.push_back(found.symbols);
            }
            changed += written[0] != written[1] ? 1 : 0;
        }
        QVERIFY2(changed > 0 && ended > 6, qPrintable(QString("%1 and %2").arg(changed).arg(ended)));
    }

    /// By CTC alone it is what CTC's own search finds; padded frames say nothing.
    void ctcAloneIsItsOwnSearch() {
        for (std::uint64_t seed = 1; seed <= 6; ++seed) {
            auto network = sharp(seed, 6.0, true);
            const torch::NoGradGuard noGrad;
            torch::manual_seed(seed);
            const auto input = torch::randn({2, 15, 3});
            const auto both = network->listen(input, {15, 9});
            const models::AttendedSound sound{both.encoded.narrow(0, 1, 1), both.keys.narrow(0, 1, 1),
                                              both.padding.narrow(0, 1, 1)};
            const auto alone = network->listen(input.narrow(0, 1, 1).narrow(1, 0, 9), {});
            const auto rows = torch::log_softmax(network->ctc->forward(alone.encoded), -1).contiguous();
            const auto labels = nn::ctcPrefixBeam({{rows.const_data_ptr<float>(), static_cast<std::size_t>(rows.numel())},
                                                   static_cast<std::size_t>(network->frameClasses())},
                                                  1000);
            std::vector<std::int64_t> expected;
            for (const int label : labels) expected.push_back(label + models::kLasControls);
            QVERIFY(models::spellByBeam(network, sound, 12, {200, 1.0}).symbols == expected);
        }
        auto deaf = sharp(1);
        const auto sound = soundFor(deaf, 1);
        QVERIFY_THROWS_EXCEPTION(c10::Error, (void)models::spellByBeam(deaf, sound, kSteps, {2, 0.5}));
    }

    void stopsBetweenSteps() {
        auto network = sharp(1);
        const auto sound = soundFor(network, 1);
        std::stop_source stop;
        stop.request_stop();
        const nn::InterruptScope interrupt(stop.get_token());
        QVERIFY_THROWS_EXCEPTION(nn::Interrupted, (void)models::spellGreedily(network, sound, {9}));
        QVERIFY_THROWS_EXCEPTION(nn::Interrupted, (void)models::spellByBeam(network, sound, 9, {2}));
    }
};

QTEST_GUILESS_MAIN(TestLasDecoding)
#include "TestLasDecoding.moc"
