// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/RecogniserStep.h"

#include "engine/nn/ModuleState.h"
#include "engine/training/AdamMoments.h"

namespace prososcope::training {

RecogniserStep::RecogniserStep(models::GcuNetwork network, const std::string& optimiser, bool masked,
                               const torch::Device& device)
    : m_network(std::move(network)), m_masked(masked), m_device(device) {
    m_network->to(m_device);
    std::vector<torch::Tensor> tensors;
    for (const auto& item : m_network->named_parameters()) {
        m_parameters.emplace_back(item.key(), item.value());
        tensors.push_back(item.value());
    }
    if (optimiser == "maxprop")
        m_maxProp.emplace(std::move(tensors));
    else
        m_adam = std::make_unique<torch::optim::Adam>(std::move(tensors), torch::optim::AdamOptions());
}

torch::Tensor RecogniserStep::run(const SpokenBatch& batch, double rate) {
    m_network->train();
    m_network->zero_grad();
    const auto logits = m_network->forward(batch.inputs.to(m_device), m_masked ? batch.frames : nn::Lengths());
    const auto losses = models::ctcLosses(logits, batch.frames, batch.labels);
    auto plain = losses.detach().to(torch::kCPU);
    if (!plain.isfinite().all().item<bool>()) return plain;
    losses.sum().backward();
    if (m_maxProp) {
        m_maxProp->step(rate);
    } else {
        setRate(*m_adam, rate);
        m_adam->step();
    }
    ++m_steps;
    return plain;
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
