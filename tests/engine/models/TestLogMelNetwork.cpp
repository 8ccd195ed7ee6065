// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch's headers come before Qt's.
#include "engine/models/logmel_network/LogMelNetwork.h"
#include "engine/nn/ModuleState.h"

#include "tests/TestSupport.h"

using namespace prososcope;

/// Shapes, masks and stored state of the log-mel network.
class TestLogMelNetwork : public QObject {
    Q_OBJECT

private:
    static models::LogMelNetworkSettings small() {
        models::LogMelNetworkSettings settings;
        settings.classes = 5;
        settings.channels1 = settings.channels2 = settings.channels3 = settings.channels4 = 8;
        settings.projection = 16;
        settings.hidden = 8;
        settings.attention = 8;
        return settings;
    }

private Q_SLOTS:
    void staysBelowAMillionParameters() {
        auto network = models::makeLogMelNetwork({}, 1);
        std::int64_t count = 0;
        for (const auto& parameter : network->parameters()) count += parameter.numel();
        QVERIFY(count > 100000);
        QVERIFY(count < 1000000);
        network->eval();
        const auto output = network->forward(torch::randn({3, 120, 80}));
        QCOMPARE(output.size(0), std::int64_t{3});
        QCOMPARE(output.size(1), std::int64_t{4});
    }

    void paddedBatchEqualsEachAlone() {
        auto network = models::makeLogMelNetwork(small(), 7);
        network->eval();
        const torch::NoGradGuard noGrad;
        const nn::Lengths lengths{137, 100, 251, 198};
        auto batch = torch::randn({4, 260, 80}) * 50.0;  // what lies in the padding must not matter
        const auto together = network->forward(batch, lengths);
        for (std::size_t i = 0; i < lengths.size(); ++i) {
            const auto index = static_cast<std::int64_t>(i);
            const auto alone = network->forward(batch.narrow(0, index, 1).narrow(1, 0, lengths[i]));
            const double error = (together.narrow(0, index, 1) - alone).abs().max().item<double>();
            QVERIFY2(error < 1e-4 * std::max(1.0, alone.abs().max().item<double>()), qPrintable(QString::number(error)));
        }
    }

    void maskedStatisticsCountValidFramesOnly() {
        torch::nn::BatchNorm1d masked(3);
        torch::nn::BatchNorm1d plain(3);
        const auto valid = torch::randn({1, 3, 50});
        const auto padded = torch::cat({valid, torch::full({1, 3, 30}, 1e3)}, 2);
        const auto mask = nn::validMask({50}, 80, padded).unsqueeze(1);
        const auto a = nn::batchNormalise(masked, padded, mask).narrow(2, 0, 50);
        const auto b = plain->forward(valid);
        QVERIFY(torch::allclose(a, b, 1e-4, 1e-5));
        QVERIFY(torch::allclose(masked->running_mean, plain->running_mean, 1e-4, 1e-6));
        QVERIFY(torch::allclose(masked->running_var, plain->running_var, 1e-4, 1e-6));
    }

    void sameSeedSameWeights() {
        const auto a = nn::stateOf(*models::makeLogMelNetwork(small(), 3));
        const auto b = nn::stateOf(*models::makeLogMelNetwork(small(), 3));
        const auto c = nn::stateOf(*models::makeLogMelNetwork(small(), 4));
        QCOMPARE(a.entries.size(), b.entries.size());
        bool differs = false;
        for (std::size_t i = 0; i < a.entries.size(); ++i) {
            QVERIFY(a.entries[i].values == b.entries[i].values);
            differs = differs || a.entries[i].values != c.entries[i].values;
        }
        QVERIFY(differs);
    }

    void stateRoundTripsAndRefusesWhatDoesNotFit() {
        QTemporaryDir folder;
        const auto path = toPath(folder.filePath("model.safetensors"));
        auto source = models::makeLogMelNetwork(small(), 3);
        PROSOSCOPE_VERIFY(nn::saveStateDict(path, nn::stateOf(*source)));
        const auto loaded = nn::loadStateDict(path);
        PROSOSCOPE_VERIFY(loaded);
        auto target = models::makeLogMelNetwork(small(), 99);
        PROSOSCOPE_VERIFY(nn::loadState(*target, loaded->state, "file"));
        source->eval();
        target->eval();
        const auto input = torch::randn({2, 130, 80});
        QVERIFY(torch::equal(source->forward(input), target->forward(input)));

        auto wider = small();
        wider.hidden = 9;
        auto other = models::makeLogMelNetwork(wider, 1);
        const auto refused = nn::loadState(*other, loaded->state, "file");
        QVERIFY(!refused);
        QVERIFY(QString::fromStdString(refused.error().message()).contains("file"));
    }

    void normalisationIgnoresTheLevel() {
        for (const auto centring : {models::Centring::Maximum, models::Centring::Mean, models::Centring::BandMeans, models::Centring::HalfBandMeans}) {
            models::LogMelNetworkSettings settings;
            settings.centring = centring;
            std::vector<float> quiet(80 * 50);
            for (std::size_t i = 0; i < quiet.size(); ++i) quiet[i] = -70.0F + 30.0F * std::sin(static_cast<float>(i));
            auto loud = quiet;
            for (auto& value : loud) value += 24.0F;
            models::normaliseLogMel(quiet, settings);
            models::normaliseLogMel(loud, settings);
            for (std::size_t i = 0; i < quiet.size(); ++i) QVERIFY(std::abs(quiet[i] - loud[i]) < 1e-4F);
        }
    }
};

QTEST_GUILESS_MAIN(TestLogMelNetwork)
#include "TestLogMelNetwork.moc"
