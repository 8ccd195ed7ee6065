// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch's headers come before Qt's.
#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/core/SafeFile.h"
#include "engine/models/speech_encoder/EncoderInput.h"
#include "engine/models/speech_encoder/PiecewiseEncoder.h"
#include "engine/nn/ModuleState.h"
#include "engine/store/Safetensors.h"
#include "engine/training/Encoders.h"
#include "engine/training/Inference.h"
#include "engine/training/SpeechEncoders.h"
#include "tests/NpyFile.h"
#include "tests/TestSupport.h"

using namespace prososcope;
namespace fs = std::filesystem;

/// Imported encoders through the interfaces that the rest of the program uses: layers, emotions, dimensions, long recordings.
class TestSpeechEncoders : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    training::Encoders m_encoders;

    static fs::path fixture(const std::string& name) {
        return fs::path(PROSOSCOPE_SOURCE_DIR) / "tests" / "fixtures" / "speech_encoders" / name;
    }
    static NpyFile values(const std::string& model, const char* name) {
        return NpyFile::read(fixture(model) / (std::string(name) + ".npy"));
    }
    /// A model as an import leaves it.
    store::ModelEntry imported(const std::string& model, const auto& change) {
        const auto text = checkpoints::readEncoderConfigText(fixture(model)).value();
        const auto config = checkpoints::parseEncoderConfig(text, model).value();
        const auto file = store::SafetensorsFile::open(fixture(model) / "model.safetensors").value();
        const auto stem = toPath(m_folder.filePath(QString::fromStdString(model)));
        auto tensors = stem;
        tensors += ".safetensors";
        [&] {
            PROSOSCOPE_VERIFY(store::writeSafetensors(tensors, file.tensors(),
                                                      {{"config", text.config}, {"preprocessor", text.preprocessor}}));
        }();
        store::ModelCard card;
        card.name = model;
        card.kind = checkpoints::kSpeechEncoderKind;
        card.classes = config.labels;
        card.dimensions = config.dimensions;
        card.rateHz = config.rateHz;
        card.settings = config.cardSettings();
        change(card);
        [&] { PROSOSCOPE_VERIFY(training::writeCard(stem, card)); }();
        return store::findModel(stem.string() + ".json", {}).value();
    }
    store::ModelEntry imported(const std::string& model) {
        return imported(model, [](auto&) {});
    }
    static double apart(std::span<const float> a, std::span<const float> b) {
        if (a.size() != b.size() || a.empty()) return std::numeric_limits<double>::infinity();
        double most = 0.0;
        for (std::size_t i = 0; i < a.size(); ++i) {
            const double difference = std::abs(static_cast<double>(a[i]) - static_cast<double>(b[i]));
            most = difference <= most ? most : difference;
        }
        return most;
    }
    static std::vector<float> sound(double seconds, std::uint64_t seed) {
        const auto made = training::madeUpSound(16000, seed);
        std::vector<float> samples;
        while (samples.size() < static_cast<std::size_t>(seconds * 16000.0))
            samples.insert(samples.end(), made.begin(), made.end());
        samples.resize(static_cast<std::size_t>(seconds * 16000.0));
        return samples;
    }

private Q_SLOTS:
    void describesWithoutWeights() {
        const auto entry = imported("wav2vec2_emotions");
        QVERIFY(m_encoders.hasLayers(entry.card));
        const auto info = m_encoders.describe(entry.card);
        PROSOSCOPE_VERIFY(info);
        QCOMPARE(info->taps.size(), std::size_t{1});
        QCOMPARE(info->taps[0].name, std::string("hidden states"));
        const auto& layers = info->taps[0].layers;
        QCOMPARE(layers.size(), std::size_t{3});
        QCOMPARE(layers[0].name, std::string("input"));
        QCOMPARE(layers[2].name, std::string("layer 2"));
        QCOMPARE(layers[1].units, std::int64_t{24});
        QCOMPARE(layers[1].hopSeconds, 0.02);
        QCOMPARE(layers[1].firstSeconds, 0.0125);
        QCOMPARE(m_encoders.describe(imported("whisper").card)->taps[0].layers[0].firstSeconds, 0.0);
        QVERIFY(!m_encoders.describe(imported("whisper", [](auto& card) { card.settings.erase("hidden"); }).card));
        QVERIFY(!m_encoders.describe(imported("whisper", [](auto& card) { card.settings["layers"] = 1e9; }).card));
    }

    void layersEqualTheReference_data() {
        QTest::addColumn<QString>("model");
        for (const char* model : {"wav2vec2_emotions", "hubert_emotions", "data2vec", "wavlm_stable"})
            QTest::newRow(model) << model;
    }
    void layersEqualTheReference() {
        QFETCH(QString, model);
        const auto name = model.toStdString();
        const auto opened = m_encoders.open(imported(name), "cpu", 1, {});
        PROSOSCOPE_VERIFY(opened);
        const auto samples = values(name, "samples");
        const auto expected = values(name, "hidden_states");
        const auto frames = (*opened)->frames(samples.values, "hidden states");
        PROSOSCOPE_VERIFY(frames);
        QCOMPARE(frames->size(), expected.shape[0]);
        const auto size = expected.shape[1] * expected.shape[2];
        for (std::size_t layer = 0; layer < frames->size(); ++layer) {
            const double most = apart((*frames)[layer].values, std::span(expected.values).subspan(layer * size, size));
            QVERIFY2(most < 1e-4, qPrintable(QString("layer %1: %2").arg(layer).arg(most)));
        }
        // Several at once: each as by itself.
        const auto other = sound(1.3, 5);
        const auto longer = sound(2.2, 6);
        const std::vector<std::span<const float>> three{samples.values, longer, other};
        core::Progress silent;
        const auto together = (*opened)->pooled(three, "hidden states", silent);
        PROSOSCOPE_VERIFY(together);
        for (std::size_t i = 0; i < three.size(); ++i) {
            const auto alone = (*opened)->pooled({&three[i], 1}, "hidden states", silent);
            PROSOSCOPE_VERIFY(alone);
            QVERIFY(apart((*together)[i].mean, alone->front().mean) < 1e-5);
            QVERIFY(apart((*together)[i].deviation, alone->front().deviation) < 1e-5);
        }
        QVERIFY(apart((*together)[0].mean, (*together)[1].mean) > 1e-2);
        // Drawn anew: another network of the same shape, the same each time.
        const auto untrained = m_encoders.open(imported(name), "cpu", 1, 4);
        PROSOSCOPE_VERIFY(untrained);
        const auto drawn = (*untrained)->frames(samples.values, "hidden states");
        PROSOSCOPE_VERIFY(drawn);
        QVERIFY(apart((*drawn)[2].values, (*frames)[2].values) > 1e-2);
        QVERIFY(!(*opened)->frames(std::vector<float>(399, 0.1F), "hidden states"));
        QVERIFY(!(*opened)->frames({}, "hidden states"));
        QVERIFY(!(*opened)->frames(std::vector<float>(800, std::nanf("")), "hidden states"));
        QVERIFY(!(*opened)->frames(samples.values, "gate"));
    }

    /// One map for each head of each layer, of the frames of the sound alone, as the network itself weighs.
    void attentionIsThatOfTheNetwork_data() {
        QTest::addColumn<QString>("model");
        for (const char* model : {"wav2vec2_emotions", "wavlm_stable", "whisper"}) QTest::newRow(model) << model;
    }
    void attentionIsThatOfTheNetwork() {
        QFETCH(QString, model);
        const auto name = model.toStdString();
        const auto entry = imported(name);
        const auto opened = m_encoders.open(entry, "cpu", 1, {});
        PROSOSCOPE_VERIFY(opened);
        QVERIFY((*opened)->info().attends);
        const auto samples = values(name, "samples");
        core::Progress silent;
        const auto maps = (*opened)->attention(samples.values, silent);
        PROSOSCOPE_VERIFY(maps);
        auto network = training::loadSpeechEncoder(entry, torch::kCPU);
        PROSOSCOPE_VERIFY(network);
        const auto& config = (*network)->config();
        const bool whisper = config.family == checkpoints::EncoderFamily::Whisper;  // it hears silence behind the sound too
        QCOMPARE(maps->layers, static_cast<std::int64_t>(config.layers));
        QCOMPARE(maps->heads, static_cast<std::int64_t>(config.heads));
        const auto layers = (*opened)->frames(samples.values, "hidden states");
        PROSOSCOPE_VERIFY(layers);
        QCOMPARE(maps->frames, layers->back().frames);
        QCOMPARE(maps->weights.size(), static_cast<std::size_t>(maps->layers * maps->heads * maps->frames * maps->frames));
        const auto frames = static_cast<std::size_t>(maps->frames);
        for (std::size_t row = 0; row * frames < maps->weights.size(); ++row) {
            double sum = 0.0;
            for (const float weight : std::span(maps->weights).subspan(row * frames, frames)) {
                QVERIFY(weight >= 0.0F);
                sum += static_cast<double>(weight);
            }
            QVERIFY2(whisper ? sum > 0.0 && sum < 1.0 + 1e-5 : std::abs(sum - 1.0) < 1e-5, qPrintable(QString::number(sum)));
        }
        const torch::NoGradGuard noGrad;
        const std::span<const float> mono(samples.values);
        const auto batch = models::encoderBatch({&mono, 1}, config);
        std::int64_t layer = 0;
        (*network)->forward(batch.input, batch.samples, {}, [&](const torch::Tensor& weights) {
            for (std::int64_t head = 0; head < maps->heads; ++head) {
                const auto own = weights[0][head].slice(0, 0, maps->frames).slice(1, 0, maps->frames).contiguous();
                const std::span<const float> expected(own.const_data_ptr<float>(), frames * frames);
                QVERIFY(apart(maps->map(layer, head), expected) < 1e-6);
            }
            ++layer;
        });
        QCOMPARE(layer, maps->layers);
        // Heads differ, and what they do depends on what is heard.
        QVERIFY(apart(maps->map(0, 0), maps->map(0, 1)) > 1e-4);
        const auto other = (*opened)->attention(sound(static_cast<double>(samples.values.size()) / 16000.0, 9), silent);
        PROSOSCOPE_VERIFY(other);
        QVERIFY(apart(other->weights, maps->weights) > 1e-4);
        QVERIFY(!(*opened)->attention({}, silent));
    }

    void emotionsAreThoseOfTheHead_data() {
        QTest::addColumn<QString>("model");
        for (const char* model : {"wav2vec2_emotions", "hubert_emotions", "whisper_emotions"}) QTest::newRow(model) << model;
    }
    void emotionsAreThoseOfTheHead() {
        QFETCH(QString, model);
        const auto name = model.toStdString();
        const auto opened = training::openModel(imported(name), "cpu", 1);
        PROSOSCOPE_VERIFY(opened);
        QVERIFY((*opened)->card().classes == (std::vector<std::string>{"ang", "hap", "neu", "sad"}));
        const auto samples = values(name, "samples");
        const auto logits = values(name, "logits");
        double total = 0.0;
        for (const float value : logits.values) total += std::exp(static_cast<double>(value));
        std::vector<float> expected;
        for (const float value : logits.values)
            expected.push_back(static_cast<float>(std::exp(static_cast<double>(value)) / total));
        const auto heard = (*opened)->predict(samples.values);
        PROSOSCOPE_VERIFY(heard);
        QVERIFY2(apart(*heard, expected) < 1e-5, qPrintable(QString::number(apart(*heard, expected))));
        const auto other = sound(1.7, 5);
        const std::vector<std::span<const float>> both{other, samples.values};
        core::Progress silent;
        const auto together = (*opened)->predictMany(both, silent);
        PROSOSCOPE_VERIFY(together);
        QVERIFY(apart((*together)[1], expected) < 1e-5);
        QVERIFY(apart((*together)[0], expected) > 1e-4);
        QVERIFY((*opened)->dimensionsOf(both, silent)->front().values.empty());
        QVERIFY(!(*opened)->predict({}));
        core::Progress stopped([] {
            std::stop_source source;
            source.request_stop();
            return source.get_token();
        }());
        const auto cancelled = (*opened)->predictMany(both, stopped);
        QVERIFY(!cancelled && cancelled.error().kind == core::ErrorKind::Cancelled);
        // A long recording: the mean of its pieces.
        const auto longOne = (*opened)->predict(sound(95.0, 3));
        PROSOSCOPE_VERIFY(longOne);
        QVERIFY(std::abs(static_cast<double>((*longOne)[0] + (*longOne)[1] + (*longOne)[2] + (*longOne)[3]) - 1.0) < 1e-5);
    }

    void dimensionsAreThoseOfTheHead() {
        const auto opened = training::openModel(imported("wav2vec2_affect"), "cpu", 1);
        PROSOSCOPE_VERIFY(opened);
        QCOMPARE((*opened)->card().dimensions[0].name, std::string("arousal"));
        const auto samples = values("wav2vec2_affect", "samples");
        const std::span<const float> mono(samples.values);
        core::Progress silent;
        const auto given = (*opened)->dimensionsOf({&mono, 1}, silent);
        PROSOSCOPE_VERIFY(given);
        QVERIFY(apart(given->front().values, values("wav2vec2_affect", "logits").values) < 1e-5);
        QVERIFY(given->front().deviations.empty());
        QVERIFY(!(*opened)->predict(mono));  // no emotions
    }

    void refusesWhatIsNotAsItsCardSays() {
        const auto encoderAlone = training::openModel(imported("data2vec"), "cpu", 1);
        QVERIFY(!encoderAlone && encoderAlone.error().message().find("knows no emotions") != std::string::npos);
        auto fewer = imported("hubert_emotions", [](auto& card) { card.classes.pop_back(); });
        QVERIFY(!training::openModel(fewer, "cpu", 1));
        auto changed = imported("hubert_emotions");
        auto bytes = core::readFile(changed.tensors).value();
        bytes.back() = static_cast<char>(bytes.back() ^ 1);
        PROSOSCOPE_VERIFY(core::writeFile(changed.tensors, bytes));
        const auto tampered = training::openModel(changed, "cpu", 1);
        QVERIFY(!tampered && tampered.error().message().find("changed or cut short") != std::string::npos);
        QVERIFY(!m_encoders.open(changed, "cpu", 1, {}));
        auto named = imported("hubert_emotions", [](auto& card) { card.classes = {"anger", "joy", "neutral", "sadness"}; });
        const auto renamed = training::openModel(named, "cpu", 1);
        PROSOSCOPE_VERIFY(renamed);
        QCOMPARE((*renamed)->card().classes[1], std::string("joy"));
    }

    /// In pieces of 20 s with 5 s on either side: the same frames as at once, values that differ little.
    void piecesEqualTheWhole_data() {
        QTest::addColumn<QString>("model");
        QTest::addColumn<double>("seconds");
        QTest::newRow("short: exactly") << "wavlm_stable" << 29.0;
        QTest::newRow("layer norm") << "wavlm_stable" << 61.7;
        QTest::newRow("group norm") << "hubert_emotions" << 47.3;
        QTest::newRow("Whisper") << "whisper" << 2.345;
    }
    void piecesEqualTheWhole() {
        QFETCH(QString, model);
        QFETCH(double, seconds);
        auto network = training::loadSpeechEncoder(imported(model.toStdString()), torch::kCPU);
        PROSOSCOPE_VERIFY(network);
        const auto& config = (*network)->config();
        const auto samples = sound(seconds, 8);
        const auto layers = static_cast<std::size_t>(config.layers) + 2;
        std::vector<std::vector<torch::Tensor>> parts(layers);
        std::vector<std::int64_t> next(layers, 0);
        models::PieceSettings settings;
        const bool whisper = config.family == checkpoints::EncoderFamily::Whisper;  // this one hears one second
        if (whisper) settings = {.pieceSeconds = 0.5, .contextSeconds = 0.25};
        bool ordered = true;
        models::PiecewiseEncoder pieces(
            *network, torch::kCPU, settings,
            [&](std::size_t layer, std::int64_t first, const torch::Tensor& rows) {
                ordered = ordered && first == next[layer];
                next[layer] += rows.size(0);
                parts[layer].push_back(rows.clone());
            },
            true);
        for (std::size_t at = 0; at < samples.size(); at += 12345)
            pieces.add(std::span(samples).subspan(at, std::min<std::size_t>(12345, samples.size() - at)));
        const auto frames = pieces.finish();
        QVERIFY(ordered);
        QCOMPARE(frames, models::piecewiseFrames(config, static_cast<std::int64_t>(samples.size())));
        for (const auto count : next) QCOMPARE(count, frames);
        if (whisper) {
            QCOMPARE(frames, std::int64_t{118});
            QVERIFY(parts[0].size() >= 4);
            return;
        }
        QCOMPARE(frames, config.frames(static_cast<std::int64_t>(samples.size())));
        const torch::NoGradGuard noGrad;
        const std::span<const float> mono(samples);
        const auto batch = models::encoderBatch({&mono, 1}, config);
        const auto whole = (*network)->forward(batch.input).last[0];
        const auto joined = at::cat(parts.back(), 0);
        const double deviation = ((joined - whole).pow(2).mean() / whole.pow(2).mean()).sqrt().item<double>();
        qInfo("%zu pieces: %.2g of the whole's root mean square", parts[0].size(), deviation);
        if (seconds < 30.0) {
            QCOMPARE(parts[0].size(), std::size_t{1});
            QVERIFY(deviation < 1e-6);
        } else {
            QVERIFY(parts[0].size() > 1);
            QVERIFY(deviation < 0.5);
        }
    }
};

QTEST_GUILESS_MAIN(TestSpeechEncoders)
#include "TestSpeechEncoders.moc"
