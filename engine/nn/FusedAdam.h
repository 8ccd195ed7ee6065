// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/nn/StateDict.h"
#include "engine/nn/Torch.h"

namespace prososcope::nn {

/// Adam (Kingma and Ba 2015) in one pass over a parameter, its gradient and its moments, which for large matrices takes a
/// fraction of the time of torch::optim::Adam, to which it is equal to rounding. Shares the parameters. Used by one thread;
/// throws what torch throws.
class FusedAdam {
public:
    struct Decays {
        double first = 0.9;
        double second = 0.999;
        double epsilon = 1e-8;
    };
    /// Parameters with their names, by which their moments are stored.
    explicit FusedAdam(std::vector<std::pair<std::string, torch::Tensor>> parameters);
    FusedAdam(std::vector<std::pair<std::string, torch::Tensor>> parameters, const Decays& decays);

    /// Forgets the gradients of its parameters.
    void clearGradients();
    /// Scales the gradients so that their common Euclidean norm is at most `largest`; what it was.
    double clipGradients(double largest);
    /// Parameters without a gradient stay as they are.
    void step(double rate);

    /// Adds the moments and numbers of steps to `state`, and takes back those that it has, each name after `prefix`.
    void store(StateDict& state, const std::string& prefix) const;
    void restore(const StateDict& state, const std::string& prefix);

private:
    std::vector<std::string> m_names;
    std::vector<torch::Tensor> m_parameters;
    std::vector<torch::Tensor> m_first;
    std::vector<torch::Tensor> m_second;
    std::vector<torch::Tensor> m_steps;  ///< of each parameter, a float
    Decays m_decays;
};

}  // namespace prososcope::nn
