// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "engine/models/las/LasStages.h"
#include "engine/training/AdamMoments.h"

namespace prososcope::training {

/// What one step of an attention recogniser sees.
struct LasBatch {
    torch::Tensor features;  ///< [batch, frames, inputs], 0 at padded frames
    nn::Lengths frames;
    torch::Tensor targets;  ///< [batch, symbols] (long), see models::paddedTargets
};

/// How an attention recogniser is taught.
struct LasTeaching {
    models::LasGroup trained = models::LasGroup::All;
    double teacherForcing = 0.9;
    double dropout = 0.0;
    double smoothing = models::kLasSmoothing;
    double longestGradient = 5.0;  ///< its norm over all trained parameters is cut there; 0: it is not
};

/// An attention recogniser with its optimiser, Adam (Kingma and Ba 2015) with the defaults of torch. Parameters that are not
/// trained are neither given gradients nor touched. Draws of teacher forcing and dropout come from `seed` alone. Shares the
/// network. Used by one thread; torch's exceptions and nn::Interrupted pass through.
class LasStep {
public:
    LasStep(models::LasNetwork network, const LasTeaching& teaching, const torch::Device& device, std::uint64_t seed);

    /// The loss of the batch. Where it, or the gradient, is not finite the weights stay as they were.
    double run(const LasBatch& batch, double rate);
    /// The loss of a batch as it is taught, with nothing drawn and nothing learnt.
    [[nodiscard]] double measure(const LasBatch& batch);

    /// Adds the optimiser's moments to `state`, and takes them back after as many steps. The draws that follow depend on the
    /// number of steps alone.
    void store(nn::StateDict& state) const;
    void restore(const nn::StateDict& state, std::int64_t steps);
    [[nodiscard]] std::int64_t steps() const { return m_steps; }

private:
    models::LasNetwork m_network;
    LasTeaching m_teaching;
    torch::Device m_device;
    std::uint64_t m_seed;
    NamedParameters m_parameters;
    std::unique_ptr<torch::optim::Adam> m_adam;
    std::int64_t m_steps = 0;
};

}  // namespace prososcope::training
