// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoints/EncoderConfig.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <system_error>

#include "engine/core/SafeFile.h"

namespace prososcope::checkpoints {

namespace {

using Json = nlohmann::json;
constexpr std::size_t kLargestText = 64 << 20;
constexpr int kDeepestNesting = 32;

// Larger than any published encoder; what a stranger's file asks for beyond is refused before anything is made of it.
constexpr double kMostHidden = 16384;
constexpr double kMostLayers = 256;
constexpr double kMostHeads = 512;
constexpr double kMostFeedForward = 131072;
constexpr std::size_t kMostConvolutions = 16;
constexpr double kMostChannels = 8192;
constexpr double kLongestKernel = 1024;
constexpr double kMostTokens = 1'000'000;
constexpr std::size_t kMostOutputs = 1000;
constexpr double kMostWhisperFrames = 100'000;

constexpr int kWhisperMelHop = 160;    // samples
constexpr int kWhisperStride = 320;    // samples: its second convolution has stride 2
constexpr int kDefaultOutputs = 2;     // labels that transformers assumes, and does not write down
constexpr double kLastNormGoneIn = 5;  // of transformers: see EncoderConfig::lastLayerNormed

struct FamilyName {
    EncoderFamily family;
    const char* type;  // model_type
    const char* shown;
};
constexpr std::array kFamilies = {
    FamilyName{EncoderFamily::Wav2Vec2, "wav2vec2", "wav2vec 2.0"},
    FamilyName{EncoderFamily::Hubert, "hubert", "HuBERT"},
    FamilyName{EncoderFamily::WavLm, "wavlm", "WavLM"},
    FamilyName{EncoderFamily::Data2VecAudio, "data2vec-audio", "data2vec-audio"},
    FamilyName{EncoderFamily::Whisper, "whisper", "Whisper"},
};

/// Names of dimensions; a head whose outputs are all among them gives dimensions.
constexpr std::array<std::string_view, 4> kDimensions{"arousal", "activation", "dominance", "valence"};
/// The order of the published model of dimensions, whose outputs a file may leave unnamed.
constexpr std::array<const char*, 3> kUsualDimensions{"arousal", "dominance", "valence"};

[[noreturn]] void refuse(core::Text text, std::string details = {}) {
    throw core::Error{core::ErrorKind::BadInput, std::move(text), std::move(details)};
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

Json parseObject(const std::string& text, const std::string& file) {
    const auto limit = [](int depth, Json::parse_event_t, Json&) {
        if (depth > kDeepestNesting) throw std::length_error("nested too deeply");
        return true;
    };
    try {
        if (text.size() > kLargestText) throw std::length_error("too long");
        auto json = Json::parse(text, limit);
        if (json.is_object()) return json;
        refuse({TRANSLATABLE("Engine", "%1 is no configuration of a speech encoder."), {file}}, "no object");
    } catch (const std::exception& error) {
        refuse({TRANSLATABLE("Engine", "%1 is no configuration of a speech encoder."), {file}}, error.what());
    }
}

/// Typed fields of one object; what is absent or null has the default of transformers.
class Fields {
public:
    Fields(const Json& json, const std::string& file) : m_json(json), m_file(file) {}

    [[nodiscard]] const Json* find(const char* name) const {
        const auto found = m_json.find(name);
        return found == m_json.end() || found->is_null() ? nullptr : &*found;
    }
    [[nodiscard]] int whole(const char* name, int absent, double lowest, double highest) const {
        const auto* value = find(name);
        return value == nullptr ? absent : wholeOf(*value, name, lowest, highest);
    }
    [[nodiscard]] double number(const char* name, double absent, double lowest, double highest) const {
        const auto* value = find(name);
        if (value == nullptr) return absent;
        if (!value->is_number()) unusable(name);
        const auto found = value->get<double>();
        if (!(found >= lowest && found <= highest)) outOfBounds(name, value->dump());
        return found;
    }
    [[nodiscard]] bool flag(const char* name, bool absent) const {
        const auto* value = find(name);
        if (value == nullptr) return absent;
        if (!value->is_boolean()) unusable(name);
        return value->get<bool>();
    }
    [[nodiscard]] std::string text(const char* name, const char* absent) const {
        const auto* value = find(name);
        if (value == nullptr) return absent;
        if (!value->is_string()) unusable(name);
        return value->get<std::string>();
    }
    [[nodiscard]] std::vector<int> wholes(const char* name, std::vector<int> absent, double highest) const {
        const auto* value = find(name);
        if (value == nullptr) return absent;
        if (!value->is_array() || value->empty() || value->size() > kMostConvolutions) unusable(name);
        std::vector<int> list;
        for (const auto& item : *value) list.push_back(wholeOf(item, name, 1, highest));
        return list;
    }
    [[noreturn]] void unusable(const char* name) const {
        refuse(
            {TRANSLATABLE("Engine", "%1 cannot be used: its field \"%2\" is not as a speech encoder has it."), {m_file, name}});
    }
    [[noreturn]] void outOfBounds(const char* name, const std::string& value) const {
        refuse({TRANSLATABLE("Engine", "%1 cannot be used: its field \"%2\" is %3, which is out of bounds."),
                {m_file, name, value}});
    }

private:
    [[nodiscard]] int wholeOf(const Json& value, const char* name, double lowest, double highest) const {
        if (!value.is_number()) unusable(name);
        const auto found = value.get<double>();
        if (!(found >= lowest && found <= highest) || found != static_cast<double>(static_cast<int>(found)))
            outOfBounds(name, value.dump());
        return static_cast<int>(found);
    }

    const Json& m_json;
    const std::string& m_file;
};

void requireGelu(const Fields& fields, const char* name, const std::string& file) {
    const auto activation = fields.text(name, "gelu");
    if (activation == "gelu") return;
    refuse({TRANSLATABLE("Engine", "%1 has the activation \"%2\"; this program computes the encoders with GELU alone."),
            {file, activation}});
}

void readConvolutions(const Fields& fields, EncoderConfig& config) {
    const auto channels = fields.wholes("conv_dim", std::vector<int>(7, 512), kMostChannels);
    const auto kernels = fields.wholes("conv_kernel", {10, 3, 3, 3, 3, 2, 2}, kLongestKernel);
    const auto strides = fields.wholes("conv_stride", {5, 2, 2, 2, 2, 2, 2}, kLongestKernel);
    if (kernels.size() != channels.size()) fields.unusable("conv_kernel");
    if (strides.size() != channels.size()) fields.unusable("conv_stride");
    for (std::size_t i = 0; i < channels.size(); ++i) config.convolutions.push_back({channels[i], kernels[i], strides[i]});
    constexpr std::int64_t kLongestField = 1 << 17;  // samples: eight seconds for one frame are no encoder of speech
    if (config.receptiveField() > kLongestField || config.stride() > kLongestField)
        fields.outOfBounds("conv_kernel", std::to_string(config.receptiveField()) + " samples");
    config.convolutionBias = fields.flag("conv_bias", false);
    const auto norm = fields.text("feat_extract_norm", config.family == EncoderFamily::Data2VecAudio ? "layer" : "group");
    if (norm != "group" && norm != "layer") fields.unusable("feat_extract_norm");
    config.convolutionNorm =
        norm == "layer" || config.family == EncoderFamily::Data2VecAudio ? ConvolutionNorm::Layer : ConvolutionNorm::Group;
}

void readPositions(const Fields& fields, EncoderConfig& config) {
    if (config.family == EncoderFamily::Data2VecAudio) {
        config.positionKernel = fields.whole("conv_pos_kernel_size", 19, 1, kLongestKernel);
        config.positionDepth = fields.whole("num_conv_pos_embeddings", 5, 1, kMostConvolutions);
    } else {
        config.positionKernel = fields.whole("num_conv_pos_embeddings", 128, 1, kLongestKernel);
    }
    config.positionGroups = fields.whole("num_conv_pos_embedding_groups", 16, 1, config.hidden);
    if (config.hidden % config.positionGroups != 0)
        fields.outOfBounds("num_conv_pos_embedding_groups", std::to_string(config.positionGroups));
    config.positionBatchNorm = config.family == EncoderFamily::Hubert && fields.flag("conv_pos_batch_norm", false);
    if (config.family == EncoderFamily::WavLm) {
        config.relativeBuckets = fields.whole("num_buckets", 320, 4, 4096);
        config.relativeDistance = fields.whole("max_bucket_distance", 800, 2, 1 << 20);
        // Half of the buckets are for each direction, half of these are exact, the rest grow up to the distance.
        if (config.relativeBuckets % 4 != 0) fields.outOfBounds("num_buckets", std::to_string(config.relativeBuckets));
        if (config.relativeDistance <= config.relativeBuckets / 4)
            fields.outOfBounds("max_bucket_distance", std::to_string(config.relativeDistance));
    }
}

void readTraining(const Fields& fields, EncoderConfig& config) {
    config.hiddenDropout = fields.number("hidden_dropout", 0.1, 0.0, 1.0);
    config.attentionDropout = fields.number("attention_dropout", 0.1, 0.0, 1.0);
    config.activationDropout = fields.number("activation_dropout", 0.1, 0.0, 1.0);
    config.projectionDropout = fields.number("feat_proj_dropout", 0.0, 0.0, 1.0);
    config.finalDropout = fields.number("final_dropout", 0.1, 0.0, 1.0);
    config.layerDrop = fields.number("layerdrop", 0.1, 0.0, 1.0);
    const bool masks = fields.flag("apply_spec_augment", true);
    config.timeMaskProbability = masks ? fields.number("mask_time_prob", 0.05, 0.0, 1.0) : 0.0;
    config.timeMaskLength = fields.whole("mask_time_length", 10, 1, 1 << 20);
    config.timeMaskFewest = fields.whole("mask_time_min_masks", 2, 0, 1 << 20);
    config.channelMaskProbability = masks ? fields.number("mask_feature_prob", 0.0, 0.0, 1.0) : 0.0;
    config.channelMaskLength = fields.whole("mask_feature_length", 10, 1, 1 << 20);
    config.channelMaskFewest = fields.whole("mask_feature_min_masks", 0, 0, 1 << 20);
}

void checkHeads(const Fields& fields, const char* name, const EncoderConfig& config) {
    if (config.hidden % config.heads != 0) fields.outOfBounds(name, std::to_string(config.heads));
}

void readWave(const Fields& fields, const std::string& file, EncoderConfig& config) {
    requireGelu(fields, "hidden_act", file);
    requireGelu(fields, "feat_extract_activation", file);
    if (fields.flag("add_adapter", false) || fields.find("adapter_attn_dim") != nullptr) {
        refuse({TRANSLATABLE("Engine", "%1 has adapters behind or inside its layers, which this program does not compute."),
                {file}});
    }
    config.hidden = fields.whole("hidden_size", 768, 1, kMostHidden);
    config.layers = fields.whole("num_hidden_layers", 12, 1, kMostLayers);
    config.heads = fields.whole("num_attention_heads", 12, 1, kMostHeads);
    checkHeads(fields, "num_attention_heads", config);
    config.feedForward = fields.whole("intermediate_size", 3072, 1, kMostFeedForward);
    config.layerNormEps = fields.number("layer_norm_eps", 1e-5, 1e-12, 0.1);
    config.preNorm = config.family != EncoderFamily::Data2VecAudio && fields.flag("do_stable_layer_norm", false);
    config.projectionNorm = config.family != EncoderFamily::Hubert || fields.flag("feat_proj_layer_norm", true);
    readConvolutions(fields, config);
    readPositions(fields, config);
    readTraining(fields, config);
}

void readWhisper(const Fields& fields, const std::string& file, EncoderConfig& config) {
    requireGelu(fields, "activation_function", file);
    config.hidden = fields.whole("d_model", 384, 2, kMostHidden);
    config.layers = fields.whole("encoder_layers", 4, 1, kMostLayers);
    config.heads = fields.whole("encoder_attention_heads", 6, 1, kMostHeads);
    checkHeads(fields, "encoder_attention_heads", config);
    config.feedForward = fields.whole("encoder_ffn_dim", 1536, 1, kMostFeedForward);
    config.melBands = fields.whole("num_mel_bins", 80, 1, 512);
    config.longestFrames = fields.whole("max_source_positions", 1500, 1, kMostWhisperFrames);
    config.preNorm = true;
    config.hiddenDropout = fields.number("dropout", 0.0, 0.0, 1.0);
    config.attentionDropout = fields.number("attention_dropout", 0.0, 0.0, 1.0);
    config.activationDropout = fields.number("activation_dropout", 0.0, 0.0, 1.0);
    config.layerDrop = fields.number("encoder_layerdrop", 0.0, 0.0, 1.0);
    config.timeMaskProbability = 0.0;
}

/// The labels by their number; those that transformers leaves out have its names.
std::vector<std::string> outputNames(const Fields& fields) {
    const auto* found = fields.find("id2label");
    std::size_t count = kDefaultOutputs;
    if (found != nullptr) {
        if (!found->is_object() || found->empty() || found->size() > kMostOutputs) fields.unusable("id2label");
        count = found->size();
    } else if (fields.find("num_labels") != nullptr) {
        count = static_cast<std::size_t>(fields.whole("num_labels", kDefaultOutputs, 1, kMostOutputs));
    }
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count; ++i) {
        const auto key = std::to_string(i);
        if (found == nullptr) {
            names.push_back("LABEL_" + key);
            continue;
        }
        const auto item = found->find(key);
        if (item == found->end()) fields.unusable("id2label");
        if (!item->is_string() && !item->is_number()) fields.unusable("id2label");
        names.push_back(item->is_string() ? item->get<std::string>() : item->dump());
        if (names.back().empty()) fields.unusable("id2label");
    }
    return names;
}

/// [[low, high], ...], one for each output.
std::vector<std::pair<double, double>> outputScales(const Fields& fields, std::size_t outputs) {
    const char* const name = "output_scales";
    const auto* found = fields.find(name);
    std::vector<std::pair<double, double>> scales;
    if (found == nullptr) return scales;
    if (!found->is_array() || found->size() != outputs) fields.unusable(name);
    for (const auto& each : *found) {
        if (!each.is_array() || each.size() != 2 || !each[0].is_number() || !each[1].is_number()) fields.unusable(name);
        scales.emplace_back(each[0].get<double>(), each[1].get<double>());
        if (!(std::isfinite(scales.back().first) && std::isfinite(scales.back().second) &&
              scales.back().first < scales.back().second))
            fields.outOfBounds(name, each.dump());
    }
    return scales;
}

bool endsWith(std::string_view text, std::string_view end) { return text.ends_with(end); }

void readHead(const Fields& fields, EncoderConfig& config) {
    if (const auto* list = fields.find("architectures"); list != nullptr) {
        if (!list->is_array() || (!list->empty() && !list->front().is_string())) fields.unusable("architectures");
        if (!list->empty()) config.architecture = list->front().get<std::string>();
    }
    const std::string_view name = config.architecture;
    config.headKnown = true;
    if (endsWith(name, "ForCTC")) {
        config.head = HeadKind::Ctc;
    } else if (endsWith(name, "ForSequenceClassification") || endsWith(name, "ForAudioClassification")) {
        config.head = HeadKind::Classification;
    } else if (endsWith(name, "ForSpeechClassification") || name == "EmotionModel") {
        config.head = HeadKind::Regression;
    } else if (!endsWith(name, "ForPreTraining") && !endsWith(name, "ForConditionalGeneration") &&
               (!endsWith(name, "Model") || endsWith(name, "EmotionModel"))) {
        config.headKnown = false;
    }
    config.problem = fields.text("problem_type", "");
    config.outputNames = outputNames(fields);
    config.outputScales = outputScales(fields, config.outputNames.size());
    config.weightedLayerSum = fields.flag("use_weighted_layer_sum", false);
    config.projectorSize = fields.whole("classifier_proj_size", 256, 1, kMostHidden);
    config.finalDropout = fields.number("final_dropout", config.finalDropout, 0.0, 1.0);
    const auto version = fields.text("transformers_version", "");
    config.lastLayerNormed = version.empty() || std::atof(version.c_str()) < kLastNormGoneIn;
    if (fields.text("pooling_mode", "mean") != "mean") fields.unusable("pooling_mode");
}

void readTokens(const Fields& config, const std::string& vocabulary, const std::string& file, EncoderConfig& made) {
    const auto count = static_cast<std::size_t>(config.whole("vocab_size", 32, 1, kMostTokens));
    made.blank = config.whole("pad_token_id", 0, 0, static_cast<double>(count) - 1.0);
    made.vocabulary.assign(count, {});
    if (vocabulary.empty()) return;
    const auto json = parseObject(vocabulary, file);
    for (const auto& [token, number] : json.items()) {
        const bool good = number.is_number_unsigned() && number.get<std::uint64_t>() < count;
        if (!good || !made.vocabulary[number.get<std::size_t>()].empty()) {
            refuse({TRANSLATABLE("Engine", "%1 cannot be used: its token \"%2\" has a number that is taken or out of bounds."),
                    {file, token}});
        }
        made.vocabulary[number.get<std::size_t>()] = token;
    }
}

void readInput(const Fields& fields, EncoderConfig& config) {
    const bool layerNorm = config.convolutionNorm == ConvolutionNorm::Layer && !config.convolutions.empty();
    config.rateHz = fields.whole("sampling_rate", 16000, 4000, 192000);
    config.normalise = config.family != EncoderFamily::Whisper && fields.flag("do_normalize", layerNorm);
    config.normaliseEps = fields.number("normalize_eps", 1e-7, 1e-12, 0.1);
    config.attentionMask = fields.flag("return_attention_mask", layerNorm);
    if (config.family != EncoderFamily::Whisper) return;
    // The transform is the published one; a file that asks for another is none that this program computes.
    if (fields.whole("n_fft", 400, 1, 1 << 16) != 400) fields.unusable("n_fft");
    if (fields.whole("hop_length", kWhisperMelHop, 1, 1 << 16) != kWhisperMelHop) fields.unusable("hop_length");
    if (fields.whole("feature_size", config.melBands, 1, 512) != config.melBands) fields.unusable("feature_size");
}

/// What the outputs of the head mean.
void nameOutputs(EncoderConfig& config) {
    config.labels.clear();
    config.dimensions.clear();
    if (config.head != HeadKind::Classification && config.head != HeadKind::Regression) return;
    const auto& names = config.outputNames;
    const bool known = std::all_of(names.begin(), names.end(), [](const std::string& name) {
        return std::find(kDimensions.begin(), kDimensions.end(), lower(name)) != kDimensions.end();
    });
    const bool unnamed = names.front() == "LABEL_0";
    const bool usual = config.head == HeadKind::Regression && unnamed && names.size() == kUsualDimensions.size() &&
                       (config.problem.empty() || config.problem == "regression");
    if (!known && !usual && config.problem != "regression") {
        config.labels = names;
        return;
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto [low, high] = i < config.outputScales.size() ? config.outputScales[i] : std::pair(0.0, 1.0);
        config.dimensions.push_back({usual ? kUsualDimensions[i] : lower(names[i]), low, high});
    }
}

EncoderConfig parse(const EncoderConfigText& text, const std::string& file) {
    const auto json = parseObject(text.config, file);
    const Fields fields(json, file);
    EncoderConfig config;
    const auto type = fields.text("model_type", "");
    const auto* const family =
        std::find_if(kFamilies.begin(), kFamilies.end(), [&](const FamilyName& each) { return type == each.type; });
    if (family == kFamilies.end()) {
        refuse({TRANSLATABLE("Engine",
                             "%1 is of the family \"%2\", which this program does not know. It knows wav2vec2, hubert, "
                             "wavlm, data2vec-audio and whisper."),
                {file, type}});
    }
    config.family = family->family;
    if (config.family == EncoderFamily::Whisper) {
        readWhisper(fields, file, config);
    } else {
        readWave(fields, file, config);
    }
    readHead(fields, config);
    const auto preprocessor = text.preprocessor.empty() ? Json::object() : parseObject(text.preprocessor, file);
    readInput(Fields(preprocessor, file), config);
    if (config.head == HeadKind::Ctc || !config.headKnown) readTokens(fields, text.vocabulary, file, config);
    nameOutputs(config);
    return config;
}

}  // namespace

std::string_view familyName(EncoderFamily family) {
    return std::find_if(kFamilies.begin(), kFamilies.end(), [&](const FamilyName& each) { return each.family == family; })
        ->shown;
}

std::int64_t EncoderConfig::frames(std::int64_t samples) const {
    if (samples <= 0) return 0;
    if (family == EncoderFamily::Whisper)
        return std::min<std::int64_t>((samples + kWhisperStride - 1) / kWhisperStride, longestFrames);
    for (const auto& layer : convolutions) {
        if (samples < layer.kernel) return 0;
        samples = (samples - layer.kernel) / layer.stride + 1;
    }
    return samples;
}

std::int64_t EncoderConfig::receptiveField() const {
    if (family == EncoderFamily::Whisper) return 1;
    std::int64_t field = 1;
    for (auto layer = convolutions.rbegin(); layer != convolutions.rend(); ++layer)
        field = std::min<std::int64_t>((field - 1) * layer->stride + layer->kernel, INT32_MAX);
    return field;
}

std::int64_t EncoderConfig::stride() const {
    if (family == EncoderFamily::Whisper) return kWhisperStride;
    std::int64_t product = 1;
    for (const auto& layer : convolutions) product = std::min<std::int64_t>(product * layer.stride, INT32_MAX);
    return product;
}

int EncoderConfig::outputs() const {
    switch (head) {
        case HeadKind::None:
            return 0;
        case HeadKind::Ctc:
            return static_cast<int>(vocabulary.size());
        case HeadKind::Classification:
        case HeadKind::Regression:
            return static_cast<int>(outputNames.size());
    }
    return 0;
}

std::map<std::string, double> EncoderConfig::cardSettings(std::int64_t parameters) const {
    std::map<std::string, double> settings{
        {"layers", static_cast<double>(layers)},
        {"hidden", static_cast<double>(hidden)},
        {"stride", static_cast<double>(stride())},
        {"receptive_field", static_cast<double>(receptiveField())},
        {"longest_frames", family == EncoderFamily::Whisper ? static_cast<double>(longestFrames) : 0.0}};
    if (parameters > 0) settings["parameters"] = static_cast<double>(parameters);
    return settings;
}

core::Result<EncoderConfig> parseEncoderConfig(const EncoderConfigText& text, const std::string& file) {
    try {
        return parse(text, file);
    } catch (core::Error& error) {
        return core::fail(std::move(error));
    }
}

void settleHead(EncoderConfig& config, std::span<const std::string> tensorNames) {
    if (config.headKnown) return;
    const auto has = [&](std::string_view end) {
        return std::any_of(tensorNames.begin(), tensorNames.end(),
                           [&](const std::string& name) { return std::string_view(name).ends_with(end); });
    };
    if (has("classifier.out_proj.weight")) {
        config.head = HeadKind::Regression;
    } else if (has("projector.weight") && has("classifier.weight")) {
        config.head = HeadKind::Classification;
    } else if (has("lm_head.weight")) {
        config.head = HeadKind::Ctc;
    } else {
        config.head = HeadKind::None;
    }
    config.headKnown = true;
    nameOutputs(config);
}

core::Result<EncoderConfigText> readEncoderConfigText(const std::filesystem::path& folder) {
    EncoderConfigText text;
    const auto read = [&](const char* name, std::string& goal, bool required) -> core::Status {
        std::error_code code;
        if (!required && !std::filesystem::exists(folder / name, code)) return {};
        auto content = core::readFile(folder / name, kLargestText);
        if (!content) return core::fail(content.error());
        goal = std::move(*content);
        return {};
    };
    if (auto done = read("config.json", text.config, true); !done) return core::fail(done.error());
    if (auto done = read("preprocessor_config.json", text.preprocessor, false); !done) return core::fail(done.error());
    if (auto done = read("vocab.json", text.vocabulary, false); !done) return core::fail(done.error());
    return text;
}

}  // namespace prososcope::checkpoints
