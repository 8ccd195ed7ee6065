// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "engine/nn/Torch.h"

namespace prososcope::nn {

/// Valid lengths of the sequences of a padded batch; empty where all are as long as the tensor.
using Lengths = std::vector<std::int64_t>;

/// 1 for valid frames, 0 for padding: [batch, frames], float, on `like`'s device.
[[nodiscard]] torch::Tensor validMask(const Lengths& lengths, std::int64_t frames, const torch::Tensor& like);
/// Lengths after a convolution over time: floor((n + 2 padding - kernel) / stride) + 1.
[[nodiscard]] Lengths convolvedLengths(const Lengths& lengths, std::int64_t kernel, std::int64_t stride, std::int64_t padding);

/// Batch normalisation that counts valid frames only. `input` [batch, channels, ...], `mask` broadcastable to it with one
/// channel, or undefined. Without a mask, or in evaluation, it is exactly `torch::nn::BatchNorm`.
template <typename BatchNorm>
[[nodiscard]] torch::Tensor batchNormalise(BatchNorm& norm, const torch::Tensor& input, const torch::Tensor& mask);

/// Dropout that draws from a generator of its own, on the input's device, so that trainings side by side do not disturb each
/// other's numbers. Identity where `generator` is undefined.
[[nodiscard]] torch::Tensor dropout(const torch::Tensor& input, double probability,
                                    const c10::optional<at::Generator>& generator);

/// Attentive statistics pooling (Okabe, Koshinaka and Shinoda 2018): weights softmax_t(v' tanh(W x_t + b)), then weighted
/// mean and standard deviation over time, concatenated. [batch, frames, width] -> [batch, 2 width].
class AttentiveStatisticsPoolingImpl : public torch::nn::Module {
public:
    AttentiveStatisticsPoolingImpl(std::int64_t width, std::int64_t attention);
    torch::Tensor forward(const torch::Tensor& input, const torch::Tensor& mask);

private:
    torch::nn::Linear m_hidden{nullptr};
    torch::nn::Linear m_score{nullptr};
};
TORCH_MODULE(AttentiveStatisticsPooling);

}  // namespace prososcope::nn
