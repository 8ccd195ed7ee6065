// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/nn/Torch.h"

namespace prososcope::nn {

/// relu(batch normalisation) of `input` [batch, channels, ...] (Ioffe and Szegedy 2015); `mask` as `batchNormalise` takes it.
/// In training on the CPU, in float and without a mask, it is one node of the graph that works on channels last: the ReLU
/// costs no pass over memory of its own, nor a copy kept for the backward pass. Mean and variance are summed in blocks of
/// fixed size that are joined in order (Chan, Golub and LeVeque 1983), so that they do not depend on the number of threads.
/// It can be differentiated once. Otherwise it is the two layers one after the other, to which it is equal to rounding.
/// The running statistics of `norm` move on as torch's do. Throws c10::Error on shapes that do not fit.
template <typename BatchNorm>
[[nodiscard]] torch::Tensor normalisedRelu(BatchNorm& norm, const torch::Tensor& input, const torch::Tensor& mask = {});

}  // namespace prososcope::nn
