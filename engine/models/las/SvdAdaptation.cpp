// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/models/las/SvdAdaptation.h"

#include "engine/nn/ModuleState.h"

namespace prososcope::models {

namespace {

using torch::Tensor;

std::int64_t countOf(const torch::nn::Module& module) {
    std::int64_t count = 0;
    for (const auto& parameter : module.parameters()) count += parameter.numel();
    return count;
}

/// `dense` has the whole weight, `factored` gets its two parts.
FactoredLayer factor(const char* name, const DenseLayerImpl& dense, DenseLayerImpl& factored, std::int64_t rank) {
    const auto weight = dense.weight.detach().to(torch::kCPU, torch::kDouble).t();  // inputs x outputs
    const auto [u, s, vt] = at::linalg_svd(weight, /*full_matrices=*/false);
    const auto first = u.narrow(1, 0, rank);
    const auto second = s.narrow(0, 0, rank).unsqueeze(1) * vt.narrow(0, 0, rank);
    factored.first.copy_(first.t());
    factored.second.copy_(second.t());
    factored.bias.copy_(dense.bias);
    const auto product = first.matmul(second);
    const double whole = weight.norm().item<double>();
    FactoredLayer layer{name, weight.size(0), weight.size(1), {}, 0.0, product.to(torch::kFloat)};
    const auto values = s.contiguous();
    layer.singularValues.assign(values.const_data_ptr<double>(), values.const_data_ptr<double>() + values.numel());
    if (whole > 0.0) layer.relativeError = (weight - product).norm().item<double>() / whole;
    return layer;
}

}  // namespace

ParameterCount parameterCount(const LasNetwork& network) { return {countOf(*network->listener), countOf(*network)}; }

core::Result<SvdAdaptation> adaptBySvd(const LasNetwork& network, std::int64_t rank) {
    auto settings = network->settings();
    if (settings.rank != 0) {
        return core::fail(core::ErrorKind::BadInput,
                          {TRANSLATABLE("Engine",
                                        "The recogniser's layers fc1 and fc2 are factored already, at rank %1. Take the "
                                        "recogniser that they were made of."),
                           {std::to_string(settings.rank)}});
    }
    if (const auto good = checkRank(rank, settings); !good) return core::fail(good.error());
    settings.rank = rank;
    try {
        const torch::NoGradGuard noGrad;
        SvdAdaptation made{LasNetwork(settings), {}, parameterCount(network), {}};
        const auto goal = made.network->named_parameters();
        for (const auto& item : network->named_parameters()) {
            if (const auto* same = goal.find(item.key())) Tensor(*same).copy_(item.value());
        }
        made.layers = {factor("fc1", *network->listener->fc1, *made.network->listener->fc1, rank),
                       factor("fc2", *network->listener->fc2, *made.network->listener->fc2, rank)};
        made.after = parameterCount(made.network);
        made.network->train(network->is_training());
        return made;
    } catch (const std::exception& exception) {
        return core::fail(nn::torchError(exception));
    }
}

}  // namespace prososcope::models
