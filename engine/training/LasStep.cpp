// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/LasStep.h"

#include <cmath>

#include "engine/core/Random.h"

namespace prososcope::training {

namespace {

at::Generator generatorOn(const torch::Device& device, std::uint64_t seed) {
    if (device.is_cpu()) return at::make_generator<at::CPUGeneratorImpl>(seed);
    auto made = at::globalContext().defaultGenerator(device).clone();
    made.set_current_seed(seed);
    return made;
}

}  // namespace

LasStep::LasStep(models::LasNetwork network, const LasTeaching& teaching, const torch::Device& device, std::uint64_t seed)
    : m_network(std::move(network)), m_teaching(teaching), m_device(device), m_seed(seed) {
    m_network->to(m_device);
    m_parameters = models::trainOnly(m_network, m_teaching.trained);
    std::vector<torch::Tensor> tensors;
    for (const auto& [name, tensor] : m_parameters) tensors.push_back(tensor);
    m_adam = std::make_unique<torch::optim::Adam>(std::move(tensors), torch::optim::AdamOptions());
}

double LasStep::run(const LasBatch& batch, double rate) {
    const auto index = static_cast<std::uint64_t>(m_steps);
    models::SpellingPlan plan;
    plan.teacherForcing = m_teaching.teacherForcing;
    plan.choices = generatorOn(torch::kCPU, core::deriveSeed(m_seed, "teacher", index));
    plan.dropout = {m_teaching.dropout, generatorOn(m_device, core::deriveSeed(m_seed, "dropout", index))};
    m_network->train();
    m_network->zero_grad();
    const auto targets = batch.targets.to(m_device);
    const auto logits = m_network->forward(batch.features.to(m_device), batch.frames, targets, plan).logits;
    const auto loss = models::spellingLoss(logits, targets, m_teaching.smoothing);
    const auto value = loss.item<double>();
    if (!std::isfinite(value)) return value;
    loss.backward();
    std::vector<torch::Tensor> gradients;
    for (const auto& [name, parameter] : m_parameters)
        if (parameter.grad().defined()) gradients.push_back(parameter.grad().norm());
    const double norm = gradients.empty() ? 0.0 : torch::stack(gradients).norm().item<double>();
    if (!std::isfinite(norm)) return std::nan("");
    if (m_teaching.longestGradient > 0.0 && norm > m_teaching.longestGradient) {
        const torch::NoGradGuard noGrad;
        for (const auto& [name, parameter] : m_parameters)
            if (parameter.grad().defined()) parameter.grad().mul_(m_teaching.longestGradient / norm);
    }
    setRate(*m_adam, rate);
    m_adam->step();
    ++m_steps;
    return value;
}

double LasStep::measure(const LasBatch& batch) {
    const torch::NoGradGuard noGrad;
    m_network->eval();
    const auto targets = batch.targets.to(m_device);
    const auto logits = m_network->forward(batch.features.to(m_device), batch.frames, targets).logits;
    return models::spellingLoss(logits, targets, m_teaching.smoothing).item<double>();
}

void LasStep::store(nn::StateDict& state) const { storeMoments(*m_adam, m_parameters, state); }

void LasStep::restore(const nn::StateDict& state, std::int64_t steps) {
    m_steps = steps;
    restoreMoments(*m_adam, m_parameters, state, steps);
}

}  // namespace prososcope::training
