// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch's headers come before Qt's.
#include <map>
#include <set>

#include "engine/core/Hash.h"
#include "engine/core/SafeFile.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/AdversarialAutoencoderReference.h"
#include "engine/training/AutoencoderStep.h"
#include "tests/TestSupport.h"
#include "tests/engine/training/ReferenceComparison.h"

using namespace prososcope;
using models::AutoencoderPhase;
using torch::Tensor;

/// The adversarial autoencoder against its reference cases, what each phase of a step moves, and that it learns.
class TestAdversarialTraining : public QObject {
    Q_OBJECT

private:
    static models::AutoencoderSettings small() {
        models::AutoencoderSettings settings;
        settings.inputs = 20;
        settings.hidden = 32;
        settings.latent = 6;
        settings.discriminatorHidden = 16;
        settings.dropout = 0.1;
        settings.discriminatorDropout = 0.1;
        return settings;
    }
    static at::Generator generator(std::uint64_t seed) { return at::make_generator<at::CPUGeneratorImpl>(seed); }

    /// Utterances that lie in a space of 3 dimensions, their class by the sign and size of the first.
    static training::AutoencoderBatch lowRank(std::uint64_t seed, std::int64_t items = 64) {
        const auto directions = torch::randn({3, 20}, generator(99));
        const auto places = torch::randn({items, 3}, generator(seed));
        training::AutoencoderBatch batch{places.mm(directions) * 0.5, {}, {}};
        for (std::int64_t i = 0; i < items; ++i) {
            const auto first = places[i][0].item<double>();
            batch.labels.push_back(first < -0.4 ? 0 : first < 0.4 ? 1 : 2);
        }
        return batch;
    }

    /// Digests of the parameters and buffers (also whole numbers) of each part of the network.
    static std::map<std::string, std::string> digests(const torch::nn::Module& network) {
        std::map<std::string, core::Hash> hashes;
        const auto add = [&](const std::string& name, const Tensor& tensor) {
            std::string part = "encoder trunk and y";
            if (!name.starts_with("encoder.")) part = name.substr(0, name.find('.'));
            if (name.starts_with("encoder.z.")) part = "encoder z";
            const auto plain = tensor.detach().contiguous();
            const bool isBuffer = name.find("running") != std::string::npos || name.find("num_batches") != std::string::npos;
            hashes[part + (isBuffer ? " statistics" : "")].add(
                std::string_view(static_cast<const char*>(plain.const_data_ptr()), plain.nbytes()));
        };
        for (const auto& item : network.named_parameters()) add(item.key(), item.value());
        for (const auto& item : network.named_buffers()) add(item.key(), item.value());
        std::map<std::string, std::string> result;
        for (auto& [part, hash] : hashes) result[part] = hash.hex();
        return result;
    }

private Q_SLOTS:
    void agreesWithTheReferences_data() {
        QTest::addColumn<int>("files");
        QTest::newRow("aae_optimised") << 13;
        QTest::newRow("aae_vanilla") << 12;
        QTest::newRow("aae_frame") << 17;
    }
    void agreesWithTheReferences() {
        QFETCH(int, files);
        PROSOSCOPE_SHARED_OR_SKIP(networks, "reference/networks");
        const auto folder = networks / QTest::currentDataTag();
        QTemporaryDir out;
        const bool frames = std::string(QTest::currentDataTag()) == "aae_frame";
        PROSOSCOPE_VERIFY(frames ? training::writeFrameAutoencoderReference(folder, toPath(out.path()))
                                 : training::writeAutoencoderReference(folder, toPath(out.path())));
        const auto wrong = reference::comparedFolders(toPath(out.path()), folder / "out", files);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }

    void refusesWhatIsIncomplete() {
        PROSOSCOPE_SHARED_OR_SKIP(networks, "reference/networks");
        QTemporaryDir home;
        const auto in = toPath(home.filePath("case"));
        const auto out = toPath(home.filePath("out"));
        QVERIFY(!training::writeAutoencoderReference(in, out));
        QVERIFY(!training::writeFrameAutoencoderReference(in, out));
        QVERIFY(!training::writeAutoencoderReference(networks / "aae_frame", out));
        QVERIFY(!training::writeFrameAutoencoderReference(networks / "aae_vanilla", out));
        for (const char* file : {"config.json", "model.safetensors", "in/x.npy", "in/prior_y.npy", "in/labels.csv"}) {
            reference::copyCase(networks / "aae_optimised", in);
            PROSOSCOPE_VERIFY(core::writeFile(in / file, "{\"kind\": 3}"));
            const auto refused = training::writeAutoencoderReference(in, out);
            QVERIFY2(!refused && !refused.error().message().empty(), file);
        }
        for (const char* file : {"config.json", "model.safetensors", "in/x.npy", "in/items.csv"}) {
            reference::copyCase(networks / "aae_frame", in);
            PROSOSCOPE_VERIFY(core::writeFile(in / file, "{\"kind\": 3}"));
            const auto refused = training::writeFrameAutoencoderReference(in, out);
            QVERIFY2(!refused && !refused.error().message().empty(), file);
        }
    }

    void phasesMoveWhatIsTheirs() {
        const std::map<AutoencoderPhase, std::set<std::string>> wanted{
            {AutoencoderPhase::Reconstruction,
             {"encoder trunk and y", "encoder trunk and y statistics", "encoder z", "encoder z statistics", "decoder",
              "decoder statistics"}},
            {AutoencoderPhase::Discriminators, {"discriminator_y", "discriminator_z"}},
            {AutoencoderPhase::Generators, {"encoder trunk and y", "encoder z"}},
            {AutoencoderPhase::Classification, {"encoder trunk and y", "encoder trunk and y statistics"}}};
        auto network = models::makeAdversarialAutoencoder(small(), 1);
        training::AutoencoderStep step(network, {}, 1, torch::kCPU);
        for (std::uint64_t i = 0; i < 3; ++i) {  // later steps have moments, which must not move what has no gradient
            auto before = digests(*network);
            QCOMPARE(before.size(), std::size_t{8});
            std::map<AutoencoderPhase, std::set<std::string>> moved;
            PROSOSCOPE_VERIFY(step.run(lowRank(i), 1e-3, [&](AutoencoderPhase phase) {
                const auto after = digests(*network);
                for (const auto& [part, digest] : after)
                    if (digest != before[part]) moved[phase].insert(part);
                before = after;
            }));
            QVERIFY(moved == wanted);
        }
    }

    void reconstructsALowRankSet() {
        for (const bool vanilla : {false, true}) {
            auto settings = vanilla ? models::vanilla(small()) : small();
            settings.dropout = 0.0;
            auto network = models::makeAdversarialAutoencoder(settings, 1);
            training::AutoencoderStep step(network, {vanilla ? 1.0 : 0.1, {}}, 1, torch::kCPU);
            const auto held = lowRank(5000, 256);
            const double variance = held.inputs.var(0, false).mean().item<double>();
            training::CollapseWatch watch;
            for (std::uint64_t i = 0; i < 500; ++i) {
                const auto losses = step.run(lowRank(i), 2e-3);
                PROSOSCOPE_VERIFY(losses);
                PROSOSCOPE_VERIFY(watch.look(*losses));
            }
            const torch::NoGradGuard noGrad;
            network->eval();
            const double error = network->reconstructionLoss(held.inputs).item<double>();
            const auto right = network->classify(held.inputs)
                                   .argmax(1)
                                   .eq(torch::tensor(at::ArrayRef<int>(held.labels)))
                                   .to(torch::kDouble)
                                   .mean()
                                   .item<double>();
            qInfo("%s: error %.4f of variance %.4f, %.2f right", vanilla ? "vanilla" : "optimised", error, variance, right);
            QVERIFY(error < 0.2 * variance);
            QVERIFY(right > 0.8);
        }
    }

    void learnsFromUnlabelledUtterances() {
        auto network = models::makeAdversarialAutoencoder(small(), 1);
        training::AutoencoderStep step(network, {0.1, {0.2, 0.3, 0.5}}, 1, torch::kCPU);
        auto batch = lowRank(1);
        const auto all = step.run(batch, 1e-3);
        PROSOSCOPE_VERIFY(all);
        QVERIFY(all->classification.has_value() && all->spread > 0.1 && all->largestShare < 0.9);
        std::fill(batch.labels.begin(), batch.labels.end(), -1);
        const auto none = step.run(batch, 1e-3);
        PROSOSCOPE_VERIFY(none);
        QVERIFY(!none->classification.has_value());
        QCOMPARE(step.steps(), std::int64_t{2});
    }

    void goesOnFromWhatIsStored() {
        auto whole = models::makeAdversarialAutoencoder(small(), 1);
        training::AutoencoderStep first(whole, {}, 1, torch::kCPU);
        for (std::uint64_t i = 0; i < 3; ++i) PROSOSCOPE_VERIFY(first.run(lowRank(i), 1e-3));
        nn::StateDict moments;
        first.store(moments);
        auto copy = models::makeAdversarialAutoencoder(small(), 2);
        PROSOSCOPE_VERIFY(nn::loadState(*copy, nn::stateOf(*whole), "copy"));
        training::AutoencoderStep second(copy, {}, 9, torch::kCPU);
        second.restore(moments, first.steps());
        for (auto* step : {&first, &second}) {
            step->reseed(77);
            for (std::uint64_t i = 3; i < 6; ++i) PROSOSCOPE_VERIFY(step->run(lowRank(i), 1e-3));
        }
        const auto a = nn::stateOf(*whole);
        const auto b = nn::stateOf(*copy);
        for (std::size_t i = 0; i < a.entries.size(); ++i)
            QVERIFY2(a.entries[i].values == b.entries[i].values, a.entries[i].name.c_str());
    }

    void saysWhatWentWrong() {
        auto network = models::makeAdversarialAutoencoder(small(), 1);
        training::AutoencoderStep step(network, {}, 1, torch::kCPU);
        const auto one = step.run(lowRank(1, 1), 1e-3);
        QVERIFY(!one && QString::fromStdString(one.error().message()).contains("at least 2"));
        const auto weight = network->named_parameters()["encoder.layer1.linear.weight"].detach().clone();
        auto spoilt = lowRank(1);
        spoilt.inputs[3][2] = std::nan("");
        const auto refused = step.run(spoilt, 1e-3);
        QVERIFY(!refused && QString::fromStdString(refused.error().message()).contains("reconstruction loss"));
        QVERIFY(torch::equal(weight, network->named_parameters()["encoder.layer1.linear.weight"]));
    }

    void namesWhatHasCollapsed() {
        const training::AutoencoderLosses good{1.0, 1.4, 1.4, 0.7, 0.7, 1.0, 1.0, 0.4};
        const auto after = [&](auto change, int steps) {
            training::CollapseWatch watch(5);
            auto losses = good;
            change(losses);
            core::Status last;
            for (int i = 0; i < steps; ++i) last = watch.look(losses);
            return last ? QString() : QString::fromStdString(last.error().message());
        };
        using Losses = training::AutoencoderLosses;
        QVERIFY(after([](Losses&) {}, 50).isEmpty());
        const auto told = [](Losses& losses) { losses.discriminatorZ = 0.001; };
        QVERIFY(after(told, 4).isEmpty());
        QVERIFY(after(told, 5).contains("discriminator of z"));
        QVERIFY(after([](Losses& losses) { losses.spread = 1e-6; }, 5).contains("style"));
        QVERIFY(after([](Losses& losses) { losses.largestShare = 0.9999; }, 5).contains("emotion"));
        training::CollapseWatch watch(5);  // what passes does not count
        for (int i = 0; i < 50; ++i) {
            auto losses = good;
            if (i % 4 != 0) told(losses);
            PROSOSCOPE_VERIFY(watch.look(losses));
        }
    }

    void countsGoOn() {
        training::AutoencoderLosses losses{1.0, 1.4, 0.001, 0.7, 0.7, 1.0, 1.0, 0.9999};
        training::CollapseWatch first(5);
        for (int i = 0; i < 4; ++i) PROSOSCOPE_VERIFY(first.look(losses));
        QVERIFY(first.counts() == (training::CollapseWatch::Counts{0, 4, 0, 4}));
        training::CollapseWatch second(5);
        second.setCounts(first.counts());
        QVERIFY(second.counts() == first.counts());
        const auto collapsed = second.look(losses);
        QVERIFY(!collapsed && QString::fromStdString(collapsed.error().message()).contains("discriminator of z"));
    }
};

QTEST_GUILESS_MAIN(TestAdversarialTraining)
#include "TestAdversarialTraining.moc"
