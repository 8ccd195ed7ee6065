// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/RecogniserStep.h"

#include "engine/nn/ModuleState.h"

namespace prososcope::training {

RecogniserStep::RecogniserStep(SpokenNetwork& network, const std::string& optimiser) : m_network(network) {
    std::vector<torch::Tensor> tensors;
    for (const auto& item : m_network.module().named_parameters()) {
        m_parameters.emplace_back(item.key(), item.value());
        tensors.push_back(item.value());
    }
    if (optimiser == "maxprop")
        m_maxProp.emplace(std::move(tensors));
    else
        m_adam = std::make_unique<torch::optim::Adam>(std::move(tensors), torch::optim::AdamOptions());
}

torch::Tensor RecogniserStep::run(const SpokenBatch& batch, double rate, core::Random& random) {
    m_network.module().zero_grad();
    const auto losses = m_network.losses(batch, random);
    if (!losses.each.isfinite().all().item<bool>()) return losses.each;
    losses.objective.backward();
    if (m_maxProp) {
        m_maxProp->step(rate);
    } else {
        for (auto& group : m_adam->param_groups()) static_cast<torch::optim::AdamOptions&>(group.options()).lr(rate);
        m_adam->step();
    }
    ++m_steps;
    return losses.each;
}

void RecogniserStep::store(nn::StateDict& state) const {
    for (std::size_t i = 0; i < m_parameters.size(); ++i) {
        const auto& [name, parameter] = m_parameters[i];
        if (m_maxProp) {
            state.entries.push_back(nn::toEntry("largest." + name, m_maxProp->largest()[i]));
            continue;
        }
        const auto found = m_adam->state().find(parameter.unsafeGetTensorImpl());
        if (found == m_adam->state().end()) continue;
        const auto& moments = static_cast<const torch::optim::AdamParamState&>(*found->second);
        state.entries.push_back(nn::toEntry("moment1." + name, moments.exp_avg()));
        state.entries.push_back(nn::toEntry("moment2." + name, moments.exp_avg_sq()));
    }
}

void RecogniserStep::restore(const nn::StateDict& state, std::int64_t steps) {
    const torch::NoGradGuard noGrad;
    m_steps = steps;
    for (std::size_t i = 0; i < m_parameters.size(); ++i) {
        const auto& [name, parameter] = m_parameters[i];
        if (m_maxProp) {
            if (const auto* largest = state.find("largest." + name)) m_maxProp->largest()[i].copy_(nn::toTensor(*largest));
            continue;
        }
        const auto* first = state.find("moment1." + name);
        const auto* second = state.find("moment2." + name);
        if (first == nullptr || second == nullptr) continue;
        auto moments = std::make_unique<torch::optim::AdamParamState>();
        moments->step(m_steps);
        moments->exp_avg(nn::toTensor(*first).to(parameter.device()));
        moments->exp_avg_sq(nn::toTensor(*second).to(parameter.device()));
        m_adam->state()[parameter.unsafeGetTensorImpl()] = std::move(moments);
    }
}

}  // namespace prososcope::training
