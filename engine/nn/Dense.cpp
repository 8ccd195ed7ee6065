// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/Dense.h"

#include <cmath>

namespace prososcope::nn {

DenseImpl::DenseImpl(std::int64_t inputs, std::int64_t outputs, bool withBias)
    : weight(register_parameter("weight", torch::zeros({outputs, inputs}))) {
    if (withBias) bias = register_parameter("bias", torch::zeros({outputs}));
}

torch::Tensor DenseImpl::forward(const torch::Tensor& input) const { return at::linear(input, weight, bias); }

void drawXavier(const torch::Tensor& weight, const at::Generator& generator) {
    const torch::NoGradGuard noGrad;
    const auto taps = weight.numel() / (weight.size(0) * weight.size(1));
    const auto fans = static_cast<double>((weight.size(0) + weight.size(1)) * taps);
    const double width = std::sqrt(6.0 / fans);
    weight.copy_(torch::empty(weight.sizes()).uniform_(-width, width, generator));
}

void drawDense(const torch::nn::Module& module, const at::Generator& generator) {
    const torch::NoGradGuard noGrad;
    for (const auto& each : module.modules()) {
        auto* layer = each->as<DenseImpl>();
        if (layer == nullptr) continue;
        drawXavier(layer->weight, generator);
        if (layer->bias.defined()) layer->bias.zero_();
    }
}

}  // namespace prososcope::nn
