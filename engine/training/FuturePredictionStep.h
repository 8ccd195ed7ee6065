// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/Result.h"
#include "engine/models/future_prediction/FutureNetwork.h"
#include "engine/nn/FusedAdam.h"

namespace prososcope::training {

/// What one step of the network sees: recordings or parts of them, right-padded.
struct FutureBatch {
    torch::Tensor frames;  ///< [batch, frames, bands], standardised log-mel energies
    nn::Lengths lengths;
};

/// The network that predicts speech to come with its optimiser, Adam, and a bound for the gradients. Shares the network. Used
/// by one thread; torch's exceptions pass through.
class FuturePredictionStep {
public:
    /// narrow: in training, products are made in bfloat16; weights, losses and everything else stay float32.
    FuturePredictionStep(models::FutureNetwork network, std::uint64_t seed, const torch::Device& device,
                         double largestGradient = 1.0, bool narrow = false);

    /// Learns to predict `horizon` frames ahead, as the network's settings say; gives the loss. Fails with one sentence, the
    /// weights as they were, where no recording is long enough, or loss or gradients are no longer numbers.
    [[nodiscard]] core::Result<double> pretrain(const FutureBatch& batch, double rate);
    /// Learns to classify, all weights but those of the prediction; gives the mean cross-entropy. labels [batch].
    [[nodiscard]] core::Result<double> fineTune(const FutureBatch& batch, const torch::Tensor& labels, double rate);

    /// Loss without learning, and that of a network that repeats the last frame that it heard.
    struct Figures {
        double loss = 0.0;
        double copying = 0.0;
        std::int64_t frames = 0;  ///< that were predicted
    };
    /// Fails as pretrain does, and where the predictions do not change with what is heard though the recordings do.
    [[nodiscard]] core::Result<Figures> evaluate(const FutureBatch& batch);

    /// Dropout depends on `seed` alone from here on: what goes on after a pause begins its epoch with it.
    void reseed(std::uint64_t seed);

    /// Adds the optimiser's moments to `state`, and takes them back.
    void store(nn::StateDict& state) const { m_adam.store(state, "adam."); }
    void restore(const nn::StateDict& state, std::int64_t steps);
    [[nodiscard]] std::int64_t steps() const { return m_steps; }

private:
    [[nodiscard]] core::Result<double> learn(const torch::Tensor& loss, double rate);

    models::FutureNetwork m_network;
    torch::Device m_device;
    double m_largestGradient;
    bool m_narrow;
    nn::FusedAdam m_adam;
    std::int64_t m_steps = 0;
};

}  // namespace prososcope::training
