// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch's headers come before Qt's.
#include <chrono>
#include <limits>

#include "engine/checkpoints/EncoderTensors.h"
#include "engine/models/speech_encoder/EncoderInput.h"
#include "engine/models/speech_encoder/EncoderMasks.h"
#include "engine/models/speech_encoder/LoadEncoder.h"
#include "engine/models/speech_encoder/SpeechEncoder.h"
#include "engine/nn/ModuleState.h"
#include "engine/training/EncoderReference.h"
#include "tests/NpyFile.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using checkpoints::EncoderConfig;
using checkpoints::EncoderFamily;
using checkpoints::HeadKind;
using torch::Tensor;
namespace fs = std::filesystem;

/// Encoders against the values of the programs that their files come from, padding, heads and the strict loader.
class TestSpeechEncoder : public QObject {
    Q_OBJECT

private:
    static EncoderConfig small(EncoderFamily family) {
        EncoderConfig config;
        config.family = family;
        config.hidden = 24;
        config.heads = 4;
        config.layers = 3;
        config.feedForward = 48;
        config.positionKernel = family == EncoderFamily::Data2VecAudio ? 5 : 16;
        config.positionDepth = family == EncoderFamily::Data2VecAudio ? 3 : 1;
        config.positionGroups = 4;
        config.relativeBuckets = 32;
        config.relativeDistance = 80;
        config.melBands = 16;
        config.longestFrames = 50;
        if (family == EncoderFamily::Whisper) {
            config.preNorm = true;
            return config;
        }
        const int kernels[] = {10, 3, 3, 3, 3, 2, 2};
        for (const int kernel : kernels) config.convolutions.push_back({16, kernel, kernel == 10 ? 5 : 2});
        if (family == EncoderFamily::Data2VecAudio) config.convolutionNorm = checkpoints::ConvolutionNorm::Layer;
        return config;
    }
    static models::SpeechEncoder made(const EncoderConfig& config, std::uint64_t seed = 3) {
        auto network = models::makeSpeechEncoder(config, seed);
        const torch::NoGradGuard noGrad;
        // Larger than as drawn, so that attention and gates differ from frame to frame.
        for (auto& parameter : network->parameters()) parameter.mul_(parameter.dim() == 2 ? 8.0 : 1.2);
        network->eval();
        return network;
    }
    static double apart(const Tensor& a, const Tensor& b) {
        return a.sizes() == b.sizes() ? (a - b).abs().max().item<double>() : std::numeric_limits<double>::infinity();
    }
    /// The largest difference of two arrays; of the second the first columns alone where the first has fewer.
    static double apart(const NpyFile& expected, const NpyFile& got) {
        constexpr auto kNever = std::numeric_limits<double>::infinity();
        if (!expected.ok || !got.ok || expected.shape.size() != got.shape.size()) return kNever;
        for (std::size_t i = 0; i + 1 < expected.shape.size(); ++i) {
            if (expected.shape[i] != got.shape[i]) return kNever;
        }
        const auto columns = expected.shape.back();
        const auto width = got.shape.back();
        if (columns > width || columns == 0) return kNever;
        double most = 0.0;
        for (std::size_t i = 0; i < expected.values.size(); ++i) {
            const double difference = std::abs(static_cast<double>(expected.values[i]) -
                                               static_cast<double>(got.values[i / columns * width + i % columns]));
            most = difference <= most ? most : difference;
        }
        return most;
    }
    static std::vector<float> sound(std::size_t samples, std::uint64_t seed) {
        const auto generator = at::make_generator<at::CPUGeneratorImpl>(seed);
        const auto values = torch::randn({static_cast<std::int64_t>(samples)}, generator) * 0.1 + 0.01;
        return {values.data_ptr<float>(), values.data_ptr<float>() + samples};
    }
    /// The folders of models below `folder`.
    static void addCases(const fs::path& folder) {
        std::error_code code;
        std::vector<fs::path> found;
        for (fs::directory_iterator it(folder, code), end; !code && it != end; it.increment(code)) {
            if (fs::exists(it->path() / "config.json", code)) found.push_back(it->path());
        }
        std::sort(found.begin(), found.end());
        for (const auto& path : found) QTest::newRow(path.filename().c_str()) << QString::fromStdString(path.string());
    }
    void compareCase(const QString& path) {
        QTemporaryDir home;
        const fs::path folder = toPath(path);
        const auto out = toPath(home.path());
        PROSOSCOPE_VERIFY(training::writeEncoderReference(folder, out));
        const bool base = folder.filename().string().find("base") != std::string::npos;
        const double allowed = base ? 1e-3 : 1e-4;
        int compared = 0;
        for (const char* name :
             {"hidden_states", "last_hidden_state", "extract_features", "logits", "batch_hidden_states", "batch_logits"}) {
            const auto file = std::string(name) + ".npy";
            if (!fs::exists(folder / file)) continue;
            const double most = apart(NpyFile::read(folder / file), NpyFile::read(out / file));
            qInfo("%s %s: %.2g", folder.filename().c_str(), name, most);
            QVERIFY2(most <= allowed, qPrintable(QString("%1: %2").arg(name).arg(most)));
            ++compared;
        }
        QVERIFY(compared >= 2);
    }

    /// Values of a network as a file has them, each with a name of the given spelling.
    struct File {
        std::vector<nn::StateDict::Entry> entries;
        std::vector<std::vector<std::byte>> bytes;
        std::vector<store::TensorView> views;
        void add(const std::string& name, const Tensor& tensor, store::TensorType type = store::TensorType::Float32) {
            const auto kind = type == store::TensorType::Float16    ? torch::kHalf
                              : type == store::TensorType::BFloat16 ? torch::kBFloat16
                                                                    : torch::kFloat;
            const auto values = tensor.detach().to(kind).contiguous();
            const auto* const begin = static_cast<const std::byte*>(values.const_data_ptr());
            bytes.emplace_back(begin, begin + values.nbytes());
            views.push_back({name, type, values.sizes().vec(), bytes.back()});
        }
        static File of(const models::SpeechEncoder& network, const std::string& prefix, bool newer,
                       store::TensorType type = store::TensorType::Float32) {
            File file;
            for (const auto& item : network->named_parameters()) {
                const auto& name = item.key();
                const bool head =
                    name.starts_with("lm_head") || name.starts_with("classifier") || name.starts_with("projector");
                const auto full = head ? name : prefix + name;
                if (name != "encoder.pos_conv_embed.conv.weight") {
                    file.add(full, item.value(), type);
                    continue;
                }
                const auto norm = item.value().detach().pow(2).sum(at::IntArrayRef({0, 1}), true).sqrt();
                const auto stem = prefix + "encoder.pos_conv_embed.conv.";
                file.add(stem + (newer ? "parametrizations.weight.original0" : "weight_g"), norm, type);
                file.add(stem + (newer ? "parametrizations.weight.original1" : "weight_v"), item.value() * 3.0, type);
            }
            return file;
        }
    };

private Q_SLOTS:
    void equalsTheReference_data() {
        QTest::addColumn<QString>("folder");
        if (!sharedFolder().empty()) addCases(sharedFolder() / "reference" / "models");
        if (sharedFolder().empty()) QTest::newRow("none") << QString();
    }
    void equalsTheReference() {
        QFETCH(QString, folder);
        PROSOSCOPE_SHARED_OR_SKIP(models, "reference/models");
        compareCase(folder);
    }

    void equalsTransformers_data() {
        QTest::addColumn<QString>("folder");
        addCases(fs::path(PROSOSCOPE_SOURCE_DIR) / "tests" / "fixtures" / "speech_encoders");
    }
    void equalsTransformers() {
        QFETCH(QString, folder);
        compareCase(folder);
        // And what the encoder is given: samples normalised, or as mel bands.
        const auto text = checkpoints::readEncoderConfigText(toPath(folder));
        PROSOSCOPE_VERIFY(text);
        const auto config = checkpoints::parseEncoderConfig(*text, "config.json");
        PROSOSCOPE_VERIFY(config);
        const auto samples = NpyFile::read(toPath(folder) / "samples.npy");
        const auto input = NpyFile::read(toPath(folder) / "input.npy");
        QVERIFY(samples.ok && input.ok);
        const std::span<const float> mono(samples.values);
        const auto made = models::encoderBatch({&mono, 1}, *config).input.contiguous();
        QCOMPARE(made.numel(), static_cast<std::int64_t>(input.values.size()));
        const double most = (made.view({-1}) - torch::tensor(input.values)).abs().max().item<double>();
        qInfo("input: %.2g", most);
        QVERIFY2(most < 2e-5, qPrintable(QString::number(most)));
    }

    /// Sums and first values that the file of a rebuilt model says.
    void rebuildsWeights() {
        PROSOSCOPE_SHARED_OR_SKIP(folder, "reference/models/wavlm_base_random");
        const auto first = training::closedFormWeights("feature_extractor.conv_layers.0.layer_norm.weight", {512}, 17);
        QVERIFY(std::abs(static_cast<double>(first[0]) - 0.9603012800216675) < 1e-9);
        const auto gains = training::closedFormWeights("encoder.pos_conv_embed.conv.weight_g", {1, 1, 128}, 17);
        QVERIFY(std::abs(static_cast<double>(gains[0]) - 0.8554137349128723) < 1e-9);
        double sum = 0.0;
        for (const float value : gains) sum += static_cast<double>(value);
        QVERIFY(std::abs(sum - 95.2386325597763) < 1e-6);
    }

    void hasThePublishedSizes() {
        EncoderConfig base;
        for (const int kernel : {10, 3, 3, 3, 3, 2, 2}) base.convolutions.push_back({512, kernel, kernel == 10 ? 5 : 2});
        const auto count = [](const EncoderConfig& config) {
            std::int64_t sum = 0;
            for (const auto& tensor : checkpoints::encoderTensors(config)) {
                std::int64_t values = 1;
                for (const auto size : tensor.shape) values *= size;
                sum += values;
            }
            return sum;
        };
        // 128 gains of the weight norm are folded away.
        QCOMPARE(count(base), std::int64_t{94'371'712 - 128});
        auto large = base;
        large.hidden = 1024;
        large.layers = 24;
        large.feedForward = 4096;
        large.heads = 16;
        QCOMPARE(count(large), std::int64_t{315'428'992 - 128});
        large.convolutionNorm = checkpoints::ConvolutionNorm::Layer;
        large.convolutionBias = true;
        QCOMPARE(count(large), std::int64_t{315'438'720 - 128});
    }

    void paddingChangesNothing_data() {
        QTest::addColumn<int>("family");
        QTest::addColumn<bool>("layerNorm");
        QTest::addColumn<bool>("batchNorm");
        QTest::newRow("wav2vec 2.0, group norm") << static_cast<int>(EncoderFamily::Wav2Vec2) << false << false;
        QTest::newRow("wav2vec 2.0, layer norm, pre-norm") << static_cast<int>(EncoderFamily::Wav2Vec2) << true << false;
        QTest::newRow("HuBERT, batch norm") << static_cast<int>(EncoderFamily::Hubert) << false << true;
        QTest::newRow("WavLM") << static_cast<int>(EncoderFamily::WavLm) << false << false;
        QTest::newRow("WavLM, pre-norm") << static_cast<int>(EncoderFamily::WavLm) << true << false;
        QTest::newRow("data2vec") << static_cast<int>(EncoderFamily::Data2VecAudio) << false << false;
        QTest::newRow("Whisper") << static_cast<int>(EncoderFamily::Whisper) << false << false;
    }
    void paddingChangesNothing() {
        QFETCH(int, family);
        QFETCH(bool, layerNorm);
        QFETCH(bool, batchNorm);
        auto config = small(static_cast<EncoderFamily>(family));
        config.positionBatchNorm = batchNorm;
        config.normalise = true;
        if (layerNorm) {
            config.convolutionNorm = checkpoints::ConvolutionNorm::Layer;
            config.convolutionBias = config.preNorm = true;
        }
        config.head = HeadKind::Classification;
        config.outputNames = {"a", "b", "c"};
        config.weightedLayerSum = true;
        auto network = made(config);
        const torch::NoGradGuard noGrad;
        const std::vector<std::vector<float>> sounds{sound(9000, 1), sound(400, 2), sound(15000, 3), sound(3211, 4)};
        const std::vector<std::span<const float>> views(sounds.begin(), sounds.end());
        const auto batch = models::encoderBatch(views, config);
        std::vector<Tensor> together;
        network->forward(batch.input, batch.samples,
                         [&](std::size_t, const Tensor& values) { together.push_back(values.clone()); });
        QCOMPARE(together.size(), std::size_t{4});
        const auto heads = network->outputs(batch.input, batch.samples);
        const auto frames = network->frames(batch.samples);
        for (std::size_t b = 0; b < sounds.size(); ++b) {
            const auto row = static_cast<std::int64_t>(b);
            const auto alone = models::encoderBatch({&views[b], 1}, config);
            const auto check = [&](std::size_t layer, const Tensor& values) {
                const double most = apart(together[layer][row].narrow(0, 0, frames[b]), values[0].narrow(0, 0, frames[b]));
                QVERIFY2(most < 1e-5, qPrintable(QString("sound %1, layer %2: %3").arg(b).arg(layer).arg(most)));
            };
            network->forward(alone.input, {}, check);
            network->forward(alone.input, alone.samples, check);
            QVERIFY(apart(network->outputs(alone.input)[0], heads[row]) < 1e-5);
        }
        // And the sounds do matter.
        QVERIFY(apart(together[3][0].narrow(0, 0, 1), together[3][2].narrow(0, 0, 1)) > 1e-2);
        QVERIFY(apart(heads[0], heads[2]) > 1e-4);
    }

    /// Of every family with its biases and masks: rows sum to 1 over valid frames, and being looked at changes nothing.
    void showsWhereItsHeadsLook_data() { paddingChangesNothing_data(); }
    void showsWhereItsHeadsLook() {
        QFETCH(int, family);
        QFETCH(bool, layerNorm);
        auto config = small(static_cast<EncoderFamily>(family));
        if (layerNorm) {
            config.convolutionNorm = checkpoints::ConvolutionNorm::Layer;
            config.convolutionBias = config.preNorm = true;
        }
        auto network = made(config);
        const torch::NoGradGuard noGrad;
        const std::vector<std::vector<float>> sounds{sound(9000, 1), sound(4000, 2)};
        const std::vector<std::span<const float>> views(sounds.begin(), sounds.end());
        const auto batch = models::encoderBatch(views, config);
        const auto plain = network->forward(batch.input, batch.samples).last;
        std::vector<Tensor> maps;
        const auto looked =
            network->forward(batch.input, batch.samples, {}, [&](const Tensor& weights) { maps.push_back(weights.clone()); });
        QVERIFY(apart(looked.last, plain) < 1e-5);
        QCOMPARE(maps.size(), static_cast<std::size_t>(config.layers));
        const auto frames = config.family == EncoderFamily::Whisper ? nn::Lengths{} : network->frames(batch.samples);
        for (const auto& map : maps) {
            QCOMPARE(map.size(1), static_cast<std::int64_t>(config.heads));
            QVERIFY((map.sum(-1) - 1.0).abs().max().item<double>() < 1e-5);
            if (frames.empty()) continue;
            const auto behind = map[1].narrow(-1, frames[1], map.size(-1) - frames[1]);
            QVERIFY(behind.numel() > 0 && behind.abs().max().item<double>() == 0.0);
        }
        QVERIFY((maps[0][0][0] - maps[0][0][1]).abs().max().item<double>() > 1e-4);  // heads differ
    }

    void normalisesTheInput() {
        auto config = small(EncoderFamily::Wav2Vec2);
        const std::vector<float> samples{1.0F, 2.0F, 3.0F, 6.0F};
        QVERIFY(models::normalisedSamples(samples, config) == samples);
        config.normalise = true;
        config.normaliseEps = 0.5;
        const auto normal = models::normalisedSamples(samples, config);
        QVERIFY(std::abs(static_cast<double>(normal[3]) - 3.0 / 2.0) < 1e-6);  // variance 3.5
        QVERIFY(models::normalisedSamples(std::vector<float>(4, 0.25F), config) == std::vector<float>(4, 0.0F));
    }

    void drawsFromItsSeedAlone() {
        const auto config = small(EncoderFamily::WavLm);
        const auto first = nn::stateOf(*models::makeSpeechEncoder(config, 5));
        const auto again = nn::stateOf(*models::makeSpeechEncoder(config, 5));
        const auto other = nn::stateOf(*models::makeSpeechEncoder(config, 6));
        const char* const name = "encoder.layers.2.attention.v_proj.weight";
        QVERIFY(first.find(name) != nullptr && first.find(name)->values == again.find(name)->values);
        QVERIFY(first.find(name)->values != other.find(name)->values);
    }

    void partsLearnAsAsked() {
        auto config = small(EncoderFamily::Wav2Vec2);
        config.head = HeadKind::Regression;
        config.outputNames = {"arousal"};
        auto network = models::makeSpeechEncoder(config, 1);
        network->train({.projection = false, .firstLayer = 2});
        QVERIFY(network->is_training());
        for (const auto& item : network->named_parameters()) {
            const std::string_view name = item.key();
            const bool learns = name.starts_with("encoder.layers.2.") || name.starts_with("classifier.");
            QVERIFY2(item.value().requires_grad() == learns, item.key().c_str());
        }
        const auto loss = network->outputs(torch::randn({2, 4000})).pow(2).sum();
        loss.backward();
        const auto parameters = network->named_parameters();
        QVERIFY(parameters["encoder.layers.2.attention.q_proj.weight"].grad().abs().sum().item<double>() > 0.0);
        QVERIFY(!parameters["encoder.layers.1.attention.q_proj.weight"].grad().defined());
    }

    void dropsInTrainingAlone() {
        auto config = small(EncoderFamily::Wav2Vec2);
        config.layerDrop = 0.4;
        auto network = models::makeSpeechEncoder(config, 1);
        const auto input = torch::randn({1, 6000});
        const auto run = [&](std::uint64_t seed) {
            network->setGenerator(at::make_generator<at::CPUGeneratorImpl>(seed));
            return network->forward(input).last;
        };
        network->eval();
        QCOMPARE(apart(run(1), run(2)), 0.0);
        network->train(models::TrainedParts{});
        QCOMPARE(apart(run(1), run(1)), 0.0);
        QVERIFY(apart(run(1), run(2)) > 1e-3);
    }

    void masksAsTransformers() {
        core::Random random(3);
        // 0.5 * 100 / 10 + u: 5 spans always, and of 9 places none.
        const auto mask = models::spanMask({100, 9, 10, 50}, 100, 0.5, 10, 2, random);
        const auto count = mask.sum(1);
        QVERIFY(count[0].item<int>() > 10 && count[0].item<int>() <= 60);
        QCOMPARE(count[1].item<int>(), 0);
        QCOMPARE(count[2].item<int>(), 10);
        QCOMPARE(mask[3].narrow(0, 50, 50).sum().item<int>(), 0);
        QVERIFY(count[3].item<int>() >= 10);
        // On the average over many draws the spans are as many as asked for.
        double spans = 0.0;
        for (int i = 0; i < 400; ++i) spans += models::spanMask({400}, 400, 0.0125, 1, 0, random).sum().item<double>();
        QVERIFY(std::abs(spans / 400.0 - 5.0) < 0.2);

        auto config = small(EncoderFamily::Wav2Vec2);
        config.timeMaskProbability = 0.4;
        config.timeMaskLength = 3;
        auto network = models::makeSpeechEncoder(config, 1);
        network->setMasking(models::trainingMasks(config, std::make_shared<core::Random>(4)));
        const auto input = torch::randn({2, 8000});
        network->eval();
        const auto plain = network->forward(input, {8000, 6000}).last;
        QCOMPARE(apart(network->forward(input, {8000, 6000}).last, plain), 0.0);
        network->train(models::TrainedParts{});
        QVERIFY(apart(network->forward(input, {8000, 6000}).last, plain) > 1e-3);
    }

    void loadsBothSpellings() {
        auto config = small(EncoderFamily::Wav2Vec2);
        config.head = HeadKind::Ctc;
        config.vocabulary.resize(5);
        auto network = made(config);
        const auto input = torch::randn({1, 5000});
        const torch::NoGradGuard noGrad;
        const auto expected = network->outputs(input);
        QCOMPARE(expected.sizes().vec(), (std::vector<std::int64_t>{1, 15, 5}));
        for (const bool newer : {false, true}) {
            for (const char* prefix : {"", "wav2vec2."}) {
                const auto file = File::of(network, prefix, newer);
                auto loaded = models::loadSpeechEncoder(config, file.views, "model.safetensors");
                PROSOSCOPE_VERIFY(loaded);
                QVERIFY(apart((*loaded)->outputs(input), expected) < 1e-5);
            }
        }
        const auto folded = [&] {
            File file;
            for (const auto& item : network->named_parameters()) file.add(item.key(), item.value());
            return file;
        }();
        QVERIFY(apart((*models::loadSpeechEncoder(config, folded.views, "f"))->outputs(input), expected) < 1e-6);
        for (const auto [type, allowed] : {std::pair{store::TensorType::Float16, 0.05}, {store::TensorType::BFloat16, 0.4}}) {
            const auto file = File::of(network, "wav2vec2.", false, type);
            auto loaded = models::loadSpeechEncoder(config, file.views, "model.safetensors");
            PROSOSCOPE_VERIFY(loaded);
            const double most = apart((*loaded)->outputs(input), expected);
            QVERIFY2(most < allowed && most > 0.0, qPrintable(QString::number(most)));
        }
        // In place: the weights are where the file is, which lives as long as the network.
        auto kept = std::make_shared<File>(folded);
        const auto* const where = kept->views.front().bytes.data();
        models::LoadEncoderSettings settings;
        settings.owner = kept;
        auto views = kept->views;
        auto lying = models::loadSpeechEncoder(config, views, "f", settings);
        kept.reset();
        settings.owner.reset();
        PROSOSCOPE_VERIFY(lying);
        QVERIFY(static_cast<const void*>((*lying)->parameters().front().const_data_ptr()) == where);
        QVERIFY(apart((*lying)->outputs(input), expected) < 1e-6);
    }

    void refusesWhatDoesNotFit() {
        const auto config = small(EncoderFamily::WavLm);
        const auto network = made(config);
        const auto whole = File::of(network, "wavlm.", false);
        const auto refused = [&](const auto& change) {
            auto views = whole.views;
            change(views);
            const auto loaded = models::loadSpeechEncoder(config, views, "model.safetensors");
            return loaded ? std::string() : loaded.error().message();
        };
        QCOMPARE(refused([](auto&) {}), std::string());
        const auto sentence = refused([](auto& views) {
            std::erase_if(
                views, [](const auto& view) { return view.name.find("layers.1.attention.k_proj.weight") != view.name.npos; });
            views.push_back({"wavlm.strange.weight", store::TensorType::Float32, {1}, views[0].bytes.first(4)});
            views[0].shape.push_back(1);
        });
        QVERIFY2(sentence.find("missing: encoder.layers.1.attention.k_proj.weight") != std::string::npos, sentence.c_str());
        QVERIFY2(sentence.find("not known: wavlm.strange.weight") != std::string::npos, sentence.c_str());
        QVERIFY2(sentence.find("instead of [24]") != std::string::npos, sentence.c_str());
        // Of the pretraining: left out, and said so.
        auto views = whole.views;
        views.push_back({"quantizer.codevectors", store::TensorType::Float32, {1}, views[0].bytes.first(4)});
        views.push_back({"project_hid.bias", store::TensorType::Float32, {1}, views[0].bytes.first(4)});
        const auto match = checkpoints::matchTensors(config, std::span<const store::TensorView>(views));
        QVERIFY(match.complete());
        QCOMPARE(match.leftOut.size(), std::size_t{2});
        QVERIFY(!refused([](auto& list) { list[5].type = store::TensorType::Int32; }).empty());
        QVERIFY(!refused([](auto& list) {
                     list.push_back(list[0]);
                     list.back().name = "masked_spec_embed";  // the same tensor twice
                 }).empty());
        QVERIFY(refused([](auto& list) {
                    std::erase_if(list, [](const auto& view) { return view.name == "wavlm.masked_spec_embed"; });
                }).empty());  // only training reads it
        auto poisoned = whole;
        const float none = std::numeric_limits<float>::quiet_NaN();
        std::memcpy(poisoned.bytes[3].data(), &none, sizeof none);
        poisoned.views.clear();
        for (std::size_t i = 0; i < whole.views.size(); ++i) {
            poisoned.views.push_back(whole.views[i]);
            poisoned.views.back().bytes = poisoned.bytes[i];
        }
        const auto loaded = models::loadSpeechEncoder(config, poisoned.views, "model.safetensors");
        QVERIFY(!loaded && loaded.error().message().find("no numbers") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestSpeechEncoder)
#include "TestSpeechEncoder.moc"
