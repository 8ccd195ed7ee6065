// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/nn/Torch.h"

namespace prososcope::nn {

/// Weights of a linear layer: "weight" [outputs, inputs] and, where it has one, "bias" [outputs]; [..., inputs] ->
/// [..., outputs]. They are 0 until they are drawn or loaded: torch's own layer draws from the generator of the whole process,
/// which trainings side by side would share.
class DenseImpl : public torch::nn::Module {
public:
    DenseImpl(std::int64_t inputs, std::int64_t outputs, bool bias = true);
    [[nodiscard]] torch::Tensor forward(const torch::Tensor& input) const;

    torch::Tensor weight;
    torch::Tensor bias;
};
TORCH_MODULE(Dense);

/// uniform(-s, s) with s = sqrt(6 / (fan-in + fan-out)) (Glorot and Bengio 2010); for [out, in, kernel] as for [out, in].
void drawXavier(const torch::Tensor& weight, const at::Generator& generator);

/// Draws the weights of all Dense layers of `module`, in the order of registration, and sets their biases to 0.
void drawDense(const torch::nn::Module& module, const at::Generator& generator);

}  // namespace prososcope::nn
