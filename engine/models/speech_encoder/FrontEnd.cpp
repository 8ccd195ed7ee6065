// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/speech_encoder/FrontEnd.h"

#include <algorithm>

namespace prososcope::models {

namespace {

using torch::Tensor;
constexpr double kConvolutionEps = 1e-5;  // of every normalisation before the projection, whatever the configuration says

/// Each channel of x [batch, channels, frames] by its mean and variance over the valid frames of its row (all, where `valid` is
/// empty); what lies behind them becomes 0.
Tensor normedOverTime(const Tensor& x, const NormWeights& norm, const nn::Lengths& valid) {
    const auto normed = [&](const Tensor& rows) {
        return at::group_norm(rows, rows.size(1), norm.weight, norm.bias, norm.eps);
    };
    if (valid.empty()) return normed(x);
    auto rows = at::split(x, 1);  // whose gradient is put together once
    for (std::size_t b = 0; b < rows.size(); ++b)
        rows[b] = at::constant_pad_nd(normed(rows[b].narrow(2, 0, valid[b])), {0, x.size(2) - valid[b]});
    return at::cat(rows, 0);
}

}  // namespace

WaveConvolutions::WaveConvolutions(const checkpoints::EncoderConfig& config, const EncoderWeights& weights)
    : m_norm(config.convolutionNorm) {
    for (std::size_t i = 0; i < config.convolutions.size(); ++i) {
        const auto name = "feature_extractor.conv_layers." + std::to_string(i) + ".";
        m_layers.push_back({weights(name + "conv.weight"), weights(name + "conv.bias"),
                            NormWeights(weights, name + "layer_norm", kConvolutionEps), config.convolutions[i].stride});
    }
}

Tensor WaveConvolutions::operator()(const Tensor& input, const nn::Lengths& samples) const {
    const bool even = std::all_of(samples.begin(), samples.end(), [&](auto count) { return count == input.size(1); });
    auto valid = even ? nn::Lengths() : samples;
    auto x = input.unsqueeze(1);
    for (const auto& layer : m_layers) {
        x = at::conv1d(x, layer.weight, layer.bias, layer.stride);
        for (auto& count : valid) count = (count - layer.weight.size(2)) / layer.stride + 1;
        if (layer.norm.weight.defined()) {
            x = m_norm == checkpoints::ConvolutionNorm::Group ? normedOverTime(x, layer.norm, valid)
                                                              : layer.norm(x.transpose(1, 2)).transpose(1, 2);
        }
        x = activated(x);
    }
    return x.transpose(1, 2);
}

PositionalConvolution::PositionalConvolution(const checkpoints::EncoderConfig& config, const EncoderWeights& weights)
    : m_groups(config.positionGroups) {
    const std::string name = "encoder.pos_conv_embed.";
    if (config.family == checkpoints::EncoderFamily::Data2VecAudio) {
        m_normed = true;
        for (int i = 0; i < config.positionDepth; ++i) {
            const auto layer = name + "layers." + std::to_string(i) + ".conv";
            m_layers.push_back({weights(layer + ".weight"), weights(layer + ".bias")});
        }
        return;
    }
    m_layers.push_back({weights(name + "conv.weight"), weights(name + "conv.bias")});
    m_batchWeight = weights(name + "batch_norm.weight");
    m_batchBias = weights(name + "batch_norm.bias");
    m_batchMean = weights(name + "batch_norm.running_mean");
    m_batchVariance = weights(name + "batch_norm.running_var");
}

Tensor PositionalConvolution::operator()(const Tensor& input, const Tensor& mask) const {
    const auto channelMask = mask.defined() ? mask.transpose(1, 2) : Tensor();
    const auto masked = [&](const Tensor& x) { return channelMask.defined() ? x * channelMask : x; };
    auto x = input.transpose(1, 2);
    if (m_batchWeight.defined())
        x = at::batch_norm(x, m_batchWeight, m_batchBias, m_batchMean, m_batchVariance, false, 0.1, kConvolutionEps, false);
    for (const auto& layer : m_layers) {
        const auto kernel = layer.weight.size(2);
        x = at::conv1d(masked(x), layer.weight, layer.bias, 1, kernel / 2, 1, m_groups);
        if (kernel % 2 == 0) x = x.narrow(2, 0, x.size(2) - 1);
        if (m_normed) x = at::layer_norm(x.transpose(1, 2), {x.size(1)}, {}, {}, kConvolutionEps).transpose(1, 2);
        x = activated(x);
    }
    return x.transpose(1, 2);
}

}  // namespace prososcope::models
