// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/nn/MaxProp.h"
#include "engine/nn/StateDict.h"
#include "engine/training/SpokenNetwork.h"

namespace prososcope::training {

/// A recogniser's network with its optimiser, Adam (Kingma and Ba 2015, torch's defaults) or MaxProp. Keeps the network by
/// reference. Used by one thread; torch's exceptions pass through.
class RecogniserStep {
public:
    /// optimiser: "adam" or "maxprop". largestNorm: gradients whose norm over all weights is larger are scaled to it; 0: any.
    RecogniserStep(SpokenNetwork& network, const std::string& optimiser, double largestNorm = 0.0);

    /// The losses of the utterances, [batch], on the CPU. Where one is not finite, or a gradient
    /// that has a bound, the weights stay as they were.
    torch::Tensor run(const SpokenBatch& batch, double rate, core::Random& random);

    /// Forgets the optimiser's moments and counts steps anew, as for a training that begins.
    void begin();

    /// Adds the optimiser's moments to `state`, and takes them back after as many steps.
    void store(nn::StateDict& state) const;
    void restore(const nn::StateDict& state, std::int64_t steps);
    [[nodiscard]] std::int64_t steps() const { return m_steps; }

private:
    SpokenNetwork& m_network;
    double m_largestNorm;
    std::vector<std::pair<std::string, torch::Tensor>> m_parameters;
    std::unique_ptr<torch::optim::Adam> m_adam;
    mutable std::optional<nn::MaxProp> m_maxProp;
    std::int64_t m_steps = 0;
};

}  // namespace prososcope::training
