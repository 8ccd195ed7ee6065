// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/models/logmel_network/LogMelInput.h"
#include "engine/nn/Sequence.h"

namespace prososcope::models {

/// The program's own compact emotion network on log-mel input: four strided 2-D convolutions with batch normalisation,
/// a projection, one bidirectional GRU, attentive statistics pooling, a linear layer (about 245,000 parameters).
///   input  [batch, frames, bands], prepared by `normaliseLogMel`
///   output [batch, classes], logits
/// With `lengths`, frames beyond a sequence's length count nowhere: the result of a padded batch equals that of each
/// sequence alone (to rounding). In training, dropout draws from `dropoutGenerator`.
class LogMelNetworkImpl : public torch::nn::Module {
public:
    explicit LogMelNetworkImpl(const LogMelNetworkSettings& settings);
    torch::Tensor forward(const torch::Tensor& input, const nn::Lengths& lengths = {});

    /// A layer over time, nearest to the sound first: the convolutions, each channel's mean over its bands, the projection and
    /// the recurrent cells, forward ones first. `stride` frames of the input lie between two of its own.
    struct Layer {
        std::string name;
        std::int64_t units;
        std::int64_t stride;
    };
    [[nodiscard]] static std::vector<Layer> layers(const LogMelNetworkSettings& settings);
    /// values [batch, frames, units] of a layer, and how many frames are valid where `lengths` were given.
    using LayerSink = std::function<void(std::size_t layer, const torch::Tensor& values, const nn::Lengths& valid)>;
    /// The part of `forward` that has frames.
    void forwardLayers(const torch::Tensor& input, const nn::Lengths& lengths, const LayerSink& sink);

    void setDropoutGenerator(const at::Generator& generator) { m_generator = generator; }
    [[nodiscard]] const LogMelNetworkSettings& settings() const { return m_settings; }

private:
    struct Block {
        torch::nn::Conv2d convolution{nullptr};
        torch::nn::BatchNorm2d norm{nullptr};
        std::int64_t kernel = 3;
        std::int64_t timeStride = 1;
    };
    [[nodiscard]] c10::optional<at::Generator> generator() const;
    /// The recurrent layer's output; `mask` becomes that of its frames.
    torch::Tensor frames(const torch::Tensor& input, const nn::Lengths& lengths, torch::Tensor& mask, const LayerSink& sink);

    LogMelNetworkSettings m_settings;
    std::vector<Block> m_blocks;
    torch::nn::Linear m_projection{nullptr};
    torch::nn::BatchNorm1d m_projectionNorm{nullptr};
    torch::nn::GRU m_recurrent{nullptr};
    nn::AttentiveStatisticsPooling m_pooling{nullptr};
    torch::nn::BatchNorm1d m_headNorm{nullptr};
    torch::nn::Linear m_output{nullptr};
    c10::optional<at::Generator> m_generator;
};
TORCH_MODULE(LogMelNetwork);

/// A network with weights drawn from `seed` alone (PyTorch's default initialisation of each layer).
[[nodiscard]] LogMelNetwork makeLogMelNetwork(const LogMelNetworkSettings& settings, std::uint64_t seed);

}  // namespace prososcope::models
