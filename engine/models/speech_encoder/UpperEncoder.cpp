// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/speech_encoder/UpperEncoder.h"

#include <map>

#include "engine/nn/ModuleState.h"

namespace prososcope::models {

namespace {

using checkpoints::EncoderConfig;
using checkpoints::EncoderFamily;

bool isOfHead(const std::string& name) {
    return name.starts_with("lm_head.") || name.starts_with("projector.") || name.starts_with("classifier.") ||
           name == "layer_weights";
}

}  // namespace

std::string wholeName(const EncoderConfig& whole, int layers, const std::string& name) {
    if (isOfHead(name) || name.ends_with("rel_attn_embed.weight")) return name;
    const bool mel = whole.family == EncoderFamily::Whisper;
    const std::string norm = mel ? "layer_norm." : "encoder.layer_norm.";
    if (name.starts_with(norm)) return whole.preNorm && layers > 0 ? name : std::string();
    const std::string before = mel ? "layers." : "encoder.layers.";
    if (!name.starts_with(before)) return {};
    const auto dot = name.find('.', before.size());
    const int number = std::stoi(name.substr(before.size(), dot - before.size()));
    return before + std::to_string(whole.layers - layers + number) + name.substr(dot);
}

SpeechEncoder upperEncoder(const EncoderConfig& whole, int layers, const TensorSource& source) {
    auto config = whole;
    config.layers = layers;
    config.preNorm = whole.preNorm && layers > 0;  // what is heard by a head alone is behind it
    return SpeechEncoder(config, [&](const std::string& name, const std::vector<std::int64_t>& shape) {
        const auto own = wholeName(whole, layers, name);
        return own.empty() ? torch::Tensor() : source(own, shape);
    });
}

SpeechEncoder lowerEncoder(SpeechEncoder& whole, int layers) {
    auto config = whole->config();
    config.layers -= layers;
    config.head = checkpoints::HeadKind::None;
    std::map<std::string, torch::Tensor> known;
    for (const auto& [name, tensor] : nn::namedState(*whole)) known[name] = tensor;
    SpeechEncoder lower(config, [&](const std::string& name, const std::vector<std::int64_t>& /*shape*/) {
        const auto found = known.find(name);
        return found == known.end() ? torch::Tensor() : found->second;
    });
    lower->eval();
    return lower;
}

}  // namespace prososcope::models
