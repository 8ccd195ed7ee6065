// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "engine/checkpoints/EncoderConfig.h"
#include "engine/core/SafeFile.h"
#include "tests/TestSupport.h"

using namespace prososcope;
using checkpoints::ConvolutionNorm;
using checkpoints::EncoderConfig;
using checkpoints::EncoderFamily;
using checkpoints::HeadKind;
using Json = nlohmann::json;

/// What a stranger's config.json, preprocessor_config.json and vocab.json say, and what is refused.
class TestEncoderConfig : public QObject {
    Q_OBJECT

private:
    static core::Result<EncoderConfig> parse(const Json& config, const std::string& preprocessor = {},
                                             const std::string& vocabulary = {}) {
        return checkpoints::parseEncoderConfig({config.dump(), preprocessor, vocabulary}, "config.json");
    }
    static Json base() { return {{"model_type", "wav2vec2"}, {"architectures", {"Wav2Vec2Model"}}}; }
    static Json with(Json json, const char* name, const Json& value) {
        json[name] = value;
        return json;
    }

private Q_SLOTS:
    void defaultsAreThoseOfTheBaseModel() {
        const auto config = parse(base());
        PROSOSCOPE_VERIFY(config);
        QVERIFY(config->family == EncoderFamily::Wav2Vec2 && config->head == HeadKind::None && config->headKnown);
        QCOMPARE(config->hidden, 768);
        QCOMPARE(config->layers, 12);
        QCOMPARE(config->heads, 12);
        QCOMPARE(config->feedForward, 3072);
        QCOMPARE(config->convolutions.size(), std::size_t{7});
        QVERIFY(config->convolutionNorm == ConvolutionNorm::Group && !config->convolutionBias && !config->preNorm);
        QCOMPARE(config->receptiveField(), std::int64_t{400});
        QCOMPARE(config->stride(), std::int64_t{320});
        QCOMPARE(config->frames(16000), std::int64_t{49});
        QCOMPARE(config->frames(400), std::int64_t{1});
        QCOMPARE(config->frames(399), std::int64_t{0});
        QCOMPARE(config->frames(-5), std::int64_t{0});
        QVERIFY(!config->normalise && !config->attentionMask);
        QCOMPARE(config->outputs(), 0);
        const auto settings = config->cardSettings(94371712);
        QCOMPARE(settings.at("layers"), 12.0);
        QCOMPARE(settings.at("receptive_field"), 400.0);
        QCOMPARE(settings.at("parameters"), 94371712.0);
    }

    void knowsTheFamilies() {
        auto large = base();
        large.update({{"feat_extract_norm", "layer"}, {"do_stable_layer_norm", true}, {"conv_bias", true}});
        const auto config = parse(large, R"({"do_normalize": true, "return_attention_mask": true, "sampling_rate": 16000})");
        PROSOSCOPE_VERIFY(config);
        QVERIFY(config->convolutionNorm == ConvolutionNorm::Layer && config->preNorm && config->convolutionBias);
        QVERIFY(config->normalise && config->attentionMask);
        QCOMPARE(config->normaliseEps, 1e-7);
        const auto fairseq = parse(large, R"({"do_normalize": true, "normalize_eps": 1e-5})");
        PROSOSCOPE_VERIFY(fairseq);
        QCOMPARE(fairseq->normaliseEps, 1e-5);

        const auto hubert = parse({{"model_type", "hubert"}, {"feat_proj_layer_norm", false}, {"conv_pos_batch_norm", true}});
        PROSOSCOPE_VERIFY(hubert);
        QVERIFY(hubert->family == EncoderFamily::Hubert && !hubert->projectionNorm && hubert->positionBatchNorm);

        const auto wavLm = parse({{"model_type", "wavlm"}, {"num_buckets", 32}, {"max_bucket_distance", 80}});
        PROSOSCOPE_VERIFY(wavLm);
        QCOMPARE(wavLm->relativeBuckets, 32);
        QCOMPARE(wavLm->relativeDistance, 80);

        const auto data2vec = parse({{"model_type", "data2vec-audio"}, {"do_stable_layer_norm", true}});
        PROSOSCOPE_VERIFY(data2vec);
        QCOMPARE(data2vec->positionKernel, 19);
        QCOMPARE(data2vec->positionDepth, 5);
        QVERIFY(data2vec->convolutionNorm == ConvolutionNorm::Layer && !data2vec->preNorm);

        const auto whisper = parse({{"model_type", "whisper"},
                                    {"architectures", {"WhisperForConditionalGeneration"}},
                                    {"d_model", 384},
                                    {"encoder_layers", 4},
                                    {"encoder_attention_heads", 6},
                                    {"encoder_ffn_dim", 1536},
                                    {"num_mel_bins", 80}});
        PROSOSCOPE_VERIFY(whisper);
        QVERIFY(whisper->family == EncoderFamily::Whisper && whisper->preNorm && whisper->head == HeadKind::None);
        QCOMPARE(whisper->frames(1), std::int64_t{1});
        QCOMPARE(whisper->frames(321), std::int64_t{2});
        QCOMPARE(whisper->frames(16000 * 40), std::int64_t{1500});
        QCOMPARE(whisper->cardSettings().at("longest_frames"), 1500.0);
        QCOMPARE(std::string(familyName(EncoderFamily::WavLm)), std::string("WavLM"));
    }

    void headsByArchitecture() {
        auto ctc = base();
        ctc.update({{"architectures", {"Wav2Vec2ForCTC"}}, {"vocab_size", 4}, {"pad_token_id", 1}});
        const auto tokens = parse(ctc, {}, R"({"<pad>": 1, "a": 0, "|": 3})");
        PROSOSCOPE_VERIFY(tokens);
        QVERIFY(tokens->head == HeadKind::Ctc);
        QVERIFY(tokens->vocabulary == (std::vector<std::string>{"a", "<pad>", "", "|"}));
        QCOMPARE(tokens->blank, 1);
        QCOMPARE(tokens->outputs(), 4);

        auto classes = base();
        classes.update({{"architectures", {"HubertForSequenceClassification"}},
                        {"id2label", {{"0", "ang"}, {"1", "hap"}, {"10", "x"}, {"2", "neu"}, {"3", "sad"}}},
                        {"use_weighted_layer_sum", true}});
        QVERIFY(!parse(classes));  // the numbers have a hole
        classes["id2label"].erase("10");
        const auto emotions = parse(classes);
        PROSOSCOPE_VERIFY(emotions);
        QVERIFY(emotions->head == HeadKind::Classification && emotions->weightedLayerSum && emotions->dimensions.empty());
        QVERIFY(emotions->labels == (std::vector<std::string>{"ang", "hap", "neu", "sad"}));
        QVERIFY(emotions->lastLayerNormed);
        QVERIFY(!parse(with(classes, "transformers_version", "5.23.0"))->lastLayerNormed);
        QVERIFY(parse(with(classes, "transformers_version", "4.46.3"))->lastLayerNormed);

        auto dimensions = base();
        dimensions.update({{"architectures", {"Wav2Vec2ForSpeechClassification"}},
                           {"id2label", {{"0", "arousal"}, {"1", "dominance"}, {"2", "valence"}}}});
        const auto affect = parse(dimensions);
        PROSOSCOPE_VERIFY(affect);
        QVERIFY(affect->head == HeadKind::Regression && affect->labels.empty());
        QCOMPARE(affect->dimensions.size(), std::size_t{3});
        QCOMPARE(affect->dimensions[1].name, std::string("dominance"));
        QCOMPARE(affect->dimensions[2].low, 0.0);
        QCOMPARE(affect->dimensions[2].high, 1.0);
        dimensions["id2label"] = {{"0", "LABEL_0"}, {"1", "LABEL_1"}, {"2", "LABEL_2"}};
        QCOMPARE(parse(dimensions)->dimensions[0].name, std::string("arousal"));
        dimensions["problem_type"] = "single_label_classification";  // the same layers, used for classes
        QCOMPARE(parse(dimensions)->labels.size(), std::size_t{3});
        QVERIFY(parse(dimensions)->head == HeadKind::Regression);
    }

    void headsByTensors() {
        const auto head = [](const std::vector<std::string>& names) {
            auto config = parse(with(base(), "architectures", {"Wav2Vec2ForSomethingElse"})).value();
            checkpoints::settleHead(config, names);
            return config;
        };
        QVERIFY(head({"classifier.dense.weight", "classifier.out_proj.weight"}).head == HeadKind::Regression);
        QVERIFY(head({"projector.weight", "classifier.weight"}).head == HeadKind::Classification);
        QCOMPARE(head({"projector.weight", "classifier.weight"}).labels.size(), std::size_t{2});
        QVERIFY(head({"lm_head.weight"}).head == HeadKind::Ctc);
        QVERIFY(head({"encoder.layer_norm.weight"}).head == HeadKind::None);
        auto known = parse(base()).value();  // "Wav2Vec2Model": a classifier beside it is none of its tensors
        checkpoints::settleHead(known, std::vector<std::string>{"classifier.out_proj.weight"});
        QVERIFY(known.head == HeadKind::None);
    }

    void refusesWhatItDoesNotCompute_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        const std::pair<const char*, const char*> wrong[] = {{"model_type", "\"wav2vec2-bert\""},
                                                             {"hidden_size", "0"},
                                                             {"hidden_size", "1e300"},
                                                             {"hidden_size", "-4"},
                                                             {"hidden_size", "12.5"},
                                                             {"hidden_size", "\"768\""},
                                                             {"num_attention_heads", "7"},
                                                             {"num_hidden_layers", "100000"},
                                                             {"conv_dim", "[]"},
                                                             {"conv_dim", "[512]"},
                                                             {"conv_kernel", "[0,3,3,3,3,2,2]"},
                                                             {"conv_stride", "{}"},
                                                             {"conv_kernel", "[1024,1024,1024,1024,1024,1024,1024]"},
                                                             {"feat_extract_norm", "\"batch\""},
                                                             {"add_adapter", "true"},
                                                             {"adapter_attn_dim", "16"},
                                                             {"hidden_act", "\"relu\""},
                                                             {"hidden_act", "5"},
                                                             {"layer_norm_eps", "-1"},
                                                             {"num_conv_pos_embedding_groups", "7"},
                                                             {"id2label", "[1]"},
                                                             {"id2label", "{\"1\":\"a\"}"},
                                                             {"architectures", "\"Wav2Vec2Model\""},
                                                             {"architectures", "[3]"},
                                                             {"do_stable_layer_norm", "1"},
                                                             {"pooling_mode", "\"max\""},
                                                             {"mask_time_prob", "2"}};
        int row = 0;
        for (const auto& [name, value] : wrong) QTest::addRow("%d %s", row++, name) << QString(name) << QString(value);
    }
    void refusesWhatItDoesNotCompute() {
        QFETCH(QString, name);
        QFETCH(QString, value);
        const auto config = parse(with(base(), name.toUtf8().constData(), Json::parse(value.toStdString())));
        QVERIFY(!config);
        QVERIFY(QString::fromStdString(config.error().message()).startsWith("config.json "));
        QVERIFY(config.error().message().ends_with("."));
    }

    void refusesBrokenTexts() {
        for (const char* text : {"", "{", "[]", "null", "\xFF", "{\"model_type\": 3}"})
            QVERIFY2(!checkpoints::parseEncoderConfig({text, {}, {}}, "config.json"), text);
        std::string deep;
        for (int i = 0; i < 100000; ++i) deep += "{\"a\":";
        QVERIFY(!checkpoints::parseEncoderConfig({deep, {}, {}}, "config.json"));
        QVERIFY(!parse(base(), "[]"));
        QVERIFY(!parse(base(), R"({"sampling_rate": 0})"));
        auto ctc = base();
        ctc.update({{"architectures", {"Wav2Vec2ForCTC"}}, {"vocab_size", 2}});
        for (const char* vocabulary :
             {R"({"a": 2})", R"({"a": -1})", R"({"a": 0, "b": 0})", R"({"a": "0"})", R"({"eng": {"a": 0}})"})
            QVERIFY2(!parse(ctc, {}, vocabulary), vocabulary);
        QVERIFY(!parse(with(ctc, "pad_token_id", 2)));
    }

    void readsAFolder() {
        QTemporaryDir folder;
        const auto path = toPath(folder.path());
        QVERIFY(!checkpoints::readEncoderConfigText(path));
        PROSOSCOPE_VERIFY(core::writeFile(path / "config.json", base().dump()));
        PROSOSCOPE_VERIFY(core::writeFile(path / "preprocessor_config.json", R"({"do_normalize": true})"));
        const auto text = checkpoints::readEncoderConfigText(path);
        PROSOSCOPE_VERIFY(text);
        QVERIFY(text->vocabulary.empty());
        QVERIFY(checkpoints::parseEncoderConfig(*text, "config.json")->normalise);
    }
};

QTEST_GUILESS_MAIN(TestEncoderConfig)
#include "TestEncoderConfig.moc"
