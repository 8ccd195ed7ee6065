// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/speech_encoder/SpeechEncoder.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string_view>

#include "engine/checkpoints/EncoderTensors.h"
#include "engine/core/Random.h"
#include "engine/nn/Interrupt.h"

namespace prososcope::models {

namespace {

using checkpoints::EncoderFamily;
using torch::Tensor;

bool isBuffer(const std::string& name) { return name.ends_with(".running_mean") || name.ends_with(".running_var"); }

/// Weights of one tensor as transformers draws them.
Tensor drawn(const std::string& name, const std::vector<std::int64_t>& shape, std::uint64_t seed) {
    constexpr double kDeviation = 0.02;
    const auto generator = at::make_generator<at::CPUGeneratorImpl>(core::deriveSeed(seed, name));
    const bool norm = name.find("norm") != std::string::npos;
    if (name.ends_with(".running_var") || (norm && name.ends_with(".weight"))) return torch::ones(shape);
    if (name == "masked_spec_embed") return torch::rand(shape, generator);
    if (name.ends_with("gru_rel_pos_const")) return torch::ones(shape);
    if (name == "layer_weights") return torch::full(shape, 1.0 / static_cast<double>(shape[0]));
    if (shape.size() < 2) return torch::zeros(shape);
    double deviation = kDeviation;
    if (shape.size() == 3) {
        const auto inputs = static_cast<double>(shape[1] * shape[2]);
        deviation =
            name.find("pos_conv_embed") != std::string::npos ? 2.0 * std::sqrt(1.0 / (inputs)) : std::sqrt(2.0 / inputs);
    }
    return torch::randn(shape, generator) * deviation;
}

/// Whisper's positions are not learned: sines and cosines of frequencies from 1 down to 1/10000.
Tensor sinusoids(std::int64_t frames, std::int64_t width) {
    constexpr double kLongest = 10000.0;
    const auto half = width / 2;
    const double step = std::log(kLongest) / static_cast<double>(std::max<std::int64_t>(half - 1, 1));
    const auto frequencies = at::exp(-step * at::arange(half, torch::kFloat));
    const auto angles = at::arange(frames, torch::kFloat).unsqueeze(1) * frequencies.unsqueeze(0);
    return at::constant_pad_nd(at::cat({at::sin(angles), at::cos(angles)}, 1), {0, width % 2});
}

}  // namespace

SpeechEncoderImpl::SpeechEncoderImpl(const checkpoints::EncoderConfig& config, const TensorSource& source) : m_config(config) {
    EncoderWeights weights;
    for (const auto& wanted : checkpoints::encoderTensors(config)) {
        const auto tensor = source(wanted.name, wanted.shape);
        if (!tensor.defined()) continue;
        registerAt(*this, wanted.name, tensor, isBuffer(wanted.name));
        weights.add(wanted.name, tensor);
    }
    if (config.family == EncoderFamily::Whisper) {
        m_melWeight1 = weights("conv1.weight");
        m_melBias1 = weights("conv1.bias");
        m_melWeight2 = weights("conv2.weight");
        m_melBias2 = weights("conv2.bias");
        m_melPositions = weights("embed_positions.weight");
        m_norm = NormWeights(weights, "layer_norm", config.layerNormEps);
    } else {
        m_convolutions = WaveConvolutions(config, weights);
        m_projectionNorm = NormWeights(weights, "feature_projection.layer_norm", config.layerNormEps);
        m_projection = LinearWeights(weights, "feature_projection.projection");
        m_positions = PositionalConvolution(config, weights);
        m_masked = weights("masked_spec_embed");
        m_norm = NormWeights(weights, "encoder.layer_norm", config.layerNormEps);
    }
    for (int i = 0; i < config.layers; ++i) m_layers.emplace_back(config, weights, i);
    m_head = EncoderHead(config, weights);
}

c10::optional<at::Generator> SpeechEncoderImpl::generator() const { return is_training() ? m_generator : c10::nullopt; }

bool SpeechEncoderImpl::dropsLayer() const {
    const auto drawing = generator();
    if (!drawing || m_config.layerDrop <= 0.0) return false;
    return torch::rand({1}, drawing, torch::TensorOptions().device(drawing->device())).item<double>() < m_config.layerDrop;
}

nn::Lengths SpeechEncoderImpl::frames(const nn::Lengths& samples) const {
    nn::Lengths result;
    for (const auto count : samples) result.push_back(m_config.frames(count));
    return result;
}

Tensor SpeechEncoderImpl::waveFeatures(const Tensor& input, const nn::Lengths& samples) const {
    const auto x = nn::stopPoint(m_convolutions(input, samples));
    return m_projectionNorm.weight.defined() ? m_projectionNorm(x) : x;
}

Tensor SpeechEncoderImpl::waveFrames(const Tensor& input, const nn::Lengths& samples, Output& output) {
    auto x = output.features = waveFeatures(input, samples);
    x = nn::dropout(m_projection(x), m_config.projectionDropout, generator());
    const auto valid = frames(samples);
    if (m_masking && is_training()) x = m_masking(x, m_masked, valid);
    if (std::any_of(valid.begin(), valid.end(), [&](auto count) { return count != x.size(1); })) {
        output.mask = nn::validMask(valid, x.size(1), x).unsqueeze(2).to(x.scalar_type());
        x = x * output.mask;
    }
    x = x + m_positions(x, output.mask);
    if (!m_config.preNorm) x = m_norm(x);
    return nn::dropout(x, m_config.hiddenDropout, generator());
}

Tensor SpeechEncoderImpl::melFrames(const Tensor& input) const {
    auto x = activated(at::conv1d(input, m_melWeight1, m_melBias1, 1, 1));
    x = activated(at::conv1d(x, m_melWeight2, m_melBias2, 2, 1)).transpose(1, 2);
    return nn::dropout(x + m_melPositions.narrow(0, 0, x.size(1)), m_config.hiddenDropout, generator());
}

SpeechEncoderImpl::Output SpeechEncoderImpl::forward(const Tensor& input, const nn::Lengths& samples, const LayerSink& sink,
                                                     const std::function<void(const Tensor& weights)>& maps) {
    Output output;
    const bool mel = m_config.family == EncoderFamily::Whisper;
    auto x = mel ? melFrames(input) : waveFrames(input, samples, output);
    LayerInput shared;
    shared.dropout = generator();
    shared.maps = maps;
    if (output.mask.defined()) shared.keys = output.mask.to(torch::kBool).squeeze(2).unsqueeze(1).unsqueeze(1);
    if (!m_layers.empty() && m_layers.front().relativeTable().defined())
        shared.bias = relativePositionBias(m_layers.front().relativeTable(), x.size(1), m_config.relativeDistance);
    if (sink) sink(0, x);
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        if (!dropsLayer()) x = nn::stopPoint(m_layers[i](x, shared));
        if (sink && (i + 1 < m_layers.size() || !mel)) sink(i + 1, x);
    }
    output.last = m_config.preNorm ? m_norm(x) : x;
    if (sink && mel) sink(m_layers.size(), output.last);
    return output;
}

Tensor SpeechEncoderImpl::outputs(const Tensor& input, const nn::Lengths& samples) {
    if (!m_head.mixesLayers()) {
        const auto output = forward(input, samples);
        return outputsOf(output.last, output.mask);
    }
    const auto shares = m_head.layerShares();
    const bool normed = m_config.preNorm && m_config.lastLayerNormed && m_config.family != EncoderFamily::Whisper;
    Tensor mixed;
    const auto add = [&](std::size_t layer, const Tensor& values) {
        const auto part = values * shares[static_cast<std::int64_t>(layer)];
        mixed = mixed.defined() ? mixed + part : part;
    };
    const auto output = forward(input, samples, [&](std::size_t layer, const Tensor& values) {
        if (layer < m_layers.size() || !normed) add(layer, values);
    });
    if (normed) add(m_layers.size(), output.last);
    return m_head(mixed, output.mask, generator());
}

Tensor SpeechEncoderImpl::outputsOf(const Tensor& last, const Tensor& mask) const { return m_head(last, mask, generator()); }

Tensor SpeechEncoderImpl::outputsFrom(const Tensor& values, const nn::Lengths& valid, int first) {
    auto x = values;
    Tensor mask;
    if (std::any_of(valid.begin(), valid.end(), [&](auto count) { return count != x.size(1); }))
        mask = nn::validMask(valid, x.size(1), x).unsqueeze(2).to(x.scalar_type());
    LayerInput shared;
    shared.dropout = generator();
    if (mask.defined()) shared.keys = mask.to(torch::kBool).squeeze(2).unsqueeze(1).unsqueeze(1);
    const auto begin = static_cast<std::size_t>(first);
    if (begin < m_layers.size() && m_layers.front().relativeTable().defined())
        shared.bias = relativePositionBias(m_layers.front().relativeTable(), x.size(1), m_config.relativeDistance);
    for (std::size_t i = begin; i < m_layers.size(); ++i) x = nn::stopPoint(m_layers[i](x, shared));
    return m_head(m_config.preNorm ? m_norm(x) : x, mask, generator());
}

void SpeechEncoderImpl::train(const TrainedParts& parts) {
    constexpr std::string_view kBefore = "layers.";
    for (const auto& item : named_parameters()) {
        bool learns = parts.projection;
        const std::string_view text = item.key();
        const bool head = text.starts_with("lm_head") || text.starts_with("projector") || text.starts_with("classifier") ||
                          text.starts_with("layer_weights");
        const auto layers = text.find(kBefore);
        if (head) {
            learns = parts.head;
        } else if (text.starts_with("feature_extractor") || text.starts_with("conv1") || text.starts_with("conv2")) {
            learns = parts.convolutions;
        } else if (layers != std::string_view::npos && text.find("pos_conv_embed") == std::string_view::npos) {
            learns = parts.layers && std::atoi(item.key().c_str() + layers + kBefore.size()) >= parts.firstLayer;
        } else if (text == "embed_positions.weight") {
            learns = false;
        }
        item.value().set_requires_grad(learns);
    }
    torch::nn::Module::train();
}

SpeechEncoder makeSpeechEncoder(const checkpoints::EncoderConfig& config, std::uint64_t seed) {
    return SpeechEncoder(config, [&](const std::string& name, const std::vector<std::int64_t>& shape) -> Tensor {
        auto tensor = name == "embed_positions.weight" ? sinusoids(shape[0], shape[1]) : drawn(name, shape, seed);
        return isBuffer(name) ? tensor : tensor.set_requires_grad(true);
    });
}

}  // namespace prososcope::models
