// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/nn/Sequence.h"

namespace prososcope::nn {

/// Output of a bidirectional GRU layer (Cho et al. 2014, with torch::nn::GRU's gates: the reset gate acts on the product
/// W_hn h + b_hn), backward direction beside forward: [batch, frames, width] -> [batch, frames, 2 hidden].
/// `gru` holds the weights: one layer, bidirectional, with biases, batch first; its state starts at zero. With `lengths`
/// each sequence ends (and its backward direction starts) at its own length; outputs beyond it are 0, as those of a packed
/// sequence are. On the CPU, float and double are one node of the graph: one product over all frames for the inputs, one a
/// frame for the state, weight gradients as one product each, which takes a third of the time of torch's chain of small
/// operations. It can be differentiated once. On other devices, and for other types, torch's own GRU runs.
/// Equal to torch's to rounding. Throws c10::Error on shapes that do not fit.
[[nodiscard]] torch::Tensor bidirectionalGru(torch::nn::GRU& gru, const torch::Tensor& input, const Lengths& lengths = {});

}  // namespace prososcope::nn
