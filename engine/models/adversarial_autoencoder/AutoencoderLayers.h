// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/models/adversarial_autoencoder/AutoencoderSettings.h"
#include "engine/nn/Dense.h"
#include "engine/nn/Sequence.h"

namespace prososcope::models {

/// How the layers of one pass are to behave.
struct AutoencoderPass {
    /// Whether batch normalisation in training moves its running statistics. It normalises by the batch in either case.
    bool movesStatistics = true;
    /// Dropout draws from it; none without.
    c10::optional<at::Generator> generator;
    /// Gets the values of the layers over time and of the dense ones behind them, by name.
    std::function<void(const std::string& name, const torch::Tensor& values)> sink;
};

/// A linear layer ("linear") and its batch normalisation ("norm"), which takes the place of its bias; without normalisation
/// the layer has a bias.
class NormalisedLinearImpl : public torch::nn::Module {
public:
    NormalisedLinearImpl(std::int64_t inputs, std::int64_t outputs, bool batchNorm);
    torch::Tensor forward(const torch::Tensor& input, const AutoencoderPass& pass);

    nn::Dense linear{nullptr};
    torch::nn::BatchNorm1d norm{nullptr};
};
TORCH_MODULE(NormalisedLinear);

/// Weights of a convolution over time that gives as many frames as it takes: frames (kernel - 1) / 2 before and the rest behind
/// are 0. Transposed, it is the adjoint of that. "weight" [out, in, kernel], transposed [in, out, kernel]; "bias" where it has
/// one.
class FrameConvolutionImpl : public torch::nn::Module {
public:
    FrameConvolutionImpl(std::int64_t inputs, std::int64_t outputs, std::int64_t kernel, bool transposed, bool bias);
    torch::Tensor forward(const torch::Tensor& input) const;

    torch::Tensor weight;
    torch::Tensor bias;

private:
    bool m_transposed;
};
TORCH_MODULE(FrameConvolution);

/// The same of a convolution over time ("conv"): [batch, inputs, frames] -> [batch, outputs, frames].
class NormalisedConvolution1dImpl : public torch::nn::Module {
public:
    NormalisedConvolution1dImpl(std::int64_t inputs, std::int64_t outputs, std::int64_t kernel, bool transposed,
                                bool batchNorm);
    /// mask [batch, 1, frames]: normalisation counts its frames alone; undefined: all.
    torch::Tensor forward(const torch::Tensor& input, const torch::Tensor& mask, const AutoencoderPass& pass);

    FrameConvolution conv{nullptr};
    torch::nn::BatchNorm1d norm{nullptr};
};
TORCH_MODULE(NormalisedConvolution1d);

/// Draws the weights of all layers of `module` by Glorot's rule, sets biases to 0 and norms to 1 and 0 with fresh statistics.
void drawAutoencoderLayers(torch::nn::Module& module, const at::Generator& generator);

}  // namespace prososcope::models
