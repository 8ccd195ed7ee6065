// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/models/gcu_asr/GcuNetwork.h"
#include "engine/nn/MaxProp.h"
#include "engine/nn/StateDict.h"

namespace prososcope::training {

/// What one step of a recogniser sees.
struct SpokenBatch {
    torch::Tensor inputs;  ///< [batch, frames, cepstra], 0 at padded frames
    nn::Lengths frames;
    std::vector<std::vector<int>> labels;
};

/// A recogniser's network with its optimiser, Adam (Kingma and Ba 2015, torch's defaults) or MaxProp: the gradient is the sum
/// of those of the utterances' CTC losses. Shares the network. Used by one thread; torch's exceptions pass through.
class RecogniserStep {
public:
    /// optimiser: "adam" or "maxprop". masked: batch normalisation over valid frames alone.
    RecogniserStep(models::GcuNetwork network, const std::string& optimiser, bool masked, const torch::Device& device);

    /// The losses of the utterances, [batch], on the CPU. Where one is not finite the weights stay as they were.
    torch::Tensor run(const SpokenBatch& batch, double rate);

    /// Adds the optimiser's moments to `state`, and takes them back after as many steps.
    void store(nn::StateDict& state) const;
    void restore(const nn::StateDict& state, std::int64_t steps);
    [[nodiscard]] std::int64_t steps() const { return m_steps; }

private:
    models::GcuNetwork m_network;
    bool m_masked;
    torch::Device m_device;
    std::vector<std::pair<std::string, torch::Tensor>> m_parameters;
    std::unique_ptr<torch::optim::Adam> m_adam;
    mutable std::optional<nn::MaxProp> m_maxProp;
    std::int64_t m_steps = 0;
};

}  // namespace prososcope::training
