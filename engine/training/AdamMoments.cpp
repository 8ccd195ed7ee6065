// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/AdamMoments.h"

#include "engine/nn/ModuleState.h"

namespace prososcope::training {

void setRate(torch::optim::Adam& adam, double rate) {
    for (auto& group : adam.param_groups()) static_cast<torch::optim::AdamOptions&>(group.options()).lr(rate);
}

void storeMoments(const torch::optim::Adam& adam, const NamedParameters& parameters, nn::StateDict& state) {
    for (const auto& [name, parameter] : parameters) {
        const auto found = adam.state().find(parameter.unsafeGetTensorImpl());
        if (found == adam.state().end()) continue;
        const auto& moments = static_cast<const torch::optim::AdamParamState&>(*found->second);
        state.entries.push_back(nn::toEntry("moment1." + name, moments.exp_avg()));
        state.entries.push_back(nn::toEntry("moment2." + name, moments.exp_avg_sq()));
    }
}

void restoreMoments(torch::optim::Adam& adam, const NamedParameters& parameters, const nn::StateDict& state,
                    std::int64_t steps) {
    for (const auto& [name, parameter] : parameters) {
        const auto* first = state.find("moment1." + name);
        const auto* second = state.find("moment2." + name);
        if (first == nullptr || second == nullptr) continue;
        auto moments = std::make_unique<torch::optim::AdamParamState>();
        moments->step(steps);
        moments->exp_avg(nn::toTensor(*first).to(parameter.device()));
        moments->exp_avg_sq(nn::toTensor(*second).to(parameter.device()));
        adam.state()[parameter.unsafeGetTensorImpl()] = std::move(moments);
    }
}

}  // namespace prososcope::training
