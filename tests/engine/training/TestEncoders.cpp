// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch's headers come before Qt's.
#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/audio/AudioFile.h"
#include "engine/backend/UnitTrace.h"
#include "engine/core/Random.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/Encoders.h"
#include "engine/training/Inference.h"
#include "engine/training/StoredNetworks.h"
#include "tests/TestSupport.h"

using namespace prososcope;

/// Two networks seen through one interface: the log-mel network and the gated-convolution recogniser.
class TestEncoders : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    training::Encoders m_encoders;

    static std::vector<float> sound(double seconds, std::uint64_t seed, int rateHz = 16000) {
        core::Random random(seed);
        std::vector<float> samples;
        double last = 0.0;
        const auto count = static_cast<std::size_t>(seconds * rateHz);
        for (std::size_t i = 0; i < count; ++i) {
            last = 0.8 * last + 0.1 * random.normal() * (1.0 + std::sin(static_cast<double>(i) / 900.0));
            samples.push_back(static_cast<float>(last));
        }
        return samples;
    }

    store::ModelEntry logMelModel() {
        models::LogMelNetworkSettings settings;
        settings.classes = 3;
        settings.channels1 = 6;
        settings.channels2 = settings.channels3 = settings.channels4 = 8;
        settings.projection = 16;
        settings.hidden = 5;
        settings.attention = 8;
        auto network = models::makeLogMelNetwork(settings, 3);
        store::ModelCard card;
        card.name = "small-logmel";
        card.kind = training::kLogMelKind;
        card.classes = {"angry", "happy", "sad"};
        card.settings = settings.values();
        return stored(card, *network, "logmel80", [&](const auto& state, const auto& stem, const auto& whole) {
            return training::saveModel(state, stem, whole);
        });
    }
    store::ModelEntry gcuModel(int rateHz = 16000) {
        models::GcuSettings settings;
        settings.units = 12;
        settings.blocks = 2;
        settings.dilations = {1, 2, 4};
        settings.classes = 4;
        auto network = models::makeGcuNetwork(settings, 5);
        store::ModelCard card;
        card.name = "small-gcu";
        card.kind = training::kGcuKind;
        card.settings = settings.values();
        return stored(card, *network, "mfcc20-librosa-" + std::to_string(rateHz),
                      [&](const auto& state, const auto& stem, const auto& whole) {
                          return training::saveRecogniser(state, {" ", "a", "\xC4\x85"}, stem, whole);
                      });
    }
    store::ModelEntry lasModel() {
        models::LasSettings settings;
        settings.cells = 8;
        settings.decoder = 12;
        settings.embedding = 4;
        settings.attention = 6;
        settings.symbols = 6;
        auto network = models::makeLasNetwork(settings, 7);
        store::ModelCard card;
        card.name = "small-las";
        card.kind = training::kLasKind;
        card.settings = settings.values();
        return stored(card, *network, "mfcc39-speechpy", [&](const auto& state, const auto& stem, const auto& whole) {
            return training::saveRecogniser(state, {" ", "a", "\xC4\x85"}, stem, whole);
        });
    }
    store::ModelEntry stored(store::ModelCard card, torch::nn::Module& network, const std::string& set, const auto& save) {
        const auto* features = features::featureSet(set).value();
        card.featureSet = features->name();
        card.featureParameters = features->parameters();
        card.rateHz = features->rateHz();
        const auto stem = toPath(m_folder.filePath(QString::fromStdString(card.name + std::to_string(card.rateHz))));
        [&] { PROSOSCOPE_VERIFY(save(nn::stateOf(network), stem, card)); }();
        auto entry = store::findModel(stem.string() + ".json", {});
        [&] { PROSOSCOPE_VERIFY(entry); }();
        return *entry;
    }
    static double apart(const std::vector<float>& a, const std::vector<float>& b) {
        if (a.size() != b.size()) return std::numeric_limits<double>::infinity();
        double most = 0.0;
        for (std::size_t i = 0; i < a.size(); ++i) most = std::max(most, std::abs(static_cast<double>(a[i]) - b[i]));
        return most;
    }
    static core::Result<std::vector<backend::PooledActivations>> pooled(backend::Encoder& encoder,
                                                                        const std::vector<std::vector<float>>& sounds,
                                                                        std::string_view tap) {
        std::vector<std::span<const float>> spans(sounds.begin(), sounds.end());
        core::Progress silent;
        return encoder.pooled(spans, tap, silent);
    }

private Q_SLOTS:
    void describesWithoutWeights() {
        auto entry = gcuModel();
        QVERIFY(m_encoders.hasLayers(entry.card));
        const auto gcu = m_encoders.describe(entry.card);
        PROSOSCOPE_VERIFY(gcu);
        QCOMPARE(gcu->taps.size(), std::size_t{3});
        QCOMPARE(gcu->taps[0].name, std::string("gate"));
        QCOMPARE(gcu->tap("residual")->units(), std::int64_t{72});
        QCOMPARE(gcu->taps[0].layers[4].name, std::string("block 2, dilation 2"));
        QCOMPARE(gcu->taps[0].layers[4].hopSeconds, 0.032);
        QCOMPARE(gcu->weightsSha256, entry.card.tensorsSha256);
        QCOMPARE(m_encoders.describe(gcuModel(22050).card)->rateHz, 22050);

        const auto logMel = m_encoders.describe(logMelModel().card);
        PROSOSCOPE_VERIFY(logMel);
        QCOMPARE(logMel->taps.size(), std::size_t{1});
        const auto& layers = logMel->taps[0].layers;
        QCOMPARE(layers.size(), std::size_t{6});
        QCOMPARE(layers[0].hopSeconds, 0.02);
        QCOMPARE(layers[1].hopSeconds, 0.04);
        QCOMPARE(layers[5].hopSeconds, 0.04);
        QCOMPARE(layers[5].units, std::int64_t{10});
        const auto las = m_encoders.describe(lasModel().card);
        PROSOSCOPE_VERIFY(las);
        QCOMPARE(las->taps.size(), std::size_t{1});
        const auto& listener = las->taps[0].layers;
        QCOMPARE(listener.size(), std::size_t{6});
        QCOMPARE(listener[3].name, std::string("pBLSTM-Layer1"));
        QCOMPARE(listener[3].hopSeconds, 2.0 * listener[0].hopSeconds);
        QCOMPARE(listener[3].firstSeconds, listener[0].firstSeconds + 0.5 * listener[0].hopSeconds);
        QCOMPARE(listener[5].hopSeconds, 4.0 * listener[0].hopSeconds);
        QCOMPARE(listener[5].units, std::int64_t{16});
        entry.card.kind = "svm-linear";
        QVERIFY(!m_encoders.hasLayers(entry.card));
        QVERIFY(!m_encoders.describe(entry.card));
    }

    /// Layers of the attention recogniser are as long as their pyramid says, do not depend on what lies beside a stretch, and
    /// weights drawn anew give others.
    void listenersLayersAreHeard() {
        const auto entry = lasModel();
        const auto opened = m_encoders.open(entry, "cpu", 1, {});
        PROSOSCOPE_VERIFY(opened);
        const auto one = sound(1.0, 3);
        const auto frames = (*opened)->frames(one, "output");
        PROSOSCOPE_VERIFY(frames);
        QCOMPARE(frames->size(), std::size_t{6});
        QCOMPARE((*frames)[3].frames, ((*frames)[0].frames + 1) / 2);
        QCOMPARE((*frames)[5].frames, ((*frames)[3].frames + 1) / 2);
        const auto together = pooled(**opened, {one, sound(1.7, 4)}, "output");
        const auto alone = pooled(**opened, {one}, "output");
        PROSOSCOPE_VERIFY(together);
        PROSOSCOPE_VERIFY(alone);
        QVERIFY(apart(together->front().mean, alone->front().mean) < 1e-5);
        const auto untrained = m_encoders.open(entry, "cpu", 1, 9);
        PROSOSCOPE_VERIFY(untrained);
        const auto others = pooled(**untrained, {one}, "output");
        PROSOSCOPE_VERIFY(others);
        QVERIFY(apart(others->front().mean, alone->front().mean) > 1e-3);
    }

    /// A frame of the gated network depends on no more than its context: what is heard in pieces equals the whole.
    void unitsInPiecesEqualTheWhole() {
        for (const int rateHz : {16000, 22050}) {
            const auto opened = m_encoders.open(gcuModel(rateHz), "cpu", 2, {});
            PROSOSCOPE_VERIFY(opened);
            auto& encoder = **opened;
            // Two blocks of dilations 1, 2, 4 with kernels of 7: 3 (1 + 2 + 4) frames on either side a block.
            const auto& layers = encoder.info().taps[0].layers;
            const double hop = layers.front().hopSeconds;
            QVERIFY(std::abs(layers[2].contextSeconds - 21.0 * hop - 0.1) < 1e-9);
            QVERIFY(std::abs(layers[5].contextSeconds - 42.0 * hop - 0.1) < 1e-9);
            audio::AudioClip clip;
            clip.rateHz = 16000;
            clip.channels = {sound(40.0, 9)};
            const auto file = toPath(m_folder.filePath("forty.wav"));
            PROSOSCOPE_VERIFY(audio::writeWav(file, clip, audio::WavEncoding::Float32));
            const std::vector<backend::UnitChoice> units{{"gate", 2, 3}, {"skip", 5, 11}, {"residual", 5, 0}, {"gate", 0, 7}};
            core::Progress progress;
            const auto whole = backend::traceUnits(encoder, {file}, units, progress);
            PROSOSCOPE_VERIFY(whole);
            // 22.05 kHz and 16 kHz have whole samples and frames in common every 10.24 s.
            const double piece = rateHz == 16000 ? 4.0 : 10.24;
            const backend::TraceSettings pieces{.wholeSeconds = 5.0, .pieceSeconds = piece, .contextSeconds = 0.0};
            const auto tracer = backend::UnitTracer::plan(encoder.info(), {file}, units, pieces);
            PROSOSCOPE_VERIFY(tracer);
            QVERIFY(tracer->isExact() && tracer->pieces() >= 3);
            const auto cut = backend::traceUnits(encoder, {file}, units, progress, pieces);
            PROSOSCOPE_VERIFY(cut);
            for (std::size_t u = 0; u < units.size(); ++u) {
                const double most = apart((*whole)[u].values, (*cut)[u].values);
                QVERIFY2(most <= 1e-5, qPrintable(QString("%1 Hz, unit %2: %3").arg(rateHz).arg(u).arg(most)));
                const auto [low, high] = std::minmax_element((*whole)[u].values.begin(), (*whole)[u].values.end());
                QVERIFY(*high - *low > 1e-3F);
            }
        }
        const auto file = toPath(m_folder.filePath("forty.wav"));
        const auto uneven = backend::UnitTracer::plan(m_encoders.describe(gcuModel(22050).card).value(), {file},
                                                      {{"gate", 0, 0}}, {.wholeSeconds = 5.0, .pieceSeconds = 4.0});
        PROSOSCOPE_VERIFY(uneven);
        QVERIFY(!uneven->isExact());  // and says so
        const auto logMel = m_encoders.describe(logMelModel().card);
        PROSOSCOPE_VERIFY(logMel);
        QVERIFY(std::isinf(logMel->taps[0].layers[0].contextSeconds));  // its input is normalised over all that it is given
    }

    /// The line at the mean of a unit over time is the pooled value that correlations use.
    void meanOverTimeIsThePooledValue() {
        for (const auto& entry : {gcuModel(), logMelModel()}) {
            const auto opened = m_encoders.open(entry, "cpu", 2, {});
            PROSOSCOPE_VERIFY(opened);
            auto& encoder = **opened;
            const auto samples = sound(2.3, 4);
            audio::AudioClip clip;
            clip.rateHz = 16000;
            clip.channels = {samples};
            const auto file = toPath(m_folder.filePath("utterance.wav"));
            PROSOSCOPE_VERIFY(audio::writeWav(file, clip, audio::WavEncoding::Float32));
            const auto& tap = encoder.info().taps[0];
            const auto values = pooled(encoder, {samples}, tap.name);
            PROSOSCOPE_VERIFY(values);
            core::Progress progress;
            std::size_t before = 0;
            for (std::size_t layer = 0; layer < tap.layers.size(); ++layer) {
                const auto trace = backend::traceUnits(encoder, {file}, {{tap.name, layer, 2}}, progress);
                PROSOSCOPE_VERIFY(trace);
                QVERIFY(std::abs((*trace)[0].mean() - static_cast<double>(values->front().mean[before + 2])) < 1e-5);
                before += static_cast<std::size_t>(tap.layers[layer].units);
            }
        }
    }

    void tapsAnyNetworkAlike_data() {
        QTest::addColumn<bool>("gcu");
        QTest::newRow("log-mel network") << false;
        QTest::newRow("gated convolution") << true;
    }
    /// Pooled equals what is pooled of the frames by hand, and each stretch by itself whatever lies beside it.
    void tapsAnyNetworkAlike() {
        QFETCH(bool, gcu);
        const auto entry = gcu ? gcuModel() : logMelModel();
        const auto opened = m_encoders.open(entry, "cpu", 2, {});
        PROSOSCOPE_VERIFY(opened);
        auto& encoder = **opened;
        std::vector<std::vector<float>> sounds;
        for (const double seconds : {1.3, 0.2, 2.7, 1.3, 0.9, 4.1}) sounds.push_back(sound(seconds, sounds.size() + 1));
        for (const auto& tap : encoder.info().taps) {
            const auto together = pooled(encoder, sounds, tap.name);
            PROSOSCOPE_VERIFY(together);
            QCOMPARE(together->size(), sounds.size());
            for (std::size_t i = 0; i < sounds.size(); ++i) {
                const auto& mine = (*together)[i];
                QCOMPARE(static_cast<std::int64_t>(mine.mean.size()), tap.units());
                const auto alone = pooled(encoder, {sounds[i]}, tap.name);
                const auto beside = pooled(encoder, {sounds[(i + 1) % 6], sounds[i]}, tap.name);
                for (const auto& other : {alone->front(), beside->back()}) {
                    QVERIFY(apart(mine.mean, other.mean) < 1e-5);
                    QVERIFY(apart(mine.maximum, other.maximum) < 1e-5);
                    QVERIFY(apart(mine.deviation, other.deviation) < 1e-5);
                }
            }
            const auto frames = encoder.frames(sounds[2], tap.name);
            PROSOSCOPE_VERIFY(frames);
            QCOMPARE(frames->size(), tap.layers.size());
            std::size_t unit = 0;
            for (std::size_t l = 0; l < frames->size(); ++l) {
                const auto& layer = (*frames)[l];
                QCOMPARE(layer.units, tap.layers[l].units);
                const double last =
                    tap.layers[l].firstSeconds + tap.layers[l].hopSeconds * static_cast<double>(layer.frames - 1);
                QVERIFY(last <= 2.7 + 1e-9 && last > 2.7 - 2.0 * tap.layers[l].hopSeconds);
                for (std::int64_t u = 0; u < layer.units; ++u, ++unit) {
                    double sum = 0.0;
                    float most = -std::numeric_limits<float>::infinity();
                    for (std::int64_t t = 0; t < layer.frames; ++t) {
                        const float value = layer.values[static_cast<std::size_t>(t * layer.units + u)];
                        sum += static_cast<double>(value);
                        most = std::max(most, value);
                    }
                    QVERIFY(std::abs(sum / static_cast<double>(layer.frames) - (*together)[2].mean[unit]) < 1e-5);
                    QVERIFY(std::abs(most - (*together)[2].maximum[unit]) < 1e-5F);
                }
            }
        }
    }

    /// Sound that comes a frame later gives the same frames a place further on, at the times that are stated.
    void framesAreWhereTheySay() {
        const auto opened = m_encoders.open(gcuModel(), "cpu", 1, 11);
        PROSOSCOPE_VERIFY(opened);
        auto quiet = std::vector<float>(4 * 16000, 0.0F);
        quiet[2 * 16000] = 0.9F;
        const auto frames = (*opened)->frames(quiet, "gate");
        PROSOSCOPE_VERIFY(frames);
        // the first layer sees 3 frames and half a window to either side: 0.096 s + 0.064 s
        const auto& layer = frames->front();
        double changed = 0.0;
        for (std::int64_t t = 0; t < layer.frames; ++t) {
            const double at = static_cast<double>(t) * 0.032;
            for (std::int64_t u = 0; u < layer.units; ++u) {
                const double difference =
                    std::abs(static_cast<double>(layer.values[static_cast<std::size_t>(t * layer.units + u)]) -
                             layer.values[static_cast<std::size_t>(20 * layer.units + u)]);
                if (std::abs(at - 2.0) > 0.18 && at > 0.15 && at < 3.8)
                    QVERIFY(difference < 1e-6);
                else if (std::abs(at - 2.0) < 0.03)
                    changed = std::max(changed, difference);
            }
        }
        QVERIFY(changed > 1e-3);
    }

    void untrainedWeightsComeFromTheirSeed() {
        for (const auto& entry : {gcuModel(), logMelModel()}) {
            const auto trained = m_encoders.open(entry, "cpu", 1, {});
            const auto first = m_encoders.open(entry, "cpu", 1, 11);
            const auto again = m_encoders.open(entry, "cpu", 1, 11);
            const auto other = m_encoders.open(entry, "cpu", 1, 12);
            PROSOSCOPE_VERIFY(first);
            QVERIFY((*first)->info().untrainedSeed == std::uint64_t{11});
            const std::vector<std::vector<float>> sounds{sound(1.5, 4), sound(0.7, 5)};
            const auto tap = (*first)->info().taps.front().name;
            const auto a = pooled(**first, sounds, tap);
            PROSOSCOPE_VERIFY(a);
            QCOMPARE((*a)[0].mean, (*pooled(**again, sounds, tap))[0].mean);
            QVERIFY(apart((*a)[0].mean, (*pooled(**other, sounds, tap))[0].mean) > 1e-3);
            QVERIFY(apart((*a)[0].mean, (*pooled(**trained, sounds, tap))[0].mean) > 1e-3);
            // Units of a control move with the sound, else its map would say nothing.
            const auto moving =
                std::count_if((*a)[0].deviation.begin(), (*a)[0].deviation.end(), [](float d) { return d > 1e-4F; });
            QVERIFY(moving > static_cast<std::ptrdiff_t>((*a)[0].deviation.size() / 2));
        }
    }

    void namesWhatIsWrong() {
        const auto entry = gcuModel();
        const auto opened = m_encoders.open(entry, "cpu", 2, {});
        PROSOSCOPE_VERIFY(opened);
        auto& encoder = **opened;
        QVERIFY(encoder.frames(sound(1.0, 1), "output").error().message().find("gate, skip, residual") != std::string::npos);
        QVERIFY(!encoder.frames({}, "gate"));
        std::vector<std::vector<float>> sounds{sound(0.5, 1), sound(0.5, 2), sound(0.5, 3)};
        sounds[1][100] = std::numeric_limits<float>::quiet_NaN();
        const auto refused = pooled(encoder, sounds, "gate");
        QVERIFY(!refused);
        QVERIFY2(refused.error().message().find("Stretch 2") != std::string::npos, refused.error().message().c_str());
        sounds[1].clear();
        QVERIFY(pooled(encoder, sounds, "gate").error().message().find("Stretch 2") != std::string::npos);
        QVERIFY(pooled(encoder, {}, "gate")->empty());

        std::stop_source stop;
        stop.request_stop();
        core::Progress stopped(stop.get_token());
        const auto mono = sound(1.0, 1);
        const std::span<const float> one[] = {mono};
        QCOMPARE(encoder.pooled(one, "gate", stopped).error().kind, core::ErrorKind::Cancelled);

        auto strange = entry;
        strange.card.settings["units"] = 512;
        QVERIFY(!m_encoders.open(strange, "cpu", 1, {}));
        strange = entry;
        strange.card.tensorsSha256 = "0";
        QVERIFY(!m_encoders.open(strange, "cpu", 1, {}));
    }
};

QTEST_GUILESS_MAIN(TestEncoders)
#include "TestEncoders.moc"
