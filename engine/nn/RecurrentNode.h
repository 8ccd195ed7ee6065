// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/nn/Sequence.h"

namespace prososcope::nn {

/// The cells of torch's recurrent layers, with its order of gates: LSTM input, forget, candidate, output; GRU reset, update,
/// candidate (the reset gate acts on the product W_hn h + b_hn).
enum class RecurrentCell { Lstm, Gru, PlainTanh };

/// Blocks of `hidden` rows in a cell's weights.
[[nodiscard]] constexpr std::int64_t recurrentGates(RecurrentCell cell) {
    return cell == RecurrentCell::Lstm ? 4 : cell == RecurrentCell::Gru ? 3 : 1;
}

/// Weights of one direction, in torch's order.
inline constexpr std::size_t kRecurrentTensors = 4;  ///< weight_ih, weight_hh, bias_ih, bias_hh

/// Whether `lengths` leaves padding in sequences of `frames` frames.
[[nodiscard]] bool hasPadding(const Lengths& lengths, std::int64_t frames);

/// A recurrent layer as one node of the graph, for float and double on the CPU: one product over all valid frames for the
/// inputs, one a frame for the state, the gradients of weights as one product each; torch's chain of small operations takes
/// several times as long backwards. [batch, frames, width] -> [batch, frames, directions * hidden], states from zero; outputs
/// beyond `lengths` (empty: all valid) are 0. `weights` has kRecurrentTensors for each direction. It can be differentiated
/// once. Equal to torch's layers to rounding. Throws c10::Error on shapes that do not fit.
[[nodiscard]] torch::Tensor recurrentNode(RecurrentCell cell, const torch::Tensor& input,
                                          const std::vector<torch::Tensor>& weights, const Lengths& lengths);

}  // namespace prososcope::nn
