// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/future_prediction/FutureNetwork.h"

#include <cmath>
#include <limits>

#include "engine/nn/Interrupt.h"
#include "engine/nn/ValidFrames.h"

namespace prososcope::models {

namespace {

using torch::Tensor;

constexpr double kLongestWave = 10000.0;

torch::nn::LayerNorm normOf(std::int64_t units) { return torch::nn::LayerNorm(torch::nn::LayerNormOptions({units})); }

}  // namespace

CausalAttentionImpl::CausalAttentionImpl(std::int64_t units, std::int64_t heads)
    : query(register_module("query", nn::Dense(units, units))),
      key(register_module("key", nn::Dense(units, units))),
      value(register_module("value", nn::Dense(units, units))),
      output(register_module("output", nn::Dense(units, units))),
      m_heads(heads) {}

Tensor CausalAttentionImpl::forward(const Tensor& input, Tensor* map) const {
    const auto split = [&](const Tensor& values) {
        return values.view({values.size(0), values.size(1), m_heads, -1}).transpose(1, 2);
    };
    const auto queries = split(query->forward(input));
    const auto keys = split(key->forward(input));
    const auto values = split(value->forward(input));
    Tensor mixed;
    if (map == nullptr) {
        mixed = at::scaled_dot_product_attention(queries, keys, values, c10::nullopt, 0.0, true);
    } else {
        const auto scale = 1.0 / std::sqrt(static_cast<double>(queries.size(-1)));
        const auto ahead = torch::ones({input.size(1), input.size(1)}, input.options().dtype(torch::kBool)).triu(1);
        const auto scores =
            at::matmul(queries * scale, keys.transpose(-2, -1)).masked_fill(ahead, -std::numeric_limits<double>::infinity());
        *map = at::softmax(scores, -1);
        mixed = at::matmul(*map, values);
    }
    return output->forward(mixed.transpose(1, 2).reshape(input.sizes()));
}

FutureLayerImpl::FutureLayerImpl(const FutureSettings& settings)
    : attention(register_module("attention", CausalAttention(settings.units, settings.heads))),
      norm1(register_module("norm1", normOf(settings.units))),
      linear1(register_module("linear1", nn::Dense(settings.units, settings.inner))),
      linear2(register_module("linear2", nn::Dense(settings.inner, settings.units))),
      norm2(register_module("norm2", normOf(settings.units))),
      m_dropout(settings.dropout) {}

Tensor FutureLayerImpl::forward(const Tensor& input, const c10::optional<at::Generator>& generator, Tensor* map) {
    const auto dropped = [&](const Tensor& values) { return nn::dropout(values, m_dropout, generator); };
    const auto middle = norm1->forward(input + dropped(attention->forward(input, map)));
    return norm2->forward(middle + dropped(linear2->forward(dropped(torch::relu(linear1->forward(middle))))));
}

Tensor framePlaces(std::int64_t frames, std::int64_t units) {
    const auto doubles = torch::TensorOptions(torch::kDouble);
    const auto even = (torch::arange(units, doubles) / 2.0).floor() * 2.0;
    const auto rates = torch::exp(even * (-std::log(kLongestWave) / static_cast<double>(units)));
    const auto angles = torch::arange(frames, doubles).unsqueeze(1) * rates.unsqueeze(0);
    const auto isEven = torch::arange(units).remainder(2).eq(0).unsqueeze(0);
    return torch::where(isEven, angles.sin(), angles.cos()).to(torch::kFloat);
}

FutureNetworkImpl::FutureNetworkImpl(FutureSettings settings) : m_settings(settings) {
    embed = register_module("embed", nn::Dense(settings.bands, settings.units, false));
    auto list = register_module("layer", torch::nn::ModuleList());
    for (std::int64_t i = 0; i < settings.layers; ++i) {
        layers.emplace_back(settings);
        list->push_back(layers.back());
    }
    output = register_module("output", nn::Dense(settings.units, settings.bands));
    classifier = register_module("classifier", nn::Dense(settings.units, settings.classes));
}

FutureNetworkImpl::Encoded FutureNetworkImpl::encode(const Tensor& frames, const nn::Lengths& lengths, bool maps) {
    TORCH_CHECK(frames.dim() == 3 && frames.size(2) == m_settings.bands, "the network needs [batch, frames, ", m_settings.bands,
                " bands], not ", frames.sizes());
    const auto generator = is_training() ? m_generator : c10::nullopt;
    if (!m_places.defined() || m_places.size(0) < frames.size(1) || m_places.device() != frames.device())
        m_places = framePlaces(frames.size(1), m_settings.units).to(frames.device());
    Encoded made;
    made.embedded = embed->forward(nn::withoutPadding(frames, lengths));
    made.hidden.push_back(made.embedded + m_places.narrow(0, 0, frames.size(1)));
    for (auto& layer : layers) {
        // A valid frame sees none but valid ones before it, so that the attention needs no mask for padding.
        Tensor map;
        made.hidden.push_back(nn::stopPoint(layer->forward(made.hidden.back(), generator, maps ? &map : nullptr)));
        if (maps) made.maps.push_back(nn::withoutPadding(map, lengths, 2));
    }
    return made;
}

Tensor FutureNetworkImpl::forward(const Tensor& frames, const nn::Lengths& lengths) {
    return output->forward(encode(frames, lengths).hidden.back());
}

Tensor FutureNetworkImpl::classify(const Tensor& frames, const nn::Lengths& lengths) {
    return classifier->forward(nn::meanOverFrames(encode(frames, lengths).hidden.back(), lengths));
}

void FutureNetworkImpl::draw(std::uint64_t seed) {
    nn::drawDense(*this, at::make_generator<at::CPUGeneratorImpl>(seed));
    for (auto& layer : layers) {
        layer->norm1->reset_parameters();
        layer->norm2->reset_parameters();
    }
}

FutureNetwork makeFutureNetwork(const FutureSettings& settings, std::uint64_t seed) {
    FutureNetwork network(settings);
    network->draw(seed);
    return network;
}

}  // namespace prososcope::models
