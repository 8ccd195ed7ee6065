// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>

#include "engine/checkpoints/EncoderDescription.h"
#include "engine/checkpoints/EncoderSource.h"
#include "engine/checkpoints/FairseqSettings.h"
#include "tests/TestSupport.h"
#include "tests/engine/checkpoints/TorchBytes.h"

using namespace prososcope;
using namespace prososcope::checkpoints;

namespace {

std::filesystem::path fixture(const char* name) {
    return std::filesystem::path(PROSOSCOPE_SOURCE_DIR) / "tests" / "fixtures" / "checkpoints" / name;
}

/// Tensors of zeros in memory.
class Shapes {
public:
    Shapes& add(const std::string& name, std::vector<std::int64_t> shape) {
        m_list.push_back({name, store::TensorType::Float32, std::move(shape), {}});
        return *this;
    }
    [[nodiscard]] const std::vector<store::TensorView>& list() const { return m_list; }

private:
    std::vector<store::TensorView> m_list;
};

const store::TensorView* named(const std::vector<store::TensorView>& tensors, std::string_view name) {
    const auto found = std::find_if(tensors.begin(), tensors.end(), [&](const auto& tensor) { return tensor.name == name; });
    return found == tensors.end() ? nullptr : &*found;
}

/// torchaudio's base model without its transformer's inside, which is all the same; `prefix` stands before its names.
Shapes torchaudioBase(const std::string& prefix, bool layerNorm = false) {
    Shapes shapes;
    const std::vector<std::int64_t> kernels{10, 3, 3, 3, 3, 2, 2};
    for (std::size_t i = 0; i < kernels.size(); ++i) {
        const auto layer = prefix + "feature_extractor.conv_layers." + std::to_string(i) + ".";
        shapes.add(layer + "conv.weight", {512, i == 0 ? 1 : 512, kernels[i]});
        if (layerNorm || i == 0) shapes.add(layer + "layer_norm.weight", {512}).add(layer + "layer_norm.bias", {512});
    }
    shapes.add(prefix + "encoder.feature_projection.layer_norm.weight", {512});
    shapes.add(prefix + "encoder.feature_projection.projection.weight", {768, 512});
    shapes.add(prefix + "encoder.transformer.pos_conv_embed.conv.weight_v", {768, 48, 128});
    shapes.add(prefix + "encoder.transformer.layer_norm.weight", {768});
    shapes.add(prefix + "encoder.transformer.layers.0.attention.k_proj.weight", {768, 768});
    shapes.add(prefix + "encoder.transformer.layers.0.feed_forward.intermediate_dense.weight", {3072, 768});
    return shapes;
}

}  // namespace

class TestEncoderSource : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fairseqWithArguments();
    void fairseqFineTuned();
    void wavLmOfMicrosoft();
    void torchaudio();
    void torchaudioWavLm();
    void hubertAndData2Vec();
    void hubertByItsSettings();
    void otherPrefixes();
    void withoutConfiguration();
    void referenceFolders();
    void symbolsBesideTheFile();
    void refusals();
    void convolutionsAsText();
};

void TestEncoderSource::fairseqWithArguments() {
    const auto source = openEncoderSource(fixture("fairseq-args.pt"));
    PROSOSCOPE_VERIFY(source);
    QCOMPARE(source->layout, NameLayout::Fairseq);
    QVERIFY(source->remarks.empty());
    QCOMPARE(source->leftOut, (std::vector<std::string>{"quantizer.vars", "project_q.weight", "final_proj.weight"}));
    const auto config = parseEncoderConfig(source->text, "fairseq-args.pt");
    PROSOSCOPE_VERIFY(config);
    QCOMPARE(config->family, EncoderFamily::Wav2Vec2);
    QCOMPARE(config->convolutions.size(), std::size_t{7});
    QCOMPARE(config->convolutions[0].stride, 5);
    QCOMPARE(config->convolutions[6].kernel, 2);
    QCOMPARE(config->stride(), std::int64_t{320});
    QCOMPARE(config->hidden, 8);
    QCOMPARE(config->layers, 1);
    QCOMPARE(config->heads, 2);
    QCOMPARE(config->feedForward, 12);
    QCOMPARE(config->convolutionNorm, ConvolutionNorm::Group);
    QVERIFY(!config->convolutionBias && !config->preNorm && !config->normalise && !config->attentionMask);
    QCOMPARE(config->normaliseEps, 1e-5);
    QCOMPARE(config->positionKernel, 6);
    QCOMPARE(config->positionGroups, 2);
    QCOMPARE(config->timeMaskProbability, 0.65);
    QCOMPARE(config->layerDrop, 0.05);
    QCOMPARE(config->head, HeadKind::None);
    // Every value came with its name: tensor t (of the file) begins with t + 1.
    const std::vector<std::pair<const char*, float>> first{{"masked_spec_embed", 1},
                                                           {"feature_extractor.conv_layers.0.conv.weight", 2},
                                                           {"feature_extractor.conv_layers.0.layer_norm.weight", 3},
                                                           {"feature_extractor.conv_layers.0.layer_norm.bias", 4},
                                                           {"feature_extractor.conv_layers.6.conv.weight", 10},
                                                           {"feature_projection.projection.weight", 11},
                                                           {"encoder.pos_conv_embed.conv.bias", 13},
                                                           {"encoder.pos_conv_embed.conv.weight_g", 14},
                                                           {"encoder.pos_conv_embed.conv.weight_v", 15},
                                                           {"encoder.layers.0.attention.k_proj.weight", 16},
                                                           {"encoder.layers.0.attention.v_proj.bias", 19},
                                                           {"encoder.layers.0.attention.q_proj.weight", 20},
                                                           {"encoder.layers.0.attention.out_proj.weight", 22},
                                                           {"encoder.layers.0.layer_norm.weight", 24},
                                                           {"encoder.layers.0.final_layer_norm.weight", 26},
                                                           {"encoder.layers.0.feed_forward.intermediate_dense.weight", 28},
                                                           {"encoder.layers.0.feed_forward.output_dense.bias", 31},
                                                           {"encoder.layer_norm.weight", 32},
                                                           {"feature_projection.layer_norm.bias", 35}};
    QCOMPARE(source->tensors.size(), std::size_t{35});
    for (const auto& [name, value] : first) {
        const auto* tensor = named(source->tensors, name);
        QVERIFY2(tensor != nullptr, name);
        std::vector<float> values(tensor->elements());
        QVERIFY(source->checkpoint.readFloats(*tensor, values));
        QVERIFY2(values[0] == value, name);
        QCOMPARE(values.back(), value + static_cast<float>(values.size() - 1) / 1024.0F);
    }
}

void TestEncoderSource::fairseqFineTuned() {
    const auto source = openEncoderSource(fixture("fairseq-ctc.pt"));
    PROSOSCOPE_VERIFY(source);
    const auto config = parseEncoderConfig(source->text, "fairseq-ctc.pt");
    PROSOSCOPE_VERIFY(config);
    QCOMPARE(config->head, HeadKind::Ctc);
    QCOMPARE(config->convolutionNorm, ConvolutionNorm::Layer);
    QVERIFY(config->convolutionBias && config->preNorm && config->normalise && config->attentionMask);
    QCOMPARE(config->blank, 0);
    QCOMPARE(config->vocabulary, (std::vector<std::string>{"<pad>", "<s>", "</s>", "<unk>", "|", "ä", "B"}));
    QCOMPARE(config->timeMaskProbability, 0.5);
    QCOMPARE(config->channelMaskProbability, 0.25);
    QCOMPARE(config->channelMaskLength, 64);
    QCOMPARE(config->layerDrop, 0.1);
    QCOMPARE(config->finalDropout, 0.0);
    for (const char* name : {"wav2vec2.masked_spec_embed", "wav2vec2.feature_extractor.conv_layers.3.layer_norm.bias",
                             "wav2vec2.feature_extractor.conv_layers.3.conv.bias", "lm_head.weight", "lm_head.bias"}) {
        QVERIFY2(named(source->tensors, name) != nullptr, name);
    }
}

void TestEncoderSource::wavLmOfMicrosoft() {
    const auto source = openEncoderSource(fixture("wavlm.pt"));
    PROSOSCOPE_VERIFY(source);
    const auto config = parseEncoderConfig(source->text, "wavlm.pt");
    PROSOSCOPE_VERIFY(config);
    QCOMPARE(config->family, EncoderFamily::WavLm);
    QCOMPARE(config->heads, 4);
    QCOMPARE(config->relativeBuckets, 32);
    QCOMPARE(config->relativeDistance, 80);
    for (const char* name :
         {"encoder.layers.0.attention.gru_rel_pos_linear.weight", "encoder.layers.0.attention.gru_rel_pos_const",
          "encoder.layers.0.attention.rel_attn_embed.weight"}) {
        QVERIFY2(named(source->tensors, name) != nullptr, name);
    }
}

void TestEncoderSource::torchaudio() {
    for (const auto& [prefix, head, symbols] :
         {std::tuple<std::string, std::string, std::int64_t>{"", "aux", 29}, {"wav2vec2.", "aux", 7}}) {
        auto shapes = torchaudioBase(prefix);
        shapes.add(head + ".weight", {symbols, 768}).add(head + ".bias", {symbols});
        const auto renamed = huggingFaceNames(shapes.list(), "model.pt");
        PROSOSCOPE_VERIFY(renamed);
        QCOMPARE(renamed->layout, NameLayout::Torchaudio);
        for (const char* name :
             {"feature_projection.projection.weight", "encoder.pos_conv_embed.conv.weight_v", "encoder.layer_norm.weight",
              "encoder.layers.0.attention.k_proj.weight", "feature_extractor.conv_layers.0.layer_norm.bias"}) {
            QVERIFY2(named(renamed->encoder, name) != nullptr, name);
        }
        QVERIFY(named(renamed->others, "lm_head.weight") != nullptr);
        const auto description = describeEncoder(*renamed, {}, "model.pt");
        PROSOSCOPE_VERIFY(description);
        const auto config = parseEncoderConfig(description->text, "model.pt");
        PROSOSCOPE_VERIFY(config);
        QCOMPARE(config->heads, 12);
        QCOMPARE(config->head, HeadKind::Ctc);
        QCOMPARE(config->vocabulary.size(), static_cast<std::size_t>(symbols));
        // What was assumed is said: the heads, and the letters where there are as many.
        QCOMPARE(description->remarks.size(), std::size_t(symbols == 29 ? 2 : 1));
        if (symbols == 29) QVERIFY(config->vocabulary[1] == "|" && config->vocabulary[28] == "Z");
        QCOMPARE(config->timeMaskProbability, 0.0);  // no mask embedding to train with
        QCOMPARE(config->normaliseEps, 1e-5);
    }
}

void TestEncoderSource::torchaudioWavLm() {
    // Query, key and value in one tensor: three views.
    std::vector<float> stacked(12 * 4);
    for (std::size_t i = 0; i < stacked.size(); ++i) stacked[i] = static_cast<float>(i);
    auto shapes = torchaudioBase("");
    auto tensors = shapes.list();
    const std::string attention = "encoder.transformer.layers.0.attention.";
    tensors.push_back(
        {attention + "attention.in_proj_weight", store::TensorType::Float32, {12, 4}, std::as_bytes(std::span(stacked))});
    tensors.push_back({attention + "attention.out_proj.weight", store::TensorType::Float32, {4, 4}, {}});
    tensors.push_back({attention + "gru_rel_pos_linear.weight", store::TensorType::Float32, {8, 2}, {}});
    std::erase_if(tensors, [&](const auto& tensor) { return tensor.name == attention + "k_proj.weight"; });
    const auto renamed = huggingFaceNames(tensors, "model.pt");
    PROSOSCOPE_VERIFY(renamed);
    QCOMPARE(renamed->family, EncoderFamily::WavLm);
    const char* parts[] = {"q", "k", "v"};
    for (int i = 0; i < 3; ++i) {
        const auto* part = named(renamed->encoder, std::string("encoder.layers.0.attention.") + parts[i] + "_proj.weight");
        QVERIFY(part != nullptr);
        QCOMPARE(part->shape, (std::vector<std::int64_t>{4, 4}));
        QCOMPARE(part->floats()[0], 16.0F * static_cast<float>(i));
    }
    QVERIFY(named(renamed->encoder, "encoder.layers.0.attention.out_proj.weight") != nullptr);
    QVERIFY(named(renamed->encoder, "encoder.layers.0.attention.gru_rel_pos_linear.weight") != nullptr);
}

void TestEncoderSource::hubertAndData2Vec() {
    Shapes hubert;
    hubert.add("feature_extractor.conv_layers.0.0.weight", {8, 1, 10}).add("post_extract_proj.weight", {8, 8});
    hubert.add("label_embs_concat", {504, 8}).add("final_proj.weight", {8, 8});
    hubert.add("encoder.pos_conv.0.running_mean", {8}).add("encoder.pos_conv.0.weight", {8});
    hubert.add("encoder.pos_conv.1.weight_v", {8, 4, 6});
    const auto first = huggingFaceNames(hubert.list(), "hubert.pt");
    PROSOSCOPE_VERIFY(first);
    QCOMPARE(first->family, EncoderFamily::Hubert);
    QCOMPARE(first->leftOut.size(), std::size_t{2});
    QVERIFY(named(first->encoder, "encoder.pos_conv_embed.batch_norm.running_mean") != nullptr);
    QVERIFY(named(first->encoder, "encoder.pos_conv_embed.batch_norm.weight") != nullptr);
    QVERIFY(named(first->encoder, "encoder.pos_conv_embed.conv.weight_v") != nullptr);
    Shapes data2vec;
    data2vec.add("feature_extractor.conv_layers.0.0.weight", {8, 1, 10}).add("post_extract_proj.weight", {8, 8});
    for (int i = 0; i < 5; ++i) data2vec.add("encoder.pos_conv." + std::to_string(i) + ".0.weight", {8, 4, 19});
    data2vec.add("encoder.layers.0.fc1.weight", {16, 8}).add("encoder.layers.0.self_attn.k_proj.weight", {8, 8});
    const auto second = huggingFaceNames(data2vec.list(), "data2vec.pt");
    PROSOSCOPE_VERIFY(second);
    QCOMPARE(second->family, EncoderFamily::Data2VecAudio);
    QVERIFY(named(second->encoder, "encoder.pos_conv_embed.layers.4.conv.weight") != nullptr);
}

void TestEncoderSource::hubertByItsSettings() {
    // The fine-tuned file without what pretraining needs: only its settings name it.
    using namespace torchbytes;
    std::vector<std::pair<std::string, std::string>> state;
    const auto add = [&](const std::string& name, std::vector<std::int64_t> shape) {
        std::vector<std::int64_t> strides(shape.size(), 1);
        for (std::size_t i = shape.size(); i-- > 1;) strides[i - 1] = strides[i] * shape[i];
        state.emplace_back("w2v_encoder.w2v_model." + name, tensor(storage("FloatStorage", "0", 48), 0, shape, strides));
    };
    add("feature_extractor.conv_layers.0.0.weight", {2, 1, 10});
    add("post_extract_proj.weight", {4, 2});
    add("encoder.pos_conv.0.weight_v", {4, 2, 6});
    add("encoder.layers.0.self_attn.k_proj.weight", {4, 4});
    add("encoder.layers.0.fc1.weight", {6, 4});
    const auto model = dictionary({{"_name", text("hubert_ctc")}, {"encoder_attention_heads", integer(2)}});
    const auto bytes = archive(dictionary({{"cfg", dictionary({{"model", model}})}, {"model", dictionary(state)}}),
                               {{"0", std::string(192, '\0')}});
    const QTemporaryDir folder;
    const auto path = toPath(folder.path()) / "hubert.pt";
    std::ofstream(path, std::ios::binary) << bytes;
    const auto source = openEncoderSource(path);
    PROSOSCOPE_VERIFY(source);
    const auto config = parseEncoderConfig(source->text, "hubert.pt");
    PROSOSCOPE_VERIFY(config);
    QCOMPARE(config->family, EncoderFamily::Hubert);
    QCOMPARE(config->heads, 2);
}

void TestEncoderSource::otherPrefixes() {
    // The shortest place counts: an average of the weights beside them is none of the encoder's tensors.
    Shapes shapes;
    for (const std::string prefix : {"model.", "model.average."}) {
        shapes.add(prefix + "feature_extractor.conv_layers.0.0.weight", {8, 1, 10})
            .add(prefix + "post_extract_proj.weight", {8, 8});
    }
    shapes.add("decoder.embed.weight", {4, 4});
    const auto renamed = huggingFaceNames(shapes.list(), "m.pt");
    PROSOSCOPE_VERIFY(renamed);
    QCOMPARE(renamed->encoder.size(), std::size_t{2});
    QCOMPARE(renamed->others.size(), std::size_t{3});
    QVERIFY(named(renamed->others, "decoder.embed.weight") != nullptr);  // the network refuses what it does not know
}

void TestEncoderSource::withoutConfiguration() {
    PROSOSCOPE_SHARED_OR_SKIP(model, "reference/models/w2v2_tiny_layer_stable/model.safetensors");
    const QTemporaryDir folder;
    std::filesystem::copy(model, toPath(folder.path()) / "model.safetensors");
    // Nothing says how many heads a model of this size has.
    const auto source = openEncoderSource(toPath(folder.path()));
    QVERIFY(!source);
    QVERIFY(QString::fromStdString(source.error().message()).contains("num_attention_heads"));
}

void TestEncoderSource::referenceFolders() {
    PROSOSCOPE_SHARED_OR_SKIP(models, "reference/models");
    int count = 0;
    for (const auto& item : std::filesystem::directory_iterator(models)) {
        if (!std::filesystem::exists(item.path() / "model.safetensors")) continue;
        ++count;
        for (const auto& path : {item.path(), item.path() / "model.safetensors"}) {
            const auto source = openEncoderSource(path);
            PROSOSCOPE_VERIFY(source);
            QCOMPARE(source->layout, NameLayout::HuggingFace);
            QCOMPARE(source->tensors.size(), source->checkpoint.tensors().size());
            const auto config = parseEncoderConfig(source->text, path.string());
            PROSOSCOPE_VERIFY(config);
            // What the shapes alone say is what config.json says.
            const auto renamed = huggingFaceNames(source->checkpoint.tensors(), path.string());
            PROSOSCOPE_VERIFY(renamed);
            QCOMPARE(renamed->encoder.size() + renamed->others.size(), source->tensors.size());
        }
    }
    QVERIFY(count >= 4);
}

void TestEncoderSource::symbolsBesideTheFile() {
    const QTemporaryDir folder;
    auto shapes = torchaudioBase("");
    shapes.add("aux.weight", {6, 768});
    std::ofstream(toPath(folder.path()) / "dict.ltr.txt") << "| 94802\nä 12\n";
    const auto renamed = huggingFaceNames(shapes.list(), "model.pt");
    PROSOSCOPE_VERIFY(renamed);
    const auto description = describeEncoder(*renamed, {}, toPath(folder.path()) / "model.pt");
    PROSOSCOPE_VERIFY(description);
    const auto config = parseEncoderConfig(description->text, "model.pt");
    PROSOSCOPE_VERIFY(config);
    QCOMPARE(config->vocabulary, (std::vector<std::string>{"<pad>", "<s>", "</s>", "<unk>", "|", "ä"}));
}

void TestEncoderSource::refusals() {
    Shapes emotion2vec;
    emotion2vec.add("modality_encoders.AUDIO.local_encoder.conv_layers.0.0.weight", {512, 1, 10});
    const auto other = huggingFaceNames(emotion2vec.list(), "emotion2vec.pt");
    QVERIFY(!other);
    QVERIFY(QString::fromStdString(other.error().message()).contains("emotion2vec.pt holds no speech encoder"));
    Shapes twice;
    twice.add("feature_extractor.conv_layers.0.0.weight", {8, 1, 10}).add("post_extract_proj.weight", {8, 8});
    twice.add("encoder.layers.0.fc1.weight", {8, 8}).add("encoder.layers.0.fc1.weight", {8, 8});
    const auto doubled = huggingFaceNames(twice.list(), "m.pt");
    QVERIFY(!doubled);
    QVERIFY(QString::fromStdString(doubled.error().message()).contains("intermediate_dense"));
    const auto bare = describeEncoder(
        *huggingFaceNames(
            Shapes().add("feature_extractor.conv_layers.0.0.weight", {8, 1, 10}).add("post_extract_proj.weight", {8, 8}).list(),
            "m.pt"),
        {}, "m.pt");
    QVERIFY(!bare);
    QVERIFY(QString::fromStdString(bare.error().message()).contains("m.pt does not say enough"));
    // A kernel that no published model has, and no text that gives its stride.
    auto shapes = torchaudioBase("");
    shapes.add("feature_extractor.conv_layers.7.conv.weight", {512, 512, 4});
    QVERIFY(!describeEncoder(*huggingFaceNames(shapes.list(), "m.pt"), {}, "m.pt"));
}

void TestEncoderSource::convolutionsAsText() {
    const auto layers = parseConvolutions("[(512, 10, 5)] + [(512, 3, 2)] * 4 + [(512,2,2)] * 2");
    QVERIFY(layers);
    QCOMPARE(layers->size(), std::size_t{7});
    QCOMPARE((*layers)[0].kernel, 10);
    QCOMPARE((*layers)[4].stride, 2);
    QCOMPARE((*layers)[6].kernel, 2);
    QCOMPARE(parseConvolutions("[(1,2,3), (4,5,6,),]")->size(), std::size_t{2});
    for (const char* text :
         {"", "[]", "[(1,2)]", "[(1,2,3)", "[(1,2,3)] +", "[(1,2,3)] * 1000000", "[(1,2,3)] * 0", "[(1,2,-3)]", "(1,2,3)",
          "[(1,2,3)] * -1", "[(99999999999,2,3)]", "__import__('os')", "[(1,2,3)]; exec", "[(1,2,3)] * 60 + [(1,2,3)] * 60"}) {
        QVERIFY2(!parseConvolutions(text), text);
    }
}

QTEST_GUILESS_MAIN(TestEncoderSource)
#include "TestEncoderSource.moc"
