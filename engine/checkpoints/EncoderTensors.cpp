// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpoints/EncoderTensors.h"

#include <algorithm>
#include <array>

namespace prososcope::checkpoints {

namespace {

constexpr std::string_view kPositionWeight = "encoder.pos_conv_embed.conv.weight";
constexpr std::array<std::string_view, 4> kPrefixes{"wav2vec2.", "hubert.", "wavlm.", "data2vec_audio."};
/// What belongs to the pretraining, to a decoder, or to the bookkeeping of a normalisation.
constexpr std::array<std::string_view, 10> kLeftOut{
    "quantizer.",        "project_q.",
    "project_hid.",      "final_proj.",
    "decoder.",          "model.decoder.",
    "proj_out.",         "encoder_decoder.",
    "label_embs_concat", "encoder.pos_conv_embed.batch_norm.num_batches_tracked"};
constexpr int kGateRows = 8;  // of WavLM's gru_rel_pos_linear

/// Collects names with their shapes.
class Collector {
public:
    void add(std::string name, std::vector<std::int64_t> shape, bool optional = false) {
        m_list.push_back({std::move(name), std::move(shape), optional});
    }
    void linear(const std::string& name, std::int64_t outputs, std::int64_t inputs, bool bias = true) {
        add(name + ".weight", {outputs, inputs});
        if (bias) add(name + ".bias", {outputs});
    }
    void norm(const std::string& name, std::int64_t width) {
        add(name + ".weight", {width});
        add(name + ".bias", {width});
    }
    void convolution(const std::string& name, std::int64_t outputs, std::int64_t inputs, std::int64_t kernel, bool bias) {
        add(name + ".weight", {outputs, inputs, kernel});
        if (bias) add(name + ".bias", {outputs});
    }
    [[nodiscard]] std::vector<EncoderTensor> take() { return std::move(m_list); }

private:
    std::vector<EncoderTensor> m_list;
};

void addWhisper(const EncoderConfig& config, Collector& list) {
    const std::int64_t width = config.hidden;
    constexpr std::int64_t kKernel = 3;
    list.convolution("conv1", width, config.melBands, kKernel, true);
    list.convolution("conv2", width, width, kKernel, true);
    list.add("embed_positions.weight", {config.longestFrames, width});
    for (int i = 0; i < config.layers; ++i) {
        const auto layer = "layers." + std::to_string(i) + ".";
        list.linear(layer + "self_attn.k_proj", width, width, false);
        for (const char* name : {"v_proj", "q_proj", "out_proj"}) list.linear(layer + "self_attn." + name, width, width);
        list.norm(layer + "self_attn_layer_norm", width);
        list.linear(layer + "fc1", config.feedForward, width);
        list.linear(layer + "fc2", width, config.feedForward);
        list.norm(layer + "final_layer_norm", width);
    }
    list.norm("layer_norm", width);
}

void addPositions(const EncoderConfig& config, Collector& list) {
    const std::int64_t width = config.hidden;
    const std::int64_t inputs = width / config.positionGroups;
    const std::string position = "encoder.pos_conv_embed.";
    if (config.family == EncoderFamily::Data2VecAudio) {
        for (int i = 0; i < config.positionDepth; ++i)
            list.convolution(position + "layers." + std::to_string(i) + ".conv", width, inputs, config.positionKernel, true);
        return;
    }
    if (config.positionBatchNorm) {
        list.norm(position + "batch_norm", width);
        list.add(position + "batch_norm.running_mean", {width});
        list.add(position + "batch_norm.running_var", {width});
    }
    list.convolution(position + "conv", width, inputs, config.positionKernel, true);
}

void addWave(const EncoderConfig& config, Collector& list) {
    const std::int64_t width = config.hidden;
    list.add("masked_spec_embed", {width}, true);
    std::int64_t channels = 1;
    for (std::size_t i = 0; i < config.convolutions.size(); ++i) {
        const auto& layer = config.convolutions[i];
        const auto name = "feature_extractor.conv_layers." + std::to_string(i) + ".";
        list.convolution(name + "conv", layer.channels, channels, layer.kernel, config.convolutionBias);
        if (config.convolutionNorm == ConvolutionNorm::Layer || i == 0) list.norm(name + "layer_norm", layer.channels);
        channels = layer.channels;
    }
    if (config.projectionNorm) list.norm("feature_projection.layer_norm", channels);
    list.linear("feature_projection.projection", width, channels);
    addPositions(config, list);
    list.norm("encoder.layer_norm", width);
    for (int i = 0; i < config.layers; ++i) {
        const auto layer = "encoder.layers." + std::to_string(i) + ".";
        for (const char* name : {"k_proj", "v_proj", "q_proj", "out_proj"})
            list.linear(layer + "attention." + name, width, width);
        if (config.family == EncoderFamily::WavLm) {
            list.add(layer + "attention.gru_rel_pos_const", {1, config.heads, 1, 1});
            list.linear(layer + "attention.gru_rel_pos_linear", kGateRows, width / config.heads);
            if (i == 0) list.add(layer + "attention.rel_attn_embed.weight", {config.relativeBuckets, config.heads});
        }
        list.norm(layer + "layer_norm", width);
        list.linear(layer + "feed_forward.intermediate_dense", config.feedForward, width);
        list.linear(layer + "feed_forward.output_dense", width, config.feedForward);
        list.norm(layer + "final_layer_norm", width);
    }
}

void addHead(const EncoderConfig& config, Collector& list) {
    switch (config.head) {
        case HeadKind::None:
            break;
        case HeadKind::Ctc:
            list.linear("lm_head", config.outputs(), config.hidden);
            break;
        case HeadKind::Classification:
            if (config.weightedLayerSum) list.add("layer_weights", {config.layers + 1});
            list.linear("projector", config.projectorSize, config.hidden);
            list.linear("classifier", config.outputs(), config.projectorSize);
            break;
        case HeadKind::Regression:
            list.linear("classifier.dense", config.hidden, config.hidden);
            list.linear("classifier.out_proj", config.outputs(), config.hidden);
            break;
    }
}

std::string shapeText(const std::vector<std::int64_t>& shape) {
    std::string text;
    for (const auto size : shape) text += (text.empty() ? "" : ", ") + std::to_string(size);
    return "[" + text + "]";
}

bool holdsWeights(store::TensorType type) {
    return type == store::TensorType::Float32 || type == store::TensorType::Float16 || type == store::TensorType::BFloat16;
}

std::string listed(const std::vector<std::string>& names, std::size_t most) {
    std::string text;
    for (std::size_t i = 0; i < names.size() && i < most; ++i) text += (i == 0 ? "" : ", ") + names[i];
    if (names.size() > most) text += ", ... (" + std::to_string(names.size()) + ")";
    return text;
}

TensorMatch match(const EncoderConfig& config, const auto& found) {
    TensorMatch result;
    std::map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < found.size(); ++i) {
        auto name = plainName(config.family, found[i].name);
        const bool out = std::any_of(kLeftOut.begin(), kLeftOut.end(), [&](std::string_view part) {
            return name.starts_with(part) || found[i].name.starts_with(part);
        });
        if (out) {
            result.leftOut.push_back(found[i].name);
        } else if (!places.try_emplace(std::move(name), i).second) {
            result.unexpected.push_back(found[i].name);  // the same tensor in two spellings
        }
    }
    const auto take = [&](const std::string& name, const std::vector<std::int64_t>& shape) {
        const auto place = places.find(name);
        if (place == places.end()) return false;
        const auto& tensor = found[place->second];
        if (tensor.shape != shape) {
            result.misfits.push_back(tensor.name + " " + shapeText(tensor.shape) + " instead of " + shapeText(shape));
        } else if (!holdsWeights(tensor.type)) {
            result.misfits.push_back(tensor.name + " of a type that holds no weights");
        } else {
            result.places[name] = place->second;
        }
        places.erase(place);
        return true;
    };
    for (const auto& tensor : encoderTensors(config)) {
        if (take(tensor.name, tensor.shape) || tensor.optional) continue;
        if (tensor.name != kPositionWeight) {
            result.missing.push_back(tensor.name);
            continue;
        }
        if (!take(tensor.name + "_g", {1, 1, tensor.shape[2]})) result.missing.push_back(tensor.name + "_g");
        if (!take(tensor.name + "_v", tensor.shape)) result.missing.push_back(tensor.name + "_v");
    }
    for (const auto& [name, place] : places) result.unexpected.push_back(found[place].name);
    return result;
}

}  // namespace

std::vector<EncoderTensor> encoderTensors(const EncoderConfig& config) {
    Collector list;
    if (config.family == EncoderFamily::Whisper) {
        addWhisper(config, list);
    } else {
        addWave(config, list);
    }
    addHead(config, list);
    return list.take();
}

std::string plainName(EncoderFamily family, std::string_view name) {
    if (family == EncoderFamily::Whisper) {
        for (const std::string_view prefix : {"model.encoder.", "encoder."}) {
            if (name.starts_with(prefix)) return std::string(name.substr(prefix.size()));
        }
        return std::string(name);
    }
    for (const auto prefix : kPrefixes) {
        if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
    }
    constexpr std::string_view kNewer = ".parametrizations.weight.original";
    std::string plain(name);
    if (const auto at = plain.find(kNewer); at != std::string::npos && at + kNewer.size() + 1 == plain.size())
        plain.replace(at, std::string::npos, plain.back() == '0' ? ".weight_g" : ".weight_v");
    return plain;
}

std::string TensorMatch::report(std::size_t most) const {
    std::string text;
    const auto add = [&](const char* what, const std::vector<std::string>& names) {
        if (names.empty()) return;
        text += (text.empty() ? "" : "; ") + std::string(what) + ": " + listed(names, most);
    };
    add("missing", missing);
    add("of another shape", misfits);
    add("not known", unexpected);
    return text;
}

TensorMatch matchTensors(const EncoderConfig& config, std::span<const store::TensorShape> found) {
    return match(config, found);
}
TensorMatch matchTensors(const EncoderConfig& config, std::span<const store::TensorView> found) { return match(config, found); }

core::Status checkMatch(const TensorMatch& match, const EncoderConfig& config, const std::string& file) {
    if (match.complete()) return {};
    constexpr std::size_t kAll = 10000;
    return core::fail(core::ErrorKind::BadInput,
                      {TRANSLATABLE("Engine", "%1 does not hold the tensors of its configuration (%2): %3."),
                       {file, std::string(familyName(config.family)), match.report()}},
                      match.report(kAll));
}

}  // namespace prososcope::checkpoints
