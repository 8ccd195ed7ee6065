// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/gcu_asr/GcuNetwork.h"

#include <cmath>

#include "engine/nn/CtcLoss.h"
#include "engine/nn/Interrupt.h"

namespace prososcope::models {

namespace {

constexpr double kMomentum = 0.01;  ///< decay 0.99
constexpr double kEpsilon = 1e-5;

}  // namespace

TimeConvolutionImpl::TimeConvolutionImpl(std::int64_t inputs, std::int64_t outputs, std::int64_t kernel, std::int64_t dilation,
                                         bool withBias)
    : weight(register_parameter("weight", torch::zeros({outputs, inputs, kernel}))), m_dilation(dilation) {
    if (withBias) bias = register_parameter("bias", torch::zeros({outputs}));
}

torch::Tensor TimeConvolutionImpl::forward(const torch::Tensor& input) const {
    const std::int64_t padding = m_dilation * (weight.size(2) / 2);
    if (!is_training() || trainingType == torch::kFloat32) return at::conv1d(input, weight, bias, 1, padding, m_dilation);
    const auto narrow = at::conv1d(input.to(trainingType), weight.to(trainingType),
                                   bias.defined() ? bias.to(trainingType) : bias, 1, padding, m_dilation);
    return narrow.to(torch::kFloat32);
}

void TimeConvolutionImpl::draw(const at::Generator& generator) {
    const torch::NoGradGuard noGrad;
    const double width = std::sqrt(1.0 / static_cast<double>(weight.size(1) * weight.size(2)));
    weight.copy_(torch::empty(weight.sizes()).uniform_(-width, width, generator));
    if (bias.defined()) bias.zero_();
}

NormalisedConvolutionImpl::NormalisedConvolutionImpl(std::int64_t inputs, std::int64_t outputs, std::int64_t kernel,
                                                     std::int64_t dilation)
    : conv(register_module("conv", TimeConvolution(inputs, outputs, kernel, dilation, false))),
      norm(register_module("norm",
                           torch::nn::BatchNorm1d(torch::nn::BatchNorm1dOptions(outputs).eps(kEpsilon).momentum(kMomentum)))) {}

torch::Tensor NormalisedConvolutionImpl::forward(const torch::Tensor& input, const torch::Tensor& mask) {
    return nn::batchNormalise(norm, conv->forward(input), mask);
}

GatedLayerImpl::GatedLayerImpl(std::int64_t units, std::int64_t kernel, std::int64_t dilation)
    : filter(register_module("filter", NormalisedConvolution(units, units, kernel, dilation))),
      gate(register_module("gate", NormalisedConvolution(units, units, kernel, dilation))),
      skip(register_module("skip", NormalisedConvolution(units, units, 1, 1))) {}

OutputLayerImpl::OutputLayerImpl(std::int64_t inputs, std::int64_t classes)
    : conv(register_module("conv", TimeConvolution(inputs, classes, 1, 1, true))) {}

GcuNetworkImpl::GcuNetworkImpl(GcuSettings settings) : m_settings(std::move(settings)) {
    const auto& s = m_settings;
    front = register_module("front", NormalisedConvolution(s.inputs, s.units, 1, 1));
    auto list = register_module("block", torch::nn::ModuleList());
    for (std::int64_t i = 0; i < s.layers(); ++i) {
        layers.emplace_back(s.units, s.kernel, s.dilation(i));
        list->push_back(layers.back());
    }
    head = register_module("head", NormalisedConvolution(s.units, s.units, 1, 1));
    output = register_module("output", OutputLayer(s.units, s.classes));
}

torch::Tensor GcuNetworkImpl::forward(const torch::Tensor& input, const nn::Lengths& lengths) {
    torch::Tensor mask;
    if (!lengths.empty()) mask = nn::validMask(lengths, input.size(1), input).unsqueeze(1);  // [batch, 1, frames]
    const auto valid = [&](torch::Tensor values) { return mask.defined() ? values * mask : values; };
    auto z = valid(torch::tanh(front->forward(input.transpose(1, 2).contiguous(), mask)));
    torch::Tensor skips;
    for (auto& layer : layers) {
        const auto filtered = torch::tanh(layer->filter->forward(z, mask));
        const auto o = valid(filtered * torch::sigmoid(layer->gate->forward(z, mask)));
        const auto s = valid(torch::tanh(layer->skip->forward(o, mask)));
        z = nn::stopPoint(z + s);
        skips = skips.defined() ? skips + s : s;
    }
    const auto joined = torch::tanh(head->forward(skips, mask));
    return output->conv->forward(joined).transpose(1, 2);
}

void GcuNetworkImpl::draw(std::uint64_t seed) {
    const auto generator = at::make_generator<at::CPUGeneratorImpl>(seed);
    for (const auto& module : modules()) {
        if (auto* convolution = module->as<TimeConvolutionImpl>(); convolution != nullptr) convolution->draw(generator);
        if (auto* norm = module->as<torch::nn::BatchNorm1dImpl>(); norm != nullptr) norm->reset_parameters();
    }
}

void GcuNetworkImpl::setTrainingType(at::ScalarType type) {
    for (const auto& module : modules()) {
        if (auto* convolution = module->as<TimeConvolutionImpl>(); convolution != nullptr) convolution->trainingType = type;
    }
    output->conv->trainingType = torch::kFloat32;
}

GcuNetwork makeGcuNetwork(const GcuSettings& settings, std::uint64_t seed) {
    GcuNetwork network(settings);
    network->draw(seed);
    return network;
}

torch::Tensor ctcLosses(const torch::Tensor& logits, const nn::Lengths& frames, const std::vector<std::vector<int>>& labels) {
    return nn::ctcLosses(logits, frames, labels, logits.size(2) - 1);
}

}  // namespace prososcope::models
