// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/MaxProp.h"

namespace prososcope::nn {

namespace {
constexpr double kAdded = 1e-8;
}

MaxProp::MaxProp(std::vector<torch::Tensor> parameters, double decay) : m_parameters(std::move(parameters)), m_decay(decay) {
    for (const auto& parameter : m_parameters) m_largest.push_back(torch::zeros_like(parameter).detach());
}

void MaxProp::step(double rate) {
    const torch::NoGradGuard noGrad;
    for (std::size_t i = 0; i < m_parameters.size(); ++i) {
        const auto& gradient = m_parameters[i].grad();
        if (!gradient.defined()) continue;
        auto& largest = m_largest[i];
        largest.mul_(m_decay).add_(kAdded);
        at::maximum_out(largest, largest, gradient.abs());
        m_parameters[i].addcdiv_(gradient, largest, -rate);
    }
}

}  // namespace prososcope::nn
