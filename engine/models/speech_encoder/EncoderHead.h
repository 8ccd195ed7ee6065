// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/checkpoints/EncoderConfig.h"
#include "engine/models/speech_encoder/EncoderWeights.h"

namespace prososcope::models {

/// What stands behind an encoder.
class EncoderHead {
public:
    EncoderHead() = default;
    EncoderHead(const checkpoints::EncoderConfig& config, const EncoderWeights& weights);
    /// Whether it takes a mixture of all layers, and how much of each, [layers + 1].
    [[nodiscard]] bool mixesLayers() const { return m_layerWeights.defined(); }
    [[nodiscard]] torch::Tensor layerShares() const { return at::softmax(m_layerWeights, -1); }
    /// x [batch, frames, hidden], mask [batch, frames, 1] of valid frames or undefined. CTC: [batch, frames, tokens], scores
    /// before the softmax; else [batch, outputs]. dropout: none in evaluation.
    [[nodiscard]] torch::Tensor operator()(const torch::Tensor& x, const torch::Tensor& mask,
                                           const c10::optional<at::Generator>& dropout) const;

private:
    checkpoints::HeadKind m_kind = checkpoints::HeadKind::None;
    double m_dropout = 0.0;
    torch::Tensor m_layerWeights;
    LinearWeights m_first, m_second;
};

/// Mean over valid frames: [batch, frames, width] -> [batch, width].
[[nodiscard]] torch::Tensor meanOverFrames(const torch::Tensor& x, const torch::Tensor& mask);

}  // namespace prososcope::models
