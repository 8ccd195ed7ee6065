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
    /// optimiser: "adam" or "maxprop".
    RecogniserStep(SpokenNetwork& network, const std::string& optimiser);

    /// The losses of the utterances, [batch], on the CPU. Where one is not finite the weights stay as they were.
    torch::Tensor run(const SpokenBatch& batch, double rate, core::Random& random);

    /// Adds the optimiser's moments to `state`, and takes them back after as many steps.
    void store(nn::StateDict& state) const;
    void restore(const nn::StateDict& state, std::int64_t steps);
    [[nodiscard]] std::int64_t steps() const { return m_steps; }

private:
    SpokenNetwork& m_network;
    std::vector<std::pair<std::string, torch::Tensor>> m_parameters;
    std::unique_ptr<torch::optim::Adam> m_adam;
    mutable std::optional<nn::MaxProp> m_maxProp;
    std::int64_t m_steps = 0;
};

}  // namespace prososcope::training
