// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "engine/core/Result.h"
#include "engine/models/adversarial_autoencoder/AdversarialAutoencoder.h"
#include "engine/nn/FusedAdam.h"
#include "engine/training/AutoencoderRows.h"

namespace prososcope::training {

/// What one step of the autoencoder sees.
struct AutoencoderBatch {
    torch::Tensor inputs;     ///< [batch, features], or [batch, features, frames]
    nn::Lengths lengths;      ///< of the form on frames
    std::vector<int> labels;  ///< of each utterance; below 0: unlabelled, which takes part in all phases but the last
};

/// The losses of the phases of one batch, each before its own change, and what collapse is seen by.
struct AutoencoderLosses {
    double reconstruction = 0.0;
    double discriminatorY = 0.0;
    double discriminatorZ = 0.0;
    double generatorY = 0.0;
    double generatorZ = 0.0;
    std::optional<double> classification;  ///< none without a label
    double spread = 0.0;                   ///< mean standard deviation of z over the batch
    double largestShare = 0.0;             ///< of a class, in the mean of y over the batch
};

/// The adversarial autoencoder with an optimiser (Adam) for each of its phases, which come one after the other on every batch:
/// reconstruction, discriminators, generators, classification. No phase changes what another's optimiser owns alone. Shares the
/// network; draws priors and dropout from a generator of its own. Used by one thread; torch's exceptions pass through.
class AutoencoderStep {
public:
    struct Settings {
        double discriminatorRate = 0.1;   ///< share of the learning rate that discriminators have (vanilla: 1)
        std::vector<double> classShares;  ///< of the prior of y; empty: uniform
    };
    AutoencoderStep(models::AdversarialAutoencoder network, Settings settings, std::uint64_t seed, const torch::Device& device);

    using PhaseSink = std::function<void(models::AutoencoderPhase)>;
    /// Calls `done`, where there is one, after each phase. Fails with one sentence where a batch has fewer than 2 utterances,
    /// or a loss is no longer a number; the phase whose loss it is changes nothing then.
    [[nodiscard]] core::Result<AutoencoderLosses> run(const AutoencoderBatch& batch, double rate, const PhaseSink& done = {});

    /// Priors and dropout depend on `seed` alone from here on: what goes on after a pause begins its epoch with it.
    void reseed(std::uint64_t seed);

    /// Adds the optimisers' moments to `state`, and takes them back.
    void store(nn::StateDict& state) const;
    void restore(const nn::StateDict& state, std::int64_t steps);
    [[nodiscard]] std::int64_t steps() const { return m_steps; }

private:
    /// Differentiates a loss and takes a step; its value.
    [[nodiscard]] core::Result<double> learn(models::AutoencoderPhase phase, const torch::Tensor& loss, double rate);
    [[nodiscard]] nn::FusedAdam& optimiser(models::AutoencoderPhase phase);
    [[nodiscard]] core::Status adversarial(const AutoencoderBatch& batch, const torch::Tensor& inputs, double rate,
                                           const PhaseSink& done, AutoencoderLosses& losses);

    models::AdversarialAutoencoder m_network;
    Settings m_settings;
    torch::Device m_device;
    at::Generator m_priors;
    std::vector<nn::FusedAdam> m_optimisers;  ///< of the phases, in their order
    std::int64_t m_steps = 0;
};

/// Posteriors of rows by a network, which is set to evaluation. Throws what torch throws.
[[nodiscard]] std::vector<std::vector<float>> autoencoderPosteriors(models::AdversarialAutoencoder& network,
                                                                    const AutoencoderRows& rows, const torch::Device& device);

/// Looks at the losses of one step after the other and names what has collapsed: a discriminator that no code deceives any
/// more, styles or emotions that are the same for all utterances. Only what lasts for `patience` steps counts.
class CollapseWatch {
public:
    explicit CollapseWatch(std::int64_t patience = 200) : m_patience(patience) {}
    /// Fails with one sentence once something has collapsed.
    [[nodiscard]] core::Status look(const AutoencoderLosses& losses);

    /// For how many steps each has lasted: the discriminators of y and z, styles, emotions.
    using Counts = std::array<std::int64_t, 4>;
    [[nodiscard]] const Counts& counts() const { return m_counts; }
    /// Goes on from what `counts` gave.
    void setCounts(const Counts& counts) { m_counts = counts; }

private:
    std::int64_t m_patience;
    Counts m_counts{};
};

}  // namespace prososcope::training
