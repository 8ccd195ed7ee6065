// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/TrainingStep.h"

#include <algorithm>

#include "engine/nn/ModuleState.h"
#include "engine/training/ConcordanceLoss.h"
#include "engine/training/HalfPrecision.h"

namespace prososcope::training {

namespace {

constexpr double kFirstBeta = 0.9;

}  // namespace

TrainingStep::TrainingStep(models::LogMelNetwork network, const experiment::TrainingSettings& settings,
                           const torch::Device& device)
    : TrainingStep(
          network.ptr(), [network](const Batch& batch) mutable { return network->forward(batch.inputs, batch.lengths); },
          settings, device) {}

TrainingStep::TrainingStep(std::shared_ptr<torch::nn::Module> network, Forward forward,
                           const experiment::TrainingSettings& settings, const torch::Device& device, StepSettings own)
    : m_network(std::move(network)),
      m_forward(std::move(forward)),
      m_own(std::move(own)),
      m_device(device),
      m_gradientClip(settings.gradientClip),
      m_averageDecay(settings.averageDecay),
      m_halfPrecision(settings.precision == "bfloat16" && device.is_cuda()) {
    m_network->to(m_device);
    std::vector<torch::Tensor> matrices;
    std::vector<torch::Tensor> vectors;
    for (const auto& item : m_network->named_parameters()) {
        m_parameters.emplace_back(item.key(), item.value());
        m_weights.push_back(item.value());
        (item.value().dim() > 1 ? matrices : vectors).push_back(item.value());
    }
    const auto options = [&](double decay) {
        return std::make_unique<torch::optim::AdamWOptions>(
            torch::optim::AdamWOptions(settings.learningRate).betas({kFirstBeta, m_own.secondBeta}).weight_decay(decay));
    };
    std::vector<torch::optim::OptimizerParamGroup> groups;
    groups.emplace_back(matrices, options(settings.weightDecay));
    groups.emplace_back(vectors, options(0.0));
    m_optimizer = std::make_unique<torch::optim::AdamW>(groups, torch::optim::AdamWOptions(settings.learningRate));
    for (const auto& [name, tensor] : nn::namedState(*m_network)) {
        m_names.push_back(name);
        m_live.push_back(tensor);
        m_average.push_back(tensor.detach().clone());
    }
}

double TrainingStep::run(std::span<const Batch> batches, double rate) {
    for (auto& group : m_optimizer->param_groups()) static_cast<torch::optim::AdamWOptions&>(group.options()).lr(rate);
    m_optimizer->zero_grad();
    std::int64_t rows = 0;
    for (const auto& batch : batches) rows += batch.inputs.size(0);
    double sum = 0.0;
    for (const auto& batch : batches) {
        torch::Tensor logits;
        {
            const HalfPrecision half(m_halfPrecision, m_device);
            logits = m_forward({batch.inputs.to(m_device), {}, batch.lengths, batch.turns});
        }
        const auto targets = batch.targets.to(m_device);
        const auto outputs = logits.to(torch::kFloat);
        auto loss = m_own.loss == StepLoss::Concordance ? concordanceLoss(outputs, targets)
                                                        : -(targets * torch::log_softmax(outputs, -1)).sum(-1).mean();
        const double share = static_cast<double>(batch.inputs.size(0)) / static_cast<double>(rows);
        if (batches.size() > 1) loss = loss * share;
        if (m_own.penalty)
            (loss + m_own.penalty() * share).backward();
        else
            loss.backward();
        sum += loss.item<double>();
    }
    if (m_gradientClip > 0.0) torch::nn::utils::clip_grad_norm_(m_weights, m_gradientClip);
    m_optimizer->step();
    ++m_steps;
    updateAverage();
    return sum;
}

void TrainingStep::updateAverage() {
    const torch::NoGradGuard noGrad;
    const auto at = static_cast<double>(m_steps);
    const double decay = std::min(m_averageDecay, at / (9.0 + at));  // young averages forget faster
    for (std::size_t i = 0; i < m_live.size(); ++i) m_average[i].lerp_(m_live[i], 1.0 - decay);
}

void TrainingStep::swapAverage() {
    const torch::NoGradGuard noGrad;
    for (std::size_t i = 0; i < m_live.size(); ++i) {
        const auto kept = m_live[i].detach().clone();
        m_live[i].copy_(m_average[i]);
        m_average[i].copy_(kept);
    }
}

nn::StateDict TrainingStep::average(const std::string& prefix) const {
    nn::StateDict state;
    for (std::size_t i = 0; i < m_names.size(); ++i) state.entries.push_back(nn::toEntry(prefix + m_names[i], m_average[i]));
    return state;
}

void TrainingStep::store(nn::StateDict& state) const {
    state.append("average.", average());
    for (const auto& [name, parameter] : m_parameters) {
        const auto found = m_optimizer->state().find(parameter.unsafeGetTensorImpl());
        if (found == m_optimizer->state().end()) continue;
        const auto& moments = static_cast<const torch::optim::AdamWParamState&>(*found->second);
        state.entries.push_back(nn::toEntry("moment1." + name, moments.exp_avg()));
        state.entries.push_back(nn::toEntry("moment2." + name, moments.exp_avg_sq()));
    }
}

void TrainingStep::restore(const nn::StateDict& state, std::int64_t steps) {
    const torch::NoGradGuard noGrad;
    m_steps = steps;
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        if (const auto* entry = state.find("average." + m_names[i])) m_average[i].copy_(nn::toTensor(*entry));
    }
    for (const auto& [name, parameter] : m_parameters) {
        const auto* first = state.find("moment1." + name);
        const auto* second = state.find("moment2." + name);
        if (first == nullptr || second == nullptr) continue;
        auto moments = std::make_unique<torch::optim::AdamWParamState>();
        moments->step(m_steps);
        moments->exp_avg(nn::toTensor(*first).view(parameter.sizes()).to(parameter.device()));
        moments->exp_avg_sq(nn::toTensor(*second).view(parameter.sizes()).to(parameter.device()));
        m_optimizer->state()[parameter.unsafeGetTensorImpl()] = std::move(moments);
    }
}

}  // namespace prososcope::training
