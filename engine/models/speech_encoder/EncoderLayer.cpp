// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/speech_encoder/EncoderLayer.h"

#include <cmath>
#include <limits>

#include "engine/nn/Sequence.h"

namespace prososcope::models {

namespace {

using torch::Tensor;

struct LayerNames {
    std::string attention, attentionNorm, first, second, finalNorm;
};

LayerNames namesOf(checkpoints::EncoderFamily family, int number) {
    if (family == checkpoints::EncoderFamily::Whisper) {
        const auto layer = "layers." + std::to_string(number) + ".";
        return {layer + "self_attn.", layer + "self_attn_layer_norm", layer + "fc1", layer + "fc2", layer + "final_layer_norm"};
    }
    const auto layer = "encoder.layers." + std::to_string(number) + ".";
    return {layer + "attention.", layer + "layer_norm", layer + "feed_forward.intermediate_dense",
            layer + "feed_forward.output_dense", layer + "final_layer_norm"};
}

}  // namespace

Tensor relativePositionBias(const Tensor& table, std::int64_t frames, std::int64_t longestDistance) {
    const auto buckets = table.size(0) / 2;  // of each direction
    const auto exact = buckets / 2;
    const auto places = at::arange(frames, table.options().dtype(torch::kLong));
    const auto distance = places.unsqueeze(0) - places.unsqueeze(1);
    const auto length = distance.abs();
    // Powers and logarithms as the published code takes them, in float32: a bucket's edge must not fall on its other side.
    auto far = at::log(length.to(torch::kFloat) / static_cast<double>(exact));
    far = far / std::log(static_cast<double>(longestDistance) / static_cast<double>(exact));
    far = far * static_cast<double>(buckets - exact);
    auto farBucket = (static_cast<double>(exact) + far).to(torch::kLong);
    farBucket = at::minimum(farBucket, at::full_like(farBucket, buckets - 1));
    const auto bucket = (distance > 0).to(torch::kLong) * buckets + at::where(length < exact, length, farBucket);
    return at::embedding(table, bucket).permute({2, 0, 1}).unsqueeze(0);
}

EncoderLayer::EncoderLayer(const checkpoints::EncoderConfig& config, const EncoderWeights& weights, int number)
    : m_heads(config.heads),
      m_preNorm(config.preNorm),
      m_hiddenDropout(config.hiddenDropout),
      m_attentionDropout(config.attentionDropout),
      m_activationDropout(config.activationDropout) {
    const auto names = namesOf(config.family, number);
    m_query = LinearWeights(weights, names.attention + "q_proj");
    m_key = LinearWeights(weights, names.attention + "k_proj");
    m_value = LinearWeights(weights, names.attention + "v_proj");
    m_out = LinearWeights(weights, names.attention + "out_proj");
    m_first = LinearWeights(weights, names.first);
    m_second = LinearWeights(weights, names.second);
    m_attentionNorm = NormWeights(weights, names.attentionNorm, config.layerNormEps);
    m_finalNorm = NormWeights(weights, names.finalNorm, config.layerNormEps);
    m_gate = LinearWeights(weights, names.attention + "gru_rel_pos_linear");
    m_gateConstant = weights(names.attention + "gru_rel_pos_const");
    m_relativeTable = weights(names.attention + "rel_attn_embed.weight");
}

Tensor EncoderLayer::gatedBias(const Tensor& x, const Tensor& bias) const {
    const auto heads = x.reshape({x.size(0), x.size(1), m_heads, -1}).transpose(1, 2);
    const auto projected = m_gate(heads);  // [batch, heads, frames, 8]
    const auto gates =
        at::sigmoid(projected.view({projected.size(0), projected.size(1), projected.size(2), 2, 4}).sum(-1)).chunk(2, -1);
    return (gates[0] * (gates[1] * m_gateConstant - 1.0) + 2.0) * bias;
}

Tensor EncoderLayer::attend(const Tensor& x, const LayerInput& input) const {
    const auto split = [&](const Tensor& values) {
        return values.view({values.size(0), values.size(1), m_heads, -1}).transpose(1, 2);
    };
    const auto query = split(m_query(x));
    const auto key = split(m_key(x));
    const auto value = split(m_value(x));
    auto mask = input.keys;
    if (input.bias.defined()) {
        mask = gatedBias(x, input.bias);
        if (input.keys.defined()) mask = mask.masked_fill(input.keys.logical_not(), -std::numeric_limits<double>::infinity());
    }
    Tensor mixed;
    const bool drops = input.dropout && m_attentionDropout > 0.0;  // drawn from the training's own generator
    if (drops || input.maps) {
        auto scores = at::matmul(query / std::sqrt(static_cast<double>(query.size(-1))), key.transpose(-2, -1));
        if (input.bias.defined()) {
            scores = scores + mask;
        } else if (mask.defined()) {
            scores = scores.masked_fill(mask.logical_not(), -std::numeric_limits<double>::infinity());
        }
        const auto weights = at::softmax(scores, -1);
        if (input.maps) input.maps(weights);
        mixed = at::matmul(drops ? nn::dropout(weights, m_attentionDropout, input.dropout) : weights, value);
    } else {
        mixed =
            at::scaled_dot_product_attention(query, key, value, mask.defined() ? c10::optional<Tensor>(mask) : c10::nullopt);
    }
    return m_out(mixed.transpose(1, 2).reshape(x.sizes()));
}

Tensor EncoderLayer::feedForward(const Tensor& x, const LayerInput& input) const {
    const auto inner = nn::dropout(activated(m_first(x)), m_activationDropout, input.dropout);
    return nn::dropout(m_second(inner), m_hiddenDropout, input.dropout);
}

Tensor EncoderLayer::operator()(const Tensor& x, const LayerInput& input) const {
    const auto attended = [&](const Tensor& values) {
        return nn::dropout(attend(values, input), m_hiddenDropout, input.dropout);
    };
    if (m_preNorm) {
        const auto middle = x + attended(m_attentionNorm(x));
        return middle + feedForward(m_finalNorm(middle), input);
    }
    const auto middle = m_attentionNorm(x + attended(x));
    return m_finalNorm(middle + feedForward(middle, input));
}

}  // namespace prososcope::models
