// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch's headers come before Qt's.
#include <numbers>

#include "engine/core/SafeFile.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/FuturePredictionReference.h"
#include "engine/training/FuturePredictionStep.h"
#include "tests/TestSupport.h"
#include "tests/engine/training/ReferenceComparison.h"

using namespace prososcope;
using torch::Tensor;

/// The network that predicts speech to come against its reference case, and that its steps learn.
class TestFuturePrediction : public QObject {
    Q_OBJECT

private:
    static models::FutureSettings small() {
        models::FutureSettings settings;
        settings.bands = 6;
        settings.units = 16;
        settings.heads = 2;
        settings.inner = 33;
        settings.layers = 1;
        settings.classes = 2;
        settings.dropout = 0.0;
        return settings;
    }
    /// Sines of periods from 6 to 14 frames, one a band, of a phase that changes from item to item.
    static training::FutureBatch sines(std::uint64_t seed) {
        const auto generator = at::make_generator<at::CPUGeneratorImpl>(seed);
        const auto phases = torch::rand({8, 1, 6}, generator) * 2.0 * std::numbers::pi;
        const auto periods = torch::linspace(6.0, 14.0, 6);
        const auto angles = torch::arange(40).view({1, 40, 1}) * (2.0 * std::numbers::pi / periods) + phases;
        return {angles.sin(), {40, 40, 33, 40, 21, 40, 40, 40}};
    }

private Q_SLOTS:
    void agreesWithTheReference() {
        PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/networks/fop");
        QTemporaryDir out;
        PROSOSCOPE_VERIFY(training::writeFuturePredictionReference(folder, toPath(out.path())));
        const auto wrong = reference::comparedFolders(toPath(out.path()), folder / "out", 23);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }

    void refusesWhatIsIncomplete() {
        PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/networks/fop");
        QTemporaryDir home;
        const auto in = toPath(home.filePath("case"));
        const auto out = toPath(home.filePath("out"));
        QVERIFY(!training::writeFuturePredictionReference(in, out));
        for (const char* file : {"config.json", "model.safetensors", "in/mel.npy", "in/mel_changed.npy", "in/items.csv",
                                 "alstm_uni/model.safetensors"}) {
            reference::copyCase(folder, in);
            PROSOSCOPE_VERIFY(core::writeFile(in / file, "{\"kind\": 3}"));
            const auto refused = training::writeFuturePredictionReference(in, out);
            QVERIFY2(!refused, file);
            QVERIFY(!refused.error().message().empty());
        }
    }

    void learnsToPredictASinusoid() {
        for (const std::int64_t horizon : {1, 3}) {
            auto settings = small();
            settings.horizon = horizon;
            training::FuturePredictionStep step(models::makeFutureNetwork(settings, 1), 1, torch::kCPU);
            const auto before = step.evaluate(sines(1000));
            PROSOSCOPE_VERIFY(before);
            QCOMPARE(before->frames, 6 * (40 - horizon) + (33 - horizon) + (21 - horizon));
            for (std::uint64_t i = 0; i < 400; ++i) PROSOSCOPE_VERIFY(step.pretrain(sines(i), 3e-3));
            const auto after = step.evaluate(sines(1000));
            PROSOSCOPE_VERIFY(after);
            qInfo("horizon %d: %.3f before, %.3f after, %.3f by copying", static_cast<int>(horizon), before->loss, after->loss,
                  after->copying);
            QVERIFY(after->loss < 0.4 * after->copying && after->loss < 0.3 * before->loss);
            QCOMPARE(step.steps(), std::int64_t{400});
        }
    }

    void learnsToClassify() {
        training::FuturePredictionStep step(models::makeFutureNetwork(small(), 1), 1, torch::kCPU);
        const auto labels = torch::cat({torch::zeros({8}, torch::kLong), torch::ones({8}, torch::kLong)});
        double loss = 1.0;
        for (std::uint64_t i = 0; i < 100; ++i) {
            auto batch = sines(i);
            const auto louder = sines(i + 5000);
            batch.frames = torch::cat({batch.frames, louder.frames + 1.0});
            batch.lengths.insert(batch.lengths.end(), louder.lengths.begin(), louder.lengths.end());
            const auto made = step.fineTune(batch, labels, 3e-3);
            PROSOSCOPE_VERIFY(made);
            loss = 0.9 * loss + 0.1 * *made;
        }
        QVERIFY(loss < 0.2);
    }

    /// Each of the two trainings leaves the other's last layer as it is.
    void touchesOnlyItsOwnHead() {
        auto network = models::makeFutureNetwork(small(), 1);
        training::FuturePredictionStep step(network, 1, torch::kCPU);
        const auto classifier = network->classifier->weight.detach().clone();
        PROSOSCOPE_VERIFY(step.pretrain(sines(1), 1e-2));
        QVERIFY(torch::equal(classifier, network->classifier->weight));
        const auto output = network->output->weight.detach().clone();
        const auto embed = network->embed->weight.detach().clone();
        PROSOSCOPE_VERIFY(step.fineTune(sines(1), torch::zeros({8}, torch::kLong), 1e-2));
        QVERIFY(torch::equal(output, network->output->weight) && !torch::equal(classifier, network->classifier->weight));
        QVERIFY(!torch::equal(embed, network->embed->weight));
    }

    void goesOnFromWhatIsStored() {
        auto settings = small();
        settings.dropout = 0.3;
        auto whole = models::makeFutureNetwork(settings, 1);
        training::FuturePredictionStep first(whole, 1, torch::kCPU);
        for (std::uint64_t i = 0; i < 3; ++i) PROSOSCOPE_VERIFY(first.pretrain(sines(i), 1e-2));
        nn::StateDict moments;
        first.store(moments);
        auto copy = models::makeFutureNetwork(settings, 2);
        PROSOSCOPE_VERIFY(nn::loadState(*copy, nn::stateOf(*whole), "copy"));
        training::FuturePredictionStep second(copy, 9, torch::kCPU);
        second.restore(moments, first.steps());
        for (auto* step : {&first, &second}) {
            step->reseed(77);
            for (std::uint64_t i = 3; i < 6; ++i) PROSOSCOPE_VERIFY(step->pretrain(sines(i), 1e-2));
            QCOMPARE(step->steps(), std::int64_t{6});
        }
        QVERIFY(torch::equal(whole->embed->weight, copy->embed->weight));
    }

    void saysWhatWentWrong() {
        auto network = models::makeFutureNetwork(small(), 1);
        training::FuturePredictionStep step(network, 1, torch::kCPU);
        const auto weights = network->embed->weight.detach().clone();
        auto spoilt = sines(1);
        spoilt.frames[0][3][2] = std::nan("");
        const auto refused = step.pretrain(spoilt, 1e-3);
        QVERIFY(!refused && QString::fromStdString(refused.error().message()).contains("no longer a number"));
        QVERIFY(torch::equal(weights, network->embed->weight));
        QVERIFY(!step.evaluate(spoilt));
        const auto brief = step.pretrain({torch::zeros({2, 5, 6}), {1, 1}}, 1e-3);
        QVERIFY(!brief && QString::fromStdString(brief.error().message()).contains("1 frames"));
        {
            const torch::NoGradGuard noGrad;
            network->output->weight.zero_();  // collapsed: whatever it hears
        }
        const auto collapsed = step.evaluate(sines(1));
        QVERIFY(!collapsed && QString::fromStdString(collapsed.error().message()).contains("the same frame"));
    }
};

QTEST_GUILESS_MAIN(TestFuturePrediction)
#include "TestFuturePrediction.moc"
