// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch's headers come before Qt's.
#include <functional>

#include "engine/backend/AutoencoderBackend.h"
#include "engine/backend/UnitTrace.h"
#include "engine/training/ExperimentData.h"
#include "tests/engine/training/KeptAutoencoderTest.h"

using namespace prososcope;
using experiment::AutoencoderVariant;

/// A kept adversarial autoencoder that sees frames: its posteriors, its layers, what is refused of its card.
class TestStoredFrames : public QObject, private KeptAutoencoderTest {
    Q_OBJECT

private:
    /// One that sees 1.28 s of frames, trained on tones and kept.
    struct KeptFrames {
        store::ModelEntry entry;
        std::vector<std::vector<float>> sounds;  ///< the last one is longer
        std::vector<std::vector<float>> posteriors;
    };
    KeptFrames keptFrames(AutoencoderVariant variant) {
        const auto& frames = *features::featureSet("ComParE_2016-lld").value();
        experiment::FusionMember member;
        member.model = experiment::kAdversarialAutoencoder;
        member.featureSet = frames.name();
        member.normalise = "training";
        member.modelSettings = {{"variant", static_cast<double>(variant)},
                                {"form", 1},
                                {"hidden", 12},
                                {"latent", 4},
                                {"discriminator_hidden", 8},
                                {"channels1", 6},
                                {"channels2", 5},
                                {"frames", 128}};
        const auto made = training::openAutoencoderSystem(member, 2);
        [&] { PROSOSCOPE_VERIFY(made); }();
        KeptFrames result;
        training::FeaturePart part;
        part.set = &frames;
        std::vector<int> labels;
        std::vector<std::size_t> all;
        for (std::size_t i = 0; i < 12; ++i) {
            labels.push_back(static_cast<int>(i % 2));
            all.push_back(i);
            result.sounds.push_back(sound(i % 2 == 0 ? 900.0 : 250.0, i == 11 ? 2.0 : 0.6 + 0.05 * static_cast<double>(i), i));
            part.features.push_back(std::make_shared<features::FeatureMatrix>(frames.compute(result.sounds.back()).value()));
        }
        const auto learned = training::learnedFrames(part, all, (*made)->bound);
        experiment::TrainingSettings settings;
        settings.epochs = 160;  // of two steps each
        settings.batch = 6;
        settings.learningRate = 3e-3;
        core::Progress silent;
        const learn::Matrix<float> nobody(0, learned.columns.size());
        const training::AutoencoderRows rows(learned);
        const auto trained =
            training::trainAutoencoder({**made, rows, labels, nobody, {}, {"angry", "sad"}, settings, 3}, {}, silent);
        [&] { PROSOSCOPE_VERIFY(trained); }();
        result.posteriors = *training::predictAutoencoder(**made, 2, trained->state, rows, "cpu", 1);
        store::ModelCard card;
        card.name = "frames-" + std::to_string(static_cast<int>(variant));
        card.kind = experiment::kAdversarialAutoencoder;
        card.classes = {"angry", "sad"};
        card.featureSet = frames.name();
        card.featureParameters = frames.parameters();
        card.rateHz = frames.rateHz();
        [&] { PROSOSCOPE_VERIFY(training::saveAutoencoder(**made, trained->state, learned.scale, place(card.name), card)); }();
        auto entry = store::findModel(place(card.name + ".json").string(), {});
        [&] { PROSOSCOPE_VERIFY(entry); }();
        result.entry = *entry;
        return result;
    }

private Q_SLOTS:
    void predictsAsBefore_data() {
        QTest::addColumn<int>("variant");
        QTest::newRow("optimised") << 0;
        QTest::newRow("vanilla") << 1;
        QTest::newRow("baseline") << 2;
    }
    void predictsAsBefore() {
        QFETCH(int, variant);
        const auto made = keptFrames(static_cast<AutoencoderVariant>(variant));
        const auto torch = backend::torchBackend();
        PROSOSCOPE_VERIFY(torch);
        const auto model = (*torch)->openModel(made.entry, "cpu", 2);
        PROSOSCOPE_VERIFY(model);
        const std::vector<std::span<const float>> spans(made.sounds.begin(), made.sounds.end());
        core::Progress silent;
        const auto posteriors = (*model)->predictMany(spans, silent);
        PROSOSCOPE_VERIFY(posteriors);
        QCOMPARE(posteriors->size(), made.posteriors.size());
        for (std::size_t i = 0; i < spans.size(); ++i) {
            QVERIFY(apart((*posteriors)[i], made.posteriors[i]) < 1e-6);
            QVERIFY2((*posteriors)[i][i % 2] > 0.5F, qPrintable(QString::number(i)));
        }
        QVERIFY((*model)->predict({}).error().message().find("empty") != std::string::npos);
        QVERIFY(!(*model)->predict(std::vector<float>(3)));
        // What it makes again are frames, which nothing shows beside a row.
        const auto refused = (*backend::autoencoderBackend(**torch))->open(made.entry, "cpu", 1);
        QVERIFY(!refused && refused.error().message().find("sees frames") != std::string::npos);
    }

    void layersAreThoseOfTheCode() {
        const auto made = keptFrames(AutoencoderVariant::Optimised);
        training::Encoders encoders;
        const auto info = encoders.describe(made.entry.card);
        PROSOSCOPE_VERIFY(info);
        QVERIFY(!backend::isOverTime(*info));
        std::vector<std::string> names;
        for (const auto& layer : info->taps[0].layers) names.push_back(layer.name);
        QVERIFY(names == (std::vector<std::string>{"convolution 1", "convolution 2", "dense 2", "emotion", "style"}));
        const auto opened = encoders.open(made.entry, "cpu", 2, {});
        PROSOSCOPE_VERIFY(opened);
        const auto together = pooled(**opened, made.sounds);
        for (std::size_t i = 0; i < made.sounds.size(); ++i) {
            const std::span<const float> mean(together[i].mean);
            QCOMPARE(mean.size(), std::size_t{6 + 5 + 12 + 2 + 4});
            QVERIFY(apart(mean.subspan(23, 2), made.posteriors[i]) < 1e-5);
            // Alone it is the same, and the frames behind its end count nowhere.
            const auto frames = (*opened)->frames(made.sounds[i], "codes");
            PROSOSCOPE_VERIFY(frames);
            const auto& set = *features::featureSet("ComParE_2016-lld").value();
            const auto heard = std::min<std::int64_t>(128, static_cast<std::int64_t>(set.compute(made.sounds[i])->frames));
            QCOMPARE((*frames)[0].frames, (heard + 3) / 4);
            QCOMPARE((*frames)[1].frames, (heard + 3) / 4);
            QCOMPARE((*frames)[4].frames, std::int64_t{1});
            double sum = 0.0;
            for (std::int64_t f = 0; f < (*frames)[1].frames; ++f) sum += (*frames)[1].values[static_cast<std::size_t>(5 * f)];
            QVERIFY(std::abs(sum / static_cast<double>((*frames)[1].frames) - mean[6]) < 1e-4);
        }
        const auto drawn = [&](std::uint64_t seed) {
            auto untrained = encoders.open(made.entry, "cpu", 1, seed);
            [&] { PROSOSCOPE_VERIFY(untrained); }();
            return pooled(**untrained, made.sounds);
        };
        const auto first = drawn(11);
        QVERIFY(first[0].mean == drawn(11)[0].mean);
        QVERIFY(apart(first[0].mean, drawn(12)[0].mean) > 1e-3 && apart(first[0].mean, together[0].mean) > 1e-3);
        QVERIFY(apart(first[0].mean, first[1].mean) > 1e-3);
    }

    /// Short stretches cost as much as long ones: batches go by what the network looks at.
    void framesAreCountedWithTheirPadding() {
        const auto made = keptFrames(AutoencoderVariant::Baseline);
        const auto stored = training::loadAutoencoder(made.entry);
        PROSOSCOPE_VERIFY(stored);
        const auto first = stored->prepared(made.sounds.front(), 1);
        const auto last = stored->prepared(made.sounds.back(), 1);
        PROSOSCOPE_VERIFY(first);
        PROSOSCOPE_VERIFY(last);
        QVERIFY(first->frames == 128 && first->valid < 100);
        QVERIFY(last->frames == 128 && last->valid == 128);
        const training::PreparedSound* const both[] = {&*first, &*last};
        const std::size_t rows[] = {0, 1};
        const auto batch = stored->rowsOf(both).batch(rows, 128, nullptr);
        QVERIFY(batch.lengths == (nn::Lengths{first->valid, 128}));
    }

    void strangeCardsAreRefused() {
        const auto made = keptFrames(AutoencoderVariant::Optimised);
        QVERIFY(training::loadAutoencoder(made.entry));
        const auto refused = [&](const std::function<void(store::ModelCard&)>& change) {
            auto entry = made.entry;
            change(entry.card);
            return !training::loadAutoencoder(entry);
        };
        const std::pair<const char*, double> strange[] = {{"form", 0.0},        {"frames", 4096.0}, {"kernel", 5.0},
                                                          {"channels1", 8.0},   {"channels3", 4.0}, {"hidden", 4096.0},
                                                          {"latent", 4096.0},   {"inputs", 130.0},  {"masked", 1.0},
                                                          {"channels2", 700.0}, {"pool", 16.0}};
        for (const auto& [name, value] : strange)
            QVERIFY2(refused([&, n = name, v = value](store::ModelCard& card) { card.settings[n] = v; }), name);
        QVERIFY(refused([](store::ModelCard& card) { card.featureSet = "ComParE_2016"; }));
        QVERIFY(refused([](store::ModelCard& card) { card.featureSet = "logmel80"; }));
    }
};

QTEST_GUILESS_MAIN(TestStoredFrames)
#include "TestStoredFrames.moc"
