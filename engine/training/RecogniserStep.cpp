// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/RecogniserStep.h"

#include <cmath>

#include "engine/nn/ModuleState.h"
#include "engine/training/AdamMoments.h"

namespace prososcope::training {

RecogniserStep::RecogniserStep(SpokenNetwork& network, const std::string& optimiser, double largestNorm)
    : m_network(network), m_largestNorm(largestNorm) {
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
    if (m_largestNorm > 0.0) {
        std::vector<torch::Tensor> learning;
        for (const auto& [name, parameter] : m_parameters) {
            if (parameter.grad().defined()) learning.push_back(parameter);
        }
        const double norm = torch::nn::utils::clip_grad_norm_(learning, m_largestNorm);
        if (!std::isfinite(norm)) return torch::full_like(losses.each, norm);
    }
    if (m_maxProp) {
        m_maxProp->step(rate);
    } else {
        setRate(*m_adam, rate);
        m_adam->step();
    }
    ++m_steps;
    return losses.each;
}

void RecogniserStep::begin() {
    m_steps = 0;
    if (m_adam) m_adam->state().clear();
    if (m_maxProp) {
        for (auto& largest : m_maxProp->largest()) largest.zero_();
    }
}

void RecogniserStep::store(nn::StateDict& state) const {
    if (!m_maxProp) return storeMoments(*m_adam, m_parameters, state);
    for (std::size_t i = 0; i < m_parameters.size(); ++i)
        state.entries.push_back(nn::toEntry("largest." + m_parameters[i].first, m_maxProp->largest()[i]));
}

void RecogniserStep::restore(const nn::StateDict& state, std::int64_t steps) {
    const torch::NoGradGuard noGrad;
    m_steps = steps;
    if (!m_maxProp) return restoreMoments(*m_adam, m_parameters, state, steps);
    for (std::size_t i = 0; i < m_parameters.size(); ++i) {
        if (const auto* largest = state.find("largest." + m_parameters[i].first))
            m_maxProp->largest()[i].copy_(nn::toTensor(*largest));
    }
}

}  // namespace prososcope::training
