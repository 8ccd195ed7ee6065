// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/adversarial_autoencoder/AutoencoderLayers.h"

namespace prososcope::models {

namespace {

using torch::Tensor;
using torch::nn::BatchNorm1d;

Tensor normalised(BatchNorm1d& norm, const Tensor& input, const Tensor& mask, const AutoencoderPass& pass) {
    if (norm.is_empty()) return input;
    if (!norm->is_training() || pass.movesStatistics) return nn::batchNormalise(norm, input, mask);
    if (!mask.defined()) {
        return at::batch_norm(input, norm->weight, norm->bias, c10::nullopt, c10::nullopt, true, 0.0, norm->options.eps(),
                              false);
    }
    const auto mean = norm->running_mean.clone();
    const auto variance = norm->running_var.clone();
    const auto batches = norm->num_batches_tracked.clone();
    auto output = nn::batchNormalise(norm, input, mask);
    const torch::NoGradGuard noGrad;
    norm->running_mean.copy_(mean);
    norm->running_var.copy_(variance);
    norm->num_batches_tracked.copy_(batches);
    return output;
}

}  // namespace

NormalisedLinearImpl::NormalisedLinearImpl(std::int64_t inputs, std::int64_t outputs, bool batchNorm)
    : linear(register_module("linear", nn::Dense(inputs, outputs, !batchNorm))) {
    if (batchNorm) norm = register_module("norm", BatchNorm1d(outputs));
}

Tensor NormalisedLinearImpl::forward(const Tensor& input, const AutoencoderPass& pass) {
    return normalised(norm, linear->forward(input), Tensor(), pass);
}

FrameConvolutionImpl::FrameConvolutionImpl(std::int64_t inputs, std::int64_t outputs, std::int64_t kernel, bool transposed,
                                           bool withBias)
    : weight(register_parameter(
          "weight", transposed ? torch::zeros({inputs, outputs, kernel}) : torch::zeros({outputs, inputs, kernel}))),
      m_transposed(transposed) {
    if (withBias) bias = register_parameter("bias", torch::zeros({outputs}));
}

Tensor FrameConvolutionImpl::forward(const Tensor& input) const {
    const auto kernel = weight.size(2);
    const auto before = (kernel - 1) / 2;
    if (m_transposed) return at::conv_transpose1d(input, weight, bias).narrow(2, before, input.size(2));
    return at::conv1d(at::constant_pad_nd(input, {before, kernel - 1 - before}), weight, bias);
}

NormalisedConvolution1dImpl::NormalisedConvolution1dImpl(std::int64_t inputs, std::int64_t outputs, std::int64_t kernel,
                                                         bool transposed, bool batchNorm)
    : conv(register_module("conv", FrameConvolution(inputs, outputs, kernel, transposed, !batchNorm))) {
    if (batchNorm) norm = register_module("norm", BatchNorm1d(outputs));
}

Tensor NormalisedConvolution1dImpl::forward(const Tensor& input, const Tensor& mask, const AutoencoderPass& pass) {
    return normalised(norm, conv->forward(input), mask, pass);
}

void drawAutoencoderLayers(torch::nn::Module& module, const at::Generator& generator) {
    const torch::NoGradGuard noGrad;
    const auto draw = [&](const Tensor& weight, Tensor bias) {
        nn::drawXavier(weight, generator);
        if (bias.defined()) bias.zero_();
    };
    for (const auto& each : module.modules()) {
        if (auto* dense = each->as<nn::DenseImpl>(); dense != nullptr) draw(dense->weight, dense->bias);
        if (auto* convolution = each->as<FrameConvolutionImpl>(); convolution != nullptr)
            draw(convolution->weight, convolution->bias);
        if (auto* norm = each->as<torch::nn::BatchNorm1dImpl>(); norm != nullptr) norm->reset_parameters();
    }
}

}  // namespace prososcope::models
