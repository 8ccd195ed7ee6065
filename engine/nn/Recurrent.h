// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/nn/RecurrentNode.h"

namespace prososcope::nn {

/// One recurrent layer, its state from zero, with torch's names: weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0 and, for
/// the backward direction, the same with _reverse. The weights are 0 until they are drawn or loaded: torch's own layers draw
/// from the generator of the whole process.
class RecurrentImpl : public torch::nn::Module {
public:
    RecurrentImpl(RecurrentCell cell, std::int64_t inputs, std::int64_t hidden, bool bidirectional);
    /// [batch, frames, inputs] -> [batch, frames, directions * hidden], forward beside backward. With `lengths` (each at least
    /// 1) every sequence ends, and its backward direction starts, at its own length, and outputs beyond it are 0. See
    /// recurrentNode; on other devices, and for other types, torch's own layer computes. Throws what torch throws.
    [[nodiscard]] torch::Tensor forward(const torch::Tensor& input, const Lengths& lengths = {}) const;
    /// Draws all weights as drawCell.
    void draw(const at::Generator& generator);

    std::vector<torch::Tensor> weights;  ///< kRecurrentTensors for each direction

private:
    RecurrentCell m_cell;
};
TORCH_MODULE(Recurrent);

/// Draws a cell's weights as TensorFlow does: Glorot's uniform distribution over the matrix that takes input and state together
/// (a GRU has one for its gates and one for its candidate), biases 0, and 1 for the forget gate of an LSTM and the gates of a
/// GRU.
void drawCell(RecurrentCell cell, at::TensorList weights, const at::Generator& generator);

/// What `recurrentNode` computes, by torch's own layer; any device and type.
[[nodiscard]] torch::Tensor torchRecurrent(RecurrentCell cell, const torch::Tensor& input,
                                           const std::vector<torch::Tensor>& weights, const Lengths& lengths);

}  // namespace prososcope::nn
