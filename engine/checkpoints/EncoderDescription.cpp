// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoints/EncoderDescription.h"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "engine/checkpoints/FairseqSettings.h"
#include "engine/core/Characters.h"
#include "engine/core/SafeFile.h"

namespace prososcope::checkpoints {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostConvolutions = 64;
constexpr std::size_t kMostNamedLayers = 1'000;
constexpr std::size_t kLargestDictionary = std::size_t{16} << 20;
constexpr double kInputEps = 1e-5;  // of the layer norm over the waveform in fairseq and torchaudio
constexpr int kRateHz = 16000;
/// fairseq's dictionaries begin with these; the layout gives CTC's blank, here the first, the name of the second.
constexpr std::array<const char*, 4> kSpecialSymbols{"<pad>", "<s>", "</s>", "<unk>"};
/// The letters of the published English models (dict.ltr.txt of LibriSpeech), most frequent first.
constexpr std::string_view kLetters = "|ETAONIHSRDLUMWCFGYPBVK'XJQZ";

/// Attention heads of the published models by their hidden size.
struct PublishedHeads {
    std::int64_t hidden;
    std::int64_t heads;
};
constexpr std::array<PublishedHeads, 4> kPublishedHeads{{{768, 12}, {1024, 16}, {1280, 16}, {1920, 16}}};
/// Strides of the published convolutions by their kernel.
constexpr std::array<ConvolutionLayer, 3> kPublishedStrides{{{512, 10, 5}, {512, 3, 2}, {512, 2, 2}}};

const char* modelType(EncoderFamily family) {
    switch (family) {
        case EncoderFamily::Hubert:
            return "hubert";
        case EncoderFamily::WavLm:
            return "wavlm";
        case EncoderFamily::Data2VecAudio:
            return "data2vec-audio";
        default:
            return "wav2vec2";
    }
}

const char* className(EncoderFamily family) {
    switch (family) {
        case EncoderFamily::Hubert:
            return "Hubert";
        case EncoderFamily::WavLm:
            return "WavLM";
        case EncoderFamily::Data2VecAudio:
            return "Data2VecAudio";
        default:
            return "Wav2Vec2";
    }
}

/// Writes the three texts; `problem` says why it could not.
class Describer {
public:
    Describer(const RenamedTensors& tensors, const PickleValue& settings, const std::filesystem::path& file)
        : m_tensors(tensors), m_settings(settings), m_file(file) {
        for (const auto& tensor : tensors.encoder) m_shapes.emplace(tensor.name, &tensor.shape);
        for (const auto& tensor : tensors.others) m_shapes.emplace(tensor.name, &tensor.shape);
    }

    core::Result<EncoderDescription> run() {
        if (!convolutions() || !transformer() || !positions()) {
            return core::fail(core::ErrorKind::BadInput,
                              {TRANSLATABLE("Engine",
                                            "%1 does not say enough of its encoder (%2). Convert it to the Hugging Face layout "
                                            "first."),
                               {m_file.string(), m_problem}});
        }
        training();
        head();
        input();
        return std::move(m_description);
    }

private:
    bool fail(std::string what) {
        m_problem = std::move(what);
        return false;
    }
    /// The shape of a tensor of so many dimensions, or nothing.
    const std::vector<std::int64_t>* shape(const std::string& name, std::size_t dimensions) const {
        const auto found = m_shapes.find(name);
        return found != m_shapes.end() && found->second->size() == dimensions ? found->second : nullptr;
    }
    bool has(const std::string& name) const { return m_shapes.contains(name); }

    bool convolutions();
    bool transformer();
    bool positions();
    void training();
    void head();
    void input();
    std::vector<std::string> symbols(std::size_t count);

    const RenamedTensors& m_tensors;
    FairseqSettings m_settings;
    std::filesystem::path m_file;
    std::map<std::string_view, const std::vector<std::int64_t>*> m_shapes;
    EncoderDescription m_description;
    Json m_config;
    std::int64_t m_hidden = 0;
    bool m_layerNorm = false;  ///< after every convolution
    std::string m_problem;
};

bool Describer::convolutions() {
    std::vector<std::int64_t> channels;
    std::vector<std::int64_t> kernels;
    std::vector<std::int64_t> strides;
    const auto layer = [](std::size_t i) { return "feature_extractor.conv_layers." + std::to_string(i) + "."; };
    for (std::size_t i = 0; i < kMostConvolutions; ++i) {
        const auto* weight = shape(layer(i) + "conv.weight", 3);
        if (weight == nullptr) break;
        channels.push_back((*weight)[0]);
        kernels.push_back((*weight)[2]);
        const auto published = std::find_if(kPublishedStrides.begin(), kPublishedStrides.end(),
                                            [&](const auto& known) { return known.kernel == kernels.back(); });
        strides.push_back(published == kPublishedStrides.end() ? 0 : published->stride);
    }
    if (channels.empty()) return fail("feature_extractor.conv_layers.0.conv.weight");
    if (const auto text = m_settings.encoderText("conv_feature_layers")) {
        const auto layers = parseConvolutions(*text);
        if (!layers || layers->size() != channels.size()) return fail("conv_feature_layers");
        for (std::size_t i = 0; i < channels.size(); ++i) {
            if ((*layers)[i].channels != channels[i] || (*layers)[i].kernel != kernels[i]) return fail("conv_feature_layers");
            strides[i] = (*layers)[i].stride;
        }
    }
    if (std::find(strides.begin(), strides.end(), 0) != strides.end()) return fail("conv_stride");
    m_layerNorm = channels.size() > 1 && has(layer(1) + "layer_norm.weight");
    m_config["model_type"] = modelType(m_tensors.family);
    m_config["conv_dim"] = channels;
    m_config["conv_kernel"] = kernels;
    m_config["conv_stride"] = strides;
    m_config["num_feat_extract_layers"] = channels.size();
    m_config["conv_bias"] = has(layer(0) + "conv.bias");
    m_config["feat_extract_norm"] = m_layerNorm ? "layer" : "group";
    m_config["feat_extract_activation"] = "gelu";
    m_config["feat_proj_layer_norm"] = has("feature_projection.layer_norm.weight");
    return true;
}

bool Describer::transformer() {
    const auto* projection = shape("feature_projection.projection.weight", 2);
    const auto* inner = shape("encoder.layers.0.feed_forward.intermediate_dense.weight", 2);
    if (projection == nullptr || inner == nullptr) return fail("feature_projection.projection.weight");
    m_hidden = (*projection)[0];
    std::size_t layers = 0;
    while (layers < kMostNamedLayers && has("encoder.layers." + std::to_string(layers) + ".attention.k_proj.weight")) ++layers;
    if (layers == 0 || m_hidden <= 0) return fail("encoder.layers.0.attention.k_proj.weight");
    std::optional<std::int64_t> heads = m_settings.encoderWhole("encoder_attention_heads");
    const auto* buckets = shape("encoder.layers.0.attention.rel_attn_embed.weight", 2);
    if (buckets != nullptr) heads = (*buckets)[1];
    if (!heads) {
        const auto known = std::find_if(kPublishedHeads.begin(), kPublishedHeads.end(),
                                        [&](const auto& published) { return published.hidden == m_hidden; });
        if (known == kPublishedHeads.end()) return fail("num_attention_heads");
        heads = known->heads;
        m_description.remarks.push_back(
            {TRANSLATABLE("Engine", "The file does not say how many attention heads it has; assumed are %1, as published."),
             {std::to_string(*heads)}});
    }
    if (*heads <= 0 || m_hidden % *heads != 0) return fail("num_attention_heads");
    // Where nothing says it: the published models with a layer norm after every convolution have it before the attention,
    // but for data2vec.
    const bool before =
        m_settings.encoderFlag("layer_norm_first").value_or(m_layerNorm && m_tensors.family != EncoderFamily::Data2VecAudio);
    m_config["hidden_size"] = m_hidden;
    m_config["num_hidden_layers"] = layers;
    m_config["num_attention_heads"] = *heads;
    m_config["intermediate_size"] = (*inner)[0];
    m_config["do_stable_layer_norm"] = before;
    m_config["layer_norm_eps"] = 1e-5;
    m_config["hidden_act"] = m_settings.encoderText("activation_fn").value_or("gelu");
    if (buckets != nullptr) {
        m_config["num_buckets"] = (*buckets)[0];
        m_config["max_bucket_distance"] = m_settings.encoderWhole("max_distance").value_or(800);
    }
    return true;
}

bool Describer::positions() {
    const std::string base = "encoder.pos_conv_embed.";
    if (m_tensors.family == EncoderFamily::Data2VecAudio) {
        std::size_t depth = 0;
        while (depth < kMostConvolutions && has(base + "layers." + std::to_string(depth) + ".conv.weight")) ++depth;
        const auto* weight = shape(base + "layers.0.conv.weight", 3);
        if (weight == nullptr || (*weight)[1] <= 0) return fail(base + "layers.0.conv.weight");
        m_config["num_conv_pos_embeddings"] = depth;
        m_config["conv_pos_kernel_size"] = (*weight)[2];
        m_config["num_conv_pos_embedding_groups"] = m_hidden / (*weight)[1];
        return true;
    }
    const std::vector<std::int64_t>* weight = nullptr;
    for (const char* name : {"conv.weight_v", "conv.parametrizations.weight.original1", "conv.weight"}) {
        if (weight == nullptr) weight = shape(base + name, 3);
    }
    if (weight == nullptr || (*weight)[1] <= 0) return fail(base + "conv.weight_v");
    m_config["num_conv_pos_embeddings"] = (*weight)[2];
    m_config["num_conv_pos_embedding_groups"] = m_hidden / (*weight)[1];
    if (has(base + "batch_norm.running_mean")) m_config["conv_pos_batch_norm"] = true;
    return true;
}

void Describer::training() {
    constexpr std::array<std::pair<const char*, const char*>, 9> kProbabilities{{{"dropout", "hidden_dropout"},
                                                                                 {"attention_dropout", "attention_dropout"},
                                                                                 {"activation_dropout", "activation_dropout"},
                                                                                 {"dropout_input", "feat_proj_dropout"},
                                                                                 {"final_dropout", "final_dropout"},
                                                                                 {"encoder_layerdrop", "layerdrop"},
                                                                                 {"layerdrop", "layerdrop"},
                                                                                 {"mask_prob", "mask_time_prob"},
                                                                                 {"mask_channel_prob", "mask_feature_prob"}}};
    for (const auto& [name, goal] : kProbabilities) {
        if (const auto value = m_settings.probability(name)) m_config[goal] = *value;
    }
    constexpr std::array<std::pair<const char*, const char*>, 2> kLengths{
        {{"mask_length", "mask_time_length"}, {"mask_channel_length", "mask_feature_length"}}};
    constexpr std::int64_t kLongestMask = 100'000;  // frames
    for (const auto& [name, goal] : kLengths) {
        const auto value = m_settings.trainingWhole(name);
        if (value && *value > 0 && *value <= kLongestMask) m_config[goal] = *value;
    }
    if (!has("masked_spec_embed")) m_config["apply_spec_augment"] = false;
}

std::vector<std::string> Describer::symbols(std::size_t count) {
    auto found = m_settings.symbols();
    if (found.size() == count) {
        std::copy(kSpecialSymbols.begin(), kSpecialSymbols.begin() + std::min(count, kSpecialSymbols.size()), found.begin());
        return found;
    }
    for (const char* name : {"dict.ltr.txt", "dict.phn.txt", "dict.txt"}) {
        std::error_code code;
        const auto path = m_file.parent_path() / name;
        if (!std::filesystem::is_regular_file(path, code)) continue;
        const auto text = core::readFile(path, kLargestDictionary);
        if (!text || !core::isUtf8(*text)) continue;
        found.assign(kSpecialSymbols.begin(), kSpecialSymbols.end());
        for (std::size_t begin = 0; begin < text->size();) {
            const auto end = std::min(text->find('\n', begin), text->size());
            const auto line = std::string_view(*text).substr(begin, end - begin);
            if (const auto space = line.rfind(' '); space != std::string_view::npos) found.emplace_back(line.substr(0, space));
            begin = end + 1;
        }
        if (found.size() == count) return found;
    }
    const bool special = count == kLetters.size() + kSpecialSymbols.size();
    if (!special && count != kLetters.size() + 1) return {};
    m_description.remarks.push_back({TRANSLATABLE(
        "Engine", "The file does not name its symbols; assumed are the letters of the published English models.")});
    found.assign(kSpecialSymbols.begin(), kSpecialSymbols.begin() + (special ? kSpecialSymbols.size() : 1));
    for (const char letter : kLetters) found.emplace_back(1, letter);
    return found;
}

void Describer::head() {
    const auto* head = shape("lm_head.weight", 2);
    const std::string name = className(m_tensors.family);
    // Other heads are known by their tensors alone.
    if (head != nullptr || m_tensors.others.empty()) {
        m_config["architectures"] = Json::array({name + (head != nullptr ? "ForCTC" : "Model")});
    }
    if (head == nullptr || (*head)[0] <= 0) return;
    const auto count = static_cast<std::size_t>((*head)[0]);
    m_config["vocab_size"] = count;
    m_config["pad_token_id"] = 0;
    Json vocabulary = Json::object();
    const auto list = symbols(count);
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (names.insert(list[i]).second) vocabulary[list[i]] = i;
    }
    if (!list.empty()) m_description.text.vocabulary = vocabulary.dump(2) + "\n";
}

void Describer::input() {
    const bool fairseq = m_tensors.layout != NameLayout::HuggingFace;
    Json preprocessor;
    preprocessor["feature_extractor_type"] = "Wav2Vec2FeatureExtractor";
    preprocessor["feature_size"] = 1;
    preprocessor["sampling_rate"] = kRateHz;
    preprocessor["padding_value"] = 0.0;
    preprocessor["do_normalize"] = m_settings.normalize().value_or(m_layerNorm);
    preprocessor["return_attention_mask"] = m_layerNorm;
    if (fairseq) preprocessor["normalize_eps"] = kInputEps;
    m_description.text.preprocessor = preprocessor.dump(2) + "\n";
    m_description.text.config = m_config.dump(2) + "\n";
}

}  // namespace

core::Result<EncoderDescription> describeEncoder(const RenamedTensors& tensors, const PickleValue& settings,
                                                 const std::filesystem::path& file) {
    return Describer(tensors, settings, file).run();
}

}  // namespace prososcope::checkpoints
