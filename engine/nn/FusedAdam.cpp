// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nn/FusedAdam.h"

#include "engine/nn/ModuleState.h"

namespace prososcope::nn {

using torch::Tensor;

FusedAdam::FusedAdam(std::vector<std::pair<std::string, Tensor>> parameters) : FusedAdam(std::move(parameters), Decays{}) {}

FusedAdam::FusedAdam(std::vector<std::pair<std::string, Tensor>> parameters, const Decays& decays) : m_decays(decays) {
    const torch::NoGradGuard noGrad;
    for (auto& [name, parameter] : parameters) {
        m_names.push_back(std::move(name));
        m_first.push_back(torch::zeros_like(parameter));
        m_second.push_back(torch::zeros_like(parameter));
        m_steps.push_back(torch::zeros({}, parameter.options().dtype(torch::kFloat).requires_grad(false)));
        m_parameters.push_back(std::move(parameter));
    }
}

void FusedAdam::clearGradients() {
    for (auto& parameter : m_parameters) parameter.mutable_grad().reset();
}

double FusedAdam::clipGradients(double largest) { return torch::nn::utils::clip_grad_norm_(m_parameters, largest); }

void FusedAdam::step(double rate) {
    const torch::NoGradGuard noGrad;
    std::vector<Tensor> parameters;
    std::vector<Tensor> gradients;
    std::vector<Tensor> first;
    std::vector<Tensor> second;
    std::vector<Tensor> steps;
    for (std::size_t i = 0; i < m_parameters.size(); ++i) {
        if (!m_parameters[i].grad().defined()) continue;
        parameters.push_back(m_parameters[i]);
        gradients.push_back(m_parameters[i].grad());
        first.push_back(m_first[i]);
        second.push_back(m_second[i]);
        steps.push_back(m_steps[i].add_(1.0));
    }
    if (parameters.empty()) return;
    at::_fused_adam_(parameters, gradients, first, second, {}, steps, rate, m_decays.first, m_decays.second, 0.0,
                     m_decays.epsilon, false, false);
}

void FusedAdam::store(StateDict& state, const std::string& prefix) const {
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        state.entries.push_back(toEntry(prefix + "moment1." + m_names[i], m_first[i]));
        state.entries.push_back(toEntry(prefix + "moment2." + m_names[i], m_second[i]));
        state.entries.push_back(toEntry(prefix + "steps." + m_names[i], m_steps[i]));
    }
}

void FusedAdam::restore(const StateDict& state, const std::string& prefix) {
    const torch::NoGradGuard noGrad;
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        const auto take = [&](const char* what, Tensor& moment) {
            if (const auto* entry = state.find(prefix + what + m_names[i])) moment.copy_(toTensor(*entry).view_as(moment));
        };
        take("moment1.", m_first[i]);
        take("moment2.", m_second[i]);
        take("steps.", m_steps[i]);
    }
}

}  // namespace prososcope::nn
