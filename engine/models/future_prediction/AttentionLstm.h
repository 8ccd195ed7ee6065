// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/models/future_prediction/FutureSettings.h"
#include "engine/nn/Dense.h"
#include "engine/nn/Sequence.h"

namespace prososcope::models {

/// Weights of one LSTM layer with torch's names and gates, the backward direction with the suffix "_reverse".
/// [batch, frames, inputs] -> [batch, frames, cells of all directions]. With `lengths` the backward direction starts at the
/// last valid frame, and values at padded frames are 0.
class FrameLstmImpl : public torch::nn::Module {
public:
    FrameLstmImpl(std::int64_t inputs, std::int64_t cells, bool bidirectional);
    torch::Tensor forward(const torch::Tensor& input, const nn::Lengths& lengths) const;
    /// uniform(-s, s) with s = 1 / sqrt(cells), as torch does.
    void draw(const at::Generator& generator);

private:
    std::int64_t m_cells;
    bool m_bidirectional;
};
TORCH_MODULE(FrameLstm);

/// The vector u of the attention.
class FrameAttentionImpl : public torch::nn::Module {
public:
    explicit FrameAttentionImpl(std::int64_t units) : u(register_module("u", nn::Dense(units, 1, false))) {}

    nn::Dense u{nullptr};
};
TORCH_MODULE(FrameAttention);

/// A classifier of frames that another network gave: an LSTM, a weighted mean over time with the weights softmax_t(u . o_t)
/// over valid frames, a linear layer. In training, dropout on the LSTM's output draws from `dropoutGenerator`. A sequence's
/// result does not depend on its batch (to rounding). Throws what torch throws, also on an empty sequence.
class AttentionLstmImpl : public torch::nn::Module {
public:
    explicit AttentionLstmImpl(const AttentionLstmSettings& settings);
    /// features [batch, frames, inputs]; logits [batch, classes]. `weights`, where given, gets those of the frames,
    /// [batch, frames], 0 at padding.
    torch::Tensor forward(const torch::Tensor& features, const nn::Lengths& lengths = {}, torch::Tensor* weights = nullptr);
    /// Draws all weights anew.
    void draw(std::uint64_t seed);
    void setDropoutGenerator(const at::Generator& generator) { m_generator = generator; }
    [[nodiscard]] const AttentionLstmSettings& settings() const { return m_settings; }

    FrameLstm rnn{nullptr};
    FrameAttention attention{nullptr};
    nn::Dense output{nullptr};

private:
    AttentionLstmSettings m_settings;
    c10::optional<at::Generator> m_generator;
};
TORCH_MODULE(AttentionLstm);

/// A network with weights drawn from `seed` alone; torch's own generator is not touched.
[[nodiscard]] AttentionLstm makeAttentionLstm(const AttentionLstmSettings& settings, std::uint64_t seed);

}  // namespace prososcope::models
