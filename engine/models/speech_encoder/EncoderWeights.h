// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/nn/Torch.h"

namespace prososcope::models {

/// Where a network's tensors come from: read from a file, or drawn. Asked once for each name.
using TensorSource = std::function<torch::Tensor(const std::string& name, const std::vector<std::int64_t>& shape)>;

/// The tensors of a network by their names without prefix. Those that are absent (a bias) are undefined tensors. They share
/// their values with the module that registered them.
class EncoderWeights {
public:
    void add(const std::string& name, const torch::Tensor& tensor) { m_tensors[name] = tensor; }
    [[nodiscard]] torch::Tensor operator()(const std::string& name) const {
        const auto found = m_tensors.find(name);
        return found == m_tensors.end() ? torch::Tensor() : found->second;
    }

private:
    std::map<std::string, torch::Tensor> m_tensors;
};

/// A weight and its bias, [outputs, inputs] and [outputs].
struct LinearWeights {
    torch::Tensor weight, bias;
    LinearWeights() = default;
    LinearWeights(const EncoderWeights& weights, const std::string& name)
        : weight(weights(name + ".weight")), bias(weights(name + ".bias")) {}
    [[nodiscard]] torch::Tensor operator()(const torch::Tensor& x) const { return at::linear(x, weight, bias); }
};

/// Normalisation over the last axis.
struct NormWeights {
    torch::Tensor weight, bias;
    double eps = 1e-5;
    NormWeights() = default;
    NormWeights(const EncoderWeights& weights, const std::string& name, double smallest)
        : weight(weights(name + ".weight")), bias(weights(name + ".bias")), eps(smallest) {}
    [[nodiscard]] torch::Tensor operator()(const torch::Tensor& x) const {
        return at::layer_norm(x, {x.size(-1)}, weight, bias, eps);
    }
};

/// GELU with the error function; in place where nothing is to be differentiated.
[[nodiscard]] inline torch::Tensor activated(torch::Tensor x) {
    if (at::GradMode::is_enabled()) return at::gelu(x);
    return at::gelu_(x);
}

/// Registers a tensor under a path of names ("encoder.layers.0.fc1.weight"), making the modules on the way.
void registerAt(torch::nn::Module& root, const std::string& path, const torch::Tensor& tensor, bool buffer);

}  // namespace prososcope::models
