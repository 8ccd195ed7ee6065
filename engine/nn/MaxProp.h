// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/nn/Torch.h"

namespace prososcope::nn {

/// The optimiser of sugartensor 1.0.0.2 ("MaxProp"), with which the gated-convolution recogniser was trained: each value moves
/// by the rate times its gradient over the largest gradient that it has seen, which is forgotten slowly:
///   m <- max(decay m + 1e-8, |g|),  w <- w - rate g / m
/// Adamax (Kingma and Ba 2015) without its first moment. Shares the parameters. Used by one thread.
class MaxProp {
public:
    explicit MaxProp(std::vector<torch::Tensor> parameters, double decay = 0.99);
    /// Parameters without a gradient stay as they are.
    void step(double rate);
    /// The largest gradients m, in the order of the parameters; what a checkpoint keeps.
    [[nodiscard]] std::vector<torch::Tensor>& largest() { return m_largest; }

private:
    std::vector<torch::Tensor> m_parameters;
    std::vector<torch::Tensor> m_largest;
    double m_decay;
};

}  // namespace prososcope::nn
