// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "engine/models/adversarial_autoencoder/AutoencoderLayers.h"

namespace prososcope::models {

/// What the autoencoder keeps of utterances.
struct Code {
    torch::Tensor logits;  ///< [batch, classes], before the softmax
    torch::Tensor y;       ///< their softmax: the emotion
    torch::Tensor z;       ///< [batch, latent]: the rest, "style"
};

/// Gives the code of utterances: a trunk, and behind it the layers "y" and "z".
class CodeEncoder : public torch::nn::Module {
public:
    /// What y and z are made of, [batch, hidden].
    virtual torch::Tensor trunk(const torch::Tensor& input, const nn::Lengths& lengths, const AutoencoderPass& pass) = 0;
    Code encode(const torch::Tensor& input, const nn::Lengths& lengths, const AutoencoderPass& pass);
    /// Those of y alone: z, with the statistics of its normalisation, has no part in it.
    torch::Tensor logits(const torch::Tensor& input, const nn::Lengths& lengths, const AutoencoderPass& pass);

protected:
    /// Registers the last two layers; to be called behind the trunk's own.
    void addHeads(const AutoencoderSettings& settings);

private:
    NormalisedLinear m_y{nullptr};
    NormalisedLinear m_z{nullptr};
};

/// Makes utterances of codes: [batch, classes] and [batch, latent] -> the shape of the encoder's input.
class CodeDecoder : public torch::nn::Module {
public:
    virtual torch::Tensor decode(const torch::Tensor& y, const torch::Tensor& z, const AutoencoderPass& pass) = 0;
};

/// Of the form that `settings` say. On functionals, input [batch, inputs]: "layer1", "layer2" with ReLU; the decoder likewise,
/// then "output". On frames, input [batch, inputs, frames]: "conv.<i>" with ReLU and pooling, all steps of the last side by
/// side channel by channel (masked: their mean), "dense.<i>"; the decoder goes the other way with transposed convolutions and
/// repeats each frame where the encoder pooled.
[[nodiscard]] std::shared_ptr<CodeEncoder> makeCodeEncoder(const AutoencoderSettings& settings);
[[nodiscard]] std::shared_ptr<CodeDecoder> makeCodeDecoder(const AutoencoderSettings& settings);

}  // namespace prososcope::models
