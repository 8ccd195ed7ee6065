// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoints/EncoderConfigWriter.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace prososcope::checkpoints {

namespace {

using OrderedJson = nlohmann::ordered_json;
constexpr double kUsualTimeMasks = 0.05;  // what transformers assumes

std::string textOf(const OrderedJson& json) { return json.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n"; }

const char* modelType(EncoderFamily family) {
    switch (family) {
        case EncoderFamily::Wav2Vec2:
            return "wav2vec2";
        case EncoderFamily::Hubert:
            return "hubert";
        case EncoderFamily::WavLm:
            return "wavlm";
        case EncoderFamily::Data2VecAudio:
            return "data2vec-audio";
        case EncoderFamily::Whisper:
            return "whisper";
    }
    return "";
}

/// The beginning of the names of a family's classes.
std::string classPrefix(std::string_view type) {
    if (type == "hubert") return "Hubert";
    if (type == "wavlm") return "WavLM";
    if (type == "data2vec-audio") return "Data2VecAudio";
    if (type == "whisper") return "Whisper";
    return "Wav2Vec2";
}

/// config.json without what belongs to an earlier head.
core::Result<OrderedJson> headless(const EncoderConfigText& text, const std::string& file) {
    auto json = OrderedJson::parse(text.config, nullptr, false);
    if (!json.is_object())
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine", "%1 is no configuration of a speech encoder."), {file}});
    for (const char* gone : {"num_labels", "finetuning_task", "pooling_mode", "_name_or_path", "vocab_size", "output_scales"})
        json.erase(gone);
    json["use_weighted_layer_sum"] = false;
    return json;
}

void addLabels(OrderedJson& json, const std::vector<std::string>& labels) {
    OrderedJson names = OrderedJson::object();
    OrderedJson numbers = OrderedJson::object();
    for (std::size_t i = 0; i < labels.size(); ++i) {
        names[std::to_string(i)] = labels[i];
        numbers[labels[i]] = i;
    }
    json["id2label"] = std::move(names);
    json["label2id"] = std::move(numbers);
}

void addSizes(OrderedJson& json, const EncoderConfig& config) {
    json["hidden_size"] = config.hidden;
    json["num_hidden_layers"] = config.layers;
    json["num_attention_heads"] = config.heads;
    json["intermediate_size"] = config.feedForward;
    json["hidden_act"] = "gelu";
    json["layer_norm_eps"] = config.layerNormEps;
    json["do_stable_layer_norm"] = config.preNorm;
    OrderedJson channels = OrderedJson::array();
    OrderedJson kernels = OrderedJson::array();
    OrderedJson strides = OrderedJson::array();
    for (const auto& layer : config.convolutions) {
        channels.push_back(layer.channels);
        kernels.push_back(layer.kernel);
        strides.push_back(layer.stride);
    }
    json["num_feat_extract_layers"] = config.convolutions.size();
    json["conv_dim"] = std::move(channels);
    json["conv_kernel"] = std::move(kernels);
    json["conv_stride"] = std::move(strides);
    json["conv_bias"] = config.convolutionBias;
    json["feat_extract_norm"] = config.convolutionNorm == ConvolutionNorm::Layer ? "layer" : "group";
    json["feat_extract_activation"] = "gelu";
    json["num_conv_pos_embedding_groups"] = config.positionGroups;
    if (config.family == EncoderFamily::Data2VecAudio) {
        json["conv_pos_kernel_size"] = config.positionKernel;
        json["num_conv_pos_embeddings"] = config.positionDepth;
    } else {
        json["num_conv_pos_embeddings"] = config.positionKernel;
    }
    if (config.family == EncoderFamily::Hubert) {
        json["feat_proj_layer_norm"] = config.projectionNorm;
        json["conv_pos_batch_norm"] = config.positionBatchNorm;
    }
    if (config.family == EncoderFamily::WavLm) {
        json["num_buckets"] = config.relativeBuckets;
        json["max_bucket_distance"] = config.relativeDistance;
    }
}

void addTraining(OrderedJson& json, const EncoderConfig& config) {
    json["hidden_dropout"] = config.hiddenDropout;
    json["attention_dropout"] = config.attentionDropout;
    json["activation_dropout"] = config.activationDropout;
    json["feat_proj_dropout"] = config.projectionDropout;
    json["final_dropout"] = config.finalDropout;
    json["layerdrop"] = config.layerDrop;
    json["apply_spec_augment"] = config.timeMaskProbability > 0.0 || config.channelMaskProbability > 0.0;
    json["mask_time_prob"] = config.timeMaskProbability;
    json["mask_time_length"] = config.timeMaskLength;
    json["mask_time_min_masks"] = config.timeMaskFewest;
    json["mask_feature_prob"] = config.channelMaskProbability;
    json["mask_feature_length"] = config.channelMaskLength;
    json["mask_feature_min_masks"] = config.channelMaskFewest;
}

void addHead(OrderedJson& json, const EncoderConfig& config) {
    switch (config.head) {
        case HeadKind::None:
            break;
        case HeadKind::Ctc:
            json["vocab_size"] = config.vocabulary.size();
            json["pad_token_id"] = config.blank;  // CTC's blank, in transformers' words
            json["ctc_loss_reduction"] = "mean";
            json["ctc_zero_infinity"] = true;
            break;
        case HeadKind::Classification:
            json["use_weighted_layer_sum"] = config.weightedLayerSum;
            json["classifier_proj_size"] = config.projectorSize;
            addLabels(json, config.outputNames);
            break;
        case HeadKind::Regression:
            addLabels(json, config.outputNames);
            break;
    }
    if (!config.outputScales.empty()) json["output_scales"] = config.outputScales;
    if (!config.problem.empty()) json["problem_type"] = config.problem;
    if (!config.lastLayerNormed) json["transformers_version"] = "5.0.0";
}

double probability(const OrderedJson& json, const char* name, double absent) {
    const auto found = json.find(name);
    return found == json.end() || !found->is_number() ? absent : found->get<double>();
}

}  // namespace

EncoderConfigText encoderConfigText(const EncoderConfig& config) {
    OrderedJson json;
    json["architectures"] = OrderedJson::array({config.architecture});
    json["model_type"] = modelType(config.family);
    addSizes(json, config);
    addTraining(json, config);
    addHead(json, config);
    EncoderConfigText text;
    text.config = textOf(json);
    OrderedJson input;
    input["feature_extractor_type"] = "Wav2Vec2FeatureExtractor";
    input["feature_size"] = 1;
    input["sampling_rate"] = config.rateHz;
    input["padding_side"] = "right";
    input["padding_value"] = 0.0;
    input["do_normalize"] = config.normalise;
    input["return_attention_mask"] = config.attentionMask;
    if (config.normaliseEps != EncoderConfig().normaliseEps) input["normalize_eps"] = config.normaliseEps;
    text.preprocessor = textOf(input);
    if (config.head == HeadKind::Ctc) {
        OrderedJson tokens = OrderedJson::object();
        for (std::size_t i = 0; i < config.vocabulary.size(); ++i) {
            if (!config.vocabulary[i].empty()) tokens[config.vocabulary[i]] = i;
        }
        if (!tokens.empty()) text.vocabulary = textOf(tokens);
    }
    return text;
}

core::Result<EncoderConfigText> withClassHead(const EncoderConfigText& text, const std::vector<std::string>& labels,
                                              int projectorSize, const std::string& file) {
    auto json = headless(text, file);
    if (!json) return core::fail(json.error());
    const auto type = json->value("model_type", std::string());
    const char* const what = type == "whisper" ? "ForAudioClassification" : "ForSequenceClassification";
    (*json)["architectures"] = OrderedJson::array({classPrefix(type) + what});
    addLabels(*json, labels);
    (*json)["classifier_proj_size"] = projectorSize;
    (*json)["problem_type"] = "single_label_classification";
    return EncoderConfigText{textOf(*json), text.preprocessor, {}};
}

core::Result<EncoderConfigText> withRegressionHead(const EncoderConfigText& text,
                                                   const std::vector<store::Dimension>& dimensions, const std::string& file) {
    auto json = headless(text, file);
    if (!json) return core::fail(json.error());
    (*json)["architectures"] = OrderedJson::array({classPrefix(json->value("model_type", std::string())) + "ForSpeechClassification"});
    std::vector<std::string> names;
    std::vector<std::pair<double, double>> scales;
    for (const auto& each : dimensions) {
        names.push_back(each.name);
        scales.emplace_back(each.low, each.high);
    }
    addLabels(*json, names);
    (*json)["output_scales"] = scales;
    (*json)["pooling_mode"] = "mean";
    (*json)["problem_type"] = "regression";
    return EncoderConfigText{textOf(*json), text.preprocessor, {}};
}

std::string tokenizerConfigText(const EncoderConfig& config) {
    const auto known = [&](const char* token) {
        return std::find(config.vocabulary.begin(), config.vocabulary.end(), token) != config.vocabulary.end();
    };
    OrderedJson json;
    json["tokenizer_class"] = "Wav2Vec2CTCTokenizer";
    json["do_lower_case"] = false;
    json["pad_token"] = config.vocabulary.at(static_cast<std::size_t>(config.blank));
    for (const auto& [key, token] : {std::pair{"bos_token", "<s>"}, std::pair{"eos_token", "</s>"},
                                     std::pair{"unk_token", "<unk>"}, std::pair{"word_delimiter_token", "|"}}) {
        if (known(token))
            json[key] = token;
        else
            json[key] = nullptr;
    }
    return textOf(json);
}

bool hasMasks(const std::string& config) {
    const auto json = OrderedJson::parse(config, nullptr, false);
    return json.is_object() &&
           (probability(json, "mask_time_prob", kUsualTimeMasks) > 0.0 || probability(json, "mask_feature_prob", 0.0) > 0.0);
}

std::string withoutMasks(const std::string& config) {
    auto json = OrderedJson::parse(config, nullptr, false);
    if (!json.is_object() || !hasMasks(config)) return config;
    json["mask_time_prob"] = 0.0;
    json["mask_feature_prob"] = 0.0;
    return textOf(json);
}

}  // namespace prososcope::checkpoints
