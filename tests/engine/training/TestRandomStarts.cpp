// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/core/Random.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/FlatStart.h"
#include "engine/training/SpectralStart.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using namespace prososcope::training;

namespace {

constexpr std::size_t kHop = 320;
constexpr std::size_t kWindow = 400;

std::vector<float> tone(double hertz, double seconds, float amplitude) {
    std::vector<float> samples(static_cast<std::size_t>(seconds * 16000.0));
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] =
            amplitude * static_cast<float>(std::sin(2.0 * std::numbers::pi * hertz * static_cast<double>(i) / 16000.0));
    return samples;
}

}  // namespace

/// How encoders with random weights begin: frames that tell the spectrum, units spread evenly.
class TestRandomStarts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// 10 frames of silence, 12 of sound, 8 of silence.
    void unitsLieEvenlyInTheSpeech() {
        std::vector<float> sound(30 * kHop, 0.0F);
        const auto speech = tone(200.0, 12 * 0.02, 0.5F);
        std::copy(speech.begin(), speech.end(), sound.begin() + 10 * kHop);
        const std::vector<int> labels{5, 6, 7};
        std::vector<int> expected(30, 0);
        for (std::size_t i = 0; i < 12; ++i) expected[10 + i] = labels[i / 4];
        QCOMPARE(evenAlignment(sound, 30, kHop, labels), expected);

        // Between equal units one blank, of the frames that are left each as many, the later ones one more.
        const std::vector<int> twice{5, 5, 7};
        std::vector<int> blank(30, 0);
        const std::vector<int> inside{5, 5, 5, 0, 5, 5, 5, 5, 7, 7, 7, 7};
        std::copy(inside.begin(), inside.end(), blank.begin() + 10);
        QCOMPARE(evenAlignment(sound, 30, kHop, twice), blank);
    }

    void fewFramesAreFilledOrLeftOut() {
        const auto sound = tone(200.0, 0.1, 0.5F);
        const std::vector<int> five{1, 2, 3, 4, 5};
        QCOMPARE(evenAlignment(sound, 5, kHop, five), five);
        const std::vector<int> equal{1, 1, 1};
        QCOMPARE(evenAlignment(sound, 5, kHop, equal), (std::vector<int>{1, 0, 1, 0, 1}));
        QVERIFY(evenAlignment(sound, 4, kHop, five).empty());
        QVERIFY(evenAlignment(sound, 0, kHop, five).empty());
        QVERIFY(evenAlignment(sound, 5, kHop, {}).empty());
        // Speech shorter than the units: they take the silence, too. Nothing but zeros is as loud everywhere.
        std::vector<float> click(6 * kHop, 0.0F);
        click[3 * kHop] = 1.0F;
        const std::vector<int> three{1, 2, 3};
        QCOMPARE(evenAlignment(click, 6, kHop, three), (std::vector<int>{1, 1, 2, 2, 3, 3}));
        QCOMPARE(evenAlignment(std::vector<float>(6 * kHop, 0.0F), 6, kHop, three), (std::vector<int>{1, 1, 2, 2, 3, 3}));
    }

    void lossesOfAnAlignment() {
        const auto logits =
            torch::tensor({1.0F, 2.0F, 0.5F, -1.0F, 0.0F, 3.0F, 1.0F, 1.0F, 1.0F, 0.0F, 0.0F, 0.0F}, torch::kFloat)
                .reshape({2, 2, 3});
        const auto losses = alignmentLosses(logits, {{1, 2}, {}});
        const double first = std::log(std::exp(1.0) + std::exp(2.0) + std::exp(0.5)) - 2.0;
        const double second = std::log(std::exp(-1.0) + std::exp(0.0) + std::exp(3.0)) - 3.0;
        QVERIFY(std::abs(losses[0].item<double>() - first - second) < 1e-5);
        QCOMPARE(losses[1].item<double>(), 0.0);
    }

    /// A band is loud where its tone is, and frame i sees what lies from i * hop on.
    void spectraBelongToTheirFrames() {
        auto sound = tone(500.0, 0.5, 1.0F);
        const auto high = tone(4000.0, 0.5, 1.0F);
        sound.insert(sound.end(), high.begin(), high.end());
        const SpectralStart start(4, kWindow, kHop, 1);
        const std::span<const float> one[] = {sound};
        const auto frames = static_cast<std::int64_t>((sound.size() - kWindow) / kHop + 1);
        const auto spectrum = start.targets(one, {frames});
        QCOMPARE(spectrum.sizes().vec(), (std::vector<std::int64_t>{1, frames, 80}));
        const auto loudest = spectrum[0].argmax(1);
        const auto mel = [](double hertz) { return 1127.0 * std::log(1.0 + hertz / 700.0); };
        const auto bandOf = [&](double hertz) { return (mel(hertz) - mel(20.0)) / (mel(8000.0) - mel(20.0)) * 81.0 - 1.0; };
        for (std::int64_t i = 0; i < frames; ++i) {
            const auto begin = static_cast<std::size_t>(i) * kHop;
            const double band = loudest[i].item<double>();
            if (begin + kWindow <= 8000) QVERIFY(std::abs(band - bandOf(500.0)) <= 1.0);
            if (begin >= 8000) QVERIFY(std::abs(band - bandOf(4000.0)) <= 1.0);
        }
    }

    /// Of features that are the spectrum the layer learns all; of features that have nothing to do with it, nothing. Padding
    /// changes no item's loss but by the statistics of the batch, which count valid frames alone.
    void learnsWhatIsThere() {
        core::Random random(3);
        std::vector<std::vector<float>> sounds(2, std::vector<float>(16000));
        for (auto& sound : sounds) {
            float last = 0.0F;
            for (auto& sample : sound) sample = last = 0.9F * last + static_cast<float>(random.normal());
        }
        const std::vector<std::span<const float>> spans(sounds.begin(), sounds.end());
        const nn::Lengths frames{49, 49};
        const auto learned = [&](bool useful) {
            SpectralStart start(80, kWindow, kHop, 7);
            auto features = start.targets(spans, frames);
            features = (features - features.mean(torch::IntArrayRef{0, 1})) / features.std();
            if (!useful) features = torch::linspace(-1, 1, 80).expand({2, 49, 80});
            torch::optim::Adam adam(start.layer()->parameters(), torch::optim::AdamOptions(0.03));
            for (int i = 0; i < 300; ++i) {
                adam.zero_grad();
                start.losses(features, spans, frames).sum().backward();
                adam.step();
            }
            return start.losses(features, spans, frames).sum().item<double>() / 98.0;
        };
        const double told = learned(true);
        const double nothing = learned(false);
        QVERIFY2(told < 0.2, qPrintable(QString::number(told)));
        QVERIFY2(std::abs(nothing - 1.0) < 0.05, qPrintable(QString::number(nothing)));

        SpectralStart start(80, kWindow, kHop, 7);
        const auto features = torch::ones({2, 60, 80});
        const auto both = start.losses(features, spans, {49, 20});
        const auto padded = start.losses(torch::cat({features, torch::ones({2, 5, 80}) * 9.0}, 1), spans, {49, 20});
        QVERIFY(torch::equal(both, padded));
        QVERIFY(both[1].item<double>() < both[0].item<double>());
    }

    void weightsAreThoseOfTheSeed() {
        const SpectralStart a(8, kWindow, kHop, 5);
        const SpectralStart same(8, kWindow, kHop, 5);
        const SpectralStart other(8, kWindow, kHop, 6);
        QVERIFY(torch::equal(a.layer()->weight, same.layer()->weight));
        QVERIFY(!torch::equal(a.layer()->weight, other.layer()->weight));
    }
};

QTEST_GUILESS_MAIN(TestRandomStarts)
#include "TestRandomStarts.moc"
