// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "engine/checkpoints/EncoderConfig.h"
#include "engine/models/speech_encoder/EncoderWeights.h"

namespace prososcope::models {

/// WavLM's bias of attention by the distance of two frames, bucketed: exact when near, logarithmic further away, one bucket
/// beyond the longest distance. -> [1, heads, frames, frames]. table: [buckets, heads].
[[nodiscard]] torch::Tensor relativePositionBias(const torch::Tensor& table, std::int64_t frames, std::int64_t longestDistance);

/// What all layers of one pass share.
struct LayerInput {
    torch::Tensor keys;                    ///< [batch, 1, 1, frames], true where a frame is valid; undefined where all are
    torch::Tensor bias;                    ///< of relativePositionBias; undefined without
    c10::optional<at::Generator> dropout;  ///< none: evaluation
    /// Gets the weights of the attention [batch, heads, frames, frames], a row for each frame that looks, before dropout; valid
    /// during the call. Without it they are never held as a whole.
    std::function<void(const torch::Tensor& weights)> maps;
};

/// One block of the encoder: self-attention and two dense layers, each with a normalisation before or behind.
class EncoderLayer {
public:
    EncoderLayer(const checkpoints::EncoderConfig& config, const EncoderWeights& weights, int number);
    /// [batch, frames, hidden] -> the same.
    [[nodiscard]] torch::Tensor operator()(const torch::Tensor& x, const LayerInput& input) const;
    [[nodiscard]] const torch::Tensor& relativeTable() const { return m_relativeTable; }  ///< layer 0 of WavLM; else undefined

private:
    [[nodiscard]] torch::Tensor attend(const torch::Tensor& x, const LayerInput& input) const;
    [[nodiscard]] torch::Tensor gatedBias(const torch::Tensor& x, const torch::Tensor& bias) const;
    [[nodiscard]] torch::Tensor feedForward(const torch::Tensor& x, const LayerInput& input) const;

    std::int64_t m_heads = 12;
    bool m_preNorm = false;
    double m_hiddenDropout = 0.0, m_attentionDropout = 0.0, m_activationDropout = 0.0;
    LinearWeights m_query, m_key, m_value, m_out, m_first, m_second, m_gate;
    NormWeights m_attentionNorm, m_finalNorm;
    torch::Tensor m_gateConstant, m_relativeTable;
};

}  // namespace prososcope::models
