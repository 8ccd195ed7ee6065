// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/las/LasStages.h"

#include "engine/core/Hash.h"
#include "engine/nn/ModuleState.h"

namespace prososcope::models {

namespace {

bool belongs(const std::string& name, LasGroup group) {
    return group == LasGroup::All || name.starts_with(group == LasGroup::Listener ? "listener." : "speller.");
}

}  // namespace

std::vector<std::pair<std::string, torch::Tensor>> trainOnly(LasNetwork& network, LasGroup group) {
    std::vector<std::pair<std::string, torch::Tensor>> trained;
    for (const auto& item : network->named_parameters()) {
        auto parameter = item.value();
        const bool learns = belongs(item.key(), group);
        parameter.set_requires_grad(learns);
        if (learns)
            trained.emplace_back(item.key(), parameter);
        else
            parameter.mutable_grad().reset();
    }
    return trained;
}

std::string digestOf(const LasNetwork& network, LasGroup group) {
    core::Hash hash;
    for (const auto& entry : nn::stateOf(*network).entries) {
        if (!belongs(entry.name, group)) continue;
        hash.add(entry.name);
        hash.add(std::as_bytes(std::span(entry.values)));
    }
    return hash.hex();
}

}  // namespace prososcope::models
