// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch's headers come before Qt's.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <stop_token>

#include "engine/nn/ModuleState.h"
#include "engine/training/CountBatches.h"
#include "engine/training/Encoders.h"
#include "engine/training/FuturePretraining.h"
#include "engine/training/StoredFuture.h"
#include "engine/training/UnitBatches.h"
#include "tests/engine/training/SweepCorpus.h"

using namespace prososcope;

/// Training networks on sound alone: they learn, repeat themselves, go on exactly after a pause, are stored, and say what is
/// wrong.
class TestFuturePretraining : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_home;
    corpus::Corpus m_corpus;

    [[nodiscard]] std::filesystem::path at(const char* name) const { return toPath(m_home.filePath(name)); }
    [[nodiscard]] backend::FuturePredictionRequest request(const experiment::FuturePredictionExperiment& settings,
                                                           const char* folder) const {
        return {settings, m_corpus, at(folder), at("models"), at("cache"), "test"};
    }
    /// stopAfter: an epoch after which it is cancelled; 0: it goes on to its end.
    [[nodiscard]] static core::Result<backend::FuturePredictionOutcome> train(const backend::FuturePredictionRequest& request,
                                                                              int stopAfter = 0) {
        std::stop_source stop;
        core::Progress progress(stop.get_token());
        training::FuturePredictions networks;
        return networks.train(
            request,
            [&](const backend::FutureEpoch& epoch) {
                if (epoch.epoch == stopAfter) stop.request_stop();
            },
            progress);
    }
    static QString refusal(const core::Result<backend::FuturePredictionOutcome>& outcome) {
        return outcome ? QStringLiteral("trained") : QString::fromStdString(outcome.error().message());
    }
    /// Layers of the tap "prediction": the surprise, by band, the expected bands.
    static std::vector<backend::LayerFrames> predicted(const store::ModelEntry& entry, const std::vector<float>& sound) {
        training::Encoders encoders;
        auto encoder = encoders.open(entry, "cpu", 1, {});
        [&] { PROSOSCOPE_VERIFY(encoder); }();
        auto layers = (*encoder)->frames(sound, "prediction");
        [&] { PROSOSCOPE_VERIFY(layers); }();
        return std::move(*layers);
    }
    /// The mean error of a network on a sound.
    static double errorOn(const store::ModelEntry& entry, const std::vector<float>& sound) {
        const auto layers = predicted(entry, sound);
        const auto& errors = layers.front().values;
        // The first frame is not expected.
        return std::accumulate(errors.begin(), errors.end(), 0.0) / static_cast<double>(errors.size() - 1);
    }

private Q_SLOTS:
    void initTestCase() { m_corpus = sweeps::write(at("corpus")); }

    /// A trained network foresees a sweep better than one with random weights and better than repeating the last frame.
    void learnsToForeseeSweeps() {
        const auto outcome = train(request(sweeps::settings(60), "learns"));
        PROSOSCOPE_VERIFY(outcome);
        QCOMPARE(outcome->trainRecordings, std::size_t{18});
        QCOMPARE(outcome->validationRecordings, std::size_t{6});
        QCOMPARE(outcome->validationSpeakers, std::vector<std::string>{"s1"});
        qInfo("epoch %d: %.4f, repeating the last frame %.4f", outcome->bestEpoch, *outcome->validationLoss,
              *outcome->copyingLoss);
        QVERIFY(*outcome->validationLoss < *outcome->epochs.front().validationLoss);
        QVERIFY(*outcome->validationLoss < 0.9 * *outcome->copyingLoss);
        const auto& best = outcome->epochs[static_cast<std::size_t>(outcome->bestEpoch - 1)];
        QCOMPARE(*best.validationLoss, *outcome->validationLoss);

        const auto& card = outcome->model.card;
        QCOMPARE(card.kind, std::string("future-prediction"));
        QVERIFY(card.classes.empty());
        QCOMPARE(card.trainingSpeakers, (std::vector<std::string>{"s0", "s1", "s2", "s3"}));
        QVERIFY(card.note.find("without labels") != std::string::npos);
        auto scratch = sweeps::settings(1);
        scratch.name = "scratch";
        scratch.learningRate = 1e-8;
        const auto untrained = train(request(scratch, "scratch"));
        PROSOSCOPE_VERIFY(untrained);
        const auto sound = sweeps::clip(500.0, 2600.0, 1.0, 99).channels[0];
        const double learned = errorOn(outcome->model, sound);
        const double drawn = errorOn(untrained->model, sound);
        qInfo("a new sweep: %.4f, with random weights %.4f", learned, drawn);
        QVERIFY(learned < 0.7 * drawn);

        // Its card describes its file: a network that is loaded says the same again, one of other sizes is refused.
        const auto stored = training::loadFuture(outcome->model);
        PROSOSCOPE_VERIFY(stored);
        QCOMPARE(stored->network->settings().units, std::int64_t{32});
        QCOMPARE(stored->scale.mean.size(), std::size_t{80});
        auto other = outcome->model;
        other.card.settings["units"] = 64;
        QVERIFY(!training::loadFuture(other));
        other = outcome->model;
        other.card.featureParameters += "?";
        QVERIFY(!training::loadFuture(other));
    }

    /// A click that nothing announced stands out, and changes nothing before it.
    void isSurprisedByWhatIsNew() {
        const auto entry = store::findModel("sweeps", at("models"));
        PROSOSCOPE_VERIFY(entry);
        auto sound = sweeps::clip(400.0, 2000.0, 1.0, 5).channels[0];
        const auto plain = sound;
        for (std::size_t i = 8000; i < 8800; ++i) sound[i] += i % 7 < 3 ? 0.3F : -0.3F;  // a click
        const auto before = predicted(*entry, plain);
        const auto after = predicted(*entry, sound);
        QCOMPARE(after.size(), std::size_t{3});
        const auto& errors = after[0].values;
        const auto bands = static_cast<std::size_t>(after[1].units);
        QCOMPARE(bands, std::size_t{80});
        QCOMPARE(after[1].values.size(), errors.size() * bands);
        QCOMPARE(after[2].values.size(), errors.size() * bands);
        QCOMPARE(errors.front(), 0.0F);
        for (std::size_t i = 0; i < 45; ++i)  // it never looks ahead
            QVERIFY(std::abs(errors[i] - before[0].values[i]) < 1e-4F);
        const auto peak = std::max_element(errors.begin(), errors.end()) - errors.begin();
        QVERIFY2(std::abs(static_cast<double>(peak) - 52.0) < 8.0, qPrintable(QString::number(peak)));
        for (std::size_t i = 0; i < errors.size(); ++i) {
            double mean = 0.0;
            for (std::size_t band = 0; band < bands; ++band)
                mean += static_cast<double>(after[1].values[i * bands + band]) / static_cast<double>(bands);
            QVERIFY(std::abs(mean - static_cast<double>(errors[i])) < 1e-4 * (1.0 + static_cast<double>(errors[i])));
        }
        // Of what was expected and what came the errors follow.
        const auto stored = training::loadFuture(*entry);
        PROSOSCOPE_VERIFY(stored);
        const auto heard = stored->set->compute(sound, 1);
        PROSOSCOPE_VERIFY(heard);
        QCOMPARE(heard->frames, errors.size());
        for (std::size_t i = 0; i < errors.size() * bands; ++i) {
            const auto difference = (after[2].values[i] - heard->values[i]) * stored->scale.scale[i % bands];
            QVERIFY(std::abs(difference * difference - after[1].values[i]) < 2e-3F * (1.0F + after[1].values[i]));
        }

        // Beside a longer one it says the same.
        training::Encoders encoders;
        auto encoder = encoders.open(*entry, "cpu", 1, {});
        PROSOSCOPE_VERIFY(encoder);
        auto longer = sound;
        longer.insert(longer.end(), plain.begin(), plain.begin() + 4000);
        const std::vector<std::span<const float>> both{sound, longer};
        core::Progress silent;
        const auto pooled = (*encoder)->pooled(both, "prediction", silent);
        PROSOSCOPE_VERIFY(pooled);
        const auto sum = std::accumulate(errors.begin(), errors.end(), 0.0);
        QVERIFY(std::abs(static_cast<double>((*pooled)[0].mean[0]) - sum / static_cast<double>(errors.size())) < 1e-4);
        QVERIFY(!(*encoder)->frames(std::span<const float>(), "prediction"));
    }

    /// Each head's weights sum to 1 and never look ahead; a longer sound does not change what was looked at before.
    void showsWhereItsHeadsLook() {
        const auto entry = store::findModel("sweeps", at("models"));
        PROSOSCOPE_VERIFY(entry);
        training::Encoders encoders;
        auto encoder = encoders.open(*entry, "cpu", 1, {});
        PROSOSCOPE_VERIFY(encoder);
        QVERIFY((*encoder)->info().attends);
        const auto sound = sweeps::clip(400.0, 2000.0, 1.0, 5).channels[0];
        core::Progress silent;
        const auto whole = (*encoder)->attention(sound, silent);
        PROSOSCOPE_VERIFY(whole);
        const auto stored = training::loadFuture(*entry);
        PROSOSCOPE_VERIFY(stored);
        QCOMPARE(whole->layers, stored->network->settings().layers);
        QCOMPARE(whole->heads, stored->network->settings().heads);
        QVERIFY(whole->frames > 90 && whole->hopSeconds == 0.01);
        const auto half = (*encoder)->attention(std::span(sound).first(sound.size() / 2), silent);
        PROSOSCOPE_VERIFY(half);
        const auto frames = static_cast<std::size_t>(whole->frames);
        const auto earlier = static_cast<std::size_t>(half->frames) - 3;  // whose windows are within the half
        for (std::int64_t layer = 0; layer < whole->layers; ++layer) {
            for (std::int64_t head = 0; head < whole->heads; ++head) {
                const auto map = whole->map(layer, head);
                const auto first = half->map(layer, head);
                for (std::size_t looks = 0; looks < frames; ++looks) {
                    double sum = 0.0;
                    for (std::size_t at = 0; at < frames; ++at) {
                        const float weight = map[looks * frames + at];
                        sum += static_cast<double>(weight);
                        QVERIFY(at <= looks ? weight >= 0.0F : weight == 0.0F);
                        if (looks < earlier && at < earlier)
                            QVERIFY(std::abs(weight - first[looks * static_cast<std::size_t>(half->frames) + at]) < 1e-4F);
                    }
                    QVERIFY(std::abs(sum - 1.0) < 1e-5);
                }
            }
        }
        const auto tooLong = (*encoder)->attention(std::vector<float>(16000 * 20, 0.01F), silent);
        QVERIFY(!tooLong && tooLong.error().message().find("Choose 15.0 s at most") != std::string::npos);
        std::stop_source stop;
        stop.request_stop();
        core::Progress stopped(stop.get_token());
        const auto cancelled = (*encoder)->attention(sound, stopped);
        QVERIFY(!cancelled && cancelled.error().kind == core::ErrorKind::Cancelled);
    }

    void goesOnAfterAPause() {
        auto settings = sweeps::settings(4);
        settings.name = "whole";
        const auto whole = train(request(settings, "whole"));
        PROSOSCOPE_VERIFY(whole);
        auto again = request(settings, "paused");
        const auto stopped = train(again, 2);
        QVERIFY(!stopped && stopped.error().kind == core::ErrorKind::Cancelled);
        const auto resumed = train(again);
        PROSOSCOPE_VERIFY(resumed);
        QCOMPARE(resumed->epochs.size(), std::size_t{4});
        QCOMPARE(resumed->model.card.tensorsSha256, whole->model.card.tensorsSha256);
        QCOMPARE(*resumed->validationLoss, *whole->validationLoss);
        // Once more, with other settings: the checkpoint is not theirs.
        again.experiment.batch = 5;
        QVERIFY(refusal(train(again)).contains("checkpoint"));
        // Another seed has other weights.
        settings.seed = 5;
        const auto other = train(request(settings, "other"));
        PROSOSCOPE_VERIFY(other);
        QVERIFY(other->model.card.tensorsSha256 != whole->model.card.tensorsSha256);
    }

    void patienceEndsIt() {
        auto settings = sweeps::settings(50);
        settings.name = "patient";
        settings.patience = 1;
        settings.learningRate = 0.02;  // it swings
        settings.validationSpeakers.clear();
        settings.validationShare = 0.25;
        const auto outcome = train(request(settings, "patient"));
        PROSOSCOPE_VERIFY(outcome);
        QCOMPARE(outcome->validationRecordings, std::size_t{6});
        QVERIFY(outcome->epochs.size() < 50);
        settings.validationShare = 0.0;
        settings.learningRate = 1e-3;
        settings.epochs = 2;
        settings.name = "blind";
        const auto blind = train(request(settings, "blind"));
        PROSOSCOPE_VERIFY(blind);
        QCOMPARE(blind->bestEpoch, 2);
        QVERIFY(!blind->validationLoss && blind->epochs.size() == 2);
    }

    /// Long recordings come in parts, speakers who are left out not at all.
    void takesWhatItIsTold() {
        auto settings = sweeps::settings(1);
        settings.testSpeakers = {"s3"};
        settings.longestSeconds = 0.5;
        const auto network = models::checkedFutureSettings(settings.network, 1);
        PROSOSCOPE_VERIFY(network);
        core::Progress silent;
        const auto data = training::loadFutureData(settings, *network, m_corpus, at("cache"), 1, silent);
        PROSOSCOPE_VERIFY(data);
        QCOMPARE(data->trainSpeakers, (std::vector<std::string>{"s0", "s2"}));
        QCOMPARE(data->trainRecordings, std::size_t{12});
        QVERIFY(data->train.size() > data->trainRecordings);
        std::size_t frames = 0;
        for (const auto& piece : data->train) {
            QVERIFY(piece.frames <= 50 && piece.first + piece.frames <= piece.recording->frames);
            frames += piece.frames;
        }
        std::set<const features::FeatureMatrix*> whole;
        std::size_t all = 0;
        for (const auto& piece : data->train) {
            if (whole.insert(piece.recording.get()).second) all += piece.recording->frames;
        }
        QCOMPARE(frames, all);
    }

    void batchesShareShapes() {
        std::vector<std::size_t> lengths;
        for (std::size_t i = 0; i < 50; ++i) lengths.push_back(20 + i * 7 % 90);
        std::set<std::vector<std::pair<std::size_t, std::size_t>>> shapes;
        for (std::uint64_t seed = 1; seed < 4; ++seed) {
            core::Random random(seed);
            const auto batches = training::batchesByCount(lengths, 8, 100000, 32, random);
            std::vector<std::pair<std::size_t, std::size_t>> these;
            std::set<std::size_t> seen;
            for (const auto& batch : batches) {
                std::size_t longest = 0;
                for (const auto i : batch) {
                    longest = std::max(longest, training::paddedSamples(lengths[i], 32));
                    seen.insert(i);
                }
                these.emplace_back(longest, batch.size());
            }
            QCOMPARE(seen.size(), lengths.size());
            std::sort(these.begin(), these.end());
            shapes.insert(these);
        }
        QCOMPARE(shapes.size(), std::size_t{1});
        core::Random random(1);
        for (const auto& batch : training::batchesByCount(lengths, 8, 256, 32, random)) {
            std::size_t longest = 0;
            for (const auto i : batch) longest = std::max(longest, training::paddedSamples(lengths[i], 32));
            QVERIFY(batch.size() == 1 || longest * batch.size() <= 256);
        }
    }

    void saysWhatIsWrong() {
        auto settings = sweeps::settings(1);
        settings.validationSpeakers = {"nobody"};
        QVERIFY(refusal(train(request(settings, "bad"))).contains("nobody"));
        settings.validationSpeakers = {"s0", "s1", "s2", "s3"};
        QVERIFY(refusal(train(request(settings, "bad"))).contains("training"));
        settings = sweeps::settings(1);
        settings.network["horizon"] = 900;
        QVERIFY(refusal(train(request(settings, "bad"))).contains("no recording"));
        settings = sweeps::settings(1);
        settings.network["heads"] = 3;
        QVERIFY(refusal(train(request(settings, "bad"))).contains("heads"));
        settings = sweeps::settings(1);
        settings.network["width"] = 3;
        QVERIFY(refusal(train(request(settings, "bad"))).contains("width"));
        settings = sweeps::settings(3);
        settings.learningRate = 10.0;
        settings.largestNorm = 1e6;
        const auto wild = refusal(train(request(settings, "wild")));
        QVERIFY2(wild == "trained" || wild.contains("lower learning rate"), qPrintable(wild));
        auto request = this->request(sweeps::settings(1), "bad");
        request.experiment.device = "cuda";
        if (!torch::cuda::is_available()) QVERIFY(refusal(train(request)).contains("not available"));
    }
};

QTEST_GUILESS_MAIN(TestFuturePretraining)
#include "TestFuturePretraining.moc"
