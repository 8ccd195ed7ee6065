// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/Sequence.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <mutex>

#include "engine/core/Random.h"

namespace prososcope::nn {

torch::Tensor validMask(const Lengths& lengths, std::int64_t frames, const torch::Tensor& like) {
    const auto counts = torch::tensor(at::ArrayRef<std::int64_t>(lengths)).to(like.device());
    const auto index = torch::arange(frames, counts.options());
    return index.unsqueeze(0).lt(counts.unsqueeze(1)).to(torch::kFloat32);
}

Lengths convolvedLengths(const Lengths& lengths, std::int64_t kernel, std::int64_t stride, std::int64_t padding) {
    Lengths result;
    result.reserve(lengths.size());
    for (const auto length : lengths) result.push_back((length + 2 * padding - kernel) / stride + 1);
    return result;
}

template <typename BatchNorm>
torch::Tensor batchNormalise(BatchNorm& norm, const torch::Tensor& input, const torch::Tensor& mask) {
    if (!mask.defined() || !norm->is_training()) return norm->forward(input);
    std::vector<std::int64_t> over;
    double share = 1.0;
    std::vector<std::int64_t> shape(static_cast<std::size_t>(input.dim()), 1);
    shape[1] = input.size(1);
    for (std::int64_t d = 0; d < input.dim(); ++d) {
        if (d == 1) continue;
        over.push_back(d);
        if (mask.size(d) == 1) share *= static_cast<double>(input.size(d));
    }
    const auto count = mask.sum() * share;
    const auto mean = (input * mask).sum(over) / count;
    const auto centred = (input - mean.view(shape)) * mask;
    const auto variance = centred.square().sum(over) / count;
    {
        const torch::NoGradGuard noGrad;
        const double momentum = norm->options.momentum().value_or(0.1);
        norm->running_mean.lerp_(mean, momentum);
        norm->running_var.lerp_(variance * (count / (count - 1.0)), momentum);
        norm->num_batches_tracked += 1;
    }
    const auto scale = norm->weight * torch::rsqrt(variance + norm->options.eps());
    return (input - mean.view(shape)) * scale.view(shape) + norm->bias.view(shape);
}
template torch::Tensor batchNormalise(torch::nn::BatchNorm1d&, const torch::Tensor&, const torch::Tensor&);
template torch::Tensor batchNormalise(torch::nn::BatchNorm2d&, const torch::Tensor&, const torch::Tensor&);

namespace {

/// What each value is multiplied by: 0, or `kept`. On the CPU torch's own generator gives one value at a time and slows a
/// training; one draw of it seeds a faster one here.
torch::Tensor dropoutMask(const torch::Tensor& input, double probability, at::Generator generator) {
    const auto kept = static_cast<float>(1.0 / (1.0 - probability));
    const auto limit = static_cast<std::uint32_t>(std::min(std::ldexp(probability, 32), std::ldexp(1.0, 32) - 1.0));
    auto mask = torch::empty(input.sizes(), torch::kFloat32);
    float* values = mask.data_ptr<float>();
    core::Random random([&] {
        const std::lock_guard lock(generator.mutex());
        return at::check_generator<at::CPUGeneratorImpl>(generator)->random64();
    }());
    const auto pairs = mask.numel() / 2;
    for (std::int64_t i = 0; i < pairs; ++i) {
        const auto bits = random.bits();
        values[2 * i] = static_cast<std::uint32_t>(bits) < limit ? 0.0F : kept;
        values[2 * i + 1] = static_cast<std::uint32_t>(bits >> 32) < limit ? 0.0F : kept;
    }
    if (mask.numel() % 2 != 0) values[2 * pairs] = static_cast<std::uint32_t>(random.bits()) < limit ? 0.0F : kept;
    return mask.to(input.scalar_type());
}

}  // namespace

torch::Tensor dropout(const torch::Tensor& input, double probability, const c10::optional<at::Generator>& generator) {
    if (!generator.has_value() || probability <= 0.0) return input;
    if (input.device().is_cpu()) return input * dropoutMask(input, probability, *generator);
    return input * torch::empty_like(input).bernoulli_(1.0 - probability, generator).div_(1.0 - probability);
}

AttentiveStatisticsPoolingImpl::AttentiveStatisticsPoolingImpl(std::int64_t width, std::int64_t attention)
    : m_hidden(register_module("hidden", torch::nn::Linear(width, attention))),
      m_score(register_module("score", torch::nn::Linear(attention, 1))) {}

torch::Tensor AttentiveStatisticsPoolingImpl::forward(const torch::Tensor& input, const torch::Tensor& mask) {
    auto scores = m_score->forward(torch::tanh(m_hidden->forward(input)));  // [batch, frames, 1]
    if (mask.defined()) scores = scores.masked_fill(mask.unsqueeze(2).eq(0.0), -std::numeric_limits<float>::infinity());
    const auto weights = torch::softmax(scores, 1);
    const auto mean = (weights * input).sum(1);
    const auto variance = (weights * input.square()).sum(1) - mean.square();
    return torch::cat({mean, variance.clamp_min(1e-5).sqrt()}, -1);
}

}  // namespace prososcope::nn
