// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/checkpoints/EncoderConfig.h"
#include "engine/models/speech_encoder/EncoderWeights.h"
#include "engine/nn/Sequence.h"

namespace prososcope::models {

/// Sound to frames: the convolutions on the waveform, each followed by GELU.
class WaveConvolutions {
public:
    WaveConvolutions() = default;
    WaveConvolutions(const checkpoints::EncoderConfig& config, const EncoderWeights& weights);
    /// [batch, samples] -> [batch, frames, channels]. samples: valid ones of each row, empty where all are. A normalisation
    /// over time sees the valid samples of each row alone, so that what else is in a batch changes nothing.
    [[nodiscard]] torch::Tensor operator()(const torch::Tensor& input, const nn::Lengths& samples) const;

private:
    struct Layer {
        torch::Tensor weight, bias;
        NormWeights norm;  ///< undefined weight: none
        std::int64_t stride = 1;
    };
    checkpoints::ConvolutionNorm m_norm = checkpoints::ConvolutionNorm::Group;
    std::vector<Layer> m_layers;
};

/// What is added to the frames so that the layers know their order: one grouped convolution and GELU, or data2vec's stack.
class PositionalConvolution {
public:
    PositionalConvolution() = default;
    PositionalConvolution(const checkpoints::EncoderConfig& config, const EncoderWeights& weights);
    /// [batch, frames, hidden] -> the same; `mask` [batch, frames, 1] or undefined: padding is 0 before every convolution.
    [[nodiscard]] torch::Tensor operator()(const torch::Tensor& x, const torch::Tensor& mask) const;

private:
    struct Layer {
        torch::Tensor weight, bias;
    };
    std::vector<Layer> m_layers;
    std::int64_t m_groups = 16;
    bool m_normed = false;  ///< data2vec: normalised over channels, without weights
    torch::Tensor m_batchWeight, m_batchBias, m_batchMean, m_batchVariance;
};

}  // namespace prososcope::models
